"""Which clients ask for a look: signs about the plan, never about the family (brief 4.3 and 4.6.6).

Plain data in, plain words out. An activity that was not done is no sign. What a therapist has
looked at counts no more: a sign comes back only with what was answered after that.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from statistics import median, median_low
from typing import Final

from bot.domain.weekly_load import Load, asks_for_less

#: So far back the signs look.
WINDOW_DAYS: Final = 28
LATEST: Final = 5
MOST_OF_THEM: Final = 3
TWICE: Final = 2
QUIET_DAYS: Final = 14
WEEK: Final = 7
#: An answer about a week's load is news for so long.
LOAD_DAYS: Final = 21
#: A review is spoken of so many days ahead.
REVIEW_AHEAD: Final = 3

_COMFORT: Final = {"not_ok": 0, "ok": 1, "good": 2}


class Sign(StrEnum):
    """What asks for a look, the most telling first."""

    COMFORT_FELL = "comfort_fell"
    HELP_ROSE = "help_rose"
    NOT_FOR_US = "not_for_us"
    LOAD_HEAVY = "load_heavy"
    QUIET = "quiet"


class Trend(StrEnum):
    """Where the help that fits is going, in words alone."""

    LESS = "less"
    SAME = "same"
    MORE = "more"


@dataclass(frozen=True, slots=True)
class Answered:
    """What one check-in says about a local date; comfort as "not_ok", "ok", "good", or None."""

    on: date
    help_level: int | None = None
    before: str | None = None
    after: str | None = None
    not_for_us: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known about one client.

    Attributes:
        answers: by assignment that has not ended, in any order.
        loads: each caregiver's answers, newest first, with their local dates.
        quiet_since: the latest sign of life while cards came; None when none was to be expected.
        looked_on: when a therapist last said that they had looked.
    """

    answers: Mapping[int, Sequence[Answered]] = field(default_factory=dict)
    loads: Mapping[int, Sequence[tuple[date, Load]]] = field(default_factory=dict)
    quiet_since: date | None = None
    looked_on: date | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A sign, and the assignment that it is about, if it is about one."""

    sign: Sign
    assignment: int | None = None


def signs_of(evidence: Evidence, today: date) -> tuple[Found, ...]:
    """Return what asks for a look, the most telling first."""
    looked = evidence.looked_on or date.min
    found: list[Found] = []
    rules: tuple[tuple[Sign, Callable[[Sequence[Answered], date, date], bool]], ...] = (
        (Sign.COMFORT_FELL, comfort_fell),
        (Sign.HELP_ROSE, help_rose),
        (Sign.NOT_FOR_US, not_for_us),
    )
    for sign, rule in rules:
        found += [
            Found(sign, assignment)
            for assignment, answers in sorted(evidence.answers.items())
            if rule(answers, today, looked)
        ]
    if any(load_is_heavy(answers, today, looked) for answers in evidence.loads.values()):
        found.append(Found(Sign.LOAD_HEAVY))
    if is_quiet(evidence.quiet_since, today, looked):
        found.append(Found(Sign.QUIET))
    return tuple(found)


def comfort_fell(answers: Sequence[Answered], today: date, looked_on: date) -> bool:
    """Say whether comfort went down after three of the last five (brief 4.3).

    Where nobody asked before, "not OK" after it counts as down.
    """
    latest = _latest(answers, today, looked_on)
    return sum(_went(one) < 0 for one in latest) >= MOST_OF_THEM


def comfort_rose(answers: Sequence[Answered], today: date) -> bool:
    """Say whether comfort went up after three of the last five: one to keep (brief 4.3)."""
    return sum(_went(one) > 0 for one in _latest(answers, today, date.min)) >= MOST_OF_THEM


def help_rose(answers: Sequence[Answered], today: date, looked_on: date) -> bool:
    """Say whether for two weeks a level more help has fitted than in the two weeks before.

    Each of these weeks, and the time before, has two answers at least: one hard day is no sign.
    """
    weeks = [_levels(answers, today - timedelta(days=n * WEEK), WEEK, looked_on) for n in (0, 1)]
    before = _levels(answers, today - timedelta(days=2 * WEEK), 2 * WEEK, date.min)
    if min(map(len, (*weeks, before))) < TWICE:
        return False
    return all(median(week) >= median(before) + 1 for week in weeks)


def not_for_us(answers: Sequence[Answered], today: date, looked_on: date) -> bool:
    """Say whether "not for us" was said on two days."""
    days = {one.on for one in _recent(answers, today, looked_on) if one.not_for_us}
    return len(days) >= TWICE


def load_is_heavy(answers: Sequence[tuple[date, Load]], today: date, looked_on: date) -> bool:
    """Say whether the plan was heavy twice, or too much once (brief 4.4), of late.

    Args:
        answers: one caregiver's, newest first, with the local date of each.
        today: the local date.
        looked_on: what was answered until then is known.
    """
    since = max(today - timedelta(days=LOAD_DAYS), looked_on + timedelta(days=1))
    if not answers or answers[0][0] < since:
        return False
    return asks_for_less([value for _, value in answers])


def is_quiet(since: date | None, today: date, looked_on: date) -> bool:
    """Say whether there has been no sign of life for 14 days."""
    return since is not None and (today - max(since, looked_on)).days >= QUIET_DAYS


def review_due(review_on: date | None, ends_on: Iterable[date | None], today: date) -> date | None:
    """Return the day of a review that is due or near, or None.

    Args:
        review_on: the day that the therapist has set; it goes before all others.
        ends_on: the last days of the assignments that go on.
        today: the local date.
    """
    ends = [end for end in ends_on if end is not None]
    due = review_on or (min(ends) if ends else None)
    return due if due is not None and (due - today).days <= REVIEW_AHEAD else None


def trend(answers: Sequence[Answered], today: date) -> Trend | None:
    """Return where the help that fits goes: the last two weeks beside those before; None: unclear.

    A difference of less than a level is none.
    """
    now = _levels(answers, today, 2 * WEEK, date.min)
    before = _levels(answers, today - timedelta(days=2 * WEEK), 2 * WEEK, date.min)
    if min(len(now), len(before)) < TWICE:
        return None
    change = median(now) - median(before)
    if abs(change) < 1:
        return Trend.SAME
    return Trend.MORE if change > 0 else Trend.LESS


def by_week(answers: Sequence[Answered], today: date, weeks: int = 4) -> tuple[int | None, ...]:
    """Return the help level in the middle of each week, the latest last; None: nobody said."""
    levels = [
        _levels(answers, today - timedelta(days=n * WEEK), WEEK, date.min)
        for n in reversed(range(weeks))
    ]
    return tuple(median_low(week) if week else None for week in levels)


# -- inside -------------------------------------------------------------------------------------


def _went(one: Answered) -> int:
    """Return whether comfort went down (-1) or up (1)."""
    if one.after is None:
        return 0
    if one.before is None:
        return -1 if one.after == "not_ok" else 0
    change = _COMFORT[one.after] - _COMFORT[one.before]
    return (change > 0) - (change < 0)


def _recent(answers: Sequence[Answered], today: date, looked_on: date) -> list[Answered]:
    since = max(today - timedelta(days=WINDOW_DAYS - 1), looked_on + timedelta(days=1))
    return [one for one in answers if since <= one.on <= today]


def _latest(answers: Sequence[Answered], today: date, looked_on: date) -> list[Answered]:
    """Return the last five that say something about comfort."""
    told = [one for one in _recent(answers, today, looked_on) if one.after is not None]
    return sorted(told, key=lambda one: one.on)[-LATEST:]


def _levels(answers: Sequence[Answered], until: date, days: int, after: date) -> list[int]:
    since = until - timedelta(days=days - 1)
    return [
        one.help_level
        for one in answers
        if one.help_level is not None and since <= one.on <= until and one.on > after
    ]
