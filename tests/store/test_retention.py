"""A client is forgotten whole: no table is left out, and nobody else loses anything."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.clock import OffsetClock
from bot.domain.practice import Setting
from bot.schedule.housekeeping import Housekeeping
from bot.services.library import Library
from bot.services.office import Office
from bot.store import closings, people, retention
from bot.store import practice as settings
from tests.authorisation.cast import ADMINS, Sunny, Who, prepare
from tests.office import MONDAY, open_office


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with open_office(tmp_path / "sunny.sqlite3", OffsetClock(MONDAY)) as office:
        library = Library(office.library.shipped, office.library.folders)
        yield replace(office, library=library, admin_ids=frozenset(int(who) for who in ADMINS))


@pytest.fixture
async def sunny(office: Office) -> Sunny:
    return await prepare(office)


def _leads_to_clients(file: Path) -> set[str]:
    """Every table from which keys lead to a client, however many steps away."""
    with closing(sqlite3.connect(file)) as connection:
        names = [
            row[0]
            for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        ]
        keys = {
            name: {row[2] for row in connection.execute(f"PRAGMA foreign_key_list({name})")}
            for name in names
        }
    found = {"clients"}
    while more := {name for name in names if keys[name] & found} - found:
        found |= more
    return found


async def test_every_table_that_leads_to_a_client_is_named(office: Office) -> None:
    assert _leads_to_clients(office.db.path) == set(retention.ROOMS), (
        "say in bot/store/retention.py how the rows of a new table go with their client"
    )


async def test_a_forgotten_client_leaves_nothing_and_takes_nothing_else(
    office: Office, sunny: Sunny
) -> None:
    await office.db.write(lambda tx: retention.forget_client(tx, sunny.client))

    with closing(sqlite3.connect(office.db.path)) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        dump = "\n".join(line for line in connection.iterdump() if "INSERT INTO" in line)
        rows = connection.execute("SELECT name FROM people WHERE telegram_id < 0").fetchall()
    for words in ("Sunny", "Mornings that feel lighter", "by the front door", "One sock today"):
        assert f"'{words}" not in dump, words
    assert "'Cloud'" in dump and "'Rain'" in dump
    assert rows and all(name == "" for (name,) in rows), "who was here for Sunny alone"
    family = await office.db.read(lambda tx: people.by_id(tx, sunny.people[Who.FAMILY]))
    assert family.name, "the family has another program here"


async def test_at_night_only_what_the_practice_says_and_not_a_day_too_early(
    office: Office, sunny: Sunny
) -> None:
    async def left() -> set[str]:
        names = await office.db.read(lambda tx: tx.all("SELECT nickname FROM clients"))
        return {row["nickname"] for row in names}

    own = sunny.people[Who.OWN]
    then = office.now_ms()
    await office.db.write(lambda tx: closings.close(tx, sunny.client, own, then))
    later = replace(office, clock=OffsetClock(MONDAY + timedelta(days=3 * 366 + 1)))
    await Housekeeping(later).forget_closed()
    assert await left() == {"Sunny", "Cloud", "Rain"}, "nobody has said for how long"
    admin = sunny.people[Who.ADMIN]
    await office.db.write(
        lambda tx: settings.put(tx, Setting.RETENTION, "3", admin, then, confirmed=True)
    )
    early = replace(office, clock=OffsetClock(MONDAY + timedelta(days=3 * 365)))
    await Housekeeping(early).forget_closed()
    assert await left() == {"Sunny", "Cloud", "Rain"}
    await Housekeeping(later).forget_closed()
    assert await left() == {"Cloud"}
    kept = await office.db.read(
        lambda tx: tx.all("SELECT detail FROM audit_events WHERE action = 'records deleted'")
    )
    assert len(kept) == 2 and all("after 3 years" in row["detail"] for row in kept)
