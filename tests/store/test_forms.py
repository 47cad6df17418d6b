"""Forms, expected texts, invitations and reminders: what a tap twice or a crash must not double."""

from datetime import date

from bot.domain.people import Role, Stage
from bot.domain.rhythm import EVERY_DAY, Slot
from bot.store import cards_read, clients, deliveries, drafts, invites, marks, reminders, sent_cards
from bot.store.database import Tx
from tests.store.records import MONDAY, NOW, Change, Records

# -- forms --------------------------------------------------------------------------------------


async def test_the_same_update_begins_one_form(database, there):
    def begin(tx: Tx) -> drafts.Draft:
        return drafts.begin(tx, there.nora, "assign", {}, NOW, 7)

    first = await database.write(begin)
    await database.write(lambda tx: drafts.save(tx, first, {**first.data, "area": "x"}, NOW))
    again = await database.write(begin)
    assert (again.id, again.data["area"]) == (first.id, "x")


async def test_a_new_form_takes_the_place_of_the_old_and_never_its_number(database, there):
    first = await database.write(lambda tx: drafts.begin(tx, there.nora, "assign", {}, NOW, 7))
    await database.write(lambda tx: drafts.drop(tx, first.id))
    second = await database.write(lambda tx: drafts.begin(tx, there.nora, "assign", {}, NOW, 8))
    assert second.id > first.id
    assert await database.read(lambda tx: drafts.by_id(tx, first.id)) is None
    assert await database.read(lambda tx: drafts.of_kind(tx, there.nora, "assign")) == second
    assert await database.read(lambda tx: drafts.of_kind(tx, there.alice, "assign")) is None


async def test_the_form_touched_last_is_the_one_to_take_up(database, there):
    first = await database.write(lambda tx: drafts.begin(tx, there.nora, "assign", {}, NOW, 7))
    await database.write(lambda tx: drafts.begin(tx, there.nora, "client", {}, NOW + 1, 8))
    await database.write(lambda tx: drafts.save(tx, first, first.data, NOW + 2))
    latest = await database.read(lambda tx: drafts.latest(tx, there.nora))
    assert latest and latest.kind == "assign"


async def test_a_client_is_added_once_for_each_update(database, there):
    again = await database.write(
        lambda tx: clients.add(
            tx, "Other", Stage.ADULT, low_demand=True, by=there.nora, now=NOW, origin=1
        )
    )
    assert (again.id, again.nickname) == (there.client, "Sunny")


# -- the next typed text ------------------------------------------------------------------------


async def test_an_expected_text_comes_once_even_when_its_update_comes_twice(database, there):
    def expected(origin: int, at: int = NOW):
        return lambda tx: drafts.expected(tx, there.alice, at, origin)

    await database.write(lambda tx: drafts.expect(tx, there.alice, "note", "1:x", NOW + 100))
    assert (await database.read(expected(50))).target == "1:x"
    assert await database.read(drafts.telegram_ids_expected) == {2}
    await database.write(lambda tx: drafts.take_expected(tx, there.alice, 50))
    assert (await database.read(expected(50))).target == "1:x", "processed again after a crash"
    assert await database.read(expected(51)) is None
    await database.write(lambda tx: drafts.expect(tx, there.alice, "goal", "2", NOW + 100))
    assert (await database.read(expected(52))).kind == "goal"
    assert await database.read(expected(52, NOW + 100)) is None, "it has expired"
    await database.write(lambda tx: drafts.expect_nothing(tx, there.alice))
    assert await database.read(expected(52)) is None


# -- invitations --------------------------------------------------------------------------------


def invite(tx: Tx, there: Records, hashed: str = "h1", origin: int = 5) -> bool:
    return invites.add(
        tx,
        hashed,
        there.client,
        Role.FAMILY,
        by=there.nora,
        now=NOW,
        expires_at=NOW + 9,
        origin=origin,
    )


async def test_the_same_update_makes_one_invitation_and_its_newest_token_counts(database, there):
    assert await database.write(lambda tx: invite(tx, there)) is True
    assert await database.write(lambda tx: invite(tx, there, "h2")) is False
    assert await database.read(lambda tx: invites.by_hash(tx, "h1")) is None
    found = await database.read(lambda tx: invites.by_hash(tx, "h2"))
    assert found and (found.client_id, found.role, found.expires_at) == (
        there.client,
        Role.FAMILY,
        NOW + 9,
    )


async def test_an_invitation_is_one_persons_for_good(database, there):
    await database.write(lambda tx: invite(tx, there))
    found = await database.read(lambda tx: invites.by_hash(tx, "h1"))

    def use(who: int) -> Change[bool]:
        return lambda tx: invites.use(tx, found.id, who, NOW)

    assert await database.write(use(there.alice)) is True
    assert await database.write(use(there.bob)) is False
    assert await database.write(use(there.alice)) is True
    await database.write(lambda tx: tx.run("UPDATE invites SET revoked_at = 1"))
    assert await database.write(use(there.alice)) is False


