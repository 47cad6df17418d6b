"""Turns due reminders into deliveries, one for each wanted local date, and moves them on.

Within one transaction: a reminder can neither be planned twice nor moved on without a plan.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.clock import epoch_ms, from_epoch_ms
from bot.domain.rhythm import Reminder, next_occurrence, window_end
from bot.store import deliveries, reminders
from bot.store.database import Tx

log = logging.getLogger(__name__)

LATE: Final = "late"
#: When a reminder is looked at again whose zone, say, the machine no longer knows.
AGAIN_MS: Final = 60 * 60_000


@dataclass(frozen=True, slots=True)
class _Times:
    on: date
    due_at: int
    window_ends_at: int
    next_on: date
    next_due_at: int


def plan(tx: Tx, due: Sequence[Reminder], now: int) -> None:
    """Plan the dates that are due; the next ones follow from them, so that no date is left out.

    What comes too late to be of use is recorded as skipped at once.

    Args:
        tx: the transaction.
        due: reminders with a due date.
        now: UTC epoch milliseconds.
    """
    times: dict[tuple[object, ...], _Times] = {}
    owed: list[deliveries.Owed] = []
    moved: list[tuple[int, int, date | None]] = []
    for reminder in due:
        # Many families share an hour and a zone: each such time is worked out once a batch.
        key = (
            reminder.next_due_at,
            reminder.next_on,
            reminder.minute_of_day,
            reminder.weekdays.mask,
            reminder.zone,
            reminder.slot,
        )
        found = times.get(key)
        if found is None:
            try:
                found = times[key] = _times(reminder)
            except Exception:
                log.exception("reminder %s cannot be planned; it holds up no other", reminder.id)
                moved.append((reminder.id, now + AGAIN_MS, reminder.next_on))
                continue
        owed.append(
            deliveries.Owed(
                person_id=reminder.person_id,
                client_id=reminder.client_id,
                slot=reminder.slot,
                local_date=found.on,
                due_at=found.due_at,
                window_ends_at=found.window_ends_at,
                skipped_why=LATE if found.window_ends_at <= now else None,
            )
        )
        moved.append((reminder.id, found.next_due_at, found.next_on))
    deliveries.plan_many(tx, owed)
    reminders.schedule_many(tx, moved)


def catch_up(tx: Tx, person_id: int, now: int) -> None:
    """Plan all that one person is owed up to now: their wishes or their zone are about to change.

    A bot that was away finds the change before its planner has looked at what was due by then.
    """
    while due := [
        reminder
        for reminder in reminders.of_person(tx, person_id)
        if reminder.next_due_at is not None and reminder.next_due_at <= now
    ]:
        plan(tx, due, now)


def _times(reminder: Reminder) -> _Times:
    if reminder.next_due_at is None or reminder.next_on is None:
        raise LookupError(f"reminder {reminder.id} is due without a date")
    instant = from_epoch_ms(reminder.next_due_at)
    ends = window_end(reminder.next_on, reminder.slot, instant, reminder.zone)
    day, following = next_occurrence(
        instant, reminder.minute_of_day, reminder.weekdays, reminder.zone, reminder.next_on
    )
    return _Times(reminder.next_on, reminder.next_due_at, epoch_ms(ends), day, epoch_ms(following))
