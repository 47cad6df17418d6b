"""What has to fit together across files before a family sees it: links, safety, length, load."""

from collections.abc import Iterator

from bot.catalog import rules_cards, rules_shared
from bot.catalog.library import Library
from bot.catalog.problems import Problem
from bot.catalog.rules_cards import FOLDED_HOLDS, LABEL_HOLDS, STEP_HOLDS, TITLE_HOLDS, WHOLE_HOLDS
from bot.catalog.rules_shared import LEARN_WORDS, PROGRAM_HOLDS, PROGRAM_MINUTES

__all__ = [
    "FOLDED_HOLDS",
    "LABEL_HOLDS",
    "LEARN_WORDS",
    "PROGRAM_HOLDS",
    "PROGRAM_MINUTES",
    "STEP_HOLDS",
    "TITLE_HOLDS",
    "WHOLE_HOLDS",
    "problems",
]


def problems(library: Library, *, readable: frozenset[str]) -> Iterator[Problem]:
    """Yield what does not fit together; `readable` names files whose own mistakes are told."""
    yield from rules_cards.problems(library)
    yield from rules_shared.problems(library, readable=readable)
