"""Row `rss_100k_mb`: resident memory with 100,000 families, beside our own bot without any.

The crowd's bot is at work: it plans 10,000 reminders and sends them. Also how large the database
is, how much of it is people and their reminders (the rest is clients, links, consents, programs
and 300,000 assignments), and by how much a day of three reminders each lets it grow.
"""

import asyncio
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Final

from bench.chat.bot import TOKEN, BotProcess
from bench.crowd.fill import Crowd, chat_of, fill
from bench.crowd.memory import resident_mb
from bench.crowd.once import FAMILIES, crowd, inside
from bench.row import Row, middle
from bot.clock import OffsetClock
from bot.sandbox.server import BotApiServer, Person

#: So long after its start a bot has planned what was due, and has sent some of it.
AFTER_S: Final = 15.0
#: A day is played with so many families, and counted for all of them.
DAY_FAMILIES: Final = 20_000


def run(runs: int) -> Row:
    """Let both run for a while, `runs` times; play one day."""
    full, empty = [], []
    for _ in range(runs):
        full.append(asyncio.run(_memory(crowd().path)))
        empty.append(asyncio.run(_memory(None)))
        print(f"  ours: {full[-1]:.1f} MB, empty: {empty[-1]:.1f} MB", flush=True)
    own, peer = middle(full) or 0.0, middle(empty) or 0.0
    return Row(
        name="rss_100k_mb",
        unit="MB",
        ours=own,
        peers={"our empty bot": peer},
        runs=runs,
        also={
            "database, MB": round(crowd().path.stat().st_size / 1e6, 1),
            "of it people and reminders, MB": round(_size_of("people", "reminders"), 1),
            "database growth, MB a day": round(_growth(), 1),
        },
    )


async def _memory(database: Path | None) -> float:
    people = [Person(chat_of(number), "Ana", started=True) for number in range(1, 2_000)]
    server = BotApiServer(clock=OffsetClock(), token=TOKEN, people=people, cap_per_second=None)
    await server.start()
    try:
        with tempfile.TemporaryDirectory(prefix="home-program-memory-") as folder:
            bot = BotProcess(Path(folder), server.url)
            if database is not None:
                bot.database.parent.mkdir()
                await asyncio.to_thread(shutil.copyfile, database, bot.database)
            await bot.start()
            try:
                await asyncio.sleep(AFTER_S)
                return resident_mb(bot.pid)
            finally:
                await bot.clear()
    finally:
        await server.stop()


def _size_of(*tables: str) -> float:
    """Return the megabytes of tables with their indexes."""
    names = ", ".join(f"'{table}'" for table in tables)
    with closing(sqlite3.connect(crowd().path)) as connection:
        (size,) = connection.execute(
            "SELECT sum(pgsize) FROM dbstat WHERE name IN "
            f"(SELECT name FROM sqlite_schema WHERE tbl_name IN ({names}))"
        ).fetchone()
    return float(size) / 1e6


def _growth() -> float:
    """Return megabytes that a day of three reminders each adds, for all families."""
    with tempfile.TemporaryDirectory(prefix="home-program-day-") as folder:
        database = Path(folder) / "data" / "bot.sqlite3"
        at = crowd().crowd.at
        fill(database, Crowd(DAY_FAMILIES, due=0, at=at))
        grown = inside("bench.crowd.day", str(database), at.isoformat())
    return float(grown["megabytes"]) * FAMILIES / DAY_FAMILIES
