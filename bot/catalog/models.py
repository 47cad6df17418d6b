"""The shape of the library: what a card, an area and a program hold, and nothing else.

Fields follow the clinical brief (2.1); a value that does not fit is refused, never mended.
"""

import hashlib
import json
from datetime import date
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Slot = Literal["morning", "afternoon", "bedtime", "anytime"]
Person = Literal["child", "teen", "adult", "older"]

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
ID_PATTERN = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
SAFETY_PATTERN = r"^[A-Z][A-Z_]*$"
PICTURE_PATTERN = r"^[0-9A-F]{4,5}(-[0-9A-F]{4,5})*$"
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=32)]
SafetyCode = Annotated[str, StringConstraints(pattern=SAFETY_PATTERN, max_length=20)]
PictureCode = Annotated[str, StringConstraints(pattern=PICTURE_PATTERN)]


class Model(BaseModel):
    """The common rule: strict types, no unknown fields, never changed once loaded."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class LowDemand(Model):
    """The second door of a card: one idea, and lines to adapt, never to be read as commands."""

    idea: Text
    lines: tuple[Text, ...] = Field(min_length=1)


class Evidence(Model):
    """How sure the field is of the approach (brief 0.4), and the source codes (brief 0.6)."""

    light: Literal["green", "yellow", "practice"]
    sources: tuple[Text, ...] = Field(min_length=1)
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


class Activity(Model):
    """One card of the library.

    `age_min` is a hazard floor in years, never a milestone (brief 0.2); `gate` is what a
    therapist confirms before the card can be assigned; `minutes` is one go, `times_a_week`
    the usual most. `safe` or `stop` may be empty, but is always written down.
    """

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
    enabled: bool = True
    review: Review

    @cached_property
    def revision(self) -> str:
        """Return 12 hex digits that change when, and only when, the card's content changes.

        A review, the on/off switch and the search words do not touch what a family reads,
        so they leave it alone; so does a new optional field that a card does not use.
        """
        content = self.model_dump(
            mode="json", exclude={"review", "enabled", "search"}, exclude_defaults=True
        )
        canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()[:12]


class Area(Model):
    """A family of activities, as the menus show it."""

    id: Id
    name: Text
    group: Text
    purpose: Text
    who: Text
    slot: Slot


class ProgramItem(Model):
    """One activity in a template: its slot and on how many days a week (1-7)."""

    activity: Id
    slot: Slot
    days: int = Field(ge=1, le=7)


class ProgramTemplate(Model):
    """A starting point for a program; `weeks` is when to look at it again, not a deadline.

    `why_more` is written when the items come to more than 120 minutes a week.
    """

    id: Id
    name: Text
    who: Text
    goal: Text
    weeks: int = Field(ge=1, le=26)
    start_small: Text
    items: tuple[ProgramItem, ...] = Field(min_length=1)
    why_more: Text | None = None


class SafetyFile(Model):
    """safety.yaml: the texts by code, and the codes that an area's or a card's `safe` carries."""

    texts: dict[SafetyCode, Text] = Field(default_factory=dict)
    floor: dict[Id, tuple[SafetyCode, ...]] = Field(default_factory=dict)


class ToneRow(Model):
    """One row of the tone guide (brief 6.2): words to leave out, and what to say instead."""

    use: Text
    leave_out: tuple[Text, ...] = Field(min_length=1)
