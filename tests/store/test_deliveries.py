"""A message is owed once, claimed by one, and what became of it stays on record."""

from datetime import date, timedelta

from bot.store import deliveries, owed_edits
from bot.store.database import Tx
from bot.store.deliveries import Owed
from tests.store.records import MONDAY, NOW, Records

LEASE = 1_000
HOUR = 3_600_000


def owe(tx: Tx, there: Records, *, who: int | None = None, at: int = NOW, **other) -> None:
    values = {"slot": "morning", "local_date": MONDAY, **other}
    deliveries.plan(
        tx,
        person_id=who or there.alice,
        client_id=there.client,
        due_at=at,
        window_ends_at=at + HOUR,
        **values,
    )


async def states(database) -> list[tuple[str, str | None]]:
    rows = await database.read(
        lambda tx: tx.all("SELECT state, reason FROM deliveries ORDER BY id")
    )
    return [tuple(row) for row in rows]


def claim(tx: Tx, at: int = NOW) -> deliveries.Delivery | None:
    return deliveries.claim_one(tx, at, at + LEASE)


async def test_one_person_is_owed_a_slot_and_date_once(database, there):
    await database.write(lambda tx: owe(tx, there))
    await database.write(lambda tx: owe(tx, there, at=NOW + 5))
    again = Owed(there.alice, there.client, "morning", MONDAY, NOW + 9, NOW + HOUR)
    other = Owed(there.bob, there.client, "morning", MONDAY, NOW + 9, NOW + HOUR)
    await database.write(lambda tx: deliveries.plan_many(tx, [again, other, other]))
    rows = await database.read(lambda tx: tx.all("SELECT person_id, due_at FROM deliveries"))
    assert [tuple(row) for row in rows] == [(there.alice, NOW), (there.bob, NOW + 9)]


async def test_the_oldest_due_message_is_claimed_first_and_only_once(database, there):
    await database.write(lambda tx: owe(tx, there, at=NOW + 2, local_date=date(2026, 11, 25)))
    await database.write(lambda tx: owe(tx, there, at=NOW + 1))
    await database.write(lambda tx: owe(tx, there, at=NOW + 9, slot="bedtime"))
    claimed = [await database.write(lambda tx: claim(tx, NOW + 5)) for _ in range(3)]
    assert [one and one.local_date for one in claimed] == [MONDAY, date(2026, 11, 25), None]


async def test_a_claim_that_was_never_settled_runs_out(database, there):
    await database.write(lambda tx: owe(tx, there))
    first = await database.write(claim)
    assert await database.write(lambda tx: claim(tx, NOW + LEASE - 1)) is None
    second = await database.write(lambda tx: claim(tx, NOW + LEASE))
    assert (first.id, first.attempts, second.attempts) == (second.id, 1, 2)


async def test_at_the_start_what_was_in_flight_is_owed_again(database, there):
    await database.write(lambda tx: owe(tx, there))
    await database.write(claim)
    assert await database.write(deliveries.recover) == 1
    assert (await database.write(claim)).attempts == 2


async def test_a_settled_message_is_not_claimed_again(database, there):
    await database.write(lambda tx: owe(tx, there))
    await database.write(lambda tx: owe(tx, there, slot="bedtime"))
    sent, skipped = await database.write(lambda tx: (claim(tx), claim(tx)))
    await database.write(lambda tx: deliveries.mark_sent(tx, sent.id, 77, NOW))
    await database.write(lambda tx: deliveries.mark_skipped(tx, skipped.id, "late"))
    assert await database.write(lambda tx: claim(tx, NOW + 10 * HOUR)) is None
    assert await database.write(deliveries.recover) == 0
    assert await states(database) == [("sent", None), ("skipped", "late")]


async def test_a_message_put_off_comes_at_its_new_time(database, there):
    await database.write(lambda tx: owe(tx, there))
    one = await database.write(claim)
    await database.write(lambda tx: deliveries.put_off(tx, one.id, NOW + HOUR))
    assert await database.write(lambda tx: claim(tx, NOW + HOUR - 1)) is None
    assert (await database.write(lambda tx: claim(tx, NOW + HOUR))).id == one.id


