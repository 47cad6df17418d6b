"""Brings a database up to the schema of this release, one transaction a step.

A database from a newer release is refused: an older program must not guess at its meaning.
"""

import logging
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from bot.store.database import Database
from bot.store.errors import StoreError

log = logging.getLogger(__name__)

MIGRATIONS = Path(__file__).parent / "migrations"


@dataclass(frozen=True, slots=True)
class Migration:
    """One numbered step: NNNN_name.sql."""

    version: int
    name: str
    sql: str


def available(folder: Path = MIGRATIONS) -> list[Migration]:
    """Return the steps in order, without gaps."""
    steps = [
        Migration(int(file.stem[:4]), file.stem[5:], file.read_text(encoding="utf-8"))
        for file in sorted(folder.glob("[0-9][0-9][0-9][0-9]_*.sql"))
    ]
    if [step.version for step in steps] != list(range(1, len(steps) + 1)):
        raise StoreError(f"{folder}: the migrations are not numbered 0001, 0002, ...")
    return steps


def statements(sql: str) -> list[str]:
    """Split a script into its statements, minding quotes, comments and triggers."""
    found, rest = [], ""
    for line in sql.splitlines(keepends=True):
        rest += line
        if sqlite3.complete_statement(rest):
            found.append(rest)
            rest = ""
    if any(line.strip() and not line.strip().startswith("--") for line in rest.splitlines()):
        raise StoreError("a migration ends in the middle of a statement")
    return found


def version_of(connection: sqlite3.Connection) -> int:
    """Return the schema version of the file; 0 for an empty one."""
    known = connection.execute(
        "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'schema_versions'"
    ).fetchone()
    if known is None:
        return 0
    row = connection.execute("SELECT max(version) FROM schema_versions").fetchone()
    return int(row[0] or 0)


async def open_current(database: Database, at_ms: int) -> Database:
    """Open a database and bring it up to this release; return it.

    Raises:
        StoreError: it cannot be used. Close it, too, when this is raised.
    """
    await database.open()
    if steps := await upgrade(database, at_ms):
        log.info("database upgraded to schema %s", steps[-1].version)
    return database


async def upgrade(database: Database, at_ms: int, folder: Path = MIGRATIONS) -> list[Migration]:
    """Apply what is missing; return the steps that were applied.

    Raises:
        StoreError: the database is newer than this release, or a step failed.
    """
    steps = available(folder)

    def whole(connection: sqlite3.Connection) -> list[Migration]:
        have = version_of(connection)
        if have > len(steps):
            raise StoreError(
                f"{database.path}: made by a newer release (schema {have}, this release knows "
                f"{len(steps)}); install that release, or restore an older backup"
            )
        if have == 0 and connection.execute("SELECT 1 FROM sqlite_schema").fetchone():
            raise StoreError(f"{database.path}: holds another program's tables; name another file")
        for step in steps[have:]:
            _apply(connection, step, at_ms)
        return steps[have:]

    try:
        return await database.run_on_writer(whole)
    except sqlite3.Error as error:
        raise StoreError(f"{database.path}: the schema could not be upgraded: {error}") from error


def _apply(connection: sqlite3.Connection, step: Migration, at_ms: int) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute(
            "CREATE TABLE IF NOT EXISTS schema_versions "
            "(version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT"
        )
        for statement in statements(step.sql):
            connection.execute(statement)
        connection.execute(
            "INSERT INTO schema_versions (version, name, applied_at) VALUES (?, ?, ?)",
            (step.version, step.name, at_ms),
        )
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
