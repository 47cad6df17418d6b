"""What can be drawn: plain data in, so that a picture is the same wherever it is asked for.

Every word on a picture comes in with its spec, already in the reader's language; nothing here
reads the library, a database or a clock.
"""

from dataclasses import dataclass, field
from typing import Literal

from bot.pictures.captions import Captions
from bot.pictures.photos import Photo

Direction = Literal["ltr", "rtl"]
Paper = Literal["a4", "letter"]


@dataclass(frozen=True, slots=True)
class Face:
    """A picture and the words under it: pictograms, the family's own photo, or words alone.

    `codes` are OpenMoji file names (`1F9E6`), drawn side by side; a code that OpenMoji does not
    have is left out. A photo takes the pictograms' place.
    """

    label: str
    codes: tuple[str, ...] = ()
    photo: Photo | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What every picture knows: language (an ISO 639 code), direction, and the fixed words."""

    language: str = "en"
    direction: Direction = "ltr"
    captions: Captions = field(default_factory=Captions)


@dataclass(frozen=True, slots=True)
class StepCard(Page):
    """One step, large. `place` says "2 of 7" in the reader's language; `words` may be empty."""

    title: str
    label: str
    number: int
    of: int
    place: str
    words: str = ""
    codes: tuple[str, ...] = ()
    photo: Photo | None = None


@dataclass(frozen=True, slots=True)
class Strip(Page):
    """All steps in order, numbered, for one look on a screen."""

    title: str
    faces: tuple[Face, ...]


@dataclass(frozen=True, slots=True)
class FirstThen(Page):
    """Two things in their order: first this, then that."""

    first: Face
    then: Face


@dataclass(frozen=True, slots=True)
class Choice(Page):
    """Two things side by side, equally large: either is a good answer."""

    one: Face
    other: Face
    question: str = ""


@dataclass(frozen=True, slots=True)
class FeelingsStrip(Page):
    """Energy and comfort in three words each (brief 4.3): words first, no colour that means."""


@dataclass(frozen=True, slots=True)
class SoFarRow:
    """One activity of a look back: its face, on how many days it was tried, and a line."""

    face: Face
    days: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class SoFar(Page):
    """What was tried so far: a dot for each day, all alike; at most six rows read well."""

    title: str
    line: str
    rows: tuple[SoFarRow, ...]


@dataclass(frozen=True, slots=True)
class SheetItem:
    """One card on the fridge: its name, picture, part of the day, days, and a line of its own."""

    title: str
    slot: str
    days: str
    note: str = ""
    codes: tuple[str, ...] = ()
    photo: Photo | None = None


@dataclass(frozen=True, slots=True)
class ProgramSheet(Page):
    """A client's whole program for the fridge, in the order in which the items are given.

    Items that follow each other with the same `slot` stand under one heading. `link` becomes the
    QR code to the chat; `contact` holds the practice's own lines.
    """

    client: str
    goal: str
    items: tuple[SheetItem, ...]
    contact: tuple[str, ...] = ()
    link: str = ""
    paper: Paper = "a4"


@dataclass(frozen=True, slots=True)
class CutOuts(Page):
    """The steps as cards to cut out and hang up."""

    title: str
    faces: tuple[Face, ...]
    paper: Paper = "a4"


@dataclass(frozen=True, slots=True)
class Ladder(Page):
    """Backward chaining, a row at a time: the last step first, then one more each row."""

    title: str
    faces: tuple[Face, ...]
    paper: Paper = "a4"


@dataclass(frozen=True, slots=True)
class InvitationCard(Page):
    """An invitation to scan from a therapist's screen; `link` becomes the QR code."""

    title: str
    line: str
    link: str


ChatPicture = StepCard | Strip | FirstThen | Choice | FeelingsStrip | InvitationCard | SoFar
PrintPicture = ProgramSheet | CutOuts | Ladder
Spec = ChatPicture | PrintPicture
