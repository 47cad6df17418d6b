"""A change is written whole or not at all, alone among many, and nobody hears of it too early."""

import asyncio
import sqlite3
import threading

import pytest

from bot.store import marks
from bot.store.database import Database, Tx

PATIENCE_S = 10


def names(tx: Tx) -> list[str]:
    return [row["name"] for row in tx.all("SELECT name FROM marks ORDER BY name")]


async def traced(database: Database) -> list[str]:
    """Return a list that fills with every statement of the writer."""
    statements: list[str] = []
    await database.run_on_writer(lambda c: c.set_trace_callback(statements.append))
    return statements


def failing(tx: Tx) -> None:
    marks.put(tx, "half", 1)
    raise ZeroDivisionError("on purpose")


# -- many at once -------------------------------------------------------------------------------


async def test_of_many_changes_the_one_that_fails_is_undone_alone(database):
    changes = [
        failing if n == 20 else (lambda tx, n=n: marks.put(tx, f"{n:02}", n)) for n in range(50)
    ]
    statements = await traced(database)
    results = await asyncio.gather(
        *(database.write(change) for change in changes), return_exceptions=True
    )
    assert [n for n, result in enumerate(results) if result is not None] == [20]
    assert isinstance(results[20], ZeroDivisionError)
    assert statements.count("COMMIT") == 1, "they share one disk sync"
    assert await database.read(names) == [f"{n:02}" for n in range(50) if n != 20]


async def test_a_later_change_sees_the_earlier_ones_of_its_batch(database):
    first = database.write(lambda tx: marks.put(tx, "a", 1))
    second = database.write(lambda tx: marks.get(tx, "a"))
    assert [*await asyncio.gather(first, second)] == [None, 1]


async def test_nobody_hears_of_success_before_the_commit(database):
    statements = await traced(database)

    async def write(name: str) -> int:
        await database.write(lambda tx: marks.put(tx, name, 1))
        return statements.count("COMMIT")

    assert [*await asyncio.gather(write("a"), write("b"))] == [1, 1]


async def test_whoever_gave_up_does_not_hold_up_the_others(database):
    impatient = asyncio.ensure_future(database.write(lambda tx: marks.put(tx, "a", 1)))
    patient = asyncio.ensure_future(database.write(lambda tx: marks.put(tx, "b", 1)))
    await asyncio.sleep(0)
    impatient.cancel()
    await patient
    with pytest.raises(asyncio.CancelledError):
        await impatient
    assert await database.read(names) == ["a", "b"]


async def test_when_the_disk_is_full_everybody_hears_of_it_and_nothing_is_written(database):
    def fill_up(tx: Tx) -> None:
        for n in range(1000):
            tx.run("INSERT INTO marks VALUES (:name, :n)", name=f"{n}" * 500, n=n)

    pages = await database.run_on_writer(lambda c: c.execute("PRAGMA page_count").fetchone()[0])
    await database.run_on_writer(lambda c: c.execute(f"PRAGMA max_page_count = {pages + 2}"))
    results = await asyncio.gather(
        database.write(lambda tx: marks.put(tx, "before", 1)),
        database.write(fill_up),
        database.write(lambda tx: marks.put(tx, "after", 1)),
        return_exceptions=True,
    )
    assert isinstance(results[1], sqlite3.OperationalError)
    written = await database.read(names)
    for name, result in (("before", results[0]), ("after", results[2])):
        assert (result is None) == (name in written), "what was reported is what is there"
    await database.run_on_writer(lambda c: c.execute("PRAGMA max_page_count = 1000000"))
    await database.write(fill_up)
    assert len(await database.read(names)) >= 1000


async def test_when_the_commit_itself_fails_nothing_of_the_batch_is_there(database):
    await database.run_on_writer(
        lambda c: c.executescript(
            "CREATE TABLE a (id INTEGER PRIMARY KEY);"
            "CREATE TABLE b (a INTEGER REFERENCES a (id) DEFERRABLE INITIALLY DEFERRED);"
        )
    )
    results = await asyncio.gather(
        database.write(lambda tx: marks.put(tx, "innocent", 1)),
        database.write(lambda tx: tx.run("INSERT INTO b VALUES (7)")),
        return_exceptions=True,
    )
    assert [type(result) for result in results] == [sqlite3.IntegrityError] * 2
    assert await database.read(names) == []
    await database.write(lambda tx: marks.put(tx, "next", 1))
    assert await database.read(names) == ["next"]


# -- one ----------------------------------------------------------------------------------------


async def test_a_change_hands_on_its_own_exception(database):
    error = KeyError("mine")

    def change(tx: Tx) -> None:
        marks.put(tx, "half", 1)
        raise error

    with pytest.raises(KeyError) as caught:
        await database.write(change)
    assert caught.value is error
    assert await database.read(names) == []


async def test_a_broken_rule_of_the_schema_writes_nothing(database):
    def change(tx: Tx) -> None:
        marks.put(tx, "half", 1)
        tx.run("INSERT INTO care_links (client_id, person_id, role, started_at) VALUES (1,1,'',1)")

    with pytest.raises(sqlite3.IntegrityError):
        await database.write(change)
    assert await database.read(names) == []


async def test_references_are_enforced(database):
    def change(tx: Tx) -> None:
        tx.run("INSERT INTO audit_events (at, person_id, action) VALUES (1, 404, 'x')")

    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        await database.write(change)


async def test_a_change_is_not_seen_before_its_commit(database):
    reached, go_on = threading.Event(), threading.Event()

    def change(tx: Tx) -> None:
        marks.put(tx, "slow", 1)
        reached.set()
        assert go_on.wait(PATIENCE_S)

    writing = asyncio.ensure_future(database.write(change))
    assert await asyncio.to_thread(reached.wait, PATIENCE_S)
    assert await database.read(names) == []
    go_on.set()
    await writing
    assert await database.read(names) == ["slow"]


async def test_a_reader_sees_one_state_from_beginning_to_end(database):
    reached, go_on = threading.Event(), threading.Event()

    def question(tx: Tx) -> tuple[list[str], list[str]]:
        before = names(tx)
        reached.set()
        assert go_on.wait(PATIENCE_S)
        return before, names(tx)

    reading = asyncio.ensure_future(database.read(question))
    assert await asyncio.to_thread(reached.wait, PATIENCE_S)
    await database.write(lambda tx: marks.put(tx, "meanwhile", 1))
    go_on.set()
    assert await reading == ([], [])
    assert await database.read(names) == ["meanwhile"]


async def test_a_question_changes_nothing(database):
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        await database.read(lambda tx: marks.put(tx, "a", 1))
    assert await database.read(names) == []


async def test_a_question_that_fails_leaves_the_reader_usable(database):
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        await database.read(lambda tx: tx.one("SELECT * FROM nowhere"))
    assert await database.read(names) == []


async def test_the_ways_to_ask(database):
    await database.write(lambda tx: marks.put(tx, "a", 1))
    one, none, value, nothing = await database.read(
        lambda tx: (
            tx.one("SELECT value FROM marks WHERE name = :name", name="a"),
            tx.one("SELECT value FROM marks WHERE name = :name", name="b"),
            tx.value("SELECT value FROM marks"),
            tx.value("SELECT value FROM marks WHERE name = 'b'"),
        )
    )
    assert one["value"] == value == 1
    assert none is nothing is None
