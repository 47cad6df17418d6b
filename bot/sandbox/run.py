"""Starts the unchanged bot against the local chat: one process, one clock, one page to open."""

import secrets
import tempfile
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pydantic import SecretStr

from bot.app import Application, build
from bot.clock import OffsetClock, epoch_ms
from bot.demo import PEOPLE, THERAPIST, play_demo
from bot.domain.people import Person as Known
from bot.sandbox.server import BotApiServer, Person
from bot.settings import Settings
from bot.store import people
from bot.store.migrate import open_current


@dataclass(slots=True)
class LocalChat:
    """A running local chat."""

    server: BotApiServer
    app: Application
    clock: OffsetClock


async def start_local_chat(
    stack: AsyncExitStack,
    settings: Settings,
    *,
    port: int = 0,
    database: Path | None = None,
    empty: bool = False,
    start: datetime | None = None,
) -> LocalChat:
    """Start server and bot; `stack` stops them.

    Whoever the records know has said hello already, so that no chat begins empty.

    Args:
        stack: whoever holds it decides when all this ends.
        settings: the practice's own; token, address, admin and database are replaced.
        port: 0 takes a free one.
        database: a file to keep and take up again; None begins afresh and leaves nothing behind.
        empty: begin without the demo family.
        start: the instant that the clock begins at (timezone-aware); None is now.

    Raises:
        OSError: the port is taken.
        StoreError: the database cannot be used.
    """
    clock = OffsetClock(start)
    token = f"1000000:{secrets.token_urlsafe(26)[:35]}"
    if database is None:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="home-program-chat-"))
        database = Path(folder) / "chat.sqlite3"
    own = settings.model_copy(
        update={
            "bot_token": SecretStr(token),
            "admin_ids": (THERAPIST.id,),
            "database_url": f"sqlite:///{database}",
            "webhook_url": None,
            "webhook_secret": None,
            "health_listen": None,
            "proxy_url": None,
        }
    )
    known = await _prepare(own, clock, demo=not empty and not database.exists())
    server = BotApiServer(
        clock=clock, token=token, people=_cast(known), zone=settings.default_timezone
    )
    await server.start(port=port)
    stack.push_async_callback(server.stop)
    for person in known:
        if person.is_reachable:
            server.say(person.telegram_id, "/start")
    app = build(own.model_copy(update={"bot_api_url": server.url}), clock)
    stack.push_async_callback(app.stop)
    await app.start()
    server.settle = app.settle
    return LocalChat(server, app, clock)


async def _prepare(settings: Settings, clock: OffsetClock, *, demo: bool) -> list[Known]:
    """Write the demo family when it is wanted; return everybody whom the records know."""
    office = build(settings, clock).office
    try:
        await open_current(office.db, epoch_ms(clock.now()))
        if demo:
            await play_demo(office)
        return await office.db.read(people.everybody)
    finally:
        await office.db.close()


def _cast(known: list[Known]) -> list[Person]:
    """Return who can chat: the demo's people, and everybody else whom the records know."""
    cast = {one.id: Person(one.id, one.name) for one in PEOPLE}
    for one in known:
        cast[one.telegram_id] = Person(one.telegram_id, one.name, one.language, started=True)
    return list(cast.values())
