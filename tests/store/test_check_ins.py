"""Each person's answer stands by itself: changed in place, taken back, never lost."""

from datetime import timedelta
from typing import Any

from bot.domain.check_in import Outcome
from bot.domain.details import Detail
from bot.store import check_in_notes, check_ins, programs
from bot.store.database import Tx
from tests.store.records import MONDAY, NOW, Records, assign

DONE, SOME, NOT_TODAY = Outcome.DONE, Outcome.SOME, Outcome.NOT_TODAY


def answer(tx: Tx, there: Records, outcome: Outcome = DONE, **other: Any) -> None:
    values: dict[str, Any] = {
        "assignment_id": there.card,
        "person_id": there.alice,
        "version": 1,
        "on": MONDAY,
        "recalled": False,
        "now": NOW,
    }
    check_ins.upsert(tx, outcome=outcome, **{**values, **other})


def alices(there: Records) -> dict[str, Any]:
    return {"assignment_id": there.card, "person_id": there.alice, "on": MONDAY}


async def shown(database, there):
    return await database.read(lambda tx: check_ins.one(tx, there.card, there.alice, MONDAY))


async def test_a_changed_answer_takes_the_place_of_the_first_and_keeps_its_instant(database, there):
    await database.write(lambda tx: answer(tx, there, DONE))
    await database.write(lambda tx: answer(tx, there, SOME, now=NOW + 5))
    found = await shown(database, there)
    assert (found.outcome, found.answered_at, found.changed_at) == (SOME, NOW, NOW + 5)
    assert found.answered_by == "Alice"
    assert await database.read(lambda tx: tx.value("SELECT count(*) FROM check_ins")) == 1


async def test_two_people_answer_side_by_side_the_latest_change_last(database, there):
    await database.write(lambda tx: answer(tx, there, DONE, now=NOW + 5))
    await database.write(lambda tx: answer(tx, there, SOME, person_id=there.bob))
    both = await database.read(lambda tx: check_ins.of_assignment(tx, there.card, MONDAY))
    assert [(a.answered_by, a.outcome) for a in both] == [("Bob", SOME), ("Alice", DONE)]


async def test_an_answer_taken_back_is_seen_nowhere_but_stays_on_record(database, there):
    await database.write(lambda tx: answer(tx, there))
    take_back = {**alices(there), "now": NOW + 1}
    assert await database.write(lambda tx: check_ins.withdraw(tx, **take_back)) is True
    assert await database.write(lambda tx: check_ins.withdraw(tx, **take_back)) is False
    assert await shown(database, there) is None
    assert await database.read(lambda tx: check_ins.of_assignment(tx, there.card, MONDAY)) == []
    since = MONDAY - timedelta(days=9)
    assert (
        await database.read(lambda tx: check_ins.of_client(tx, there.client, since, MONDAY)) == []
    )
    assert await database.read(lambda tx: check_ins.last_date_of(tx, there.client)) is None
    assert await database.read(lambda tx: tx.value("SELECT count(*) FROM check_ins")) == 1


async def test_an_answer_after_one_taken_back_is_a_new_one(database, there):
    await database.write(lambda tx: answer(tx, there))
    await database.write(lambda tx: check_ins.withdraw(tx, **alices(there), now=NOW + 1))
    await database.write(lambda tx: answer(tx, there, SOME, now=NOW + 9))
    found = await shown(database, there)
    assert (found.outcome, found.answered_at) == (SOME, NOW + 9)


async def test_what_is_added_needs_an_answer_to_be_added_to(database, there):
    def add(tx: Tx) -> list[bool]:
        at = {**alices(there), "now": NOW}
        return [
            check_ins.set_help(tx, level=3, **at),
            check_in_notes.put(tx, note="slow and sweet", message_id=None, **at),
            check_ins.set_detail(tx, detail=Detail.ENJOYED, value="liked", **at),
        ]

    assert await database.write(add) == [False] * 3
    await database.write(lambda tx: answer(tx, there))
    assert await database.write(add) == [True] * 3
    found = await shown(database, there)
    assert (found.help_level, found.note) == (3, "slow and sweet")
    assert found.details == {Detail.ENJOYED: "liked"}
    await database.write(lambda tx: check_ins.withdraw(tx, **alices(there), now=NOW + 1))
    assert await database.write(add) == [False] * 3


async def test_a_reason_goes_when_the_answer_is_no_longer_not_today(database, there):
    await database.write(lambda tx: answer(tx, there, NOT_TODAY))
    because = {**alices(there), "now": NOW, "detail": Detail.REASON, "value": "tired"}
    await database.write(lambda tx: check_ins.set_detail(tx, **because))
    await database.write(lambda tx: answer(tx, there, NOT_TODAY, now=NOW + 1))
    assert (await shown(database, there)).details == {Detail.REASON: "tired"}
    await database.write(lambda tx: answer(tx, there, DONE, now=NOW + 2))
    assert (await shown(database, there)).details == {}


async def test_not_for_us_is_counted_by_date(database, there):
    for day, person in ((0, there.alice), (0, there.bob), (1, there.alice)):
        on = MONDAY + timedelta(days=day)
        at = {"assignment_id": there.card, "person_id": person, "on": on, "now": NOW}
        await database.write(
            lambda tx, on=on, who=person: answer(tx, there, NOT_TODAY, on=on, person_id=who)
        )
        detail = Detail.REASON if person == there.bob else Detail.ENJOYED
        await database.write(
            lambda tx, at=at, d=detail: check_ins.set_detail(tx, detail=d, value="not_for_us", **at)
        )
    assert await database.read(lambda tx: check_ins.times_not_for_us(tx, there.card)) == 2


async def test_a_client_is_asked_about_between_two_dates_both_included(database, there):
    days = [MONDAY + timedelta(days=n) for n in range(4)]
    for n, day in enumerate(days):
        await database.write(lambda tx, on=day, at=NOW + n: answer(tx, there, on=on, now=at))
    found = await database.read(lambda tx: check_ins.of_client(tx, there.client, days[1], days[2]))
    assert [a.on for a in found] == days[1:3]
    assert await database.read(lambda tx: check_ins.last_date_of(tx, there.client)) == days[3]


async def test_another_clients_answers_are_not_among_them(database, there):
    def elsewhere(tx: Tx) -> None:
        tx.run(
            "INSERT INTO clients (id, nickname, stage, created_by, created_at) "
            "VALUES (9, 'Pip', 'teen', :by, 1)",
            by=there.nora,
        )
        program = programs.begin_program(tx, 9, there.nora, NOW)
        card = assign(tx, program, there.nora, origin=77)
        answer(tx, there, assignment_id=card)

    await database.write(elsewhere)
    found = await database.read(lambda tx: check_ins.of_client(tx, there.client, MONDAY, MONDAY))
    assert found == []
