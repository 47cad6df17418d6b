"""Deliveries: each message that the bot owes one person, planned once, sent, and recorded."""

from dataclasses import dataclass
from datetime import date

from bot.store.database import Row, Tx

NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One owed message. Instants are UTC epoch milliseconds; `slot` may be "notice"."""

    id: int
    person_id: int
    client_id: int
    slot: str
    local_date: date
    subject: str
    due_at: int
    window_ends_at: int
    attempts: int


_DELIVERY = "id, person_id, client_id, slot, local_date, subject, due_at, window_ends_at, attempts"


def _delivery(row: Row) -> Delivery:
    return Delivery(
        id=row["id"],
        person_id=row["person_id"],
        client_id=row["client_id"],
        slot=row["slot"],
        local_date=date.fromisoformat(row["local_date"]),
        subject=row["subject"],
        due_at=row["due_at"],
        window_ends_at=row["window_ends_at"],
        attempts=row["attempts"],
    )


def plan(
    tx: Tx,
    *,
    person_id: int,
    client_id: int,
    slot: str,
    local_date: date,
    subject: str = "",
    due_at: int,
    window_ends_at: int,
) -> None:
    """Owe a message, once for each person, client, slot, local date and subject."""
    tx.run(
        "INSERT INTO deliveries (person_id, client_id, slot, local_date, subject, due_at, "
        "window_ends_at, state, not_before) "
        "VALUES (:p, :c, :slot, :on, :subject, :due, :ends, 'planned', :due) "
        "ON CONFLICT (person_id, client_id, slot, local_date, subject) DO NOTHING",
        p=person_id,
        c=client_id,
        slot=slot,
        on=local_date.isoformat(),
        subject=subject,
        due=due_at,
        ends=window_ends_at,
    )


def claim(tx: Tx, now: int, lease_until: int, limit: int) -> list[Delivery]:
    """Claim the oldest owed messages whose time has come, or whose sender died."""
    rows = tx.all(
        "UPDATE deliveries SET state = 'sending', lease_until = :lease, attempts = attempts + 1 "  # noqa: S608
        "WHERE id IN (SELECT id FROM deliveries WHERE state IN ('planned', 'sending') "
        "AND not_before <= :now AND (state = 'planned' OR lease_until <= :now) "
        f"ORDER BY not_before, id LIMIT :limit) RETURNING {_DELIVERY}",
        now=now,
        lease=lease_until,
        limit=limit,
    )
    return sorted((_delivery(row) for row in rows), key=lambda d: (d.due_at, d.id))


def mark_sent(tx: Tx, delivery_id: int, message_id: int, now: int) -> None:
    """Record the message that went out."""
    tx.run(
        "UPDATE deliveries SET state = 'sent', message_id = :m, sent_at = :now, lease_until = NULL "
        "WHERE id = :id",
        m=message_id,
        now=now,
        id=delivery_id,
    )


def mark_skipped(tx: Tx, delivery_id: int, reason: str) -> None:
    """Record why nothing was sent."""
    tx.run(
        "UPDATE deliveries SET state = 'skipped', reason = :why, lease_until = NULL WHERE id = :id",
        why=reason,
        id=delivery_id,
    )


def put_off(tx: Tx, delivery_id: int, not_before: int) -> None:
    """Try a delivery again later."""
    tx.run(
        "UPDATE deliveries SET state = 'planned', not_before = :at, lease_until = NULL "
        "WHERE id = :id AND state = 'sending'",
        at=not_before,
        id=delivery_id,
    )


def recover(tx: Tx) -> int:
    """At the start: what a dead process had in flight is owed again; return how many."""
    return tx.run(
        "UPDATE deliveries SET state = 'planned', lease_until = NULL WHERE state = 'sending'"
    )


def next_due(tx: Tx) -> int | None:
    """Return the earliest instant at which an owed message may go out."""
    found = tx.value("SELECT min(not_before) FROM deliveries WHERE state = 'planned'")
    return None if found is None else int(found)


def skip_open_of(tx: Tx, person_id: int, client_id: int, reason: str) -> None:
    """Owe nothing more to a person about a client."""
    tx.run(
        "UPDATE deliveries SET state = 'skipped', reason = :why "
        "WHERE person_id = :p AND client_id = :c AND state = 'planned'",
        why=reason,
        p=person_id,
        c=client_id,
    )
