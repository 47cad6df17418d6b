"""The practice's desk without a chat: what the services and the nightly jobs work with."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Final

from bot.app import build
from bot.clock import OffsetClock, epoch_ms
from bot.services.office import Office
from bot.settings import Settings
from bot.store.database import Database
from bot.store.migrate import upgrade

TOKEN: Final = "1000000:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1"
MONDAY: Final = datetime(2027, 1, 11, 8, 0, tzinfo=UTC)


@asynccontextmanager
async def open_office(database: Path, clock: OffsetClock) -> AsyncIterator[Office]:
    """The desk as the bot has it, with records and a clock of its own."""
    office = replace(_wired(), db=Database(database), clock=clock)
    await office.db.open()
    try:
        await upgrade(office.db, epoch_ms(clock.now()))
        yield office
    finally:
        await office.db.close()


@cache
def _wired() -> Office:
    """Reading the library takes a while: once is enough."""
    return build(Settings(_env_file=None, bot_token=TOKEN), OffsetClock()).office
