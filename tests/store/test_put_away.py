"""Cards that were put away count as ever: nothing asks in vain, nothing is planned again."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any, Final

import pytest

from bot.store import deliveries, owed_edits, put_away, sent_cards
from bot.store.database import Database, Tx
from bot.store.deliveries import Owed
from tests.store.records import MONDAY, NOW, Records

HOUR: Final = 3_600_000
DAY: Final = 24 * HOUR
SLOTS: Final = ("morning", "afternoon", "bedtime")


def card(tx: Tx, there: Records, *, sent: int | None = NOW, **other: Any) -> int:
    """Owe Alice a morning card at NOW and send it, or skip it; return its number."""
    values: dict[str, Any] = {
        "person_id": there.alice,
        "slot": "morning",
        "local_date": MONDAY,
        "due_at": NOW,
    }
    values.update(other)
    deliveries.plan(tx, client_id=there.client, window_ends_at=NOW + 9 * HOUR, **values)
    number = int(tx.value("SELECT max(id) FROM deliveries"))
    if sent is None:
        deliveries.mark_skipped(tx, number, "paused")
    else:
        deliveries.mark_sent(tx, number, 1000 + number, sent)
    return number


def left(tx: Tx) -> list[int]:
    return [row["id"] for row in tx.all("SELECT id FROM deliveries ORDER BY id")]


def kept(tx: Tx) -> list[tuple[Any, ...]]:
    return [
        tuple(row)
        for row in tx.all(
            "SELECT person_id, slot, local_date, message_id, skipped_why FROM cards_put_away "
            "ORDER BY local_date, person_id, slot"
        )
    ]


async def test_what_was_dealt_with_is_put_away_with_what_became_of_it(
    database: Database, there: Records
):
    await database.write(lambda tx: card(tx, there))
    await database.write(lambda tx: card(tx, there, slot="bedtime", sent=None))
    assert await database.write(lambda tx: put_away.put_away(tx, NOW)) == 0, "not before its time"
    assert await database.write(lambda tx: put_away.put_away(tx, NOW + 1)) == 2
    assert await database.read(left) == []
    assert await database.read(kept) == [
        (there.alice, "bedtime", "2026-11-23", None, "paused"),
        (there.alice, "morning", "2026-11-23", 1001, None),
    ]


async def test_what_is_open_told_snoozed_or_owed_an_edit_stays(database: Database, there: Records):
    def write(tx: Tx) -> list[int]:
        deliveries.plan(
            tx,
            person_id=there.bob,
            client_id=there.client,
            slot="morning",
            local_date=MONDAY,
            due_at=NOW,
            window_ends_at=NOW + HOUR,
        )
        card(tx, there, slot=deliveries.NOTICE, subject="worry:1")
        card(tx, there, slot="bedtime", subject="snooze:7")
        owed = card(tx, there, slot="afternoon")
        owed_edits.refresh_later(tx, owed, NOW + DAY)
        card(tx, there, sent=NOW + 2 * HOUR)  # late, for the bot was away
        return left(tx)

    all_of_them = await database.write(write)
    assert await database.write(lambda tx: put_away.put_away(tx, NOW + HOUR)) == 0
    assert await database.read(left) == all_of_them and len(all_of_them) == 5


async def test_it_goes_bit_by_bit_the_oldest_first(database: Database, there: Records):
    def write(tx: Tx) -> None:
        for day in (3, 1, 2):
            card(tx, there, local_date=MONDAY + timedelta(days=day), due_at=NOW + day)

    await database.write(write)
    counts = [
        await database.write(lambda tx: put_away.put_away(tx, NOW + DAY, 2)) for _ in range(3)
    ]
    assert counts == [2, 1, 0]
    assert [row[2] for row in await database.read(kept)] == [
        (MONDAY + timedelta(days=day)).isoformat() for day in (1, 2, 3)
    ]


async def test_no_date_is_planned_again_and_a_snooze_is_free_to_come(
    database: Database, there: Records
):
    await database.write(lambda tx: card(tx, there))
    await database.write(lambda tx: put_away.put_away(tx, NOW + 1))
    again = Owed(there.alice, there.client, "morning", MONDAY, NOW + 9, NOW + HOUR)
    others = Owed(there.bob, there.client, "morning", MONDAY, NOW + 9, NOW + HOUR)
    await database.write(lambda tx: deliveries.plan_many(tx, [again, others]))
    await database.write(lambda tx: card(tx, there, subject="snooze:9"))
    owed = await database.read(lambda tx: tx.all("SELECT person_id, subject FROM deliveries"))
    assert {tuple(row) for row in owed} == {(there.bob, ""), (there.alice, "snooze:9")}


def history(tx: Tx, there: Records, dice: random.Random) -> None:
    """Six weeks of cards for two people: sent, skipped, snoozed, or never planned."""
    for day in range(42):
        for person in (there.alice, there.bob):
            for slot in SLOTS:
                if dice.random() < 0.2:
                    continue
                due = NOW + day * DAY + SLOTS.index(slot) * 6 * HOUR
                where = {
                    "person_id": person,
                    "slot": slot,
                    "local_date": MONDAY + timedelta(days=day),
                    "due_at": due,
                }
                card(tx, there, sent=due if dice.random() < 0.7 else None, **where)
                if dice.random() < 0.1:
                    card(tx, there, sent=due + HOUR, **where, subject=f"snooze:{day}")


def questions(there: Records, dice: random.Random) -> Iterator[tuple[Any, ...]]:
    """What is asked about random dates, with the function that answers."""
    for _ in range(60):
        person = dice.choice((there.alice, there.bob))
        first, last = sorted(MONDAY + timedelta(days=dice.randint(-2, 44)) for _ in range(2))
        slot = dice.choice(SLOTS)
        yield sent_cards.days_with_cards, person, there.client, first, last
        yield sent_cards.was_sent_between, person, there.client, slot, first, last
        yield sent_cards.last_planned, person, there.client, slot


@pytest.mark.parametrize("seed", range(8))
async def test_answers_are_the_same_whenever_cards_are_put_away(
    database: Database, there: Records, seed: int
):
    dice = random.Random(seed)
    await database.write(lambda tx: history(tx, there, dice))
    asked = list(questions(there, dice))

    def ask(tx: Tx) -> list[object]:
        return [answer(tx, *about) for answer, *about in asked]

    before = await database.read(ask)
    for _ in range(4):
        until, most = NOW + dice.randint(0, 43) * DAY, dice.choice((3, 500))
        await database.write(partial(put_away.put_away, before=until, most=most))
        assert await database.read(ask) == before
    assert len({str(answer) for answer in before}) > 10


# -- when somebody answers ----------------------------------------------------------------------


def answered(tx: Tx, there: Records, on: date, slots: tuple[str, ...] = ("morning",)) -> None:
    owed_edits.refresh_others(
        tx, client_id=there.client, on=on, slots=slots, but_person=there.alice, now=NOW + DAY
    )


def owed(tx: Tx) -> list[tuple[Any, ...]]:
    return sorted(
        (one.person_id, one.slot, one.local_date, one.message_id, one.refresh_why)
        for one in owed_edits.to_refresh(tx, NOW + 9 * DAY, 999)
    )


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("slots", [("morning",), ("afternoon", "bedtime")])
async def test_the_others_cards_are_edited_whether_put_away_or_not(
    database: Database, there: Records, seed: int, slots: tuple[str, ...]
):
    dice = random.Random(seed)

    class UndoneError(Exception):
        pass

    def with_and_without(tx: Tx) -> None:
        """All cards are put away in one of two worlds; neither is kept."""
        history(tx, there, dice)
        got = tx.all(
            "SELECT local_date FROM deliveries WHERE person_id = :p AND state = 'sent' "
            "AND slot = :slot AND subject = ''",
            p=there.bob,
            slot=slots[0],
        )
        on = date.fromisoformat(dice.choice(got)["local_date"])
        tx.run("SAVEPOINT world")
        answered(tx, there, on, slots)
        without = owed(tx)
        tx.run("ROLLBACK TO world")
        while put_away.put_away(tx, NOW + 99 * DAY):
            pass
        answered(tx, there, on, slots)
        assert owed(tx) == without
        assert {row[0] for row in without} == {there.bob}
        raise UndoneError

    with pytest.raises(UndoneError):
        await database.write(with_and_without)


async def test_a_card_taken_out_is_put_away_again_and_no_outage_concerns_it(
    database: Database, there: Records
):
    def write(tx: Tx) -> None:
        card(tx, there, person_id=there.bob)
        put_away.put_away(tx, NOW + 1)
        answered(tx, there, MONDAY)
        assert owed(tx) == [(there.bob, "morning", MONDAY, 1001, "answered")]
        assert owed_edits.refresh_sent_between(tx, 0, NOW + 9 * DAY, NOW + DAY) == 0
        assert put_away.put_away(tx, NOW + 9 * DAY) == 0, "it is owed its edit"
        (one,) = owed_edits.to_refresh(tx, NOW + DAY, 9)
        owed_edits.refreshed(tx, one.id, NOW + DAY)
        assert put_away.put_away(tx, NOW + DAY) == 0, "and stays at hand for a while"
        assert put_away.put_away(tx, NOW + DAY + 1) == 1
        assert left(tx) == []

    await database.write(write)
    assert await database.read(kept) == [(there.bob, "morning", "2026-11-23", 1001, None)]


async def test_a_message_that_shows_something_else_now_is_no_card_any_more(
    database: Database, there: Records
):
    def write(tx: Tx) -> None:
        card(tx, there, person_id=there.bob)
        card(tx, there, person_id=there.bob, slot="bedtime")
        put_away.put_away(tx, NOW + 1)
        owed_edits.let_go(tx, there.bob, 1001, None)
        answered(tx, there, MONDAY, ("morning", "bedtime"))

    await database.write(write)
    assert await database.read(owed) == [(there.bob, "bedtime", MONDAY, 1002, "answered")]
    days = await database.read(
        lambda tx: sent_cards.days_with_cards(
            tx, there.bob, there.client, MONDAY - timedelta(days=1), MONDAY + timedelta(days=1)
        )
    )
    assert days == 1, "they got it all the same"


# -- what it costs ------------------------------------------------------------------------------


async def test_old_cards_are_forgotten_clients_by_clients(database: Database, there: Records):
    def write(tx: Tx) -> None:
        for day in range(3):
            card(tx, there, local_date=MONDAY + timedelta(days=day))
        put_away.put_away(tx, NOW + 1)

    await database.write(write)
    day = (MONDAY + timedelta(days=2)).isoformat()
    assert await database.write(lambda tx: put_away.prune(tx, day, 0)) == there.client
    assert await database.write(lambda tx: put_away.prune(tx, day, there.client)) is None
    assert [row[2] for row in await database.read(kept)] == [day]


@pytest.mark.parametrize(
    ("sql", "index"),
    [
        (put_away._FINISHED, "USING INDEX deliveries_to_put_away (due_at<?)"),
        (
            f"SELECT 1 FROM ({sent_cards._SENT}) AS sent",
            "USING PRIMARY KEY (client_id=? AND person_id=? AND local_date>? AND local_date<?)",
        ),
        (deliveries._PLAN, "SEARCH cards_put_away USING PRIMARY KEY"),
        (
            put_away._TAKE_OUT,
            "USING PRIMARY KEY (client_id=? AND person_id=? AND local_date=? AND slot=?)",
        ),
    ],
    ids=["putting away", "asking", "planning", "taking out"],
)
async def test_nobody_looks_through_all_cards(database: Database, sql: str, index: str):
    names = ("p", "c", "slot", "on", "subject", "due", "ends", "state", "why")
    times = ("before", "most", "first", "last", "now")

    def plan(tx: Tx) -> str:
        rows = tx.all(f"EXPLAIN QUERY PLAN {sql}", **dict.fromkeys((*names, *times), 1))
        return "\n".join(row["detail"] for row in rows)

    found = await database.read(plan)
    assert index in found, found
    assert "SCAN deliveries" not in found, found
