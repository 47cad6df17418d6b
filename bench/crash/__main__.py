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
from pathlib import Path

from bench.crash.count import Cost
from bench.crash.run import Moment, crash
from bench.crash.scene import prepare
from bot.clock import SystemClock


def main(arguments: list[str] | None = None) -> int:
    """Run the campaign; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench.crash", description=__doc__)
    parser.add_argument("--runs", type=int, default=20, help="how often to kill (default 20)")
    parser.add_argument("--seed", type=int, help="play the moments of an earlier campaign again")
    options = parser.parse_args(arguments)
    if options.runs < 1:
        parser.error("--runs: at least 1")
    seed = random.randrange(1_000_000) if options.seed is None else options.seed
    print(f"{options.runs} runs, --seed {seed}", flush=True)
    total = campaign(options.runs, seed)
    print(json.dumps(verdict(options.runs, total)))
    return 0 if total.is_kept else 1


def campaign(runs: int, seed: int) -> Cost:
    """Play so many runs, a line each; return what they cost together."""
    total = Cost()
    with tempfile.TemporaryDirectory(prefix="home-program-crash-") as folder:
        scene = prepare(Path(folder) / "data" / "template.sqlite3", SystemClock())
        for number in range(runs):
            chance = random.Random(seed + number)
            moment = Moment.choose(chance)
            began = time.monotonic()
            cost = asyncio.run(crash(scene, moment, chance))
            total += cost
            print(
                f"{number + 1:4} killed {moment.seconds * 1000:3.0f} ms after message "
                f"{moment.messages:3}: {cost.in_flight_at_kills:2} in flight, "
                f"{cost.duplicates:2} twice"
                + ("" if cost.is_kept else f"  BROKEN (--seed {seed + number} --runs 1): {cost}")
                + f"  ({time.monotonic() - began:.1f} s)",
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
