"""What a short free text wants, when it says nothing else: exact words, or none at all.

A phrase counts only as a whole ("done", never "not done yet"), so that nothing is recorded that
was not said. A first clause that is one ("we did it, both socks") is a hint and no more.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.domain.check_in import Outcome

_NO_WORD: Final = re.compile(r"[^\w']+", re.UNICODE)
#: What English speakers say around a card's name.
_AROUND: Final = frozenset({"the", "my", "card", "open", "show", "me", "please"})
_CLAUSE_END: Final = re.compile(r"[.,;:!?\n–—…]+")
#: A name of a card is no longer than this.
NAME_WORDS: Final = 5


class Intent(StrEnum):
    """What somebody wants."""

    DONE = "done"
    SOME = "some"
    NOT_TODAY = "not_today"
    NO = "no"
    HELP = "help"
    TODAY = "today"
    CALM = "calm"
    WORRY = "worry"
    HELLO = "hello"
    THANKS = "thanks"


OUTCOME_OF: Final = {
    Intent.DONE: Outcome.DONE,
    Intent.SOME: Outcome.SOME,
    Intent.NOT_TODAY: Outcome.NOT_TODAY,
    Intent.NO: Outcome.NOT_TODAY,
}
#: Said alone, these are clear enough to be an answer; "no" may be about anything.
CLEAR: Final = frozenset({Intent.DONE, Intent.SOME, Intent.NOT_TODAY})


@dataclass(frozen=True, slots=True)
class Heard:
    """What was read out of a text: `whole` when it says that and nothing else."""

    intent: Intent
    whole: bool


def bare(text: str) -> str:
    """Return a text's words alone: small letters, one blank between them, no signs."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    return " ".join(_NO_WORD.sub(" ", plain).split())


def hear(text: str, phrases: Mapping[Intent, Iterable[str]]) -> Heard | None:
    """Return what a text wants, or None when neither all of it nor its first clause is a phrase."""
    said, first = bare(text), bare(_CLAUSE_END.split(text.strip(), maxsplit=1)[0])
    for words in (said, first):
        for intent, known in phrases.items():
            if words and words in map(bare, known):
                return Heard(intent, whole=words == said)
    return None


def is_name(text: str, title: str) -> bool:
    """Say whether a text is a card's title and nothing else; half a title is no name."""
    name = bare(title)
    said = bare(text)
    return bool(said) and name in (said, " ".join(w for w in said.split() if w not in _AROUND))
