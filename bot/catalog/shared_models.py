"""The shape of the files that cards share: safety, tone, sources, person flags, search words."""

from typing import ClassVar, Literal

from pydantic import Field

from bot.catalog.models import Content, Id, Model, Person, SafetyCode, Slot, SourceCode, Text


class HazardRule(Model):
    """Words that ask for safety codes wherever a card uses them (brief 2.2, 4.6).

    `because` finishes the sentence "the card ...", for the person who mends it.
    """

    words: tuple[Text, ...] = Field(min_length=1)
    codes: tuple[SafetyCode, ...] = Field(min_length=1)
    because: Text
    gate: bool = False


class LeftOut(Model):
    """Something the library leaves out on purpose (brief 0.5)."""

    words: tuple[Text, ...] = Field(min_length=1)
    instead: Text


class SafetyFile(Model):
    """safety.yaml: the texts by code, the codes that areas, cards and words ask for."""

    texts: dict[SafetyCode, Text] = Field(default_factory=dict)
    floor: dict[Id, tuple[SafetyCode, ...]] = Field(default_factory=dict)
    hazards: tuple[HazardRule, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


class ToneRow(Model):
    """One row of the tone guide (brief 6.2): words to leave out, and what to say instead."""

    use: Text
    leave_out: tuple[Text, ...] = Field(min_length=1)


class Source(Model):
    """Where knowledge comes from (brief 0.6): C is checked, M is general clinical knowledge."""

    code: SourceCode
    what: Text
    status: Literal["C", "M", "C/M"]
    note: Text | None = None


class Reach(Model):
    """Which cards something is about: by safety code, by area, by id."""

    codes: tuple[SafetyCode, ...] = ()
    areas: tuple[Id, ...] = ()
    cards: tuple[Id, ...] = ()


class Clearance(Model):
    """A named answer that turns a flag's block into a confirmation."""

    id: Id
    label: Text


class Flag(Content):
    """One thing about a person that cards have to respect (brief 2.3).

    `confirm` and `block` say which cards it is about; `notes` say, by card, safety code or area,
    what to leave out; `effects` name what other parts of the bot do while it is on.
    """

    aside: ClassVar[frozenset[str]] = frozenset({"id", "part_of", "confirm", "block", "effects"})

    id: Id
    label: Text
    part_of: Id | None = None
    confirm: Reach = Reach()
    block: Reach = Reach()
    cleared_by: Clearance | None = None
    notes: dict[str, Text] = Field(default_factory=dict)
    effects: tuple[Id, ...] = ()


class SearchWords(Model):
    """What people type, beside the cards' own words: fillers, groups of words for one thing."""

    filler: tuple[Text, ...] = ()
    alike: tuple[tuple[Text, ...], ...] = ()
    slots: dict[Slot, tuple[Text, ...]] = Field(default_factory=dict)
    people: dict[Person, tuple[Text, ...]] = Field(default_factory=dict)
