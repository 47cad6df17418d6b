"""One client's one day: what is on it, in which slot, and what was answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.domain.check_in import CheckIn, latest
from bot.domain.program import Assignment
from bot.domain.rhythm import Slot

SLOT_ORDER: Final = (Slot.MORNING, Slot.AFTERNOON, Slot.ANYTIME, Slot.BEDTIME)


@dataclass(frozen=True, slots=True)
class Item:
    """An assignment on a date, with the latest answer about it."""

    assignment: Assignment
    answer: CheckIn | None


def plan_of(
    assignments: Sequence[Assignment], check_ins: list[CheckIn], on: date
) -> tuple[Item, ...]:
    """Return what is on that local date, by slot and then in program order.

    An assignment that was answered stays on the day even when it was paused since.
    """
    answers = latest([c for c in check_ins if c.on == on])
    items = [
        Item(assignment, answers.get((assignment.id, on)))
        for assignment in assignments
        if assignment.is_wanted_on(on) or (assignment.id, on) in answers
    ]
    items.sort(key=lambda item: (SLOT_ORDER.index(item.assignment.slot), item.assignment.position))
    return tuple(items)


def of_slot(plan: Sequence[Item], slot: Slot) -> tuple[Item, ...]:
    """Return what a slot's reminder is about.

    Bedtime is the one time of day that looks back: it holds everything of the day, so that one
    check-in message is enough (brief 4.1).
    """
    if slot is Slot.BEDTIME:
        return tuple(plan)
    return tuple(item for item in plan if item.assignment.slot is slot)
