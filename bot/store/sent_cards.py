"""Which cards went out: looked up by person, client, slot and local date, put away or not yet."""

from datetime import date
from typing import Final

from bot.store.database import Tx

_SENT: Final = (
    "SELECT local_date, slot FROM deliveries WHERE person_id = :p AND client_id = :c "
    "AND slot IN ('morning', 'afternoon', 'bedtime') "
    "AND local_date BETWEEN :first AND :last AND state = 'sent' "
    "UNION SELECT local_date, slot FROM cards_put_away WHERE client_id = :c AND person_id = :p "
    "AND local_date BETWEEN :first AND :last AND skipped_why IS NULL"
)


def days_with_cards(tx: Tx, person_id: int, client_id: int, after: date, before: date) -> int:
    """Return on how many local dates between two others a person got a card about a client."""
    found = tx.value(
        f"SELECT count(DISTINCT local_date) FROM ({_SENT}) AS sent "  # noqa: S608
        "WHERE local_date > :first AND local_date < :last",
        p=person_id,
        c=client_id,
        first=after.isoformat(),
        last=before.isoformat(),
    )
    return int(found)


def was_sent_between(
    tx: Tx, person_id: int, client_id: int, slot: str, first: date, last: date
) -> bool:
    """Say whether a slot's card was sent for a local date between two, both included."""
    return bool(
        tx.value(
            f"SELECT 1 FROM ({_SENT}) AS sent WHERE slot = :slot LIMIT 1",  # noqa: S608
            p=person_id,
            c=client_id,
            slot=slot,
            first=first.isoformat(),
            last=last.isoformat(),
        )
    )


def last_planned(tx: Tx, person_id: int, client_id: int, slot: str) -> date | None:
    """Return the latest local date that a card was planned for, also if it was then skipped."""
    found = tx.value(
        "SELECT max(local_date) FROM (SELECT local_date FROM deliveries WHERE person_id = :p "
        "AND client_id = :c AND slot = :slot AND subject = '' "
        "UNION ALL SELECT local_date FROM cards_put_away WHERE client_id = :c AND person_id = :p "
        "AND slot = :slot) AS planned",
        p=person_id,
        c=client_id,
        slot=slot,
    )
    return None if found is None else date.fromisoformat(found)


def last_due_about(tx: Tx, person_id: int, client_id: int, subject: str, before: int) -> int | None:
    """Return when a person's latest notice about a subject was due before an instant, if any.

    Both are UTC epoch milliseconds.
    """
    found = tx.value(
        "SELECT max(due_at) FROM deliveries WHERE person_id = :p AND client_id = :c "
        "AND slot = 'notice' AND subject = :subject AND due_at < :before",
        p=person_id,
        c=client_id,
        subject=subject,
        before=before,
    )
    return None if found is None else int(found)
