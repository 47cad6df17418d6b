"""Row `cold_start_s`: seconds from the start of the process to its first poll.

Ours opens a database with 100,000 families, and polls before most of it is loaded; beside it the
smallest python-telegram-bot bot there is. Also when ours, with its library loaded and its menus
set, begins to answer people.
"""

import asyncio
import shutil
from pathlib import Path
from typing import Final

from bench.crowd.once import crowd
from bench.first_poll import of_minimal, of_ours
from bench.row import Row, middle

#: Starts are short and differ much; a run is the best of so many.
STARTS: Final = 3


def run(runs: int) -> Row:
    """Start both in turn, `runs` times."""
    ours, answering, minimal = [], [], []
    for _ in range(runs):
        starts = [asyncio.run(of_ours(_crowd)) for _ in range(STARTS)]
        ours.append(min(first for first, _ in starts))
        answering.append(min(second for _, second in starts))
        minimal.append(min(asyncio.run(of_minimal()) for _ in range(STARTS)))
        print(f"  ours: {ours[-1]:.2f} s, minimal: {minimal[-1]:.2f} s", flush=True)
    own, peer = middle(ours) or 0.0, middle(minimal) or 0.0
    return Row(
        name="cold_start_s",
        unit="s",
        ours=own,
        peers={"python-telegram-bot, minimal": peer},
        runs=runs,
        also={
            "ours / theirs": round(own / peer, 2),
            "ours, until it answers people, s": round(middle(answering) or 0.0, 2),
        },
    )


def _crowd(database: Path) -> None:
    database.parent.mkdir()
    shutil.copyfile(crowd().path, database)
