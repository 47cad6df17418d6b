"""A practice whose bot can go away and come back, on one server, one clock and one file."""

import asyncio
import json
import shutil
import urllib.request
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from bot.app import build
from bot.clock import OffsetClock
from bot.sandbox.server import BotApiServer, Person
from bot.services.office import Visitor
from tests.journeys.practice import CAST, MONDAY, TOKEN, Practice, settings_for
from tests.screen import text_of
from tests.sim import Message, Sim

#: Monday the 11th of January 2027; Berlin is an hour ahead of UTC.
MORNING: Final = datetime(2027, 1, 12, 6, 0, 5, tzinfo=UTC)  # Tuesday, seven in Berlin
BEDTIME: Final = datetime(2027, 1, 11, 18, 30, 5, tzinfo=UTC)  # Monday, half past seven


@dataclass(slots=True)
class House(Practice):
    """A practice, and the door through which its bot goes and comes."""

    is_open: bool = True

    async def close(self) -> None:
        """The bot goes away in order."""
        if self.is_open:
            self.is_open = False
            self.server.settle = None
            self.sim.auto_settle = False
            await self.app.stop()

    async def reopen(self) -> None:
        """The bot comes back: a new process in all but name."""
        self.app = build(self.settings, self.clock)
        self.server.settle = self.app.settle
        self.is_open = True
        self.sim.auto_settle = True
        await self.app.start()
        await self.sim.settle()

    async def restart(self) -> None:
        """Close and reopen."""
        await self.close()
        await self.reopen()

    def pace_by_the_clock(self) -> None:
        """Let the pacer's seconds, too, pass when the clock is moved (never move it back then)."""
        clock = self.clock
        self.app.ticker._sender._pacer._monotonic = lambda: clock.now().timestamp()

    async def cards(self, person: int, *, after: int = 0) -> list[Message]:
        """Return what the bot has sent into a chat since a message, oldest first."""
        return await self.sim.from_bot(person, after=after)

    async def texts(self, person: int) -> list[str]:
        """Return the words of what the bot has sent into a chat."""
        return [text_of(message) for message in await self.cards(person)]

    async def call(self, method: str, **params: Any) -> dict[str, Any]:
        """Make a Bot API call as if somebody else held the token."""
        return await asyncio.to_thread(_call, f"{self.server.url}/bot{TOKEN}/{method}", params)

    def person(self, telegram_id: int) -> dict[str, Any]:
        """Return a person's record."""
        return self.one("SELECT * FROM people WHERE telegram_id = ?", telegram_id)

    def deliveries(self, telegram_id: int, **columns: object) -> list[dict[str, Any]]:
        """Return what was owed to somebody, oldest first."""
        where = "".join(f" AND d.{column} = ?" for column in columns)
        return self.rows(
            "SELECT d.* FROM deliveries d JOIN people p ON p.id = d.person_id "
            f"WHERE p.telegram_id = ?{where} ORDER BY d.due_at, d.id",
            telegram_id,
            *columns.values(),
        )


def visitor(telegram_id: int, receipt: int = 0) -> Visitor:
    """Return somebody as the services know them."""
    name = next(person.name for person in CAST if person.id == telegram_id)
    return Visitor(telegram_id, name, "en", receipt)


@asynccontextmanager
async def open_house(
    database: Path, *, start: datetime = MONDAY, like: Path | None = None, **settings: Any
) -> AsyncIterator[House]:
    """Start server and bot; stop them in order.

    Args:
        database: the file.
        start: the clock.
        like: a file to begin from, whose people have all pressed Start.
        settings: the practice's.
    """
    people: tuple[Person, ...] = CAST
    if like is not None:
        shutil.copyfile(like, database)
        people = tuple(Person(p.id, p.name, started=True) for p in CAST)
    clock = OffsetClock(start)
    server = BotApiServer(clock=clock, token=TOKEN, people=people, cap_per_second=None)
    await server.start()
    try:
        own = settings_for(server, database, **settings)
        app = build(own, clock)
        async with Sim(server.url, auto_settle=True) as sim:
            house = House(server, app, clock, sim, database, own)
            server.settle = app.settle
            try:
                await app.start()
                yield house
            finally:
                await house.close()
    finally:
        await server.stop()


def _call(url: str, params: dict[str, Any]) -> dict[str, Any]:
    request = urllib.request.Request(
        url, json.dumps(params).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request) as answer:
        found: dict[str, Any] = json.loads(answer.read())
        return found
