"""Row `calls`: Bot API calls a second through one bot object, 64 at once, by transport."""

import asyncio
from typing import Final

from bench.row import Row, middle
from bench.tap.race import calls_a_second

_AT_ONCE: Final = 64
_IN_ALL: Final = {"ours": 6400, "python-telegram-bot": 1280, "aiogram": 3200}
_NAMES: Final = {"ours": "ours", "python-telegram-bot": "httpx", "aiogram": "aiogram"}


def run(runs: int) -> Row:
    """Measure each transport in turn, `runs` times."""
    rates: dict[str, list[float]] = {name: [] for name in _NAMES}
    for _ in range(runs):
        for name, which in _NAMES.items():
            rate = asyncio.run(calls_a_second(which, at_once=_AT_ONCE, in_all=_IN_ALL[name]))
            print(f"  {name}: {rate:,.0f} calls/s", flush=True)
            rates[name].append(rate)
    peers = {name: middle(rates[name]) or 0.0 for name in _NAMES if name != "ours"}
    return Row(name="calls", unit="calls/s", ours=middle(rates["ours"]), peers=peers, runs=runs)
