"""An inbox on a real database file, and a hand that takes updates out of it as PTB does."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from telegram import Bot, Update

from bot.clock import OffsetClock
from bot.inbox import Inbox
from bot.store.database import Database
from bot.store.migrate import upgrade

TOKEN: Final = "1000000:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1"
NOW: Final = datetime(2027, 1, 11, 8, 0, tzinfo=UTC)


class Room:
    """One inbox between its opening and its end."""

    def __init__(self, database: Database, inbox: Inbox, aside: list[int]) -> None:
        self.database = database
        self.inbox = inbox
        self.aside = aside

    async def take(self) -> Update:
        """Take the next update; fail when none comes."""
        async with asyncio.timeout(10):
            update = await self.inbox.get()
        assert isinstance(update, Update)
        return update

    async def take_ids(self, count: int) -> list[int]:
        """Take so many updates, and keep them in hand."""
        return [(await self.take()).update_id for _ in range(count)]

    async def finish(self, update: Update) -> None:
        """Finish an update, and wait until that is on disk."""
        self.inbox.finish(update)
        if self.inbox._marker is not None:
            await self.inbox._marker

    async def nothing_comes(self) -> bool:
        """Say whether nobody is handed anything, however often the loop turns."""
        waiting = asyncio.ensure_future(self.inbox.get())
        for _ in range(50):
            await asyncio.sleep(0)
        await self.database.read(lambda tx: tx.value("SELECT 1"))  # whatever was asked is answered
        came = waiting.done()
        waiting.cancel()
        return not came

    async def serve_all(self) -> list[int]:
        """Take and finish everything, in the order in which it comes; return the ids."""
        served: list[int] = []

        async def serve() -> None:
            while True:
                update = await self.inbox.get()
                assert isinstance(update, Update)
                served.append(update.update_id)
                self.inbox.finish(update)

        hand = asyncio.ensure_future(serve())
        async with asyncio.timeout(120):
            await self.inbox.settled()
        hand.cancel()
        return served

    async def states(self) -> dict[int, str]:
        """Return the state of each update in the table, by its id."""
        rows = await self.database.read(
            lambda tx: tx.all("SELECT update_id, state FROM inbox ORDER BY seq")
        )
        return {row["update_id"]: row["state"] for row in rows}


@asynccontextmanager
async def open_room(path: Path, *, window: int = 512, tidy: bool = True) -> AsyncIterator[Room]:
    """Open an inbox; when not `tidy`, it ends as if the process had been killed."""
    database = await Database(path).open()
    try:
        await upgrade(database, 0)
        inbox = Inbox(database, OffsetClock(NOW), window=window)
        yield Room(database, inbox, await inbox.open(Bot(TOKEN)))
        if tidy:
            await inbox.close()
    finally:
        await database.close()


def message(update_id: int, chat: int = 1, **others: Any) -> dict[str, Any]:
    """Return a raw update with a text from a private chat."""
    user = {"id": chat, "is_bot": False, "first_name": "Alice"}
    body = {
        "message_id": update_id,
        "date": 1799650000,
        "chat": {"id": chat, "type": "private"},
        "from": user,
        "text": f"text {update_id}",
        **others,
    }
    return {"update_id": update_id, "message": body}
