"""`python -m bench.crash [--runs N] [--seed S]`: kill the bot N times and count what it cost.

The last line is one JSON object; the exit status is 1 when a promise was broken.
"""

import argparse
import asyncio
import json
import random
import sys
import tempfile
import time
from contextlib import AsyncExitStack
from pathlib import Path

from bench.chat.nursery import Nursery
from bench.crash.count import Cost
from bench.crash.run import Moment, crash
from bench.crash.scene import prepare
from bot.clock import SystemClock


def main(arguments: list[str] | None = None) -> int:
    """Run the campaign; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench.crash", description=__doc__)
    parser.add_argument("--runs", type=int, default=20, help="how often to kill (default 20)")
    parser.add_argument("--seed", type=int, help="play the moments of an earlier campaign again")
    parser.add_argument(
        "--cold", action="store_true", help="start each bot anew instead of forking it (slower)"
    )
    options = parser.parse_args(arguments)
    if options.runs < 1:
        parser.error("--runs: at least 1")
    seed = random.randrange(1_000_000) if options.seed is None else options.seed
    print(f"{options.runs} runs, --seed {seed}", flush=True)
    total = asyncio.run(campaign(options.runs, seed, cold=options.cold))
    print(json.dumps(verdict(options.runs, total)))
    return 0 if total.is_kept else 1


async def campaign(runs: int, seed: int, *, cold: bool) -> Cost:
    """Play so many runs, a line each; return what they cost together."""
    total = Cost()
    async with AsyncExitStack() as stack:
        nursery = None if cold else await stack.enter_async_context(Nursery())
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="home-program-crash-"))
        template = Path(folder) / "data" / "template.sqlite3"
        scene = await asyncio.to_thread(prepare, template, SystemClock())
        for number in range(seed, seed + runs):
            chance = random.Random(number)
            moment = Moment.choose(chance)
            began = time.monotonic()
            cost = await crash(scene, moment, chance, nursery)
            total += cost
            broken = "" if cost.is_kept else f"  BROKEN (--runs 1 --seed {number}): {cost}"
            print(
                f"{number - seed + 1:4} killed {moment.seconds * 1000:3.0f} ms after message "
                f"{moment.messages:3}: {cost.in_flight_at_kills:2} in flight, "
                f"{cost.duplicates:2} twice, {time.monotonic() - began:4.1f} s{broken}",
                flush=True,
            )
    return total


def verdict(runs: int, total: Cost) -> dict[str, int | str]:
    """Return the campaign's result as it is printed."""
    return {
        "runs": runs,
        "taps_lost": total.taps_lost,
        "taps_double": total.taps_double,
        "reminders_lost": total.reminders_lost,
        "duplicates": total.duplicates,
        "in_flight_at_kills": total.in_flight_at_kills,
        "integrity": "damaged" if total.unsound else "ok",
    }


if __name__ == "__main__":
    sys.exit(main())
