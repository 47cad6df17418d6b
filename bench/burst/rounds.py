"""The rounds that several rows are read from: each bot on the same burst, measured once."""

import asyncio
from collections.abc import Sequence
from functools import cache
from statistics import median
from typing import Final

from bench.burst.play import Burst, Told, ours, peer

_MODULE: Final = "bench.bots.ptb_burst"
PEERS: Final = {
    "PTB, asyncio.gather": (_MODULE, "gather"),
    "PTB, AIORateLimiter, 0 retries": (_MODULE, "limiter", "0"),
    "PTB, AIORateLimiter, 5 retries": (_MODULE, "limiter", "5"),
}
PLAIN: Final = Told()
STRICT: Final = Told(strict=True)


@cache
def bursts(runs: int) -> dict[str, tuple[Burst, ...]]:
    """Play the burst of 1,000 on both kinds of server; return each bot's bursts by name."""
    found: dict[str, list[Burst]] = {}
    for _ in range(runs):
        for told, ending in ((PLAIN, ""), (STRICT, ", strict server")):
            _keep(found, f"ours{ending}", asyncio.run(ours(told)))
        for name, module in PEERS.items():
            plain, strict = asyncio.run(_both(module))
            _keep(found, name, plain)
            _keep(found, f"{name}, strict server", strict)
    return {name: tuple(each) for name, each in found.items()}


def mid(values: Sequence[float]) -> float:
    """Return the median, to two places."""
    return round(median(values), 2)


async def _both(module: Sequence[str]) -> tuple[Burst, Burst]:
    """Let a peer play both servers at the same time; at 30 messages a second there is room."""
    plain, strict = await asyncio.gather(peer(module, PLAIN), peer(module, STRICT))
    return plain, strict


def _keep(found: dict[str, list[Burst]], name: str, burst: Burst) -> None:
    print(f"  {name}: {burst}", flush=True)
    found.setdefault(name, []).append(burst)
