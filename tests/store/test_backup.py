"""A backup is one consistent state, taken while the bot writes; a restore never loses anything."""

import asyncio
import os
import sqlite3
import stat
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from bot.store import backup, marks
from bot.store.backup import back_up, problems_of, restore
from bot.store.database import Database, Tx
from bot.store.errors import StoreError
from bot.store.migrate import upgrade
from tests.store.records import NOW

ROOM = "x" * 4000


def note(tx: Tx, number: int) -> None:
    """Write two rows that only make sense together."""
    marks.put(tx, f"left {number} {ROOM}", number)
    marks.put(tx, f"right {number} {ROOM}", number)


async def made(path: Path, *numbers: int) -> Path:
    """Make a database with some notes in it, closed."""
    database = await Database(path).open()
    await upgrade(database, NOW)
    for number in numbers:
        await database.write(partial(note, number=number))
    await database.close()
    return path


def noted(path: Path) -> dict[str, set[int]]:
    """Return the notes in a file, by side."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT name, value FROM marks").fetchall()
    return {
        side: {value for name, value in rows if name.startswith(side)} for side in ("left", "right")
    }


def files_in(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


async def test_a_backup_under_way_is_one_state_and_can_be_restored(tmp_path: Path):
    source = await made(tmp_path / "bot.sqlite3", *range(300))
    copy, target = tmp_path / "copy.sqlite3", tmp_path / "elsewhere" / "bot.sqlite3"
    running = await Database(source).open()
    copying = asyncio.ensure_future(asyncio.to_thread(back_up, source, copy))
    written = 300
    while not copying.done() or written < 310:
        await running.write(partial(note, number=written))
        written += 1
    await copying
    await running.close()

    assert restore(copy, target) is None
    notes = noted(target)
    assert notes["left"] == notes["right"], "no change was cut in two"
    assert set(range(300)) <= notes["left"] <= set(range(written))
    assert problems_of(target) == []
    reopened = await Database(target).open()
    assert await upgrade(reopened, NOW) == []
    await reopened.close()


async def test_a_backup_is_for_its_owner_alone_and_one_file(tmp_path: Path):
    source = await made(tmp_path / "bot.sqlite3", 1)
    copy = tmp_path / "backups" / "copy.sqlite3"
    back_up(source, copy)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
    assert list(copy.parent.iterdir()) == [copy]


async def test_a_backup_replaces_nothing(tmp_path: Path):
    source = await made(tmp_path / "bot.sqlite3", 1)
    copy = tmp_path / "copy.sqlite3"
    copy.write_text("something dear")
    with pytest.raises(StoreError, match="exists already; name a new file"):
        back_up(source, copy)
    assert copy.read_text() == "something dear"


async def test_what_is_left_of_an_interrupted_backup_is_no_trouble(tmp_path: Path):
    source = await made(tmp_path / "bot.sqlite3", 1)
    (tmp_path / "copy.sqlite3.part").write_bytes(b"half of it")
    back_up(source, tmp_path / "copy.sqlite3")
    assert noted(tmp_path / "copy.sqlite3")["left"] == {1}
    assert not (tmp_path / "copy.sqlite3.part").exists()


@pytest.mark.parametrize("content", [b"noise" * 2000, b""], ids=["noise", "nothing"])
def test_what_is_no_database_is_not_backed_up(tmp_path: Path, content: bytes):
    (tmp_path / "bot.sqlite3").write_bytes(content)
    with pytest.raises(StoreError):
        back_up(tmp_path / "bot.sqlite3", tmp_path / "copy.sqlite3")
    assert files_in(tmp_path) == ["bot.sqlite3"]


def test_without_a_database_there_is_nothing_to_back_up(tmp_path: Path):
    with pytest.raises(StoreError, match="there is no database here yet"):
        back_up(tmp_path / "bot.sqlite3", tmp_path / "copy.sqlite3")
    assert list(tmp_path.iterdir()) == []


# -- restoring ----------------------------------------------------------------------------------


async def test_what_stood_there_before_is_kept(tmp_path: Path):
    copy = await made(tmp_path / "copy.sqlite3", 1)
    target = await made(tmp_path / "bot.sqlite3", 2)
    first = restore(copy, target)
    second = restore(copy, target)
    assert first == tmp_path / "bot.sqlite3.before-restore-1"
    assert second == tmp_path / "bot.sqlite3.before-restore-2"
    assert noted(target)["left"] == noted(second)["left"] == {1}
    assert noted(first)["left"] == {2}
    assert noted(copy)["left"] == {1}


async def test_what_a_killed_bot_left_in_its_log_is_kept_too(tmp_path: Path):
    copy = await made(tmp_path / "copy.sqlite3", 1)
    target = await made(tmp_path / "bot.sqlite3", 2)
    living = await Database(target).open()
    await living.write(lambda tx: note(tx, 3))
    dead = tmp_path / "dead" / "bot.sqlite3"
    dead.parent.mkdir()
    for suffix in ("", "-wal"):  # what is on the disk when the power goes
        dead.with_name(dead.name + suffix).write_bytes(
            target.with_name(target.name + suffix).read_bytes()
        )
    await living.close()
    kept = restore(copy, dead)
    assert kept is not None and noted(kept)["left"] == {2, 3}
    assert noted(dead)["left"] == {1}


async def test_a_running_bots_database_is_not_replaced(tmp_path: Path):
    copy = await made(tmp_path / "copy.sqlite3", 1)
    target = await made(tmp_path / "bot.sqlite3", 2)
    running = await Database(target).open()
    with pytest.raises(StoreError, match="in use; stop the bot first"):
        restore(copy, target)
    await running.write(lambda tx: note(tx, 3))
    await running.close()
    assert noted(target)["left"] == {2, 3}
    assert files_in(tmp_path) == ["bot.sqlite3", "copy.sqlite3"]


async def test_a_damaged_copy_is_refused_and_nothing_moves(tmp_path: Path):
    target = await made(tmp_path / "bot.sqlite3", 1)
    copy = await made(tmp_path / "copy.sqlite3", *range(50))
    whole = copy.read_bytes()
    for damage, says in (
        (whole[:8192] + os.urandom(8192) + whole[16384:], ""),
        (whole[: len(whole) // 2], ""),
        (os.urandom(8192), "file is not a database"),
        (b"", "holds no records of this bot"),
    ):
        copy.write_bytes(damage)
        with pytest.raises(StoreError, match=f"not a sound database: .*{says}"):
            restore(copy, target)
    with pytest.raises(StoreError, match="there is no such file"):
        restore(tmp_path / "nowhere", target)
    assert noted(target)["left"] == {1}


async def test_another_programs_database_is_no_copy_of_ours(tmp_path: Path):
    with closing(sqlite3.connect(tmp_path / "notes.sqlite3")) as connection:
        connection.execute("CREATE TABLE notes (body)")
    with pytest.raises(StoreError, match="holds no records of this bot"):
        restore(tmp_path / "notes.sqlite3", tmp_path / "bot.sqlite3")
    assert not (tmp_path / "bot.sqlite3").exists()


async def test_a_damaged_database_is_just_what_a_restore_is_for(tmp_path: Path):
    copy = await made(tmp_path / "copy.sqlite3", 1)
    target = tmp_path / "bot.sqlite3"
    target.write_bytes(b"broken" * 999)
    kept = restore(copy, target)
    assert kept is not None and kept.read_bytes() == b"broken" * 999
    assert noted(target)["left"] == {1}


async def test_when_the_copying_fails_everything_is_as_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    copy = await made(tmp_path / "copy.sqlite3", 1)
    target = await made(tmp_path / "bot.sqlite3", 2)

    def full(source: Path, to: Path) -> None:
        raise StoreError(f"{source}: could not be copied: database or disk is full")

    monkeypatch.setattr(backup, "back_up", full)
    with pytest.raises(StoreError, match="disk is full"):
        restore(copy, target)
    assert noted(target)["left"] == {2}
    assert files_in(tmp_path) == ["bot.sqlite3", "copy.sqlite3"]


async def test_a_check_names_broken_references(tmp_path: Path):
    path = await made(tmp_path / "bot.sqlite3")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO audit_events (at, person_id, action) VALUES (1, 404, 'x')")
        connection.commit()
    assert problems_of(path) == ["table audit_events, row 1: refers to nothing in people"]
