"""What a client is doing now: a goal in the family's words, and the assignments."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from bot.domain.rhythm import Slot, Weekdays

NOTE_LIMIT: Final = 500
GOAL_LIMIT: Final = 300
MOST_WEEKS: Final = 52
DEFAULT_WEEKS: Final = 4
#: Brief 0.2, rule 3: at most 4 activities in a program.
MOST_A_DAY: Final = 4


class Status(StrEnum):
    """Whether something is going on."""

    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Assignment:
    """One activity in a program; keeps the revision of the text it was assigned from."""

    id: int
    client_id: int
    activity_id: str
    revision: str
    slot: Slot
    weekdays: Weekdays
    starts_on: date
    ends_on: date | None
    status: Status
    note: str | None = None
    minutes: int | None = None
    version: int = 1
    position: int = 0

    def is_wanted_on(self, day: date) -> bool:
        """Say whether the activity belongs to that local date."""
        return (
            self.status is Status.ACTIVE
            and day in self.weekdays
            and self.starts_on <= day
            and (self.ends_on is None or day <= self.ends_on)
        )


@dataclass(frozen=True, slots=True)
class Program:
    """One client's running program."""

    id: int
    client_id: int
    goal: str | None
    status: Status


def last_day(starts_on: date, weeks: int) -> date:
    """Return the last local date of an assignment of so many weeks."""
    return starts_on + timedelta(weeks=weeks, days=-1)
