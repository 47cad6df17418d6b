"""The shape of worries.yaml: the choices, the codes with their texts, the countries' numbers."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, field_validator

from bot.catalog.models import Id, Model, SafetyCode, Text
from bot.domain.people import Role
from bot.domain.worry import About, HelpWords, Reader, Rest, Tier, is_own, readers

CODE_PATTERN = r"^RF-[A-Z]+(-[A-Z])?$"
COUNTRY_PATTERN = r"^[A-Z]{2}$"
WorryCode = Annotated[str, StringConstraints(pattern=CODE_PATTERN, max_length=16)]
CountryCode = Annotated[str, StringConstraints(pattern=COUNTRY_PATTERN)]
TierName = Literal["E", "U", "T"]
ReaderName = Literal["therapist", "urgent", "safeguarding", "speech"]


class Choice(Model):
    """One button of the first screen; more than one code asks once more."""

    label: Text
    codes: tuple[WorryCode, ...] = Field(min_length=1)
    asks_who: bool = False


class RestText(Model):
    """Which assignments pause."""

    item: bool = False
    everything: bool = False
    areas: tuple[Id, ...] = ()
    codes: tuple[SafetyCode, ...] = ()
    cards: tuple[Id, ...] = ()


class Code(Model):
    """One red flag of the brief (4.5): what is said, what rests, who is told."""

    tiers: tuple[TierName, ...] = Field(min_length=1, max_length=2)
    label: Text
    own_label: Text | None = None
    text: tuple[Text, ...] = Field(min_length=1)
    own: tuple[Text, ...] | None = None
    rest: RestText = RestText()
    tell: tuple[ReaderName, ...] = Field(min_length=1)
    tell_if_caring: tuple[ReaderName, ...] = ()
    private: bool = False
    quiet: bool = False
    offers: Literal["company", "lighter"] | None = None
    words: dict[str, tuple[Text, ...]] = Field(default_factory=dict)

    @field_validator("words")
    @classmethod
    def _small(cls, words: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        return {language: tuple(dict.fromkeys(each)) for language, each in words.items()}

    @property
    def tier(self) -> Tier:
        """The tier that counts for the queue."""
        return Tier(self.tiers[0])

    @property
    def may_become(self) -> Tier | None:
        """The other tier of a pair."""
        return Tier(self.tiers[1]) if len(self.tiers) > 1 else None

    @property
    def is_mild(self) -> bool:
        """Say whether it is for the therapist to know and no more: nothing urgent can be in it."""
        return set(self.tiers) == {"T"}

    @property
    def rests(self) -> Rest:
        """What pauses."""
        return Rest(
            self.rest.item,
            self.rest.everything,
            frozenset(self.rest.areas),
            frozenset(self.rest.codes),
            frozenset(self.rest.cards),
        )

    def paragraphs(self, about: About, role: Role | None) -> tuple[str, ...]:
        """Return the text for whoever writes: the person themself, or somebody beside them."""
        return self.own if self.own is not None and is_own(about, role) else self.text

    def button(self, role: Role | None) -> str:
        """Return the label of its button."""
        return self.own_label or self.label if role is Role.SELF else self.label

    def readers(self, about: About, role: Role) -> tuple[Reader, ...]:
        """Return as what people of the practice are told."""
        tell = [Reader(one) for one in self.tell]
        return readers(tell, [Reader(one) for one in self.tell_if_caring], about, role)

    def texts(self) -> Iterator[str]:
        """Yield everything that people read, for translators and for the administrator."""
        yield self.label
        if self.own_label is not None:
            yield self.own_label
        yield from self.text
        yield from self.own or ()


class Country(Model):
    """What may be the numbers of a country, until an administrator confirms them."""

    emergency: Text
    crisis: Text | None = None


class WorriesFile(Model):
    """worries.yaml."""

    choices: dict[Id, Choice] = Field(default_factory=dict)
    codes: dict[WorryCode, Code] = Field(default_factory=dict)
    countries: dict[CountryCode, Country] = Field(default_factory=dict)


def help_words(codes: dict[str, Code]) -> HelpWords:
    """Return the words of all codes and languages: a note is in whatever language it is in."""
    return HelpWords(
        frozenset(word for code in codes.values() for each in code.words.values() for word in each)
    )
