"""Finding a card by what people type: half words, everyday words and slips are forgiven.

A card is found by its name before its materials, and by those before its steps. A rare word
("zip") says more than a common one ("school"), so that a long sentence still finds its card.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from typing import Final

from rapidfuzz import fuzz, process

from bot.catalog.collect import SOURCE_LANGUAGE
from bot.catalog.models import Activity, Area, Person
from bot.catalog.shared_models import SearchWords
from bot.catalog.typed import Lexicon, Typed, raw_words, stem

_TITLE: Final = 1.0
_SYNONYM: Final = 0.95
_AREA: Final = 0.7
_MATERIAL: Final = 0.65
_BODY: Final = 0.3
_ALIKE: Final = 0.75
_AGAIN: Final = 0.03
_PREFIX: Final = 0.85
_WITHIN: Final = 0.6
_SLIP: Final = 0.9
_CLOSE_ENOUGH: Final = 74.0
_SHORT: Final = 4
_CLOSE_IF_SHORT: Final = 80.0
_AS_NEAR: Final = 5.0
_NAMED: Final = 0.4
_NEAR_THE_BEST: Final = 0.35


class Index:
    """The words of the switched-on cards, made once; a search reads it and changes nothing."""

    def __init__(
        self,
        activities: Iterable[Activity],
        areas: Mapping[str, Area],
        words: Mapping[str, SearchWords],
        language: str,
    ) -> None:
        codes = dict.fromkeys((SOURCE_LANGUAGE, language))
        self._lexicon = Lexicon([words[code] for code in codes if code in words])
        self._cards = [activity for activity in activities if activity.enabled]
        self._places: dict[str, dict[int, float]] = defaultdict(dict)
        self._names: list[frozenset[tuple[str, ...]]] = []
        self._stems: dict[str, set[str]] = defaultdict(set)
        for place, activity in enumerate(self._cards):
            self._add(place, activity, areas.get(activity.area))
        self._rarity = self._rarities()

    def with_more(self, activities: Iterable[Activity], areas: Mapping[str, Area]) -> "Index":
        """Return an index of these cards, too: much faster than one that is made anew."""
        return copy(self)._grown(activities, areas)  # noqa: SLF001 - one of our own

    def _grown(self, activities: Iterable[Activity], areas: Mapping[str, Area]) -> "Index":
        """Take up more cards; what this shares with the index it is a copy of stays as it is."""
        first = len(self._cards)
        self._cards = [*self._cards, *(one for one in activities if one.enabled)]
        self._names = [*self._names]
        self._places = defaultdict(dict, {term: {**at} for term, at in self._places.items()})
        self._stems = defaultdict(set, {word: {*stems} for word, stems in self._stems.items()})
        for place, card in enumerate(self._cards[first:], start=first):
            self._add(place, card, areas.get(card.area))
        self._rarity = self._rarities()
        return self

    def _rarities(self) -> dict[str, float]:
        return {
            term: math.log(1 + len(self._cards) / len(found))
            for term, found in self._places.items()
        }

    def best(
        self, text: str, *, limit: int, person: Person | None = None, age: int | None = None
    ) -> list[Activity]:
        """Return at most `limit` cards, best first, ties in library order."""
        typed = self._lexicon.read(text)
        scores = self._scores(typed)
        scored = [
            (score * self._fit(typed, card), -place)
            for place, score in scores.items()
            if _suits(card := self._cards[place], person, age)
        ]
        scored.sort(reverse=True)
        enough = scored[0][0] * _NEAR_THE_BEST if scored else 0.0
        return [self._cards[-place] for score, place in scored[:limit] if score >= enough]

    # -- what a card can be found by -----------------------------------------------------------

    def _add(self, place: int, activity: Activity, area: Area | None) -> None:
        names = (activity.title, activity.id.replace("-", " "), *activity.search)
        fields = [
            (_BODY, (activity.why, *activity.steps, activity.watch)),
            (_BODY, (*activity.easier, *activity.harder, *activity.stop)),
            (_MATERIAL, activity.need),
            (_AREA, (area.name, area.id.replace("-", " ")) if area else (activity.area,)),
            (_SYNONYM, activity.search),
            (_TITLE, names[:2]),
        ]
        for weight, texts in fields:
            for text in texts:
                self._add_text(place, text, weight)
        self._names.append(frozenset(tuple(map(stem, raw_words(name))) for name in names))

    def _add_text(self, place: int, text: str, weight: float) -> None:
        words = raw_words(text)
        for word in words:
            if len(word) > 1 and not self._lexicon.is_filler(word):
                self._put(stem(word), place, weight)
                if weight > _BODY:
                    self._stems[word].add(stem(word))
        if weight > _BODY:
            for group in self._lexicon.groups(words):
                self._put(group, place, weight * _ALIKE, again=_AGAIN)

    def _put(self, term: str, place: int, weight: float, again: float = 0.0) -> None:
        found = self._places[term]
        before = found.get(place, 0.0)
        found[place] = max(before + again if before else 0.0, weight)

    # -- what was typed ------------------------------------------------------------------------

    def _scores(self, typed: Typed) -> dict[int, float]:
        """Return each card that any typed word speaks of, with how much."""
        scores: dict[int, float] = defaultdict(float)
        for word in (*typed.words, ""):
            for place, score in self._of_word(word, typed.groups_of(word)).items():
                scores[place] += score
        for place in list(scores):
            scores[place] += self._named(typed, place)
        if not scores and typed.says_when:
            return dict.fromkeys(range(len(self._cards)), 1.0)
        return scores

    def _of_word(self, word: str, groups: Sequence[str]) -> dict[int, float]:
        scores: dict[int, float] = defaultdict(float)
        for term, likeness in (*self._terms(word), *((group, 1.0) for group in groups)):
            for place, weight in self._places.get(term, {}).items():
                score = likeness * weight * self._rarity[term]
                scores[place] = max(scores[place], score)
        return scores

    def _terms(self, word: str) -> Iterator[tuple[str, float]]:
        """Yield the known words that a typed one may mean, with how sure that is."""
        if stem(word) in self._places:
            yield stem(word), 1.0
            return
        if len(word) < 3:
            return
        for known, stems in self._stems.items():
            if known.startswith(word):
                yield from ((one, _PREFIX) for one in stems)
            elif len(known) >= 4 and word.startswith(known):
                yield from ((one, _WITHIN) for one in stems)
        yield from self._slips(word)

    def _slips(self, word: str) -> Iterator[tuple[str, float]]:
        """Yield the words that a slip of the finger may have meant: the nearest ones only."""
        slips = process.extract(
            word, self._stems.keys(), scorer=fuzz.ratio, limit=5, score_cutoff=_CLOSE_ENOUGH
        )
        for known, ratio, _ in slips:
            near = ratio >= slips[0][1] - _AS_NEAR
            if len(word) <= _SHORT and sorted(word) != sorted(known):
                near = near and ratio >= _CLOSE_IF_SHORT
            if near:
                yield from ((one, _SLIP * ratio / 100) for one in self._stems[known])

    def _named(self, typed: Typed, place: int) -> float:
        """Return more for a card that has the very phrase among its names."""
        said = [name for name in self._names[place] if typed.says(name)]
        return _NAMED * max(
            (sum(self._rarity.get(term, 0.0) for term in name) for name in said), default=0.0
        )

    def _fit(self, typed: Typed, card: Activity) -> float:
        """Return how well a card fits the time, the minutes and the people that were named."""
        fit = 1.0
        if typed.slots:
            fit *= 1.3 if card.slot in typed.slots else 1.0 if card.slot == "anytime" else 0.85
        if typed.minutes is not None:
            fit *= 1.2 if card.minutes <= typed.minutes else 0.5
        if typed.people:
            fit *= 1.1 if typed.people.intersection(card.people) else 0.4
        return fit


def _suits(card: Activity, person: Person | None, age: int | None) -> bool:
    return (person is None or person in card.people) and (age is None or age >= card.floor_age)


class LazyIndex:
    """An index that is made at the first search, so that starting the bot does not wait for it."""

    def __init__(self) -> None:
        self._made: Index | None = None

    def of(self, make: Callable[[], Index]) -> Index:
        """Return the index of a library; the library never changes, so neither does this."""
        if self._made is None:
            self._made = make()
        return self._made
