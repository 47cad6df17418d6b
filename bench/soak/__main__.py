"""`python -m bench.soak [--families N] [--hours H]`: play a day and look for what grows.

The last line is one JSON object; the exit status is 1 when memory, files or tasks have grown.
"""

import argparse
import asyncio
import json
import sys
import time

from bench.chat.bot import TOKEN
from bench.soak.day import play
from bot.logs import configure


def main() -> int:
    """Play the day; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench.soak", description=__doc__)
    parser.add_argument("--families", type=int, default=2_000)
    parser.add_argument("--hours", type=float, default=8.0, help="of the families' time")
    options = parser.parse_args()
    configure("WARNING", [TOKEN])
    began = time.monotonic()
    day = asyncio.run(play(options.families, options.hours))
    for sample in day.samples:
        print(f"{sample.rss_mb:6.1f} MB, {sample.files} files, {sample.tasks} tasks")
    for leak in day.leaks:
        print(f"BROKEN: {leak}")
    first, last = day.samples[0], day.samples[-1]
    print(
        json.dumps(
            {
                "families": options.families,
                "hours": options.hours,
                "seconds": round(time.monotonic() - began, 1),
                "sent": day.sent,
                "taps": day.taps,
                "memory_growth_percent": round(day.growth * 100, 1),
                "files": [first.files, last.files],
                "tasks": [first.tasks, last.tasks],
                "ok": not day.leaks,
            }
        )
    )
    return 1 if day.leaks else 0


if __name__ == "__main__":
    sys.exit(main())
