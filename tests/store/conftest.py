"""A real file with this release's schema, for each test its own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.store.database import Database
from bot.store.migrate import upgrade
from tests.store.records import NOW, Records, fill


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """An empty database, open."""
    opened = await Database(tmp_path / "data" / "bot.sqlite3").open()
    try:
        await upgrade(opened, NOW)
        yield opened
    finally:
        await opened.close()


@pytest.fixture
async def there(database: Database) -> Records:
    """The small practice of `records.py`, written into it."""
    return await database.write(fill)
