"""Finding a card by the words people type: half words and slips of the finger are forgiven."""

import re
from collections.abc import Iterable, Mapping

from rapidfuzz import fuzz

from bot.catalog.models import Activity, Area

_WORD = re.compile(r"[^\W_]+")
_FILLER = frozenset(
    {"a", "an", "and", "at", "for", "in", "my", "of", "on", "or", "the", "to", "with"}
)
_MAX_WORDS = 8
_CLOSE_ENOUGH = 74.0
_GOOD_ENOUGH = 65.0
_NEAR_THE_BEST = 0.82
_TITLE, _AREA, _SYNONYM, _MATERIAL = 1.0, 0.99, 0.97, 0.8


def best(
    words: str, activities: Iterable[Activity], areas: Mapping[str, Area], *, limit: int
) -> list[Activity]:
    """Return at most `limit` switched-on activities, best first, ties in library order."""
    query = _words(words)[:_MAX_WORDS]
    if not query:
        return []
    scored = []
    for activity in activities:
        if activity.enabled:
            score = _score(query, _terms(activity, areas.get(activity.area)))
            if score >= _GOOD_ENOUGH:
                scored.append((score, activity))
    scored.sort(key=lambda pair: -pair[0])
    enough = scored[0][0] * _NEAR_THE_BEST if scored else 0.0
    return [activity for score, activity in scored[:limit] if score >= enough]


def _words(text: str) -> list[str]:
    found = _WORD.findall(text.casefold()[:200])
    return [word for word in found if word not in _FILLER] or found


def _terms(activity: Activity, area: Area | None) -> dict[str, float]:
    """Return each word a card can be found by, with how much it counts."""
    sources = [
        (_MATERIAL, " ".join(activity.need)),
        (_AREA, f"{area.name} {area.id}" if area else activity.area),
        (_SYNONYM, " ".join(activity.search)),
        (_TITLE, f"{activity.title} {activity.id}"),
    ]
    terms: dict[str, float] = {}
    for weight, text in sources:
        terms.update(dict.fromkeys(_words(text), weight))
    return terms


def _score(query: list[str], terms: Mapping[str, float]) -> float:
    """Return 0-100: the mean over the typed words of each one's best term."""
    return sum(_best_term(word, terms) for word in query) / len(query)


def _best_term(word: str, terms: Mapping[str, float]) -> float:
    return max((_alike(word, term) * weight for term, weight in terms.items()), default=0.0)


def _alike(word: str, term: str) -> float:
    if word == term:
        return 100.0
    if len(word) >= 2 and term.startswith(word):
        return 92.0
    if len(term) >= 3 and word.startswith(term):
        return 80.0
    ratio = fuzz.ratio(word, term)
    return ratio if ratio >= _CLOSE_ENOUGH else 0.0
