"""Every service, tried by everybody: whoever may gets it, anybody else changes and learns nothing.

A service without a row in tests/authorisation/rows fails in tests/test_architecture.py.
"""

import shutil
import sqlite3
from dataclasses import replace
from itertools import groupby
from operator import attrgetter
from pathlib import Path

import pytest

from bot.clock import OffsetClock
from bot.domain.errors import Declined
from bot.services import own_activities
from bot.services.library import Library
from bot.services.office import Office
from tests.authorisation import cast
from tests.authorisation.cast import ADMINS, NEAR_SUNNY, Receipts, Sunny, Who, prepare
from tests.authorisation.row import Row
from tests.authorisation.table import INTERNAL, services, table
from tests.office import MONDAY, open_office

ROWS = {
    name: list(rows)
    for name, rows in groupby(sorted(table(), key=attrgetter("name")), attrgetter("name"))
}


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Sunny]:
    """A file with Sunny's records, made once."""
    return {}


@pytest.fixture
async def practice(
    prepared: dict[Path, Sunny], tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Sunny]:
    """A file with Sunny's records, and what is in it."""
    if not prepared:
        file = tmp_path_factory.mktemp("sunny") / "sunny.sqlite3"
        async with open_office(file, OffsetClock(MONDAY)) as office:
            prepared[file] = await prepare(await _desk_of(office))
    return next(iter(prepared.items()))


@pytest.mark.parametrize("name", ROWS)
async def test_whoever_may_gets_it_and_nobody_else(
    practice: tuple[Path, Sunny], tmp_path: Path, name: str
) -> None:
    file, sunny = practice
    receipts = Receipts()
    shutil.copyfile(file, tmp_path / "own.sqlite3")
    wrong = []
    async with open_office(tmp_path / "own.sqlite3", OffsetClock(MONDAY)) as office:
        desk = await _desk_of(office)
        before = await office.db.run_on_writer(_everything)
        for row in ROWS[name]:
            for who in Who:
                found = await _try(desk, row, sunny, who, receipts)
                after = await office.db.run_on_writer(_everything)
                if found is None and who not in row.may and after != before:
                    found = "was refused, and something changed"
                if found is not None:
                    wrong.append(f"{who.name}: {found}")
                if after != before:
                    await office.db.run_on_writer(lambda there: _restore(file, there))
    assert not wrong, f"{name}:\n" + "\n".join(wrong)


def test_the_table_has_no_row_for_what_is_gone() -> None:
    there = services()

    assert set(ROWS) <= set(there)
    assert set(INTERNAL) <= set(there)


async def _try(office: Office, row: Row, sunny: Sunny, who: Who, receipts: Receipts) -> str | None:
    """Let somebody try; return what went wrong."""
    visitor = replace(receipts.visitor(who), receipt=1_000_000 + receipts.visitor(who).receipt)
    try:
        answer = await row.service(office, visitor, *row.args(sunny), **row.options)
    except row.refusal as refusal:
        if who in row.may:
            return f"may, and was refused: {refusal!r}"
        return None
    except Declined as refusal:
        return f"was declined in another way than the row says: {refusal!r}"
    if who not in row.may:
        return "may not, and was not refused"
    return _leak(row, who, repr(answer))


def _leak(row: Row, who: Who, told: str) -> str | None:
    """Return what somebody has learnt that is none of their business."""
    if who not in NEAR_SUNNY and cast.NICKNAME in told and not row.tells_all:
        return "learnt of Sunny"
    own = [words for words in (cast.GOAL, cast.HOME_NOTE) if words in told]
    if own and who not in NEAR_SUNNY - {Who.SCHOOL}:
        return f"learnt what is the family's own: {own}"
    return None


async def _desk_of(office: Office) -> Office:
    """An administrator, and a library that no other test has written into."""
    library = Library(office.library.shipped, office.library.folders)
    desk = replace(office, library=library, admin_ids=frozenset(who.value for who in ADMINS))
    await own_activities.load_own(desk)
    return desk


def _everything(connection: sqlite3.Connection) -> list[str]:
    return list(connection.iterdump())


def _restore(file: Path, there: sqlite3.Connection) -> None:
    source = sqlite3.connect(file)
    try:
        source.backup(there)
    finally:
        source.close()