async def test_what_was_sent_meanwhile_is_not_put_off(database, there):
    await database.write(lambda tx: owe(tx, there))
    one = await database.write(claim)
    await database.write(lambda tx: deliveries.mark_sent(tx, one.id, 77, NOW))
    await database.write(lambda tx: deliveries.put_off(tx, one.id, NOW + HOUR))
    assert await states(database) == [("sent", None)]


async def test_of_several_snoozes_of_one_card_the_latest_counts(database, there):
    for subject in ("", "snooze:1", "snooze:2"):
        await database.write(lambda tx, s=subject: owe(tx, there, subject=s))
    await database.write(lambda tx: owe(tx, there, slot="bedtime", subject="snooze:3"))
    await database.write(
        lambda tx: deliveries.skip_other_snoozes(
            tx, there.alice, there.client, "morning", MONDAY, "snooze:2"
        )
    )
    again = ("skipped", "snoozed again")
    assert await states(database) == [
        ("planned", None),
        again,
        ("planned", None),
        ("planned", None),
    ]


async def test_whoever_leaves_is_owed_nothing_more(database, there):
    await database.write(lambda tx: owe(tx, there))
    await database.write(lambda tx: owe(tx, there, who=there.bob))
    await database.write(
        lambda tx: deliveries.skip_open_of(tx, there.alice, there.client, "consent withdrawn")
    )
    assert await states(database) == [("skipped", "consent withdrawn"), ("planned", None)]


# -- owed edits ---------------------------------------------------------------------------------


async def sent(database, there, **how) -> int:
    await database.write(lambda tx: owe(tx, there, **how))
    one = await database.write(claim)
    await database.write(lambda tx: deliveries.mark_sent(tx, one.id, 100 + one.id, NOW))
    return int(one.id)


async def test_when_somebody_answers_the_others_cards_of_that_slot_are_refreshed(database, there):
    await sent(database, there)
    bobs = await sent(database, there, who=there.bob)
    await sent(database, there, who=there.bob, slot="bedtime")
    await sent(database, there, who=there.bob, local_date=MONDAY + timedelta(days=1))
    await database.write(
        lambda tx: owed_edits.refresh_others(
            tx,
            client_id=there.client,
            on=MONDAY,
            slots=("morning",),
            but_person=there.alice,
            now=NOW,
        )
    )
    (owed,) = await database.read(lambda tx: owed_edits.to_refresh(tx, NOW, 9))
    assert (owed.id, owed.refresh_why) == (bobs, "answered")
    await database.write(lambda tx: owed_edits.refresh_later(tx, bobs, NOW + 5))
    assert await database.read(lambda tx: owed_edits.to_refresh(tx, NOW + 4, 9)) == []
    await database.write(lambda tx: owed_edits.refreshed(tx, bobs, NOW + 4))
    assert len(await database.read(lambda tx: owed_edits.to_refresh(tx, NOW + 9, 9))) == 1, (
        "owed again since then"
    )
    await database.write(lambda tx: owed_edits.refreshed(tx, bobs, NOW + 5))
    assert await database.read(lambda tx: owed_edits.to_refresh(tx, NOW + 9, 9)) == []


async def test_after_an_outage_only_reminders_of_that_time_and_still_of_use_are_refreshed(
    database, there
):
    card = await sent(database, there)
    await sent(database, there, slot=deliveries.NOTICE, subject="worry:1")
    await sent(database, there, who=there.bob, at=NOW - HOUR)  # its window has ended
    since, until = NOW - 5, NOW + 5

    def owe_edits(tx: Tx) -> int:
        return owed_edits.refresh_sent_between(tx, since, until, NOW)

    assert await database.write(owe_edits) == 1
    (owed,) = await database.read(lambda tx: owed_edits.to_refresh(tx, NOW, 9))
    assert (owed.id, owed.refresh_why) == (card, "away")
    assert await database.write(owe_edits) == 0, "once is enough"


async def test_only_settled_deliveries_of_old_dates_are_forgotten(database, there):
    old = MONDAY - timedelta(days=100)
    await sent(database, there, local_date=old)
    await sent(database, there)
    await database.write(lambda tx: owe(tx, there, local_date=old, slot="bedtime"))
    assert await database.write(lambda tx: deliveries.prune(tx, MONDAY.isoformat())) == 1
    assert [state for state, _ in await states(database)] == ["sent", "planned"]
