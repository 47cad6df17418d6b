"""Deliveries: each message that the bot owes one person, planned once, sent, and recorded."""

from collections.abc import Sequence
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
    message_id: int | None
    refresh_why: str | None


_PLAN = (
    "INSERT INTO deliveries (person_id, client_id, slot, local_date, subject, due_at, "
    "window_ends_at, state, not_before) "
    "VALUES (:p, :c, :slot, :on, :subject, :due, :ends, 'planned', :due) "
    "ON CONFLICT (person_id, client_id, slot, local_date, subject) DO NOTHING"
)
_DELIVERY = (
    "id, person_id, client_id, slot, local_date, subject, due_at, window_ends_at, attempts, "
    "message_id, refresh_why"
)


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
        message_id=row["message_id"],
        refresh_why=row["refresh_why"],
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
        _PLAN,
        p=person_id,
        c=client_id,
        slot=slot,
        on=local_date.isoformat(),
        subject=subject,
        due=due_at,
        ends=window_ends_at,
    )


@dataclass(frozen=True, slots=True)
class Owed:
    """A reminder's message to plan; instants in UTC epoch milliseconds."""

    person_id: int
    client_id: int
    slot: str
    local_date: date
    due_at: int
    window_ends_at: int


def plan_many(tx: Tx, owed: Sequence[Owed]) -> None:
    """Do what `plan` does for many reminders at once."""
    tx.run_many(
        _PLAN,
        [
            {
                "p": one.person_id,
                "c": one.client_id,
                "slot": one.slot,
                "on": one.local_date.isoformat(),
                "subject": "",
                "due": one.due_at,
                "ends": one.window_ends_at,
            }
            for one in owed
        ],
    )


def claim_one(tx: Tx, now: int, lease_until: int) -> Delivery | None:
    """Claim the oldest owed message whose time has come; None when nothing is owed."""
    row = tx.one(
        "UPDATE deliveries SET state = 'sending', lease_until = :lease, attempts = attempts + 1 "  # noqa: S608
        "WHERE id = (SELECT id FROM deliveries WHERE state IN ('planned', 'sending') "
        "AND not_before <= :now AND (state = 'planned' OR lease_until <= :now) "
        f"ORDER BY not_before, id LIMIT 1) RETURNING {_DELIVERY}",
        now=now,
        lease=lease_until,
    )
    return None if row is None else _delivery(row)


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


def skip_other_snoozes(
    tx: Tx, person_id: int, client_id: int, slot: str, on: date, but_subject: str
) -> None:
    """A snoozed card comes back once: an earlier wish about the same card is dropped."""
    tx.run(
        "UPDATE deliveries SET state = 'skipped', reason = 'snoozed again' "
        "WHERE person_id = :p AND client_id = :c AND slot = :slot AND local_date = :on "
        "AND state = 'planned' AND subject LIKE 'snooze:%' AND subject <> :subject",
        p=person_id,
        c=client_id,
        slot=slot,
        on=on.isoformat(),
        subject=but_subject,
    )


def skip_open_of(tx: Tx, person_id: int, client_id: int, reason: str) -> None:
    """Owe nothing more to a person about a client."""
    tx.run(
        "UPDATE deliveries SET state = 'skipped', reason = :why "
        "WHERE person_id = :p AND client_id = :c AND state = 'planned'",
        why=reason,
        p=person_id,
        c=client_id,
    )


def refresh_others(
    tx: Tx, *, client_id: int, on: date, slots: tuple[str, ...], but_person: int, now: int
) -> None:
    """Owe the other caregivers' cards of that day an edit: somebody has answered."""
    for slot in slots:
        tx.run(
            "UPDATE deliveries SET refresh_at = :now, refresh_why = 'answered' "
            "WHERE client_id = :c AND local_date = :on AND slot = :slot AND state = 'sent' "
            "AND person_id <> :p AND message_id IS NOT NULL",
            now=now,
            c=client_id,
            on=on.isoformat(),
            slot=slot,
            p=but_person,
        )


def refresh_sent_between(tx: Tx, since: int, until: int, now: int) -> int:
    """Owe an edit to reminders that were sent around an outage and may have lost a tap."""
    return tx.run(
        "UPDATE deliveries SET refresh_at = :now, refresh_why = 'away' "
        "WHERE state = 'sent' AND sent_at BETWEEN :since AND :until AND slot <> 'notice' "
        "AND message_id IS NOT NULL AND window_ends_at > :now AND refresh_why IS NULL",
        since=since,
        until=until,
        now=now,
    )


def to_refresh(tx: Tx, now: int, limit: int) -> list[Delivery]:
    """Return sent messages that are owed an edit, the oldest first."""
    rows = tx.all(
        f"SELECT {_DELIVERY} FROM deliveries WHERE refresh_at <= :now "  # noqa: S608
        "ORDER BY refresh_at, id LIMIT :limit",
        now=now,
        limit=limit,
    )
    return [_delivery(row) for row in rows]


def refreshed(tx: Tx, delivery_id: int) -> None:
    """Record that an owed edit was made, or cannot be."""
    tx.run("UPDATE deliveries SET refresh_at = NULL WHERE id = :id", id=delivery_id)


def refresh_later(tx: Tx, delivery_id: int, at: int) -> None:
    """Try an owed edit again later."""
    tx.run("UPDATE deliveries SET refresh_at = :at WHERE id = :id", at=at, id=delivery_id)


def prune(tx: Tx, before: str) -> int:
    """Forget deliveries of local dates before that one; return how many. Answers stay."""
    return tx.run(
        "DELETE FROM deliveries WHERE local_date < :before AND state IN ('sent', 'skipped')",
        before=before,
    )
