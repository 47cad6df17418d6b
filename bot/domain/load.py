"""How much a program asks of a family: it warns, and the therapist decides (brief 0.2, 0.3).

At most 4 activities at a time, 1 or 2 in the first week, about 120 extra minutes a week. What the
family does anyway (teeth, bed) is given no extra minutes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

#: Brief 0.2, rule 3.
MOST_ACTIVITIES: Final = 4
MOST_IN_FIRST_WEEK: Final = 2
#: Brief 0.3: the extra minutes a week that a program usually stays under.
MOST_MINUTES: Final = 120
WEEK: Final = timedelta(weeks=1)


class Concern(StrEnum):
    """What a therapist is asked to look at before going on."""

    ACTIVITIES = "activities"
    FIRST_WEEK = "first_week"
    MINUTES = "minutes"


@dataclass(frozen=True, slots=True)
class Piece:
    """One activity in a program, as far as the load goes.

    Attributes:
        activity_id: the card; the same card at two times of day is one activity.
        minutes: of one go.
        times: goes a week.
        is_extra: whether it takes time that the family would not spend anyway.
        ends_on: the last local date, None for no end.
    """

    activity_id: str
    minutes: int
    times: int
    is_extra: bool
    starts_on: date
    ends_on: date | None = None

    def runs_on(self, day: date) -> bool:
        """Say whether it belongs to the program on that local date."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True, slots=True)
class Load:
    """The fullest time that lies ahead: activities at a time, and extra minutes a week.

    `in_first_week` is how many activities the program's first seven days hold.
    """

    activities: int
    minutes: int
    in_first_week: int
    concerns: tuple[Concern, ...]


def load_of(pieces: Sequence[Piece], today: date, begun_on: date | None = None) -> Load:
    """Return the load of a program from today on.

    Args:
        pieces: what is active, and what is about to be added; what is resting asks nothing.
        today: the family's local date.
        begun_on: the local date the program began, when that was before all of the pieces.
    """
    full = [_running(pieces, day) for day in _joins(pieces, today)]
    activities = max(map(_count, full))
    minutes = max(map(_extra, full))
    begin = min(
        [*(p.starts_on for p in pieces), *([] if begun_on is None else [begun_on])], default=today
    )
    first_week = _count([p for p in pieces if p.starts_on < begin + WEEK])
    found = {
        Concern.ACTIVITIES: activities > MOST_ACTIVITIES,
        Concern.FIRST_WEEK: first_week > MOST_IN_FIRST_WEEK and today < begin + WEEK,
        Concern.MINUTES: minutes > MOST_MINUTES,
    }
    return Load(activities, minutes, first_week, tuple(c for c in found if found[c]))


def _joins(pieces: Iterable[Piece], today: date) -> list[date]:
    """Return today and the days ahead on which something joins: no day between them is fuller."""
    return sorted({today, *(p.starts_on for p in pieces if p.starts_on > today)})


def _running(pieces: Iterable[Piece], day: date) -> list[Piece]:
    return [p for p in pieces if p.runs_on(day)]


def _count(pieces: Iterable[Piece]) -> int:
    return len({p.activity_id for p in pieces})


def _extra(pieces: Iterable[Piece]) -> int:
    return sum(p.minutes * p.times for p in pieces if p.is_extra)
