"""What somebody typed, taken apart: words that matter, the time of day, minutes, people."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from bot.catalog.models import Person, Slot
from bot.catalog.shared_models import SearchWords

_WORD: Final = re.compile(r"[^\W_]+")
_APOSTROPHES: Final = re.compile("['\N{RIGHT SINGLE QUOTATION MARK}\N{MODIFIER LETTER APOSTROPHE}]")
_MINUTES: Final = re.compile(r"\b(\d{1,3})\s*-?\s*(?:minutes?|mins?|m)\b")
_QUICK: Final = re.compile(r"\b(?:quick|quickly|short)\b")
_QUICK_MINUTES: Final = 5
_MAX_CHARACTERS: Final = 200
_MAX_WORDS: Final = 12
_LONGEST_PHRASE: Final = 4

Phrase = tuple[str, ...]


def raw_words(text: str) -> list[str]:
    """Return the words of a text in small letters, without apostrophes or hyphens."""
    return _WORD.findall(_APOSTROPHES.sub("", text.casefold()))


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return a word without the endings that English hangs on it: socks, brushing, zipped."""
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("s", "")):
        base = word.removesuffix(ending)
        if base == word or len(base) < 3 or word.endswith(("ss", "us", "is")):
            continue
        if ending in {"ing", "ed"}:
            return _undoubled(base)
        return base + instead
    return word


def _undoubled(base: str) -> str:
    twice = len(base) > 3 and base[-1] == base[-2] and base[-1] not in "lsz"
    return base[:-1] if twice else base


@dataclass(frozen=True, slots=True)
class Typed:
    """One line of search, understood."""

    words: tuple[str, ...]
    #: The groups of like words that each word stands for here; under "", those of fillers alone.
    groups: Mapping[str, tuple[str, ...]]
    phrases: frozenset[Phrase]
    slots: frozenset[Slot]
    people: frozenset[Person]
    minutes: int | None

    @property
    def says_when(self) -> bool:
        """Whether a time of day or a number of minutes was named."""
        return bool(self.slots) or self.minutes is not None

    def groups_of(self, word: str) -> tuple[str, ...]:
        """Return the groups of like words that a word stands for here."""
        return self.groups.get(word, ())

    def says(self, name: Phrase) -> bool:
        """Tell whether a whole name was typed, in order."""
        return name in self.phrases


class Lexicon:
    """The filler and the like words of a language, ready to be looked up."""

    def __init__(self, words: Sequence[SearchWords]) -> None:
        self._filler = {"".join(raw_words(word)) for one in words for word in one.filler}
        self._groups: dict[Phrase, list[str]] = {}
        groups = [group for one in words for group in one.alike]
        for number, group in enumerate(groups):
            for phrase in group:
                self._groups.setdefault(_phrase(phrase), []).append(f"#{number}")
        self._slots: dict[Phrase, Slot] = {}
        self._people: dict[Phrase, Person] = {}
        for one in words:
            for slot, every in one.slots.items():
                self._slots.update({_phrase(phrase): slot for phrase in every})
            for person, every in one.people.items():
                self._people.update({_phrase(phrase): person for phrase in every})

    def is_filler(self, word: str) -> bool:
        """Tell whether a word says nothing about which card is meant."""
        return word in self._filler

    def groups(self, words: Sequence[str]) -> Iterator[str]:
        """Yield the groups of like words that a text speaks of."""
        for phrase, _ in _parts(words):
            yield from self._groups.get(phrase, ())

    def read(self, text: str) -> Typed:
        """Take a typed line apart."""
        line = text.casefold()[:_MAX_CHARACTERS]
        given = _MINUTES.search(line)
        minutes = int(given.group(1)) if given else _QUICK_MINUTES if _QUICK.search(line) else None
        words = raw_words(_QUICK.sub(" ", _MINUTES.sub(" ", line)))
        parts = list(_parts(words))
        groups: dict[str, tuple[str, ...]] = {}
        for phrase, place in parts:
            said = [w for w in words[place : place + len(phrase)] if not self.is_filler(w)]
            for word in said or [""]:
                groups[word] = (*groups.get(word, ()), *self._groups.get(phrase, ()))
        telling = [word for word in words if len(word) > 1 and not self.is_filler(word)]
        return Typed(
            words=tuple(dict.fromkeys(telling))[:_MAX_WORDS],
            groups=groups,
            phrases=frozenset(phrase for phrase, _ in parts),
            slots=frozenset(self._slots[phrase] for phrase, _ in parts if phrase in self._slots),
            people=frozenset(self._people[phrase] for phrase, _ in parts if phrase in self._people),
            minutes=minutes,
        )


def _phrase(text: str) -> Phrase:
    return tuple(map(stem, raw_words(text)))


def _parts(words: Sequence[str]) -> Iterator[tuple[Phrase, int]]:
    """Yield every run of up to four words, stemmed, with the place where it begins."""
    stems = [stem(word) for word in words[: 4 * _MAX_WORDS]]
    for place in range(len(stems)):
        for size in range(1, _LONGEST_PHRASE + 1):
            if place + size <= len(stems):
                yield tuple(stems[place : place + size]), place
