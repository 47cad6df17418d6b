"""Row `tap`: check-in taps a second, from the tap's arrival to the edited card.

Ours stores each tap durably, runs a transaction, answers, and edits the card, each chat's taps in
their order. The peers answer and edit only: no database, and no order where they run side by side.
"""

import asyncio
import json
import subprocess
import sys
import tempfile
from typing import Final

from bench.row import Row, middle
from bench.tap.ledger import Verdict
from bench.tap.race import race

_TAPS_EACH: Final = 30
_PTB: Final = "python-telegram-bot"
_PEERS: Final = {
    f"{_PTB}, one by one": ("bench.bots.ptb", "1", "httpx"),
    f"{_PTB}, 256 at once": ("bench.bots.ptb", "256", "httpx"),
    "aiogram": ("bench.bots.aiogram_bot",),
}


def run(runs: int) -> Row:
    """Let ours and the peers deal with the same taps in turn, `runs` times."""
    rates: dict[str, list[float]] = {name: [] for name in ("ours", *_PEERS)}
    for _ in range(runs):
        for name, rate in asyncio.run(_round()).items():
            rates[name].append(rate)
    peers = {name: middle(rates[name]) or 0.0 for name in _PEERS}
    best = max(value for name, value in peers.items() if name.startswith(_PTB))
    return Row(
        name="tap",
        unit="taps/s",
        ours=middle(rates["ours"]),
        peers={_PTB: best, "aiogram": peers["aiogram"]},
        runs=runs,
    )


async def _round() -> dict[str, float]:
    """Run each bot once and return its taps a second."""
    rates = {"ours": _rate("ours", await _ours())}
    for name, bot in _PEERS.items():
        rates[name] = _rate(name, await race(bot, taps_each=_TAPS_EACH))
    return rates


async def _ours() -> Verdict:
    """Run our bot on a fresh database that knows the 64 families."""
    with tempfile.TemporaryDirectory() as folder:
        prepare = [sys.executable, "-m", "bench.bots.ours", "prepare", folder]
        made = await asyncio.to_thread(subprocess.run, prepare, check=True, capture_output=True)
        chats = json.loads(made.stdout)
        verdict = await race(("bench.bots.ours", "run", folder), taps_each=_TAPS_EACH, chats=chats)
    if not verdict["in_order"]:
        verdict["complaints"].append("cards of one chat came out of order")
    return verdict


def _rate(name: str, verdict: Verdict) -> float:
    if verdict["complaints"]:
        raise RuntimeError(f"{name}: {'; '.join(verdict['complaints'])}")
    rate = verdict["taps"] / verdict["seconds"]
    order = "" if verdict["in_order"] else " (cards out of order)"
    print(f"  {name}: {rate:,.0f} taps/s{order}", flush=True)
    return rate
