"""Where the newer buttons of a card lead. Their codes begin with 7; none is ever reused."""

from dataclasses import dataclass
from datetime import date

from bot.domain.check_in import Outcome
from bot.domain.details import Detail
from bot.views.codec import Route


@dataclass(frozen=True, slots=True)
class Easier(Route):
    """Ways to make a card smaller."""

    code = "7e"
    assignment: int
    on: date


@dataclass(frozen=True, slots=True)
class BitMore(Route):
    """Ways to make a card a bit more."""

    code = "7h"
    assignment: int
    on: date


@dataclass(frozen=True, slots=True)
class LaterToday(Route):
    """Not now, but later on the same day: the answer is taken back, the card comes again."""

    code = "7l"
    assignment: int
    on: date


@dataclass(frozen=True, slots=True)
class WholeDay(Route):
    """Today's cards, also those beyond the four that are plenty."""

    code = "7d"
    client: int


@dataclass(frozen=True, slots=True)
class KeepSaid(Route):
    """Keep free words or pictures as the note of a card."""

    code = "7k"
    draft: int
    assignment: int
    on: date


@dataclass(frozen=True, slots=True)
class AnswerSaid(Route):
    """Answer about a card, and keep free words or pictures with it."""

    code = "7a"
    draft: int
    assignment: int
    on: date
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class SendSaid(Route):
    """Send free words or pictures to a client's therapist."""

    code = "7s"
    draft: int
    client: int


@dataclass(frozen=True, slots=True)
class DropSaid(Route):
    """Leave free words where they are."""

    code = "7x"
    draft: int


@dataclass(frozen=True, slots=True)
class Look(Route):
    """One step as a picture with symbols, counted from 1; the one after the last is the end."""

    code = "7p"
    assignment: int
    on: date
    number: int


@dataclass(frozen=True, slots=True)
class Stop(Route):
    """Stop, said with a symbol: nothing more is asked."""

    code = "7z"
    assignment: int
    on: date
    number: int


@dataclass(frozen=True, slots=True)
class OwnAnswer(Route):
    """The client's own answer, given with a symbol."""

    code = "7o"
    assignment: int
    on: date
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class OwnDetail(Route):
    """How it felt, or whether it was liked: said by the client with a symbol."""

    code = "7f"
    assignment: int
    on: date
    detail: Detail
    value: str


@dataclass(frozen=True, slots=True)
class StartTimer(Route):
    """A quiet timer beside a step."""

    code = "7t"
    assignment: int
    on: date
    number: int


@dataclass(frozen=True, slots=True)
class TimerLasts(Route):
    """A timer lasts so many minutes altogether."""

    code = "7m"
    timer: int
    minutes: int


@dataclass(frozen=True, slots=True)
class TimerRings(Route):
    """A sound comes at the end of a timer."""

    code = "7r"
    timer: int


@dataclass(frozen=True, slots=True)
class StopTimer(Route):
    """Stop a timer."""

    code = "7y"
    timer: int
