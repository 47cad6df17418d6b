"""A program that starts small: which activity joins in which week, before anything is assigned.

The plan is a therapist's to change: every activity can have another time, other days and another
week, or stay away. Week 1 begins on the day of the last tap.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from bot.domain.errors import Invalid
from bot.domain.program import Assignment, last_day
from bot.domain.rhythm import EVERY_DAY, SCHOOL_DAYS, Slot, Weekdays

NAME_LIMIT: Final = 60
MOST_ITEMS: Final = 8
MOST_WEEKS: Final = 26
#: In which weeks an activity may join.
JOINS: Final = 8
#: Days spread over the week, so that there is rest between them; Monday to Friday come first.
_SPREAD: Final = {
    1: (2,),
    2: (1, 3),
    3: (0, 2, 4),
    4: (0, 1, 3, 4),
    5: SCHOOL_DAYS.days,
    6: (0, 1, 2, 3, 4, 5),
    7: EVERY_DAY.days,
}


@dataclass(frozen=True, slots=True)
class PlanItem:
    """One activity of a plan.

    Attributes:
        week: in which week it joins, counted from 1.
        minutes: of one go; None as the card has it.
        is_in: whether it is to be assigned.
    """

    activity_id: str
    slot: Slot
    weekdays: Weekdays
    week: int
    minutes: int | None = None
    is_in: bool = True


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be assigned: the activities, and how many weeks until it is looked at again."""

    items: tuple[PlanItem, ...]
    weeks: int

    def starts_on(self, item: PlanItem, today: date) -> date:
        """Return the first local date of an activity."""
        return today + timedelta(weeks=item.week - 1)

    def ends_on(self, today: date) -> date:
        """Return the last local date, the same for all."""
        return last_day(today, self.weeks)

    def weeks_of(self, item: PlanItem) -> int:
        """Return how many weeks an activity runs."""
        return self.weeks - item.week + 1


@dataclass(frozen=True, slots=True)
class OwnTemplate:
    """A program that a therapist kept for others; nothing in it is about a client."""

    id: int
    name: str
    plan: Plan
    made_by: int
    maker: str


def spread(days: int) -> Weekdays:
    """Return so many days (1-7), spread over the week."""
    return Weekdays.of(_SPREAD[days])


def joins_in(weeks: Sequence[int | None]) -> tuple[int, ...]:
    """Return when each activity joins: as said, else one each week in the order given."""
    return tuple(week or place for place, week in enumerate(weeks, start=1))


def changed(plan: Plan, number: int, field: str, value: str) -> Plan:
    """Change one thing about a plan; item 0 is the plan itself.

    Raises:
        Invalid: no such activity or choice.
    """
    whole = int(value) if value.isascii() and value.isdigit() and len(value) < 6 else -1
    if number == 0:
        if field != "weeks" or not 1 <= whole <= MOST_WEEKS:
            raise Invalid("choice", value=value)
        return _within(replace(plan, weeks=whole))
    if not 1 <= number <= len(plan.items):
        raise Invalid("choice", value=number)
    item = _item(plan.items[number - 1], field, value, whole)
    items = (*plan.items[: number - 1], item, *plan.items[number:])
    return _within(replace(plan, items=items))


def of_program(assignments: Iterable[Assignment], usual_weeks: int) -> Plan:
    """Return a running program as a plan for somebody else: no notes, no names, no own steps.

    What joined together joins together again; gaps between are closed to a week each. Where no
    activity has an end, the plan is for the usual number of weeks.
    """
    running = sorted(assignments, key=lambda a: (a.starts_on, a.position))
    first = min((a.starts_on for a in running), default=date.min)
    joined = sorted({(a.starts_on - first).days // 7 for a in running})
    items = tuple(
        PlanItem(
            a.activity_id,
            a.slot,
            a.weekdays,
            min(joined.index((a.starts_on - first).days // 7) + 1, JOINS),
            a.minutes,
        )
        for a in running[:MOST_ITEMS]
    )
    last = max((a.ends_on for a in running if a.ends_on), default=None)
    weeks = usual_weeks if last is None else -(-((last - first).days + 1) // 7)
    return _within(Plan(items, max(1, min(weeks, MOST_WEEKS))))


def named_for(goal: str, named: str | None, nickname: str) -> str:
    """Return a goal that speaks of this client."""
    return goal if named is None else goal.replace(named, nickname)


def to_data(plan: Plan) -> dict[str, Any]:
    """Return a plan as plain data."""
    return {
        "weeks": plan.weeks,
        "items": [
            [i.activity_id, i.slot.value, i.weekdays.mask, i.week, i.minutes, i.is_in]
            for i in plan.items
        ],
    }


def from_data(data: dict[str, Any]) -> Plan:
    """Return the plan that plain data stands for."""
    return Plan(
        tuple(
            PlanItem(activity, Slot(slot), Weekdays(mask), week, minutes, is_in)
            for activity, slot, mask, week, minutes, is_in in data["items"]
        ),
        data["weeks"],
    )


def to_text(plan: Plan) -> str:
    """Return a plan as the store keeps it."""
    return json.dumps(to_data(plan))


def from_text(text: str) -> Plan:
    """Return a plan that the store has kept."""
    return from_data(json.loads(text))


def _item(item: PlanItem, field: str, value: str, whole: int) -> PlanItem:
    match field:
        case "slot" if value in list(Slot):
            return replace(item, slot=Slot(value))
        case "days" if 1 <= whole <= EVERY_DAY.mask:
            return replace(item, weekdays=Weekdays(whole))
        case "week" if 1 <= whole <= JOINS:
            return replace(item, week=whole)
        case "in" if whole in (0, 1):
            return replace(item, is_in=bool(whole))
        case _:
            raise Invalid("choice", value=value)


def _within(plan: Plan) -> Plan:
    """An activity joins in the last week at the latest."""
    items = (replace(item, week=min(item.week, plan.weeks)) for item in plan.items)
    return replace(plan, items=tuple(items))
