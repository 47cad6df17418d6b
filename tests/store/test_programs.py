"""An activity is in a program once for each time of day, and every change is a new version."""

from datetime import date

from bot.domain.program import Status
from bot.domain.rhythm import SCHOOL_DAYS, Slot
from bot.store import programs
from tests.store.records import MONDAY, NOW, Change, assign


async def card(database, there):
    return await database.read(lambda tx: programs.assignment(tx, there.card))


async def test_a_client_has_one_running_program(database, there):
    again = await database.write(
        lambda tx: programs.begin_program(tx, there.client, there.nora, NOW + 9)
    )
    assert again == there.program
    assert await database.read(lambda tx: tx.value("SELECT count(*) FROM programs")) == 1


async def test_the_goal_is_the_familys_own_words(database, there):
    await database.write(lambda tx: programs.set_goal(tx, there.program.id, "Lighter mornings"))
    found = await database.read(lambda tx: programs.open_program(tx, there.client))
    assert found and found.goal == "Lighter mornings"


async def test_the_same_activity_comes_once_in_a_slot_and_may_come_in_another(database, there):
    twice, evening = await database.write(
        lambda tx: (
            assign(tx, there.program, there.nora, origin=8),
            assign(tx, there.program, there.nora, origin=9, slot=Slot.BEDTIME),
        )
    )
    assert twice is None and evening is not None
    found = await database.read(lambda tx: programs.assignments_of(tx, there.client))
    assert [(a.slot, a.position) for a in found] == [(Slot.MORNING, 0), (Slot.BEDTIME, 1)]


async def test_what_was_assigned_is_kept_as_it_was(database, there):
    last = date(2026, 12, 20)
    made = await database.write(
        lambda tx: assign(
            tx,
            there.program,
            there.nora,
            origin=8,
            slot=Slot.ANYTIME,
            weekdays=SCHOOL_DAYS,
            ends_on=last,
            note="by the door",
        )
    )
    found = await database.read(lambda tx: programs.by_origin(tx, 8))
    assert found and found.id == made
    assert (found.weekdays, found.starts_on, found.ends_on) == (SCHOOL_DAYS, MONDAY, last)
    assert (found.note, found.revision, found.status) == ("by the door", "r1", Status.ACTIVE)
    assert await database.read(lambda tx: programs.by_origin(tx, 404)) is None


async def test_every_change_of_status_is_a_new_version_and_no_change_is_none(database, there):
    def set_to(status: Status) -> Change[bool]:
        return lambda tx: programs.set_status(tx, there.card, status, "therapist", NOW)

    assert await database.write(set_to(Status.PAUSED)) is True
    assert await database.write(set_to(Status.PAUSED)) is False
    assert (await card(database, there)).version == 2
    assert await database.write(set_to(Status.ACTIVE)) is True
    assert await database.write(set_to(Status.ENDED)) is True
    assert await database.write(set_to(Status.ACTIVE)) is False, "the end is the end"
    found = await card(database, there)
    assert (found.status, found.version) == (Status.ENDED, 4)


async def test_an_activity_that_ended_can_be_assigned_again(database, there):
    await database.write(
        lambda tx: programs.set_status(tx, there.card, Status.ENDED, "therapist", NOW)
    )
    again = await database.write(lambda tx: assign(tx, there.program, there.nora, origin=8))
    assert again not in (None, there.card)
    running = await database.read(lambda tx: programs.assignments_of(tx, there.client))
    every = await database.read(lambda tx: programs.all_assignments_of(tx, there.client))
    assert [a.id for a in running] == [again]
    assert [a.id for a in every] == [there.card, again]


async def test_the_text_of_a_revision_is_kept_as_it_was_first(database, there):
    await database.write(
        lambda tx: programs.keep_revision(tx, "dress-socks-on", "r1", '{"other": 1}', NOW)
    )
    body = await database.read(lambda tx: programs.revision_body(tx, "dress-socks-on", "r1"))
    assert body == "{}"
    assert (
        await database.read(lambda tx: programs.revision_body(tx, "dress-socks-on", "r2")) is None
    )
