"""The only door to the database: a transaction is one plain function, run whole in its thread.

No await happens inside a transaction, so nothing interleaves with it and nothing holds it open.
Writes that wait at the same time share one commit (one disk sync), each in a savepoint of its
own: one that fails is undone alone, and no caller hears of success before the commit.
"""

import asyncio
import contextlib
import os
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeVar

import aiosqlite

from bot.store.errors import StoreError

T = TypeVar("T")
Row = sqlite3.Row

BUSY_TIMEOUT_MS: Final = 5000
OUR_FILES: Final = (".gitkeep", "backups", "pictures")


class Tx:
    """A handle on the running transaction; valid only inside the function it was given to."""

    __slots__ = ("_connection",)

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def run(self, sql: str, **params: Any) -> int:
        """Run a statement with named parameters; return how many rows it changed."""
        return self._connection.execute(sql, params).rowcount

    def run_many(self, sql: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Run a statement once for each row of named parameters."""
        self._connection.executemany(sql, rows)

    def one(self, sql: str, **params: Any) -> Row | None:
        """Return the first row, or None."""
        row: Row | None = self._connection.execute(sql, params).fetchone()
        return row

    def all(self, sql: str, **params: Any) -> list[Row]:
        """Return all rows."""
        return self._connection.execute(sql, params).fetchall()

    def value(self, sql: str, **params: Any) -> Any:
        """Return the first column of the first row, or None."""
        row = self._connection.execute(sql, params).fetchone()
        return None if row is None else row[0]

    def new_id(self, sql: str, **params: Any) -> int:
        """Run an INSERT ... RETURNING id; return the id."""
        row = self._connection.execute(sql, params).fetchone()
        return int(row[0])


class _Connection(aiosqlite.Connection):
    """aiosqlite's thread with one more verb: run a whole function in a single hop."""

    async def run(self, function: Callable[[sqlite3.Connection], T]) -> T:
        result: T = await self._execute(lambda: function(self._conn))  # type: ignore[no-untyped-call]
        return result

    async def end(self) -> None:
        """Close, whether it was opened, failed to open, or never began."""
        if self._connection is not None:
            await self.close()
        elif self._thread.is_alive():  # it failed to open, and was told to end
            await asyncio.to_thread(self._thread.join)


def _connect(path: Path, *, read_only: bool) -> _Connection:
    def connector() -> sqlite3.Connection:
        connection = sqlite3.connect(
            path, isolation_level=None, cached_statements=512, check_same_thread=False
        )
        try:
            connection.row_factory = sqlite3.Row
            connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
            connection.execute("PRAGMA foreign_keys = ON")
            if read_only:
                connection.execute("PRAGMA query_only = ON")
            else:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = FULL")
        except BaseException:
            connection.close()
            raise
        return connection

    return _Connection(connector, iter_chunk_size=64)


def prepare_file(path: Path) -> None:
    """Create the file for its owner alone (0600), in a folder for its owner alone (0700).

    A folder that holds anything but our own files is left as it is.

    Raises:
        StoreError: the folder or file cannot be made.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        ours = all(
            f.name in OUR_FILES or f.name.startswith(path.name) for f in path.parent.iterdir()
        )
        if ours and path.parent.stat().st_uid == os.getuid():
            path.parent.chmod(0o700)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise StoreError(f"{path}: cannot be opened or created: {why}") from error


class Database:
    """One writing and one reading connection to one SQLite file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._writer = _connect(path, read_only=False)
        self._reader = _connect(path, read_only=True)
        self._waiting: list[tuple[Callable[[Tx], Any], asyncio.Future[Any]]] = []
        self._flusher: asyncio.Task[None] | None = None

    async def open(self) -> "Database":
        """Open the file, creating it when it is not there; return this database.

        Raises:
            StoreError: not a database, damaged, or not to be opened.
        """
        prepare_file(self.path)
        try:
            await self._writer
            await self._writer.run(lambda c: c.execute("SELECT 1 FROM sqlite_schema").fetchone())
            await self._reader
        except sqlite3.Error as error:
            await self.close()
            raise StoreError(f"{self.path}: not a usable database: {error}") from error
        return self

    async def close(self) -> None:
        """Finish what is queued and close both connections."""
        if self._flusher is not None:
            await self._flusher
        for connection in (self._reader, self._writer):
            await connection.end()

    async def read(self, question: Callable[[Tx], T]) -> T:
        """Run `question` over one consistent, committed state."""

        def whole(connection: sqlite3.Connection) -> T:
            connection.execute("BEGIN")
            try:
                return question(Tx(connection))
            finally:
                connection.execute("COMMIT")

        return await self._reader.run(whole)

    async def write(self, change: Callable[[Tx], T]) -> T:
        """Run `change` in a transaction; return its result once it is safely on disk.

        Raises whatever `change` raises, with nothing of it written.
        """
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append((change, done))
        if self._flusher is None or self._flusher.done():
            self._flusher = asyncio.create_task(self._flush(), name="database writer")
        return await done

    async def run_on_writer(self, function: Callable[[sqlite3.Connection], T]) -> T:
        """Run `function` on the bare writing connection (migrations, backup, checks)."""
        return await self._writer.run(function)

    async def _flush(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting, []
            changes = [change for change, _ in batch]
            try:
                results = await self._writer.run(partial(_commit, changes=changes))
            except Exception as error:  # noqa: BLE001 - handed to whoever waits for it
                results = [error] * len(batch)
            for (_, done), result in zip(batch, results, strict=True):
                if done.cancelled():
                    continue
                if isinstance(result, BaseException):
                    done.set_exception(result)
                else:
                    done.set_result(result)


def _commit(connection: sqlite3.Connection, changes: list[Callable[[Tx], Any]]) -> list[Any]:
    """Run the changes in one transaction, each in a savepoint; an exception is a result."""
    tx = Tx(connection)
    connection.execute("BEGIN IMMEDIATE")
    try:
        results = [_in_savepoint(connection, tx, change) for change in changes]
        connection.execute("COMMIT")
    except BaseException:
        with contextlib.suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise
    return results


def _in_savepoint(connection: sqlite3.Connection, tx: Tx, change: Callable[[Tx], Any]) -> Any:
    connection.execute("SAVEPOINT change")
    try:
        result = change(tx)
    except Exception as error:
        if not connection.in_transaction:  # the disk is full, or the like: all of it is undone
            raise
        connection.execute("ROLLBACK TO change")
        connection.execute("RELEASE change")
        return error
    connection.execute("RELEASE change")
    return result
