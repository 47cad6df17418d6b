"""What a client is doing now: a goal in the family's words, and the assignments."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from bot.domain.own_steps import OwnSteps
from bot.domain.rhythm import Slot, Weekdays

NOTE_LIMIT: Final = 500
GOAL_LIMIT: Final = 300
MOST_WEEKS: Final = 52
DEFAULT_WEEKS: Final = 4
#: Of one go, as the longest card of the library has it.
MOST_MINUTES: Final = 60
#: How far ahead an assignment may begin, in days.
FARTHEST_START: Final = 366
#: Brief 0.2, rule 3: at most 4 activities in a program.
MOST_A_DAY: Final = 4


class Status(StrEnum):
    """Whether something is going on."""

    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"


class Place(StrEnum):
    """Where an activity is done. School staff see what is done at school, and nothing else."""

    HOME = "home"
    SCHOOL = "school"


@dataclass(frozen=True, slots=True)
class Assignment:
    """One activity in a program; keeps the revision of the text it was assigned from.

    Attributes:
        own_steps: this client's own way through the card; None for the card's own steps.
        hand_over_from: backward chaining: from this step on (as shown, counted from 1) the steps
            are the client's own; None when no part is handed over yet.
        paused_until: the local date on which a rest ends by itself; None for a rest without end.
    """

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
    own_steps: OwnSteps | None = None
    hand_over_from: int | None = None
    paused_until: date | None = None
    place: Place = Place.HOME

    def status_on(self, day: date) -> Status:
        """Return the status on a local date: a rest with an end is over on that date."""
        if self.status is Status.PAUSED and self.paused_until and self.paused_until <= day:
            return Status.ACTIVE
        return self.status

    def is_wanted_on(self, day: date) -> bool:
        """Say whether the activity belongs to that local date."""
        return (
            self.status_on(day) is Status.ACTIVE
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
