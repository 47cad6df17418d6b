"""The real application against the real Bot API server, over HTTP, on a real SQLite file.

Nothing is replaced: the clock is the one of the local chat, set to a fixed Monday morning.
"""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from pydantic import SecretStr

from bot.app import Application, build
from bot.clock import OffsetClock
from bot.sandbox.server import BotApiServer, Person
from bot.settings import Settings
from tests.sim import Sim

TOKEN: Final = "1000000:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1"
ZONE: Final = "Europe/Berlin"
MONDAY: Final = datetime(2027, 1, 11, 8, 0, tzinfo=UTC)  # nine o'clock in Berlin

NORA: Final = 1001  # a therapist
OLGA: Final = 1002  # another therapist
ALICE: Final = 1003  # cares for Sunny
BOB: Final = 1004  # cares for Sunny, too
CHARLIE: Final = 1005  # must never gain access to Sunny
DORA: Final = 1006  # nobody the practice knows
CAST: Final = (
    Person(NORA, "Nora"),
    Person(OLGA, "Olga"),
    Person(ALICE, "Alice"),
    Person(BOB, "Bob"),
    Person(CHARLIE, "Charlie"),
    Person(DORA, "Dora"),
)


@dataclass(slots=True)
class Practice:
    """A running practice; `sim` acts for everybody, `rows` looks into the file from outside."""

    server: BotApiServer
    app: Application
    clock: OffsetClock
    sim: Sim
    database: Path
    settings: Settings
    #: What a call may be refused for: showing the same screen again, and what a test orders.
    may_fail: set[str] = field(default_factory=lambda: {"message is not modified"})

    async def restart(self) -> None:
        """Let a new bot go on with the same database; stop this one first, if it runs.

        The last poll of the one that stops may still be open: it is refused, as Telegram does.
        """
        self.may_fail.add("terminated by other getUpdates request")
        await self.app.stop()
        self.app = build(self.settings, self.clock)
        self.server.settle = self.app.settle
        await self.app.start()

    def rows(self, sql: str, *values: object) -> list[dict[str, Any]]:
        """Ask the database through a connection of its own."""
        return rows_of(self.database, sql, *values)

    def one(self, sql: str, *values: object) -> dict[str, Any]:
        """Return the only row."""
        found = self.rows(sql, *values)
        assert len(found) == 1, found
        return found[0]

    def count(self, table: str) -> int:
        """Return how many rows a table has."""
        return int(self.one(f"SELECT count(*) AS n FROM {table}")["n"])


def rows_of(database: Path, sql: str, *values: object) -> list[dict[str, Any]]:
    """Ask a database file, as somebody who is not the bot."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(sql, values)]


async def refused(practice: Practice) -> list[dict[str, Any]]:
    """Return the Bot API calls that failed and were not meant to."""
    failed = await practice.sim.calls(failed=True)
    meant = practice.may_fail
    return [call for call in failed if not any(words in call["description"] for words in meant)]


def settings_for(server: BotApiServer, database: Path, **others: Any) -> Settings:
    """Return the practice's settings; no `.env` and no webhook of the machine plays a part."""
    values: dict[str, Any] = {
        "bot_token": SecretStr(TOKEN),
        "bot_api_url": server.url,
        "admin_ids": (NORA, OLGA),
        "database_url": f"sqlite:///{database}",
        "default_timezone": ZONE,
        "default_language": "en",
        "content_dir": "content",
        "webhook_url": None,
        "webhook_secret": None,
        "proxy_url": None,
        "messages_per_second": 1000,
    }
    return Settings(_env_file=None, **{**values, **others})


@asynccontextmanager
async def open_practice(
    database: Path, *, start: datetime = MONDAY, **settings: Any
) -> AsyncIterator[Practice]:
    """Start server and bot; stop them in order."""
    clock = OffsetClock(start)
    server = BotApiServer(clock=clock, token=TOKEN, people=CAST, cap_per_second=None)
    await server.start()
    own = settings_for(server, database, **settings)
    try:
        async with Sim(server.url, auto_settle=True) as sim:
            practice = Practice(server, build(own, clock), clock, sim, database, own)
            server.settle = practice.app.settle
            try:
                await practice.app.start()
                yield practice
            finally:
                await practice.app.stop()
    finally:
        await server.stop()
