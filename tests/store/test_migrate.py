"""A step is one transaction; every older schema comes up; a newer or foreign one is refused."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.store import people
from bot.store.database import Database
from bot.store.errors import StoreError
from bot.store.migrate import MIGRATIONS, available, statements, upgrade, version_of
from tests.store.records import NOW

STEPS = available()


@pytest.fixture
async def fresh(tmp_path: Path):
    """An open database without any table."""
    database = await Database(tmp_path / "bot.sqlite3").open()
    yield database
    await database.close()


def folder_with(tmp_path: Path, **scripts: str) -> Path:
    folder = tmp_path / "migrations"
    folder.mkdir(exist_ok=True)
    for name, sql in scripts.items():
        (folder / f"{name.removeprefix('m')}.sql").write_text(sql, encoding="utf-8")
    return folder


async def tables(database: Database) -> set[str]:
    def ask(connection: sqlite3.Connection) -> set[str]:
        return {r[0] for r in connection.execute("SELECT name FROM sqlite_schema")}

    return await database.run_on_writer(ask)


async def schema(database: Database) -> list[tuple[str, ...]]:
    def ask(connection: sqlite3.Connection) -> list[tuple[str, ...]]:
        found = connection.execute("SELECT type, name, tbl_name FROM sqlite_schema ORDER BY 1, 2")
        columns = connection.execute(
            "SELECT m.name, c.name, c.type, c.'notnull', c.dflt_value, c.pk FROM sqlite_schema m, "
            "pragma_table_info(m.name) c WHERE m.type = 'table' ORDER BY 1, 2"
        )
        return [tuple(row) for row in (*found, *columns)]

    return await database.run_on_writer(ask)


# -- what ships ---------------------------------------------------------------------------------


@pytest.mark.parametrize("version", range(len(STEPS) + 1))
async def test_every_released_schema_comes_up(version: int, fresh: Database, tmp_path: Path):
    older = tmp_path / "older"
    older.mkdir()
    for file in sorted(MIGRATIONS.glob("*.sql"))[:version]:
        (older / file.name).write_bytes(file.read_bytes())
    assert [step.version for step in await upgrade(fresh, NOW, older)] == STEPS_UP_TO[version]
    if version:
        await fresh.write(lambda tx: tx.run(AS_FIRST_RELEASED, now=NOW))

    await upgrade(fresh, NOW)

    assert await fresh.run_on_writer(version_of) == len(STEPS)
    new = await Database(tmp_path / "new.sqlite3").open()
    await upgrade(new, NOW)
    assert await schema(fresh) == await schema(new)
    await new.close()
    known = await fresh.read(people.everybody)
    assert [(p.name, p.zone) for p in known] == ([("Alice", "Asia/Tokyo")] if version else [])


#: In columns that every release has.
AS_FIRST_RELEASED = (
    "INSERT INTO people (telegram_id, name, language, zone, created_at) "
    "VALUES (7, 'Alice', 'en', 'Asia/Tokyo', :now)"
)
STEPS_UP_TO = [[step.version for step in STEPS[:n]] for n in range(len(STEPS) + 1)]


async def test_a_second_upgrade_does_nothing(fresh: Database):
    assert await upgrade(fresh, NOW) == STEPS
    assert await upgrade(fresh, NOW + 1) == []
    rows = await fresh.read(lambda tx: tx.all("SELECT version, applied_at FROM schema_versions"))
    assert [tuple(row) for row in rows] == [(step.version, NOW) for step in STEPS]


# -- one transaction a step ---------------------------------------------------------------------


async def test_a_step_that_fails_leaves_nothing_and_can_be_mended(fresh: Database, tmp_path: Path):
    folder = folder_with(
        tmp_path,
        m0001_first="CREATE TABLE a (x);",
        m0002_second="CREATE TABLE b (x);\nINSERT INTO a VALUES (1);\nDELETE FROM nowhere;",
    )
    with pytest.raises(StoreError, match=r"could not be upgraded: no such table: nowhere"):
        await upgrade(fresh, NOW, folder)
    assert await tables(fresh) == {"schema_versions", "a"}
    assert await fresh.run_on_writer(version_of) == 1
    assert await fresh.read(lambda tx: tx.value("SELECT count(*) FROM a")) == 0

    folder_with(tmp_path, m0002_second="CREATE TABLE b (x);")
    assert [step.name for step in await upgrade(fresh, NOW, folder)] == ["second"]
    assert await tables(fresh) == {"schema_versions", "a", "b"}


async def test_a_newer_database_is_refused_and_left_alone(fresh: Database):
    await upgrade(fresh, NOW)
    newer = len(STEPS) + 1
    await fresh.write(
        lambda tx: tx.run("INSERT INTO schema_versions VALUES (:v, 'future', 1)", v=newer)
    )
    before = await schema(fresh)
    with pytest.raises(StoreError) as caught:
        await upgrade(fresh, NOW)
    assert f"made by a newer release (schema {newer}, this release knows {len(STEPS)})" in str(
        caught.value
    )
    assert "\n" not in str(caught.value)
    assert await schema(fresh) == before


async def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path):
    path = tmp_path / "notes.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE notes (body)")
    database = await Database(path).open()
    with pytest.raises(StoreError, match="holds another program's tables; name another file"):
        await upgrade(database, NOW)
    assert await tables(database) == {"notes"}
    await database.close()


# -- the scripts --------------------------------------------------------------------------------


@pytest.mark.parametrize("names", [("m0002_only",), ("m0001_a", "m0003_c"), ("m0001_a", "m0001_b")])
def test_steps_are_numbered_without_gaps(tmp_path: Path, names):
    folder = folder_with(tmp_path, **dict.fromkeys(names, "SELECT 1;"))
    with pytest.raises(StoreError, match=r"are not numbered 0001, 0002, \.\.\."):
        available(folder)


def test_a_script_is_split_where_its_statements_end():
    first = "-- a; comment\nCREATE TABLE a (x DEFAULT 'it''s; fine', \"odd;name\" TEXT);\n"
    second = (
        "CREATE TRIGGER t AFTER INSERT ON a BEGIN\n"
        "  UPDATE a SET x = 1; -- not the end;\n"
        "  DELETE FROM a;\n"
        "END;\n"
    )
    third = "INSERT INTO a VALUES (1,\n  2);\n"
    rest = "\n-- nothing follows; really\n"
    assert statements(first + second + third + rest) == [first, second, third]


@pytest.mark.parametrize("sql", ["CREATE TABLE a (x)", "SELECT 'open;\n", "SELECT 1;\nSELECT 2"])
def test_a_script_that_stops_in_the_middle_is_refused(sql: str):
    with pytest.raises(StoreError, match="ends in the middle of a statement"):
        statements(sql)
