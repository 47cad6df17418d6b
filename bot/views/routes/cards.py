"""Where a card's buttons lead: steps, pictures, answers, and what is added to them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.check_in import Outcome
from bot.domain.details import Detail
from bot.views.codec import Route


class Place(StrEnum):
    """Where a check-in was tapped: on a card, or in the list of a slot's reminder."""

    CARD = "c"
    MORNING = "m"
    AFTERNOON = "f"
    BEDTIME = "b"
    DAY = "d"


@dataclass(frozen=True, slots=True)
class Today(Route):
    """Today's cards of a client."""

    code = "t"
    client: int


@dataclass(frozen=True, slots=True)
class Card(Route):
    """An activity card for a local date."""

    code = "c"
    assignment: int
    on: date


@dataclass(frozen=True, slots=True)
class Step(Route):
    """One step of an activity, counted from 1; the one after the last is the end."""

    code = "s"
    assignment: int
    on: date
    number: int


@dataclass(frozen=True, slots=True)
class Pictures(Route):
    """The pictures of a card."""

    code = "pi"
    assignment: int
    on: date


@dataclass(frozen=True, slots=True)
class ShowPicture(Route):
    """One picture of a card: strip, first-then, choice, feelings."""

    code = "ps"
    assignment: int
    on: date
    kind: str


@dataclass(frozen=True, slots=True)
class PrintCard(Route):
    """A card's page to print: cut-outs, or the ladder."""

    code = "pp"
    assignment: int
    on: date
    kind: str


@dataclass(frozen=True, slots=True)
class PrintProgram(Route):
    """A program's sheet for the fridge."""

    code = "pf"
    client: int


@dataclass(frozen=True, slots=True)
class OwnPhoto(Route):
    """The family's own photo for a step, or back to the pictogram."""

    code = "po"
    assignment: int
    on: date
    step: int
    drop: bool


@dataclass(frozen=True, slots=True)
class Lighter(Route):
    """The low-demand door of a card."""

    code = "l"
    assignment: int
    on: date


@dataclass(frozen=True, slots=True)
class Answer(Route):
    """A check-in in one tap; `place` says which screen it came from and goes back to."""

    code = "a"
    assignment: int
    on: date
    outcome: Outcome
    place: Place


@dataclass(frozen=True, slots=True)
class More(Route):
    """The optional questions after a check-in."""

    code = "m"
    assignment: int
    on: date


@dataclass(frozen=True, slots=True)
class Help(Route):
    """How much help was needed, 0 to 5."""

    code = "hl"
    assignment: int
    on: date
    level: int


@dataclass(frozen=True, slots=True)
class Note(Route):
    """The next text is the note of this check-in."""

    code = "n"
    assignment: int
    on: date


@dataclass(frozen=True, slots=True)
class DetailMenu(Route):
    """One of the optional questions about an answer."""

    code = "dm"
    assignment: int
    on: date
    detail: Detail


@dataclass(frozen=True, slots=True)
class SetDetail(Route):
    """An optional answer: energy, comfort, liked, who says so, reason."""

    code = "ds"
    assignment: int
    on: date
    detail: Detail
    value: str


@dataclass(frozen=True, slots=True)
class Undo(Route):
    """Take an answer back."""

    code = "u"
    assignment: int
    on: date


@dataclass(frozen=True, slots=True)
class TellNotForUs(Route):
    """Tell the therapist that an activity does not suit."""

    code = "nf"
    assignment: int
    on: date


@dataclass(frozen=True, slots=True)
class DayBack(Route):
    """One of the last three days, from memory."""

    code = "dy"
    client: int
    on: date


@dataclass(frozen=True, slots=True)
class Worry(Route):
    """Something worried the caregiver: the emergency text first."""

    code = "w"
    assignment: int
    on: date


@dataclass(frozen=True, slots=True)
class TellWorry(Route):
    """Pass the worry on to the therapist and rest the activity."""

    code = "wt"
    assignment: int
    on: date
