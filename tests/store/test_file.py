"""The file is for its owner alone, a bad one is named in one line, and closing always ends."""

import asyncio
import os
import sqlite3
import stat
import threading
from functools import partial
from pathlib import Path

import pytest

from bot.store import marks
from bot.store.database import Database, Tx
from bot.store.errors import StoreError


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def set_mode(path: Path, to: int) -> None:
    path.chmod(to)


async def test_file_and_folder_are_for_their_owner_alone(database):
    await database.write(lambda tx: marks.put(tx, "a", 1))
    assert mode(database.path.parent) == 0o700
    files = {file.name: mode(file) for file in database.path.parent.iterdir()}
    assert files == {"bot.sqlite3": 0o600, "bot.sqlite3-wal": 0o600, "bot.sqlite3-shm": 0o600}


async def test_a_folder_of_other_things_keeps_its_mode(tmp_path: Path):
    set_mode(tmp_path, 0o755)
    (tmp_path / "holiday.jpg").touch()
    database = await Database(tmp_path / "bot.sqlite3").open()
    await database.close()
    assert mode(tmp_path) == 0o755
    assert mode(tmp_path / "bot.sqlite3") == 0o600


def damaged(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE t (x)")
        connection.executemany("INSERT INTO t VALUES (?)", [("x" * 500,) for _ in range(100)])
    connection.close()
    path.write_bytes(path.read_bytes()[:100] + os.urandom(4096) + path.read_bytes()[4196:])


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda path: path.write_bytes(os.urandom(8192)), "not a usable database"),
        (lambda path: path.write_text("name,score\nRobin,3\n" * 99), "not a usable database"),
        (damaged, "not a usable database"),
        (lambda path: path.mkdir(), "cannot be opened or created: Is a directory"),
    ],
    ids=["noise", "another file", "damaged", "a folder"],
)
async def test_what_is_no_database_is_named_in_one_line(tmp_path: Path, spoil, says):
    path = tmp_path / "bot.sqlite3"
    spoil(path)
    database = Database(path)
    with pytest.raises(StoreError) as caught:
        await database.open()
    line = str(caught.value)
    assert line.startswith(f"{path}: ") and says in line and "\n" not in line
    await database.close()


async def test_a_folder_that_cannot_be_made_is_named_in_one_line(tmp_path: Path):
    (tmp_path / "file").touch()
    database = Database(tmp_path / "file" / "data" / "bot.sqlite3")
    with pytest.raises(StoreError, match="cannot be opened or created: Not a directory"):
        await database.open()
    await database.close()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
async def test_a_folder_that_is_not_ours_to_write_is_named_in_one_line(tmp_path: Path):
    set_mode(tmp_path, 0o500)
    database = Database(tmp_path / "bot.sqlite3")
    with pytest.raises(StoreError, match="cannot be opened or created: Permission denied"):
        await database.open()
    await database.close()


# -- closing ------------------------------------------------------------------------------------


async def test_closing_finishes_what_is_queued(tmp_path: Path):
    database = await Database(tmp_path / "bot.sqlite3").open()
    await database.run_on_writer(lambda c: c.execute("CREATE TABLE t (n)"))
    writing = asyncio.gather(
        *(database.write(partial(Tx.run, sql="INSERT INTO t VALUES (:n)", n=n)) for n in range(9))
    )
    await asyncio.sleep(0)
    await database.close()
    assert await writing == [1] * 9
    with sqlite3.connect(tmp_path / "bot.sqlite3") as connection:
        assert connection.execute("SELECT count(*) FROM t").fetchone() == (9,)
    connection.close()


async def test_closing_ends_its_threads_whatever_state_it_is_in(tmp_path: Path):
    before = set(threading.enumerate())
    await Database(tmp_path / "never-opened.sqlite3").close()
    opened = await Database(tmp_path / "opened.sqlite3").open()
    await opened.close()
    await opened.close()
    (tmp_path / "failed.sqlite3").write_bytes(b"no database" * 1000)
    failed = Database(tmp_path / "failed.sqlite3")
    with pytest.raises(StoreError):
        await failed.open()
    await failed.close()
    left = set(threading.enumerate()) - before
    assert [thread for thread in left if "connection_worker" in thread.name] == []
