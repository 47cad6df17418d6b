"""Deliveries: each message that the bot owes one person, planned once, sent, and recorded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.store.database import Row, Tx

NOTICE = "notice"
#: So many rows are forgotten at once, so that nobody waits for it.
PRUNE_BATCH = 1_000


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
    "window_ends_at, state, reason, not_before) "
    "SELECT :p, :c, :slot, :on, :subject, :due, :ends, :state, :why, :due "
    "WHERE :subject <> '' OR NOT EXISTS (SELECT 1 FROM cards_put_away WHERE client_id = :c "
    "AND person_id = :p AND local_date = :on AND slot = :slot) "
    "ON CONFLICT (person_id, client_id, slot, local_date, subject) DO NOTHING"
)
COLUMNS = (
    "id, person_id, client_id, slot, local_date, subject, due_at, window_ends_at, attempts, "
    "message_id, refresh_why"
)


def delivery_of(row: Row) -> Delivery:
    """Read a delivery from a row of COLUMNS."""
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
        state="planned",
        why=None,
    )


@dataclass(frozen=True, slots=True)
class Owed:
    """A reminder's message to plan; instants in UTC epoch milliseconds.

    `skipped_why` says that it is planned for the record alone: nothing is sent.
    """

    person_id: int
    client_id: int
    slot: str
    local_date: date
    due_at: int
    window_ends_at: int
    skipped_why: str | None = None


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
                "state": "skipped" if one.skipped_why else "planned",
                "why": one.skipped_why,
            }
            for one in owed
        ],
    )


def is_any_due(tx: Tx, now: int) -> bool:
    """Say whether there is anything to claim."""
    return bool(
        tx.value(
            "SELECT 1 FROM deliveries WHERE state IN ('planned', 'sending') "
            "AND not_before <= :now AND (state = 'planned' OR lease_until <= :now) LIMIT 1",
            now=now,
        )
    )


def claim_one(tx: Tx, now: int, lease_until: int) -> Delivery | None:
    """Claim the oldest owed message whose time has come; None when nothing is owed."""
    row = tx.one(
        "UPDATE deliveries SET state = 'sending', lease_until = :lease, attempts = attempts + 1 "  # noqa: S608
        "WHERE id = (SELECT id FROM deliveries WHERE state IN ('planned', 'sending') "
        "AND not_before <= :now AND (state = 'planned' OR lease_until <= :now) "
        f"ORDER BY not_before, id LIMIT 1) RETURNING {COLUMNS}",
        now=now,
        lease=lease_until,
    )
    return None if row is None else delivery_of(row)


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
        "UPDATE deliveries SET state = 'skipped', reason = :why, lease_until = NULL, "
        "refresh_at = NULL WHERE id = :id",
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


def wait_until(tx: Tx, delivery_id: int, not_before: int) -> None:
    """Let a claimed delivery wait: nothing was tried, so that no attempt counts."""
    put_off(tx, delivery_id, not_before)
    tx.run("UPDATE deliveries SET attempts = attempts - 1 WHERE id = :id", id=delivery_id)


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
    """Owe nothing more to a person about a client.

    A message to them stays until its time: the sender gives it up, and its writer sees that.
    """
    tx.run(
        "UPDATE deliveries SET state = 'skipped', reason = :why "
        "WHERE person_id = :p AND client_id = :c AND state = 'planned' "
        "AND subject NOT LIKE 'message:%'",
        why=reason,
        p=person_id,
        c=client_id,
    )


def prune(tx: Tx, before: str, most: int = PRUNE_BATCH) -> int:
    """Forget deliveries of local dates before that one; return how many. Answers stay.

    Only the `most` oldest rows are looked at, so that nobody waits for it: ask again until 0.
    """
    return tx.run(
        "DELETE FROM deliveries WHERE id IN (SELECT id FROM deliveries ORDER BY id LIMIT :most) "
        "AND local_date < :before AND state IN ('sent', 'skipped')",
        before=before,
        most=most,
    )
