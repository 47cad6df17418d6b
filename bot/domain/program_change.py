"""What a therapist may change about an assignment, one thing at a time; all else stays as it is.

Each edit names the state that is wanted, so the same edit twice is the same edit once.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from bot.domain import own_steps
from bot.domain.errors import Invalid
from bot.domain.own_steps import OwnSteps
from bot.domain.program import MOST_MINUTES, MOST_WEEKS, NOTE_LIMIT, Assignment, Status, last_day
from bot.domain.rhythm import EVERY_DAY, Slot, Weekdays

REASON_LIMIT: Final = 200
LONGEST_REST: Final = timedelta(days=366)
#: No date: a rest until it is brought back, a card without an end.
OPEN: Final = "-"


class Field(StrEnum):
    """What is changed; the words are short, because buttons carry them."""

    SLOT = "slot"
    DAYS = "days"
    MINUTES = "min"
    UNTIL = "until"
    START = "start"
    NOTE = "note"
    HAND_OVER = "hand"
    ORDER = "order"
    REWORD = "word"
    AS_ON_CARD = "card"
    DROP_STEP = "drop"
    ADD_STEP = "add"
    ALL_STEPS = "all"
    REST = "rest"
    BACK = "back"
    END = "end"


class Reason(StrEnum):
    """Why an activity ends, where a button says it; other reasons are typed."""

    GOAL = "goal_reached"
    NOT_FITTING = "not_fitting"
    SOMETHING_ELSE = "something_else"
    PART_OF_DAY = "part_of_day"


_LIFE: Final = frozenset({Field.REST, Field.BACK, Field.END})
_STEPS: Final = frozenset(
    {
        Field.HAND_OVER,
        Field.REWORD,
        Field.AS_ON_CARD,
        Field.DROP_STEP,
        Field.ADD_STEP,
        Field.ALL_STEPS,
    }
)


@dataclass(frozen=True, slots=True)
class Edit:
    """One change that is wanted.

    Attributes:
        value: the answer as a button or a typed line carries it.
        step: which step it is about, as shown, counted from 1; 0 where no step is meant.
    """

    field: Field
    value: str = ""
    step: int = 0


def edited(one: Assignment, edit: Edit, card_steps: int, today: date) -> Assignment:
    """Return an assignment as an edit wants it; the version and the place in line stay.

    Args:
        one: how it stands.
        edit: what is wanted.
        card_steps: how many steps the card itself has.
        today: the family's local date.

    Raises:
        Invalid: that is not possible.
    """
    if edit.field in _LIFE:
        return _living(one, edit, today)
    if edit.field in _STEPS:
        return _own_way(one, edit, card_steps)
    value = edit.value
    match edit.field:
        case Field.SLOT if value in list(Slot):
            return replace(one, slot=Slot(value))
        case Field.DAYS:
            return replace(one, weekdays=Weekdays(_number(value, 1, EVERY_DAY.mask)))
        case Field.MINUTES:
            minutes = _number(value, 0, MOST_MINUTES, "minutes")
            return replace(one, minutes=minutes or None)
        case Field.UNTIL:
            return replace(one, ends_on=_until(one, value, today))
        case Field.START:
            return _starting(one, value, today)
        case Field.NOTE:
            return replace(one, note=_words(value, NOTE_LIMIT, "note_long") or None)
        case Field.ORDER:
            return replace(one, position=_number(value, 0, 10_000))
        case _:
            raise Invalid("choice", value=value)


def slot_mates(program: Sequence[Assignment], one: Assignment) -> list[Assignment]:
    """Return what stands in the same part of the day, in order, the one itself included."""
    return [other for other in program if other.slot is one.slot]


def reordered(program: Sequence[Assignment], one: Assignment, place: int) -> dict[int, int]:
    """Return the position of each assignment when one has another place in its slot, from 0.

    Raises:
        Invalid: no such place.
    """
    mates = [other.id for other in slot_mates(program, one)]
    if not 0 <= place < len(mates):
        raise Invalid("choice", value=place)
    others = [other for other in mates if other != one.id]
    wanted = iter([*others[:place], one.id, *others[place:]])
    ids = [next(wanted) if other.slot is one.slot else other.id for other in program]
    return {assignment_id: position for position, assignment_id in enumerate(ids)}


def _living(one: Assignment, edit: Edit, today: date) -> Assignment:
    match edit.field:
        case Field.REST:
            return _resting(one, edit.value, today)
        case Field.BACK:
            return replace(one, status=Status.ACTIVE, paused_until=None)
        case _:
            _words(edit.value, REASON_LIMIT, "reason_long")
            return replace(one, status=Status.ENDED, paused_until=None)


def _own_way(one: Assignment, edit: Edit, card_steps: int) -> Assignment:
    steps = one.own_steps or own_steps.of_card(card_steps)
    match edit.field:
        case Field.HAND_OVER:
            first = _number(edit.value, 0, len(steps))
            return replace(one, hand_over_from=first or None)
        case Field.REWORD:
            changed = own_steps.reworded(steps, edit.step, edit.value)
        case Field.AS_ON_CARD:
            changed = own_steps.as_on_card(steps, edit.step)
        case Field.DROP_STEP:
            changed = own_steps.without(steps, edit.step)
        case Field.ADD_STEP:
            changed = own_steps.with_added(steps, edit.step, edit.value, one.version + 1)
        case _:
            changed = own_steps.of_card(card_steps)
    return _with_steps(one, steps, changed, card_steps)


def _with_steps(one: Assignment, before: OwnSteps, after: OwnSteps, card_steps: int) -> Assignment:
    """What is the card's own way again is kept as such."""
    return replace(
        one,
        own_steps=None if after == own_steps.of_card(card_steps) else after,
        hand_over_from=own_steps.moved_hand_over(one.hand_over_from, before, after),
    )


