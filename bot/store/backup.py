"""Copies and checks of the database file, made so that a running bot may go on."""

import contextlib
import os
import sqlite3
from pathlib import Path

from bot.store.database import prepare_file
from bot.store.errors import StoreError
from bot.store.migrate import version_of


def back_up(source: Path, target: Path) -> None:
    """Write a consistent copy of `source` to the new file `target`, by SQLite's backup API.

    Raises:
        StoreError: no source, the target exists, or the copy is not sound.
    """
    if not source.exists():
        raise StoreError(f"{source}: there is no database here yet")
    if target.exists():
        raise StoreError(f"{target}: exists already; name a new file")
    partial = target.with_name(target.name + ".part")
    with contextlib.suppress(OSError):
        partial.unlink()
    prepare_file(partial)
    try:
        with (
            contextlib.closing(sqlite3.connect(source)) as old,
            contextlib.closing(sqlite3.connect(partial)) as new,
        ):
            old.backup(new)  # in one step: in several, each write would begin it anew
            new.execute("PRAGMA journal_mode = DELETE")
        problems = problems_of(partial)
        if problems:
            raise StoreError(f"{target}: the copy is not sound: {problems[0]}")
        _sync(partial)
        partial.replace(target)
    except sqlite3.Error as error:
        raise StoreError(f"{source}: could not be copied: {error}") from error
    finally:
        with contextlib.suppress(OSError):
            partial.unlink()


def restore(copy: Path, target: Path) -> Path | None:
    """Put a checked `copy` in the place of `target`; the bot is to be stopped.

    Returns:
        Where the database that stood there was moved to, or None when there was none.

    Raises:
        StoreError: the copy is missing or not sound, or the database is in use.
    """
    problems = problems_of(copy)
    if problems:
        raise StoreError(f"{copy}: not a sound database: {problems[0]}")
    kept: Path | None = None
    if target.exists():
        _refuse_when_in_use(target)
        kept = _free_name(target)
        _move(target, kept)
    try:
        back_up(copy, target)
    except (StoreError, OSError):
        if kept is not None:
            _move(kept, target)
        raise
    return kept


def problems_of(path: Path) -> list[str]:
    """Return what is wrong with the file: integrity, broken references, not a bot's at all."""
    if not path.exists():
        return ["there is no such file"]
    try:
        with contextlib.closing(sqlite3.connect(path)) as connection:
            if version_of(connection) == 0:
                return ["holds no records of this bot"]
            found = [
                row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"
            ]
            found += [
                f"table {row[0]}, row {row[1]}: refers to nothing in {row[2]}"
                for row in connection.execute("PRAGMA foreign_key_check")
            ]
    except sqlite3.Error as error:
        return [str(error)]
    return found


def _refuse_when_in_use(path: Path) -> None:
    try:
        with contextlib.closing(sqlite3.connect(path, timeout=0)) as connection:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        raise StoreError(f"{path}: in use; stop the bot first") from error
    except sqlite3.DatabaseError:
        return  # a damaged file is just what a restore is for


def _move(path: Path, to: Path) -> None:
    """Move a database with what belongs to it."""
    for suffix in ("", "-wal", "-shm"):
        part = path.with_name(path.name + suffix)
        if part.exists():
            part.replace(to.with_name(to.name + suffix))


def _free_name(path: Path) -> Path:
    number = 1
    while (name := path.with_name(f"{path.name}.before-restore-{number}")).exists():
        number += 1
    return name


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
