"""After an outage only lately planned rows are looked at, and none that counts is left out."""

import random
from datetime import timedelta

import pytest

from bot.store import owed_edits
from bot.store.database import Database, Tx
from tests.store.records import MONDAY, NOW, Records

HOUR = 3_600_000


def fill_up(tx: Tx, there: Records, rows: int, dice: random.Random) -> None:
    """Weeks of cards, one every few minutes, most of them sent within half an hour."""
    due = NOW - rows * 5 * 60_000
    for number in range(rows):
        due += dice.randint(1, 10 * 60_000)
        state = dice.choice(("sent", "sent", "skipped"))
        tx.run(
            "INSERT INTO deliveries (person_id, client_id, slot, local_date, subject, due_at, "
            "window_ends_at, state, not_before, message_id, sent_at) VALUES (:p, :c, 'morning', "
            ":on, :subject, :due, :ends, :state, :due, :m, :sent)",
            p=there.alice,
            c=there.client,
            on=(MONDAY + timedelta(days=number)).isoformat(),
            subject=str(number),
            due=due,
            ends=due + dice.choice((2, 5, 30)) * HOUR,
            state=state,
            m=number if state == "sent" else None,
            sent=due + dice.randint(0, 30 * 60_000) if state == "sent" else None,
        )


@pytest.mark.parametrize("rows", [0, 1, 511, 512, 513, 3000])
async def test_every_card_around_an_outage_is_found(
    database: Database, there: Records, rows: int
) -> None:
    dice = random.Random(rows)
    await database.write(lambda tx: fill_up(tx, there, rows, dice))
    since, until = NOW - 6 * HOUR, NOW

    def all_of_them(tx: Tx) -> set[int]:
        found = tx.all(
            "SELECT id FROM deliveries WHERE state = 'sent' AND sent_at BETWEEN :a AND :b "
            "AND window_ends_at > :b",
            a=since,
            b=until,
        )
        return {row["id"] for row in found}

    expected = await database.read(all_of_them)
    count = await database.write(lambda tx: owed_edits.refresh_sent_between(tx, since, until, NOW))
    owed = await database.read(lambda tx: owed_edits.to_refresh(tx, NOW, 9999))
    assert {row.id for row in owed} == expected and count == len(expected)
    assert not rows or rows < 100 or expected
    again = await database.write(lambda tx: owed_edits.refresh_sent_between(tx, since, until, NOW))
    assert again == 0, "each card says it once"
