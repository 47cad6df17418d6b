"""Worries of an older release come up whole; who may read one is decided by the records."""

import shutil
from pathlib import Path

from bot.domain.worry import About, Reader, Tier
from bot.store import worries, worry_rests, worry_tellings
from bot.store.database import Database
from bot.store.migrate import MIGRATIONS, upgrade
from tests.store.records import NOW

PEOPLE = (
    "INSERT INTO people (id, telegram_id, name, language, zone, therapist_since, created_at) "
    "VALUES (:id, :id, :name, 'en', 'UTC', :since, 0)"
)
OLD_WORRY = (
    "INSERT INTO worries (client_id, person_id, code, tier, created_at, origin) "
    "VALUES (1, 2, 'RF-OTHER', 'T', 5, 77)"
)


def _people(tx) -> None:
    for number, name, since in ((1, "Nora", 1), (2, "Alice", None), (3, "Olga", 1), (4, "Tom", 1)):
        tx.run(PEOPLE, id=number, name=name, since=since)
    tx.run(
        "INSERT INTO clients (id, nickname, stage, created_by, created_at) "
        "VALUES (1, 'Sunny', 'child', 1, 0)"
    )
    tx.run(
        "INSERT INTO care_links (client_id, person_id, role, started_at) "
        "VALUES (1, 1, 'therapist', 0)"
    )


async def test_a_worry_from_before_there_were_red_flags_comes_up_whole(tmp_path: Path) -> None:
    first = tmp_path / "first"
    first.mkdir()
    shutil.copy(MIGRATIONS / "0001_initial.sql", first)
    database = await Database(tmp_path / "data" / "bot.sqlite3").open()
    try:
        await upgrade(database, NOW, first)
        await database.write(_people)
        await database.write(lambda tx: tx.run(OLD_WORRY))
        await upgrade(database, NOW)
        worry = await database.read(lambda tx: worries.by_origin(tx, 77))
        assert worry is not None
        assert (worry.code, worry.tier, worry.about) == ("RF-OTHER", Tier.TELL, About.CLIENT)
        assert worry.shown == "" and worry.seen_at is None and worry.answer is None
        assert await database.read(lambda tx: worry_tellings.unseen_for(tx, 1, NOW)) == 1
    finally:
        await database.close()


async def test_a_worry_is_read_by_the_clients_therapist_and_by_those_who_were_told(
    database: Database,
) -> None:
    await database.write(_people)
    await database.write(lambda tx: tx.run(OLD_WORRY))

    async def may(person: int) -> bool:
        return await database.read(lambda tx: worry_tellings.may_read(tx, 1, person, NOW))

    assert [await may(one) for one in (1, 2, 3, 4)] == [True, False, False, False]
    await database.write(lambda tx: worry_tellings.add(tx, 1, 3, Reader.URGENT, NOW))
    await database.write(lambda tx: worry_tellings.add(tx, 1, 4, Reader.THERAPIST, NOW))
    assert [await may(one) for one in (3, 4)] == [True, False], "a therapist who handed over"
    await database.write(lambda tx: tx.run("UPDATE clients SET discharged_at = 1"))
    assert [await may(one) for one in (1, 3)] == [False, False]


async def test_the_same_update_brings_one_worry_and_the_first_look_counts(
    database: Database,
) -> None:
    await database.write(_people)

    def add(tx) -> int:
        return worries.add(
            tx,
            client_id=1,
            person_id=2,
            assignment_id=None,
            code="RF-PAIN",
            tier=Tier.TELL,
            about=About.CLIENT,
            shown="Thank you for stopping.",
            now=NOW,
            origin=9,
        )

    first = await database.write(add)
    assert await database.write(add) == first
    assert await database.write(lambda tx: worries.mark_seen(tx, first, 1, NOW + 1))
    assert not await database.write(lambda tx: worries.mark_seen(tx, first, 3, NOW + 2))
    worry = await database.read(lambda tx: worries.by_id(tx, first))
    assert worry is not None and (worry.seen_by, worry.seen_at) == (1, NOW + 1)
    assert not await database.read(lambda tx: worry_rests.is_held(tx, 1))
