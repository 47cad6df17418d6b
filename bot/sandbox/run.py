"""Starts the unchanged bot against the local chat: one process, one clock, one page to open."""

import secrets
import tempfile
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.app import Application, build
from bot.clock import OffsetClock, epoch_ms
from bot.demo import PEOPLE, THERAPIST, play_demo
from bot.sandbox.server import BotApiServer, Person
from bot.settings import Settings
from bot.store.database import Database
from bot.store.migrate import upgrade

PORT: Final = 8080


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
    port: int = PORT,
    database: Path | None = None,
    empty: bool = False,
) -> LocalChat:
    """Start server and bot; `stack` stops them.

    Args:
        stack: whoever holds it decides when all this ends.
        settings: the practice's own; token, address, admin and database are replaced.
        port: 0 takes a free one.
        database: a file to keep and take up again; None begins afresh and leaves nothing behind.
        empty: begin without the demo family.

    Raises:
        OSError: the port is taken.
    """
    clock = OffsetClock()
    token = f"1000000:{secrets.token_urlsafe(26)[:35]}"
    demo = not empty and (database is None or not database.exists())
    people = [Person(p.id, p.name, started=demo or not empty) for p in PEOPLE]
    server = BotApiServer(clock=clock, token=token, people=people)
    await server.start(port=port)
    stack.push_async_callback(server.stop)
    if database is None:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="home-program-chat-"))
        database = Path(folder) / "chat.sqlite3"
    own = settings.model_copy(
        update={
            "bot_token": type(settings).model_validate({"bot_token": token}).bot_token,
            "bot_api_url": server.url,
            "admin_ids": (THERAPIST.id,),
            "database_url": f"sqlite:///{database}",
            "webhook_url": None,
            "webhook_secret": None,
            "proxy_url": None,
        }
    )
    app = build(own, clock)
    if demo:
        await _seed(app, clock)
        app = build(own, clock)
    stack.push_async_callback(app.stop)
    await app.start()
    server.settle = app.settle
    return LocalChat(server, app, clock)


async def _seed(app: Application, clock: OffsetClock) -> None:
    """Write the demo family before the bot listens."""
    database: Database = app.database
    await database.open()
    try:
        await upgrade(database, epoch_ms(clock.now()))
        await play_demo(app.office)
    finally:
        await database.close()
