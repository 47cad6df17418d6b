"""The shape of a translation: words only, and the revision of the English they were made from.

A translation never touches a safety code, an age, a dose or a picture; a field that is left out
is shown in English.
"""

from pydantic import Field

from bot.catalog.models import Model, Revision, Text

Texts = tuple[Text, ...]


class Translated(Model):
    """The common rule: `of` is the English revision; the first line of every translation."""

    of: Revision


class LowDemandText(Model):
    """The second door of a card."""

    idea: Text | None = None
    lines: Texts | None = None


class EvidenceText(Model):
    """How sure the field is; the light and the sources are the card's own."""

    note: Text


class PictureText(Model):
    """The words under one picture."""

    label: Text
    note: Text | None = None


class ActivityText(Translated):
    """A card's words. Lists have as many entries as the English ones; `search` is free."""

    title: Text | None = None
    why: Text | None = None
    need: Texts | None = None
    steps: Texts | None = None
    chain: Text | None = None
    easier: Texts | None = None
    harder: Texts | None = None
    low: LowDemandText | None = None
    watch: Text | None = None
    stop: Texts | None = None
    gate: Text | None = None
    effort: Texts | None = None
    evidence: EvidenceText | None = None
    pictures: tuple[PictureText, ...] | None = None
    search: Texts | None = None


class ProgramText(Translated):
    """A program template's words."""

    name: Text | None = None
    who: Text | None = None
    goal: Text | None = None
    start_small: Text | None = None
    why_more: Text | None = None


class LearnText(Translated):
    """A learn card's words."""

    title: Text | None = None
    who: Text | None = None
    body: Texts | None = None
    points: Texts | None = None
    practice_note: Text | None = None
    search: Texts | None = None


class AreaText(Translated):
    """An area's words, in locales/<language>/areas.yaml under its id."""

    name: Text | None = None
    group: Text | None = None
    purpose: Text | None = None
    who: Text | None = None


class SafetyText(Translated):
    """A safety text, in locales/<language>/safety.yaml under its code."""

    text: Text


class ClearanceText(Model):
    """The words of the answer that clears a flag."""

    label: Text


class FlagText(Translated):
    """A flag's words, in locales/<language>/flags.yaml under its id."""

    label: Text | None = None
    cleared_by: ClearanceText | None = None
    notes: dict[str, Text] = Field(default_factory=dict)
