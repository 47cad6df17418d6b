"""Where a family's own life with the program leads: thanks, load, wishes, consent.

Codes begin with 8; none is ever used again.
"""

from dataclasses import dataclass
from datetime import date

from bot.domain.rhythm import Slot
from bot.domain.weekly_load import Load
from bot.views.codec import Route


@dataclass(frozen=True, slots=True)
class TellLoad(Route):
    """How heavy the week was, for the evening `on`."""

    code = "8l"
    client: int
    on: date
    value: Load


@dataclass(frozen=True, slots=True)
class AskLoad(Route):
    """Say how heavy the plan is, on any day."""

    code = "8a"
    client: int


@dataclass(frozen=True, slots=True)
class AskForLess(Route):
    """Let the therapists know that the plan was heavy on the evening `on`."""

    code = "8k"
    client: int
    on: date


@dataclass(frozen=True, slots=True)
class Halve(Route):
    """Make the plan lighter by half, now; `on` is the day on which that was offered."""

    code = "8h"
    client: int
    on: date


@dataclass(frozen=True, slots=True)
class Unhalve(Route):
    """Put a plan back that was halved."""

    code = "8u"
    halving: int


@dataclass(frozen=True, slots=True)
class LoadDays(Route):
    """Choose the evening of the load question."""

    code = "8d"


@dataclass(frozen=True, slots=True)
class SetLoadDay(Route):
    """Set the evening of the load question: Monday 0 to Sunday 6; 7 never asks."""

    code = "8e"
    day: int


@dataclass(frozen=True, slots=True)
class ThanksWords(Route):
    """Choose how answers are thanked for."""

    code = "8w"


@dataclass(frozen=True, slots=True)
class SetThanksWords(Route):
    """Thank in plain words, or with a warm line about the effort."""

    code = "8x"
    words: str


@dataclass(frozen=True, slots=True)
class ReminderDays(Route):
    """Set the weekdays of one slot's reminder (Monday 1 to Sunday 64, added up)."""

    code = "8y"
    client: int
    slot: Slot
    days: int


@dataclass(frozen=True, slots=True)
class Thank(Route):
    """Thank the other caregivers who answered a card on a date."""

    code = "8t"
    assignment: int
    on: date


@dataclass(frozen=True, slots=True)
class ConsentAgain(Route):
    """What is kept has changed: read it."""

    code = "8r"
    client: int


@dataclass(frozen=True, slots=True)
class AgreeAgain(Route):
    """Agree to what is kept now, in the version that was read."""

    code = "8s"
    client: int
    version: str


@dataclass(frozen=True, slots=True)
class AgreeLater(Route):
    """Leave the question for another time."""

    code = "8n"
    client: int
