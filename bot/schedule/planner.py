"""Turns due reminders into deliveries, one for each wanted local date, and moves them on.

A batch is one transaction: a reminder can neither be planned twice nor moved on without a plan.
"""

from typing import Final

from bot.clock import epoch_ms, from_epoch_ms
from bot.domain.rhythm import next_occurrence, window_end
from bot.services.office import Office
from bot.store import deliveries, reminders
from bot.store.database import Tx
from bot.store.reminders import Reminder

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
    due = reminders.due(tx, now, BATCH)
    for reminder in due:
        _plan_one(tx, reminder)
    return len(due)


def _plan_one(tx: Tx, reminder: Reminder) -> None:
    """Plan the date that is due; the next one follows from it, so that no date is left out."""
    if reminder.next_due_at is None or reminder.next_on is None:
        return
    instant = from_epoch_ms(reminder.next_due_at)
    ends = window_end(reminder.next_on, reminder.slot, instant, reminder.zone)
    deliveries.plan(
        tx,
        person_id=reminder.person_id,
        client_id=reminder.client_id,
        slot=reminder.slot,
        local_date=reminder.next_on,
        due_at=reminder.next_due_at,
        window_ends_at=epoch_ms(ends),
    )
    day, following = next_occurrence(
        instant, reminder.minute_of_day, reminder.weekdays, reminder.zone, reminder.next_on
    )
    reminders.schedule(tx, reminder.id, epoch_ms(following), day)
