"""Edits that are owed to messages on somebody's screen: a page that changes when others act.

They ride on the deliveries' own edits: owed in a transaction, made by the sender, tried again.
"""

from datetime import date
from typing import Final

from bot.store import put_away
from bot.store.database import Tx
from bot.store.deliveries import COLUMNS, NOTICE, Delivery, delivery_of

#: No card is sent so long after it was planned.
LONGEST_PLAN_MS: Final = 2 * 24 * 60 * 60_000


def keep_page(
    tx: Tx,
    *,
    person_id: int,
    client_id: int,
    local_date: date,
    subject: str,
    message_id: int,
    now: int,
    window_ends_at: int,
) -> None:
    """Remember that a message shows a page, so that it can be edited later."""
    tx.run(
        "INSERT INTO deliveries (person_id, client_id, slot, local_date, subject, due_at, "
        "window_ends_at, state, not_before, message_id, sent_at) "
        "VALUES (:p, :c, :slot, :on, :subject, :now, :ends, 'sent', :now, :m, :now) "
        "ON CONFLICT (person_id, client_id, slot, local_date, subject) "
        "DO UPDATE SET message_id = excluded.message_id",
        p=person_id,
        c=client_id,
        slot=NOTICE,
        on=local_date.isoformat(),
        subject=subject,
        now=now,
        ends=window_ends_at,
        m=message_id,
    )


def shown_in(tx: Tx, person_id: int, subject: str) -> int | None:
    """Return the message in somebody's chat that shows a page."""
    found = tx.value(
        "SELECT message_id FROM deliveries WHERE slot = 'notice' AND subject = :subject "
        "AND person_id = :p ORDER BY id DESC LIMIT 1",
        subject=subject,
        p=person_id,
    )
    return None if found is None else int(found)


def let_go(tx: Tx, person_id: int, message_id: int, but_subject: str | None) -> None:
    """A message shows something else now: what was sent with it edits it no more."""
    tx.run(
        "UPDATE deliveries SET message_id = NULL, refresh_at = NULL "
        "WHERE person_id = :p AND message_id = :m AND (:subject IS NULL OR subject <> :subject)",
        p=person_id,
        m=message_id,
        subject=but_subject,
    )
    put_away.let_go(tx, person_id, message_id)


def owe_edit(tx: Tx, subject: str, now: int, *, but_person: int = 0) -> None:
    """Owe every message about a subject an edit, but those of one person."""
    tx.run(
        "UPDATE deliveries SET refresh_at = :now, refresh_why = 'changed' "
        "WHERE slot = 'notice' AND subject = :subject AND state = 'sent' "
        "AND message_id IS NOT NULL AND person_id <> :p",
        now=now,
        subject=subject,
        p=but_person,
    )


def refresh_others(
    tx: Tx, *, client_id: int, on: date, slots: tuple[str, ...], but_person: int, now: int
) -> None:
    """Owe the other caregivers' cards of that day an edit: somebody has answered.

    A card that is on its way right now may have been written before the answer: it counts, too.
    """
    put_away.take_out(tx, client_id=client_id, on=on, slots=slots, but_person=but_person, now=now)
    tx.run(
        "UPDATE deliveries SET refresh_at = :now, refresh_why = 'answered' "
        "WHERE person_id IN (SELECT person_id FROM care_links "
        "WHERE client_id = :c AND role <> 'therapist' AND person_id <> :p) "
        "AND client_id = :c AND slot IN (:first, :last) AND local_date = :on "
        "AND (state = 'sending' OR (state = 'sent' AND message_id IS NOT NULL))",
        now=now,
        c=client_id,
        on=on.isoformat(),
        first=slots[0],
        last=slots[-1],
        p=but_person,
    )


def refresh_sent_between(tx: Tx, since: int, until: int, now: int) -> int:
    """Owe an edit to reminders that were sent around an outage and may have lost a tap.

    Each says so once only. What was sent lately was planned lately: older rows are not looked at.
    """
    return tx.run(
        "UPDATE deliveries SET refresh_at = :now, refresh_why = 'away' "
        "WHERE id > :floor AND state = 'sent' AND sent_at BETWEEN :since AND :until "
        "AND slot <> 'notice' AND message_id IS NOT NULL AND window_ends_at > :now "
        "AND (refresh_why IS NULL OR refresh_why <> 'away')",
        floor=_planned_before(tx, since - LONGEST_PLAN_MS),
        since=since,
        until=until,
        now=now,
    )


def _planned_before(tx: Tx, instant: int) -> int:
    """Return an id below which all was due before that instant, found in ever wider steps."""
    newest = tx.value("SELECT max(id) FROM deliveries") or 0
    step = 512
    while step < newest:
        due_at = tx.value(
            "SELECT due_at FROM deliveries WHERE id <= :id ORDER BY id DESC LIMIT 1",
            id=newest - step,
        )
        if due_at is None or due_at < instant:
            return int(newest) - step
        step *= 2
    return 0


def to_refresh(tx: Tx, now: int, limit: int) -> list[Delivery]:
    """Return sent messages that are owed an edit, the oldest first."""
    rows = tx.all(
        f"SELECT {COLUMNS} FROM deliveries WHERE refresh_at <= :now AND state = 'sent' "  # noqa: S608
        "ORDER BY refresh_at, id LIMIT :limit",
        now=now,
        limit=limit,
    )
    return [delivery_of(row) for row in rows]


def refreshed(tx: Tx, delivery_id: int, seen_at: int, again_at: int | None = None) -> None:
    """Record that the edit owed at `seen_at` was made, or cannot be; a later one stays owed.

    `again_at` is the instant at which the message looks different by itself: it is owed then.
    """
    tx.run(
        "UPDATE deliveries SET refresh_at = :again WHERE id = :id AND refresh_at <= :seen",
        id=delivery_id,
        seen=seen_at,
        again=again_at,
    )


def refresh_later(tx: Tx, delivery_id: int, at: int) -> None:
    """Try an owed edit again later."""
    tx.run("UPDATE deliveries SET refresh_at = :at WHERE id = :id", at=at, id=delivery_id)
