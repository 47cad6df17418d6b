"""The family is brought in once, by hand; each test begins with a copy of that evening's file."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.schedule import pacer
from tests.journeys.steps import Family, bring_in
from tests.schedule.house import House, open_house


@pytest.fixture(scope="session")
def first_day(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Family]:
    """A file in which Nora has brought in Sunny, with Alice and Bob at home."""
    file = tmp_path_factory.mktemp("first-day") / "bot.sqlite3"

    async def bring() -> Family:
        async with open_house(file) as house:
            return await bring_in(house)

    return file, asyncio.run(bring())


@pytest.fixture
def family(first_day: tuple[Path, Family]) -> Family:
    """Sunny's cards, by their numbers."""
    return first_day[1]


@pytest.fixture
async def house(
    first_day: tuple[Path, Family], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[House]:
    """Monday, nine o'clock in Berlin; Alice and Bob have cards at 07:00 and 19:30.

    A chat's one message a second goes by the machine's own seconds: days that pass in a moment
    would wait for them. `test_pacer.py` is about that second.
    """
    monkeypatch.setattr(pacer, "CHAT_GAP_S", 0.0)
    async with open_house(tmp_path / "bot.sqlite3", like=first_day[0]) as house:
        yield house
