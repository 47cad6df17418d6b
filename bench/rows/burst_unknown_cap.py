"""Row `burst_unknown_cap`: a true cap that the bot is not told, from 20 to 35 messages a second.

The lowest share of the cap over all four, in percent. The bot keeps its default budget of 30; it
has to find out what is too fast, and that more is allowed.
"""

import asyncio
from typing import Final

from bench.burst.play import Burst, Told, ours
from bench.row import Row

CAPS: Final = (20.0, 25.0, 30.0, 35.0)
#: Long enough that finding out is part of it and not all of it: about two minutes.
MESSAGES: Final = 4_000


def run(runs: int) -> Row:
    """Send to four servers, two at a time, `runs` times."""
    bursts: list[Burst] = []
    for _ in range(runs):
        for caps in (CAPS[:2], CAPS[2:]):
            bursts += asyncio.run(_together(caps))
    worst = {cap: min(b.share for b in bursts if b.told.cap == cap) * 100 for cap in CAPS}
    refused, sends = sum(b.refused for b in bursts), sum(b.delivered + b.refused for b in bursts)
    return Row(
        name="burst_unknown_cap",
        unit="% of the cap",
        ours=round(min(worst.values()), 1),
        runs=runs,
        also={
            **{f"share at {cap:g}/s, %": round(share, 1) for cap, share in worst.items()},
            "429s, % of sends": round(100 * refused / sends, 3),
            "most 429s at one cap, % of sends": round(
                max(100 * b.refused / (b.delivered + b.refused) for b in bursts), 3
            ),
            "not delivered": sum(b.told.messages - b.delivered for b in bursts),
        },
    )


async def _together(caps: tuple[float, ...]) -> list[Burst]:
    found = await asyncio.gather(*(ours(Told(cap=cap, messages=MESSAGES)) for cap in caps))
    for burst in found:
        print(f"  ours: {burst}", flush=True)
    return found
