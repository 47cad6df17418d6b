"""Which cards went out: looked up by person, client, slot and local date."""

from datetime import date

from bot.store.database import Tx


def was_sent_between(
    tx: Tx, person_id: int, client_id: int, slot: str, first: date, last: date
) -> bool:
    """Say whether a slot's card was sent for a local date between two, both included."""
    return bool(
        tx.value(
            "SELECT 1 FROM deliveries WHERE person_id = :p AND client_id = :c AND slot = :slot "
            "AND local_date BETWEEN :first AND :last AND state = 'sent' LIMIT 1",
            p=person_id,
            c=client_id,
            slot=slot,
            first=first.isoformat(),
            last=last.isoformat(),
        )
    )


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
