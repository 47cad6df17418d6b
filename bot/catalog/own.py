"""A practice's own activity is looked at as hard as a card of the library, wherever it comes from.

What is unsafe, too long or incomplete stops it. Words that the tone guide leaves out are told and
do not: they are the therapist's own.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.catalog import hazards, tone
from bot.catalog.build import validated
from bot.catalog.catalog import Catalog
from bot.catalog.collect import SOURCE_LANGUAGE
from bot.catalog.library import said
from bot.catalog.models import Activity
from bot.catalog.problems import Problem
from bot.catalog.rules_cards import floor_of, sound
from bot.catalog.source import Document, Value, read_bytes

#: How a file becomes ours: its id, and which card it is a version of.
Adopt = Callable[[Activity], Activity]


@dataclass(frozen=True, slots=True)
class Looked:
    """What became of a look at a card.

    Attributes:
        activity: the card, when it is sound.
        problems: what stops it, in the order of the file.
        warnings: words that could be kinder.
    """

    activity: Activity | None
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()


def look_at_file(raw: bytes, name: str, catalog: Catalog, adopt: Adopt) -> Looked:
    """Look at the bytes of a YAML file that somebody sent.

    Args:
        raw: at most 64 KB, else that is the problem.
        name: what the file is called, for its problems.
        catalog: the library that the card is to join.
        adopt: gives the card the id that it will have here.
    """
    document = read_bytes(name, raw)
    if isinstance(document, Problem):
        return Looked(None, (document,))
    return _look(document, catalog, adopt)


def look_at_data(data: dict[str, Any], catalog: Catalog) -> Looked:
    """Look at a card that was put together in the chat; its problems have no lines."""
    return _look(Document("", data, {}), catalog, lambda activity: activity)


def _look(document: Document, catalog: Catalog, adopt: Adopt) -> Looked:
    problems: list[Problem] = []
    data: Value = document.data
    activity = validated(Activity, data, document, problems)
    if activity is None:
        return Looked(None, _in_order(problems))
    activity = adopt(activity)
    problems += [document.problem(*found) for found in sound(activity, catalog, catalog.rules)]
    words = tone.Tone(catalog.tone.get(SOURCE_LANGUAGE, ()))
    warnings = [document.problem(*found) for found in said(words, tone.activity_texts(activity))]
    return Looked(None if problems else activity, _in_order(problems), _in_order(warnings))


def _in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: problem.line or 0))


def wanted_codes(activity: Activity, catalog: Catalog) -> dict[str, str]:
    """Return the safety codes that a card cannot go without, each with who asks for it.

    The card need not be whole: it is asked for its area, its ids, its title, its steps and what
    it needs.
    """
    floor = dict(floor_of(activity, catalog.rules))
    words = {
        code: because
        for rule, because in hazards.asked(activity, catalog.rules)
        for code in rule.codes
    }
    return {**words, **floor}


def wants_gate(activity: Activity, catalog: Catalog) -> bool:
    """Say whether a card's words ask for something to confirm before it is assigned."""
    return any(rule.gate for rule, _ in hazards.asked(activity, catalog.rules))
