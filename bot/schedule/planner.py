"""Looks for due reminders and plans them, a batch a transaction, the oldest first."""

from typing import Final

from bot.services.office import Office
from bot.services.planning import plan
from bot.store import reminders
from bot.store.database import Tx

BATCH: Final = 200


async def plan_due(office: Office) -> bool:
    """Plan one batch; say whether there was anything to plan."""
    now = office.now_ms()
    return await office.db.write(lambda tx: _plan(tx, now)) > 0


def _plan(tx: Tx, now: int) -> int:
    due = reminders.due(tx, now, BATCH)
    plan(tx, due, now)
    return len(due)
