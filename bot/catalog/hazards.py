"""Dangerous things are known by their words, so that a practice's own card is looked at as hard.

The floor of safety.yaml names the shipped cards; a new card with a bath, beads or a weight in it
is on no list, and asks for the same safety texts (brief 2.2). Some things stay out (brief 0.5).
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from bot.catalog.models import Activity
from bot.catalog.shared_models import HazardRule, SafetyFile
from bot.catalog.source import Location

_READ = ("title", "need", "steps")
_READ_ALL = (*_READ, "easier", "harder")


def found(activity: Activity, safety: SafetyFile) -> Iterator[tuple[Location, str, str]]:
    """Yield the codes that a card's own words ask for, and what the library leaves out."""
    for rule, because in asked(activity, safety):
        for code in rule.codes:
            if code not in activity.safe:
                yield ("safe",), f"{code} is missing; {because}", f"add `- {code}`"
        if rule.gate and activity.gate is None:
            fix = "write what a therapist confirms before assigning it"
            yield ("gate",), f"is missing; {because}", fix
    out = tuple(word for rule in safety.left_out for word in rule.words)
    for word, where in _said(activity, _READ_ALL, out).items():
        row = next(one for one in safety.left_out if word in map(str.casefold, one.words))
        reason = f"names {word!r}, which this library leaves out"
        yield where, reason, f"instead: {row.instead}"


def asked(activity: Activity, safety: SafetyFile) -> Iterator[tuple[HazardRule, str]]:
    """Yield the rules that a card's own words call up, each with why; codes may be there."""
    said = _said(activity, _READ, tuple(w for rule in safety.hazards for w in rule.words))
    for rule in safety.hazards if said else ():
        word = next((word for word in rule.words if word.casefold() in said), None)
        if word is not None:
            yield rule, f"the card {rule.because} ({word!r} in {said[word.casefold()][0]})"


def _said(activity: Activity, fields: Iterable[str], words: tuple[str, ...]) -> dict[str, Location]:
    """Return each of the words that the card uses, with the first place where it does."""
    found: dict[str, Location] = {}
    if not words:
        return found
    pattern = _pattern(words)
    for where, text in _texts(activity, fields):
        for word in pattern.findall(text.casefold()):
            found.setdefault(word, where)
    return found


def _texts(activity: Activity, fields: Iterable[str]) -> Iterator[tuple[Location, str]]:
    for name in fields:
        value = getattr(activity, name)
        if isinstance(value, str):
            yield (name,), value
        else:
            for place, text in enumerate(value):
                yield (name, place), text


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted((word.casefold() for word in words), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
