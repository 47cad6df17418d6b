"""Every place a button can lead to. Old cards stay tappable for ever: a code is never reused."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from bot.domain.check_in import Outcome
from bot.domain.details import Detail
from bot.domain.program import Status
from bot.domain.rhythm import Slot
from bot.views import practice_routes, worry_routes
from bot.views.codec import Route, encode
from bot.views.codec import decode as decode_with

__all__ = ["Route", "decode", "encode"]


class Place(StrEnum):
    """Where a check-in was tapped: on a card, or in the list of a slot's reminder."""

    CARD = "c"
    MORNING = "m"
    AFTERNOON = "f"
    BEDTIME = "b"
    DAY = "d"


@dataclass(frozen=True, slots=True)
class Home(Route):
    """The person's own start page."""

    code = "h"


# -- caregivers --------------------------------------------------------------------------------


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
class Learning(Route):
    """The learn cards (client 0: without a program beside)."""

    code = "le"
    client: int


@dataclass(frozen=True, slots=True)
class Learn(Route):
    """One learn card."""

    code = "ln"
    client: int
    learn: str


@dataclass(frozen=True, slots=True)
class AttachLearning(Route):
    """Put a learn card beside a client's program, or take it away."""

    code = "la"
    client: int
    learn: str
    on: bool


@dataclass(frozen=True, slots=True)
class LibraryCard(Route):
    """One card of the library, as a therapist looks at it."""

    code = "lc"
    activity: str


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


@dataclass(frozen=True, slots=True)
class Reminders(Route):
    """A caregiver's reminders for a client."""

    code = "r"
    client: int


@dataclass(frozen=True, slots=True)
class ReminderTimes(Route):
    """Choose the time of one slot's reminder."""

    code = "rt"
    client: int
    slot: Slot


@dataclass(frozen=True, slots=True)
class SetReminder(Route):
    """Set one slot's reminder: minute of the local day, on or off."""

    code = "rs"
    client: int
    slot: Slot
    minute: int
    on: bool


@dataclass(frozen=True, slots=True)
class Pause(Route):
    """Ask for how long to rest the reminders."""

    code = "p"
    client: int


@dataclass(frozen=True, slots=True)
class PauseUntil(Route):
    """Rest the reminders until a local date (the day they come back)."""

    code = "pu"
    client: int
    day: date


@dataclass(frozen=True, slots=True)
class Resume(Route):
    """Let the reminders come again."""

    code = "pr"
    client: int


@dataclass(frozen=True, slots=True)
class Snooze(Route):
    """Let a slot's card come back in so many minutes; 0 asks in how many."""

    code = "sn"
    client: int
    slot: Slot
    on: date
    minutes: int


@dataclass(frozen=True, slots=True)
class SetAnchor(Route):
    """Say a time in words, by number of the choice; 0 for none."""

    code = "ra"
    client: int
    slot: Slot
    anchor: int


@dataclass(frozen=True, slots=True)
class QuietHours(Route):
    """Choose the quiet hours."""

    code = "q"


@dataclass(frozen=True, slots=True)
class SetQuietHours(Route):
    """Set the quiet hours, in minutes of the local day."""

    code = "qs"
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Settings(Route):
    """Language, time zone, reminders, privacy."""

    code = "e"


@dataclass(frozen=True, slots=True)
class Languages(Route):
    """Choose a language."""

    code = "el"


@dataclass(frozen=True, slots=True)
class SetLanguage(Route):
    """Set the language."""

    code = "es"
    language: str


@dataclass(frozen=True, slots=True)
class Zones(Route):
    """Choose a time zone within a part of the world ("-" for the list of parts)."""

    code = "z"
    region: str
    page: int


@dataclass(frozen=True, slots=True)
class SetZone(Route):
    """Set the time zone, an IANA name."""

    code = "zs"
    zone: str


@dataclass(frozen=True, slots=True)
class Privacy(Route):
    """What is kept, and how to leave."""

    code = "v"


@dataclass(frozen=True, slots=True)
class Withdraw(Route):
    """Withdraw consent for a client; asked twice."""

    code = "vw"
    client: int
    sure: bool


@dataclass(frozen=True, slots=True)
class Welcome(Route):
    """An answer during the welcome: which field, which value."""

    code = "o"
    draft: int
    field: str
    value: str


# -- therapists --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Clients(Route):
    """The caseload, by page."""

    code = "C"
    page: int


@dataclass(frozen=True, slots=True)
class ClientCard(Route):
    """One client, everything one tap away."""

    code = "K"
    client: int


@dataclass(frozen=True, slots=True)
class ClientDraft(Route):
    """An answer while a client is being added."""

    code = "N"
    draft: int
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Invite(Route):
    """Make an invitation for a client's family, or for the client."""

    code = "I"
    client: int
    role: str


@dataclass(frozen=True, slots=True)
class Program(Route):
    """A client's program."""

    code = "P"
    client: int


@dataclass(frozen=True, slots=True)
class Goal(Route):
    """The next text is the goal in the family's words."""

    code = "G"
    client: int


@dataclass(frozen=True, slots=True)
class AssignmentCard(Route):
    """One assignment, as the therapist steers it."""

    code = "A"
    assignment: int


@dataclass(frozen=True, slots=True)
class SetStatus(Route):
    """Pause, resume or end an assignment."""

    code = "S"
    assignment: int
    status: Status


@dataclass(frozen=True, slots=True)
class CheckIns(Route):
    """A client's last two weeks."""

    code = "L"
    client: int


@dataclass(frozen=True, slots=True)
class Assign(Route):
    """Begin to assign an activity to a client (0: choose the client first)."""

    code = "B"
    client: int


@dataclass(frozen=True, slots=True)
class AssignDraft(Route):
    """An answer while an activity is being assigned: which field, which value."""

    code = "D"
    draft: int
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class AssignBack(Route):
    """Go back to a question."""

    code = "DB"
    draft: int
    field: str


@dataclass(frozen=True, slots=True)
class AssignDone(Route):
    """Assign what the draft says."""

    code = "DD"
    draft: int


@dataclass(frozen=True, slots=True)
class DropDraft(Route):
    """Leave a half-finished form."""

    code = "DX"
    draft: int


KINDS: Final[dict[str, type[Route]]] = {
    kind.code: kind
    for kind in (
        *list(globals().values()),
        *vars(worry_routes).values(),
        *vars(practice_routes).values(),
    )
    if isinstance(kind, type) and issubclass(kind, Route) and kind is not Route
}


def decode(data: str) -> Route | None:
    """Return the route that callback data names, or None when it is none of ours."""
    return decode_with(data, KINDS)
