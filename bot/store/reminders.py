"""Reminders: each caregiver's standing wish for a slot, with the instant it is due next."""

from collections.abc import Sequence
from datetime import date

from bot.domain.rhythm import Reminder, Slot, Weekdays
from bot.store.database import Row, Tx

_REMINDER = (
    "SELECT r.id, r.person_id, r.client_id, r.slot, r.minute_of_day, r.weekdays, r.is_on, "
    "r.anchor, r.next_due_at, r.next_on, p.zone "
    "FROM reminders r JOIN people p ON p.id = r.person_id "
)


def _reminder(row: Row) -> Reminder:
    return Reminder(
        id=row["id"],
        person_id=row["person_id"],
        client_id=row["client_id"],
        slot=Slot(row["slot"]),
        minute_of_day=row["minute_of_day"],
        weekdays=Weekdays(row["weekdays"]),
        is_on=bool(row["is_on"]),
        anchor=row["anchor"],
        next_due_at=row["next_due_at"],
        next_on=date.fromisoformat(row["next_on"]) if row["next_on"] else None,
        zone=row["zone"],
    )


def put(
    tx: Tx,
    person_id: int,
    client_id: int,
    slot: Slot,
    minute: int,
    weekdays: Weekdays,
    *,
    is_on: bool,
) -> Reminder:
    """Write down a wish; `schedule` then says when it is due."""
    row = tx.one(
        "INSERT INTO reminders (person_id, client_id, slot, minute_of_day, weekdays, is_on) "
        "VALUES (:p, :c, :slot, :minute, :weekdays, :on) "
        "ON CONFLICT (person_id, client_id, slot) DO UPDATE SET "
        "minute_of_day = excluded.minute_of_day, weekdays = excluded.weekdays, "
        "is_on = excluded.is_on RETURNING id",
        p=person_id,
        c=client_id,
        slot=slot,
        minute=minute,
        weekdays=weekdays.mask,
        on=int(is_on),
    )
    found = None if row is None else tx.one(_REMINDER + "WHERE r.id = :id", id=row["id"])
    if found is None:
        raise LookupError("a reminder vanished within a transaction")
    return _reminder(found)


def set_anchor(tx: Tx, person_id: int, client_id: int, slot: Slot, anchor: str | None) -> None:
    """Keep the family's own words for a time ("after breakfast")."""
    tx.run(
        "UPDATE reminders SET anchor = :anchor "
        "WHERE person_id = :p AND client_id = :c AND slot = :slot",
        anchor=anchor,
        p=person_id,
        c=client_id,
        slot=slot,
    )


def schedule(tx: Tx, reminder_id: int, next_due_at: int | None, next_on: date | None) -> None:
    """Say when a reminder is due next, and for which local date; None when it is off."""
    tx.run(
        "UPDATE reminders SET next_due_at = :due, next_on = :on WHERE id = :id",
        due=next_due_at,
        on=next_on.isoformat() if next_on else None,
        id=reminder_id,
    )


def schedule_many(tx: Tx, times: Sequence[tuple[int, int, date | None]]) -> None:
    """Do what `schedule` does for many: (reminder id, UTC epoch ms, local date)."""
    tx.run_many(
        "UPDATE reminders SET next_due_at = :due, next_on = :on WHERE id = :id",
        [
            {"id": one, "due": due_at, "on": on.isoformat() if on else None}
            for one, due_at, on in times
        ],
    )


def of(tx: Tx, person_id: int, client_id: int) -> list[Reminder]:
    """Return a caregiver's reminders for a client, morning first."""
    rows = tx.all(
        _REMINDER + "WHERE r.person_id = :p AND r.client_id = :c ORDER BY r.minute_of_day",
        p=person_id,
        c=client_id,
    )
    return [_reminder(row) for row in rows]


def of_slot(tx: Tx, person_id: int, client_id: int, slot: Slot) -> Reminder | None:
    """Return a caregiver's reminder for one slot of a client."""
    return next((one for one in of(tx, person_id, client_id) if one.slot is slot), None)


def of_person(tx: Tx, person_id: int) -> list[Reminder]:
    """Return all of a person's reminders (their zone may have changed)."""
    return [_reminder(row) for row in tx.all(_REMINDER + "WHERE r.person_id = :p", p=person_id)]


def due(tx: Tx, now: int, limit: int) -> list[Reminder]:
    """Return reminders that are due, the oldest first."""
    rows = tx.all(
        _REMINDER + "WHERE r.next_due_at <= :now ORDER BY r.next_due_at LIMIT :limit",
        now=now,
        limit=limit,
    )
    return [_reminder(row) for row in rows]


def delete_of(tx: Tx, person_id: int, client_id: int) -> None:
    """Forget a caregiver's reminders for a client (consent withdrawn)."""
    tx.run(
        "DELETE FROM reminders WHERE person_id = :p AND client_id = :c", p=person_id, c=client_id
    )