async def test_a_consent_is_recorded_once_and_again_after_it_was_withdrawn(database, there):
    def agree(at: int) -> Change[None]:
        return lambda tx: invites.add_consent(tx, there.alice, there.client, "v1", "en", at)

    def given_at(tx: Tx) -> int | None:
        return invites.consent_given_at(tx, there.alice, there.client)

    await database.write(agree(NOW))
    await database.write(agree(NOW + 1))
    assert await database.read(given_at) == NOW
    await database.write(
        lambda tx: invites.withdraw_consent(tx, there.alice, there.client, NOW + 2)
    )
    assert await database.read(given_at) is None
    await database.write(agree(NOW + 3))
    assert await database.read(given_at) == NOW + 3
    assert await database.read(lambda tx: tx.value("SELECT count(*) FROM consents")) == 2


# -- reminders and the rest ---------------------------------------------------------------------


async def test_a_wish_for_a_slot_is_changed_in_place_and_keeps_its_words(database, there):
    def put(minute: int):
        return lambda tx: reminders.put(
            tx, there.alice, there.client, Slot.MORNING, minute, EVERY_DAY, is_on=True
        )

    first = await database.write(put(420))
    await database.write(
        lambda tx: reminders.set_anchor(tx, there.alice, there.client, Slot.MORNING, "after tea")
    )
    second = await database.write(put(430))
    assert (second.id, second.minute_of_day, second.anchor) == (first.id, 430, "after tea")
    assert second.zone == "Europe/Berlin"


async def test_due_reminders_come_oldest_first_and_those_that_are_off_never(database, there):
    def wish(who: int, slot: Slot, due_at: int | None):
        def change(tx: Tx) -> None:
            one = reminders.put(tx, who, there.client, slot, 420, EVERY_DAY, is_on=True)
            reminders.schedule(tx, one.id, due_at, MONDAY if due_at else None)

        return change

    await database.write(wish(there.alice, Slot.MORNING, NOW + 1))
    await database.write(wish(there.bob, Slot.MORNING, NOW))
    await database.write(wish(there.alice, Slot.BEDTIME, None))
    await database.write(wish(there.bob, Slot.BEDTIME, NOW + 9))
    due = await database.read(lambda tx: reminders.due(tx, NOW + 1, 9))
    assert [(r.person_id, r.next_on) for r in due] == [(there.bob, MONDAY), (there.alice, MONDAY)]
    assert len(await database.read(lambda tx: reminders.due(tx, NOW + 1, 1))) == 1
    await database.write(lambda tx: reminders.schedule_many(tx, [(due[0].id, NOW + 99, MONDAY)]))
    assert len(await database.read(lambda tx: reminders.due(tx, NOW + 1, 9))) == 1
    await database.write(lambda tx: reminders.delete_of(tx, there.alice, there.client))
    assert await database.read(lambda tx: reminders.of_person(tx, there.alice)) == []


async def test_the_last_planned_date_does_not_count_a_snooze(database, there):
    def last(tx: Tx) -> date | None:
        return sent_cards.last_planned(tx, there.alice, there.client, Slot.MORNING)

    def plan(on: date, subject: str):
        return lambda tx: deliveries.plan(
            tx,
            person_id=there.alice,
            client_id=there.client,
            slot="morning",
            local_date=on,
            subject=subject,
            due_at=NOW,
            window_ends_at=NOW,
        )

    assert await database.read(last) is None
    await database.write(plan(MONDAY, ""))
    await database.write(plan(date(2026, 12, 1), "snooze:1"))
    assert await database.read(last) == MONDAY


async def test_marks_are_overwritten_and_cards_are_read_once_for_each_revision(database, there):
    await database.write(lambda tx: marks.put(tx, "x", 1))
    await database.write(lambda tx: marks.put(tx, "x", 2))
    assert await database.read(lambda tx: marks.get(tx, "x")) == 2
    assert await database.read(lambda tx: marks.get(tx, "y")) is None
    for step in (2, 3):
        await database.write(
            lambda tx, step=step: cards_read.reach(
                tx, there.alice, there.card, "r1", MONDAY, step, NOW
            )
        )
    tuesday = date(2026, 11, 24)
    seen = [
        (there.alice, "r1", MONDAY),
        (there.alice, "r1", tuesday),
        (there.alice, "r2", MONDAY),
        (there.bob, "r1", MONDAY),
    ]
    found = [
        await database.read(lambda tx, at=at: cards_read.look(tx, at[0], there.card, *at[1:]))
        for at in seen
    ]
    assert [(mark.was_read, mark.step) for mark in found] == [
        (True, 3),
        (True, None),
        (False, None),
        (False, None),
    ]
