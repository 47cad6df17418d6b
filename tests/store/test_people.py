"""Who may see whom: a link begins, ends and begins anew, and nobody is added twice."""

import pytest

from bot.domain.kindness import DEFAULT_QUIET
from bot.domain.people import Relation, Role
from bot.store import audit, drafts, people, strangers, wishes
from tests.store.records import NOW


async def test_the_same_telegram_account_is_one_person(database, there):
    again = await database.write(lambda tx: people.add(tx, 2, "Other", "de", "UTC", NOW + 9))
    assert (again.id, again.name, again.zone) == (there.alice, "Alice", "Europe/Berlin")
    assert [p.name for p in await database.read(people.everybody)] == ["Nora", "Alice", "Bob"]


async def test_somebody_we_do_not_know_is_nobody(database):
    assert await database.read(lambda tx: people.by_telegram_id(tx, 404)) is None
    with pytest.raises(LookupError, match="no person 404"):
        await database.read(lambda tx: people.by_id(tx, 404))


async def test_a_suspended_therapist_is_no_therapist(database, there):
    assert (await database.read(lambda tx: people.by_id(tx, there.nora))).is_therapist
    await database.write(lambda tx: tx.run("UPDATE people SET suspended_at = 1"))
    assert not (await database.read(lambda tx: people.by_id(tx, there.nora))).is_therapist


async def test_a_standing_link_is_not_overwritten(database, there):
    await database.write(
        lambda tx: people.add_link(tx, there.client, there.alice, Role.THERAPIST, NOW + 9)
    )
    link = await database.read(lambda tx: people.link(tx, there.alice, there.client, NOW + 20))
    assert link and (link.role, link.started_at) == (Role.FAMILY, NOW + 1)


async def test_a_link_that_ended_gives_no_access_and_can_begin_anew(database, there):
    await database.write(
        lambda tx: people.set_pause(tx, there.client, there.alice, "9999-12-31", "quiet")
    )
    await database.write(lambda tx: people.end_link(tx, there.client, there.alice, NOW + 5))
    assert (
        await database.read(lambda tx: people.link(tx, there.alice, there.client, NOW + 20)) is None
    )
    assert await database.read(lambda tx: people.links_of(tx, there.alice, NOW + 20)) == []
    carers = await database.read(lambda tx: people.caregivers_of(tx, there.client, NOW + 20))
    assert [who.name for who, _ in carers] == ["Bob"]

    await database.write(
        lambda tx: people.add_link(tx, there.client, there.alice, Role.SCHOOL, NOW + 9)
    )
    link = await database.read(lambda tx: people.link(tx, there.alice, there.client, NOW + 20))
    assert link and (link.role, link.started_at, link.paused_until) == (Role.SCHOOL, NOW + 9, None)


async def test_a_discharged_client_is_nobodys(database, there):
    await database.write(lambda tx: tx.run("UPDATE clients SET discharged_at = 1"))
    for who in (there.nora, there.alice):
        assert await database.read(lambda tx, who=who: people.links_of(tx, who, NOW + 20)) == []
    assert await database.read(lambda tx: people.therapists_of(tx, there.client, NOW + 20)) == []


async def test_carers_come_in_the_order_they_joined_and_therapists_apart(database, there):
    await database.write(
        lambda tx: people.set_relation(tx, there.client, there.bob, Relation.GRANDPARENT)
    )
    carers = await database.read(lambda tx: people.caregivers_of(tx, there.client, NOW + 20))
    assert [(who.name, link.relation) for who, link in carers] == [
        ("Alice", None),
        ("Bob", Relation.GRANDPARENT),
    ]
    nora = await database.read(lambda tx: people.therapists_of(tx, there.client, NOW + 20))
    assert [who.name for who in nora] == ["Nora"]


async def test_a_blocked_chat_keeps_the_instant_it_was_first_blocked(database, there):
    for at in (NOW, NOW + 5):
        await database.write(
            lambda tx, at=at: people.set_reachable(tx, 2, why_not="blocked", now=at)
        )
    row = await database.read(
        lambda tx: tx.one("SELECT unreachable_at, unreachable_why FROM people WHERE telegram_id=2")
    )
    assert tuple(row) == (NOW, "blocked")
    back = await database.write(lambda tx: people.set_reachable(tx, 2, why_not=None, now=NOW))
    assert back and back.is_reachable
    assert (
        await database.write(lambda tx: people.set_reachable(tx, 404, why_not="x", now=1)) is None
    )


async def test_quiet_hours_are_the_usual_ones_until_they_are_chosen(database, there):
    alice = await database.read(lambda tx: people.by_id(tx, there.alice))
    assert alice.quiet == DEFAULT_QUIET
    await database.write(lambda tx: wishes.set_quiet_hours(tx, there.alice, 0, 0))
    assert (await database.read(lambda tx: people.by_id(tx, there.alice))).quiet == (0, 0)


async def test_only_somebody_who_never_took_part_is_forgotten(database, there):
    passer, noted = await database.write(
        lambda tx: (
            people.add(tx, 8, "Dora", "en", "UTC", NOW),
            people.add(tx, 9, "Eve", "en", "UTC", NOW),
        )
    )
    await database.write(lambda tx: drafts.begin(tx, passer.id, "welcome", {}, NOW, 1))
    await database.write(lambda tx: drafts.expect(tx, passer.id, "zone", "", NOW))
    await database.write(lambda tx: audit.record(tx, NOW, "left", person_id=noted.id))
    for who in (passer.id, noted.id, there.nora, there.alice):
        await database.write(lambda tx, who=who: strangers.forget(tx, who))
    left = await database.read(people.everybody)
    assert [p.name for p in left] == ["Nora", "Alice", "Bob", "Eve"]
