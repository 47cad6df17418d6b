"""The shape of the library: what a card, an area, a program and a learn card hold.

Fields follow the clinical brief (2.1); a value that does not fit is refused, never mended.
"""

import hashlib
import json
from datetime import date
from functools import cached_property
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, StringConstraints

Slot = Literal["morning", "afternoon", "bedtime", "anytime"]
Person = Literal["child", "teen", "adult", "older"]

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
ID_PATTERN = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
SAFETY_PATTERN = r"^[A-Z][A-Z_]*$"
SOURCE_PATTERN = r"^[A-Z][A-Z0-9]*$"
PICTURE_PATTERN = r"^[0-9A-F]{4,5}(-[0-9A-F]{4,5})*$"
REVISION_PATTERN = r"^[0-9a-f]{12}$"
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=32)]
SafetyCode = Annotated[str, StringConstraints(pattern=SAFETY_PATTERN, max_length=20)]
SourceCode = Annotated[str, StringConstraints(pattern=SOURCE_PATTERN, max_length=20)]
PictureCode = Annotated[str, StringConstraints(pattern=PICTURE_PATTERN)]
Revision = Annotated[str, StringConstraints(pattern=REVISION_PATTERN)]

#: How the ids of activities begin that a practice makes in the chat; no file's id does.
OWN = "own-"

TEEN_FROM = 13
GROWN_FROM = 16


class Model(BaseModel):
    """The common rule: strict types, no unknown fields, never changed once loaded."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Content(Model):
    """Something people read, with a revision of its words."""

    #: Fields that are not what a family reads: changing them leaves the revision alone.
    aside: ClassVar[frozenset[str]] = frozenset()
    _made_from: str | None = PrivateAttr(default=None)

    @cached_property
    def revision(self) -> str:
        """Return 12 hex digits that change when, and only when, the English words change.

        A translation carries the revision of the English that it was made from. A new optional
        field that an entry does not use leaves its revision alone.
        """
        if self._made_from is not None:
            return self._made_from
        content = self.model_dump(mode="json", exclude=set(self.aside), exclude_defaults=True)
        return fingerprint(content)

    def as_translation_of(self, revision: str) -> None:
        """Take over the revision of the English text; called once, by the loader."""
        self._made_from = revision


def fingerprint(content: object) -> str:
    """Return 12 hex digits for plain data."""
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:12]


class LowDemand(Model):
    """The second door of a card: one idea, and lines to adapt, never to be read as commands."""

    idea: Text
    lines: tuple[Text, ...] = Field(min_length=1)


class Evidence(Model):
    """How sure the field is of the approach (brief 0.4), and the source codes (brief 0.6)."""

    light: Literal["green", "yellow", "practice"]
    sources: tuple[SourceCode, ...] = Field(min_length=1)
    note: Text


class Picture(Model):
    """The picture of one step: OpenMoji codes in order, and the words under them."""

    codes: tuple[PictureCode, ...] = Field(min_length=1, max_length=3)
    label: Text
    note: Text | None = None


class Review(Model):
    """Whether a therapist has read the card: initials and the local date when reviewed."""

    status: Literal["draft", "reviewed"]
    by: Text | None = None
    on: date | None = None


class Activity(Content):
    """One card of the library.

    `age_min` is a hazard floor in years, never a milestone (brief 0.2); `gate` is what a
    therapist confirms before the card can be assigned; `minutes` is one go, `times_a_week`
    the usual most. `safe` or `stop` may be empty, but is always written down. `based_on` names
    the card that this one is a practice's own version of: what is asked of that one for safety's
    sake is asked of this one, too.
    """

    aside: ClassVar[frozenset[str]] = frozenset({"review", "enabled", "search", "based_on"})

    id: Id
    area: Id
    title: Text
    people: tuple[Person, ...] = Field(min_length=1)
    age_min: int | None = Field(ge=0, le=17)
    why: Text
    need: tuple[Text, ...] = Field(min_length=1)
    minutes: int = Field(ge=1, le=60)
    times_a_week: int = Field(ge=1, le=14)
    slot: Slot
    steps: tuple[Text, ...] = Field(min_length=1, max_length=12)
    chain: Text | None = None
    easier: tuple[Text, ...] = Field(min_length=1)
    harder: tuple[Text, ...] = Field(min_length=1)
    low: LowDemand
    watch: Text
    safe: tuple[SafetyCode, ...]
    stop: tuple[Text, ...]
    gate: Text | None = None
    effort: tuple[Text, ...] = Field(min_length=1)
    evidence: Evidence
    pictures: tuple[Picture, ...] = Field(min_length=1)
    search: tuple[Text, ...] = ()
    based_on: Id | None = None
    enabled: bool = True
    review: Review

    @property
    def names(self) -> tuple[str, ...]:
        """Return the ids that rules about single cards know it by: its own, and its model's."""
        return (self.id,) if self.based_on is None else (self.id, self.based_on)

    @property
    def floor_age(self) -> int:
        """Return the youngest age in years; a card of adults without a floor has one too."""
        if self.age_min is not None:
            return self.age_min
        return TEEN_FROM if "teen" in self.people else GROWN_FROM


class Area(Content):
    """A family of activities, as the menus show it.

    `happens_anyway`: these activities are part of a day that a family has anyway (teeth, bed), so
    they are given no extra minutes (brief 0.2).
    """

    aside: ClassVar[frozenset[str]] = frozenset({"happens_anyway"})

    id: Id
    name: Text
    group: Text
    purpose: Text
    who: Text
    slot: Slot
    happens_anyway: bool = False


class ProgramItem(Model):
    """One activity in a template: its slot and on how many days a week (1-7).

    `week` is when it joins, counted from 1; without it, one activity joins each week.
    """

    activity: Id
    slot: Slot
    days: int = Field(ge=1, le=7)
    week: int | None = Field(default=None, ge=1, le=26)


class ProgramTemplate(Content):
    """A starting point for a program; `weeks` is when to look at it again, not a deadline.

    `why_more` is written when the items come to more than 120 minutes a week. `named` is whom the
    goal speaks of: a therapist who takes it over gets the client's name in its place.
    """

    aside: ClassVar[frozenset[str]] = frozenset({"named"})

    id: Id
    name: Text
    who: Text
    goal: Text
    named: Text | None = None
    weeks: int = Field(ge=1, le=26)
    start_small: Text
    items: tuple[ProgramItem, ...] = Field(min_length=1)
    why_more: Text | None = None


class Learn(Content):
    """A card to read in under two minutes: paragraphs, key points, and activities that fit.

    `asks_practice_note` marks a card on which the practice's own country matters; a practice
    writes `practice_note` in a copy of the card in its own folder.
    """

    aside: ClassVar[frozenset[str]] = frozenset({"review", "enabled", "search", "practice_note"})

    id: Id
    title: Text
    who: Text
    body: tuple[Text, ...] = Field(min_length=1)
    points: tuple[Text, ...] = Field(min_length=1, max_length=5)
    activities: tuple[Id, ...] = ()
    sources: tuple[SourceCode, ...] = Field(min_length=1)
    asks_practice_note: bool = False
    practice_note: Text | None = None
    search: tuple[Text, ...] = ()
    enabled: bool = True
    review: Review
