"""Turns due reminders into deliveries, one for each wanted local date, and moves them on.

A batch is one transaction: a reminder can neither be planned twice nor moved on without a plan.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.clock import epoch_ms, from_epoch_ms
from bot.domain.rhythm import Reminder, next_occurrence, window_end
from bot.services.office import Office
from bot.store import deliveries, reminders
from bot.store.database import Tx

BATCH: Final = 200


async def plan_due(office: Office) -> bool:
    """Plan one batch; say whether there was anything to plan."""
    now = office.now_ms()
    return await office.db.write(lambda tx: _plan(tx, now)) > 0


async def anything_due(office: Office) -> bool:
    """Say whether any reminder is due (one indexed look)."""
    now = office.now_ms()
    return await office.db.read(lambda tx: bool(reminders.due(tx, now, 1)))


def _plan(tx: Tx, now: int) -> int:
    """Plan the dates that are due; the next ones follow from them, so that no date is left out."""
    due = reminders.due(tx, now, BATCH)
    times: dict[tuple[object, ...], _Times] = {}
    owed, moved = [], []
    for reminder in due:
        # Many families share an hour and a zone: each such time is worked out once a batch.
        key = reminder.next_due_at, reminder.minute_of_day, reminder.weekdays.mask, reminder.zone
        found = times.get((*key, reminder.slot))
        if found is None:
            found = times[*key, reminder.slot] = _times(reminder)
        owed.append(
            deliveries.Owed(
                person_id=reminder.person_id,
                client_id=reminder.client_id,
                slot=reminder.slot,
                local_date=found.on,
                due_at=found.due_at,
                window_ends_at=found.window_ends_at,
            )
        )
        moved.append((reminder.id, found.next_due_at, found.next_on))
    deliveries.plan_many(tx, owed)
    reminders.schedule_many(tx, moved)
    return len(due)


@dataclass(frozen=True, slots=True)
class _Times:
    on: date
    due_at: int
    window_ends_at: int
    next_on: date
    next_due_at: int


def _times(reminder: Reminder) -> _Times:
    if reminder.next_due_at is None or reminder.next_on is None:
        raise LookupError(f"reminder {reminder.id} is due without a date")
    instant = from_epoch_ms(reminder.next_due_at)
    ends = window_end(reminder.next_on, reminder.slot, instant, reminder.zone)
    day, following = next_occurrence(
        instant, reminder.minute_of_day, reminder.weekdays, reminder.zone, reminder.next_on
    )
    return _Times(reminder.next_on, reminder.next_due_at, epoch_ms(ends), day, epoch_ms(following))
