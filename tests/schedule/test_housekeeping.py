"""Every night a sound copy, fourteen kept; working papers go, what people wrote stays."""

import logging
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.clock import OffsetClock, epoch_ms
from bot.domain.program import Status
from bot.schedule import housekeeping
from bot.schedule.housekeeping import BACKUPS_KEPT, Housekeeping
from bot.services.office import Office
from bot.store import assignment_versions, deliveries, inbox, marks, programs
from bot.store.backup import problems_of
from bot.store.database import Tx
from bot.store.errors import StoreError
from tests.office import open_office
from tests.store.records import Records, fill

NIGHT = datetime(2027, 1, 11, 2, 37, tzinfo=UTC)


@pytest.fixture
def clock() -> OffsetClock:
    return OffsetClock(NIGHT)


@pytest.fixture
async def office(tmp_path: Path, clock: OffsetClock) -> AsyncIterator[Office]:
    async with open_office(tmp_path / "data" / "bot.sqlite3", clock) as office:
        yield office


def backups(office: Office) -> list[str]:
    return sorted(file.name for file in (office.db.path.parent / "backups").iterdir())


async def test_a_night_leaves_a_sound_copy_beside_the_database(office: Office):
    await office.db.write(fill)
    await Housekeeping(office).nightly()
    assert backups(office) == ["bot-20270111-023700.sqlite3"]
    copy = office.db.path.parent / "backups" / "bot-20270111-023700.sqlite3"
    assert problems_of(copy) == []
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT count(*) FROM people").fetchone() == (3,)
    noted = await office.db.read(lambda tx: marks.get(tx, marks.BACKUP_AT))
    assert noted is not None and abs(noted - epoch_ms(NIGHT)) < 60_000


async def test_fourteen_copies_are_kept_and_nothing_else_is_touched(
    office: Office, clock: OffsetClock
):
    folder = office.db.path.parent / "backups"
    folder.mkdir()
    others = ["bot-2019-before-the-move.sqlite3", "bot.sqlite3", "notes-20200101-000000.sqlite3"]
    for name in others:
        (folder / name).write_text("dear to somebody")
    for night in range(BACKUPS_KEPT + 3):
        clock.move_to(NIGHT + timedelta(days=night))
        await Housekeeping(office).backup()
    mine = [name for name in backups(office) if name not in others]
    assert len(mine) == BACKUPS_KEPT
    assert (mine[0], mine[-1]) == ("bot-20270114-023700.sqlite3", "bot-20270127-023700.sqlite3")
    assert set(others) < set(backups(office))


@pytest.mark.parametrize(
    "trouble",
    [
        StoreError("the copy is not sound"),
        OSError(28, "No space left"),
        sqlite3.OperationalError("disk is full"),
    ],
    ids=["unsound", "no space", "the records themselves"],
)
async def test_a_failed_backup_is_said_and_the_rest_of_the_night_goes_on(
    office: Office,
    clock: OffsetClock,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    trouble: Exception,
):
    await office.db.write(lambda tx: old_update(tx, epoch_ms(NIGHT - timedelta(days=9))))

    def fail(source: Path, target: Path) -> None:
        raise trouble

    monkeypatch.setattr(housekeeping, "back_up", fail)
    await Housekeeping(office).nightly()
    (line,) = [r.getMessage() for r in caplog.records if r.levelno == logging.ERROR]
    assert line.startswith("nightly backup failed: ")
    assert await office.db.read(lambda tx: tx.value("SELECT count(*) FROM inbox")) == 0


def old_update(tx: Tx, done_at: int) -> None:
    number = tx.value("SELECT count(*) FROM inbox")
    seq = inbox.store(tx, number, 1, {"update_id": number}, claimed=False, now=done_at)
    assert seq is not None
    inbox.finish(tx, [seq], done_at)


def old_delivery(tx: Tx, there: Records, days: int, *, sent: bool) -> None:
    deliveries.plan(
        tx,
        person_id=there.alice,
        client_id=there.client,
        slot="morning",
        local_date=(NIGHT - timedelta(days=days)).date(),
        due_at=0,
        window_ends_at=1,
    )
    if sent:
        number = tx.value("SELECT max(id) FROM deliveries")
        deliveries.mark_sent(tx, number, 7, 0)


async def test_only_old_working_papers_are_forgotten(office: Office):
    there = await office.db.write(fill)
    before = await office.db.read(lambda tx: tx.value("SELECT count(*) FROM assignments"))
    for hours in (1, 47, 49):
        at = epoch_ms(NIGHT - timedelta(hours=hours))
        await office.db.write(partial(old_update, done_at=at))
    for days, sent in ((5, True), (89, True), (91, True), (200, False)):
        await office.db.write(partial(old_delivery, there=there, days=days, sent=sent))
    await Housekeeping(office).prune()
    assert await office.db.read(lambda tx: tx.value("SELECT count(*) FROM inbox")) == 2
    states = await office.db.read(lambda tx: tx.all("SELECT state FROM deliveries ORDER BY id"))
    assert [row["state"] for row in states] == ["sent", "sent", "planned"]
    after = await office.db.read(lambda tx: tx.value("SELECT count(*) FROM assignments"))
    assert after == before


async def test_a_rest_whose_day_has_come_everywhere_is_written_down_as_over(
    office: Office, clock: OffsetClock
):
    """The family had its card back on the day itself; the store says so a night later."""
    there: Records = await office.db.write(fill)
    one = await office.db.read(lambda tx: programs.assignment(tx, there.card))
    assert one is not None
    rests = replace(one, status=Status.PAUSED, paused_until=NIGHT.date())
    await office.db.write(lambda tx: assignment_versions.save(tx, one, rests, there.nora, 0))
    await Housekeeping(office).end_rests()
    still = await office.db.read(lambda tx: programs.assignment(tx, there.card))
    assert still is not None and still.status is Status.PAUSED
    assert still.status_on(NIGHT.date()) is Status.ACTIVE
    clock.advance(timedelta(days=1).total_seconds())
    await Housekeeping(office).nightly()
    back = await office.db.read(lambda tx: programs.assignment(tx, there.card))
    assert back is not None
    assert (back.status, back.paused_until, back.version) == (Status.ACTIVE, None, 3)
    made = await office.db.read(lambda tx: assignment_versions.of(tx, back))
    assert [version.by for version in made] == ["Nora", "Nora", None]
