"""Every journey ends with the same two questions: did a call fail, did the log cry?"""

import logging
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.journeys.practice import Practice, open_practice, refused
from tests.journeys.steps import Family, bring_in, bring_in_another


@pytest.fixture
async def practice(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> AsyncIterator[Practice]:
    """A practice on its first day: two admins who have not said hello, and nobody else."""
    async with open_practice(tmp_path / "bot.sqlite3") as practice:
        yield practice
        assert await refused(practice) == [], "the strict server refused a call"
    cries = [r.getMessage() for r in caplog.get_records("call") if r.levelno >= logging.ERROR]
    assert cries == [], "the log holds an error"


@pytest.fixture
async def family(practice: Practice) -> Family:
    """Nora's client Sunny with two activities; Alice and Bob have joined."""
    return await bring_in(practice)


@pytest.fixture
async def other_family(practice: Practice, family: Family) -> Family:
    """Olga's client Pip, whom Charlie cares for; Sunny's family is there, too."""
    return await bring_in_another(practice)