def _until(one: Assignment, value: str, today: date) -> date | None:
    """Read a number of weeks from today (or from its first day), a date, or no end."""
    if value == OPEN:
        return None
    begin = max(today, one.starts_on)
    if value.isascii() and value.isdigit():
        return last_day(begin, _number(value, 1, MOST_WEEKS, "weeks"))
    day = _date(value)
    if not begin <= day <= begin + timedelta(weeks=MOST_WEEKS):
        raise Invalid("until_date")
    return day


def _starting(one: Assignment, value: str, today: date) -> Assignment:
    """Move the first day of what has not begun yet; it keeps its length."""
    day = _date(value)
    if one.starts_on <= today or not today <= day <= today + timedelta(weeks=MOST_WEEKS):
        raise Invalid("start_date")
    moved = day - one.starts_on
    return replace(one, starts_on=day, ends_on=one.ends_on and one.ends_on + moved)


def _resting(one: Assignment, value: str, today: date) -> Assignment:
    if value == OPEN:
        return replace(one, status=Status.PAUSED, paused_until=None)
    day = _date(value)
    if not today < day <= today + LONGEST_REST:
        raise Invalid("pause_date")
    return replace(one, status=Status.PAUSED, paused_until=day)


def _words(text: str, limit: int, code: str) -> str:
    words = text.strip()
    if len(words) > limit:
        raise Invalid(code, n=len(words), most=limit)
    return words


def _number(value: str, least: int, most: int, code: str = "choice") -> int:
    if not (value.isascii() and value.isdigit() and len(value) < 6):
        raise Invalid(code, value=value, least=least, most=most)
    if not least <= int(value) <= most:
        raise Invalid(code, value=value, least=least, most=most)
    return int(value)


def _date(value: str) -> date:
    try:
        return date.fromisoformat(value) if len(value) == 10 else _no_date(value)
    except ValueError:
        return _no_date(value)


def _no_date(value: str) -> date:
    raise Invalid("date", value=value)
