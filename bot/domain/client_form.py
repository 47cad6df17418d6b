"""What can be known about a client: each answer checked, whether it was typed or tapped.

Nicknames are enough (brief 6.1): what looks like a full name is asked about, never just taken.
"""

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Final

from bot.domain.people import clean_name
from bot.domain.rhythm import REMINDED_SLOTS, Slot
from bot.domain.typed_day import MONTHS

OLDEST_YEARS: Final = 115
NAME_LIMIT: Final = 40
PRONOUN_LIMIT: Final = 30
WORDS_LIMIT: Final = 60
INTERESTS_LIMIT: Final = 120

_PARTICLES: Final = frozenset(
    (
        *("al", "bin", "bint", "da", "das", "de", "del", "della", "den", "der", "di", "dos", "du"),
        *("el", "ibn", "la", "le", "los", "ten", "ter", "van", "von", "zu"),
    )
)
#: With one of these, it is a nickname of more than one word.
_NICK_WORDS: Final = frozenset(("and", "baby", "big", "little", "my", "of", "our", "the"))


class Detail(StrEnum):
    """What is asked about a client beside the quick questions, in this order."""

    BIRTH = "birth"
    PRONOUN = "pronoun"
    WORDS = "words"
    INTERESTS = "likes"
    SLOTS = "slots"
    PICTURES = "pics"


#: Those that are changed on the client's page, too, but asked at the very beginning.
LIMITS: Final = {
    Detail.PRONOUN: PRONOUN_LIMIT,
    Detail.WORDS: WORDS_LIMIT,
    Detail.INTERESTS: INTERESTS_LIMIT,
}


def next_detail(after: Detail) -> Detail | None:
    """Return the question that follows, or None after the last."""
    every = list(Detail)
    at = every.index(after) + 1
    return every[at] if at < len(every) else None


def looks_like_full_name(name: str) -> bool:
    """Say whether a name may be a first name and a surname."""
    if re.search(r"\w\s*,\s*\w", name):
        return True
    words = [word.strip(".'’-") for word in name.replace(",", " ").split()]
    if len(words) < 2 or any(word.casefold() in _NICK_WORDS for word in words):
        return False
    names = [w for w in words if len(w) > 1 and w.casefold() not in _PARTICLES]
    return len(names) > 1 and all(_is_name(word) for word in names)


def _is_name(word: str) -> bool:
    return all(part.isalpha() for part in re.split(r"['’-]", word) if part)


def read_birth(text: str, today: date) -> tuple[int, int | None] | None:
    """Read a year, or a month and a year: 2019, 2019-05, 5/2019, 05.2019, May 2019.

    Returns:
        Year and month (or None), or None when it is nobody's time of birth.
    """
    said = " ".join(text.casefold().replace(",", " ").split())
    for pattern in (
        r"(?P<y>\d{4})",
        r"(?P<y>\d{4})[-/. ](?P<m>\d{1,2})",
        r"(?P<m>\d{1,2})[-/. ](?P<y>\d{4})",
        r"(?P<m>[a-z]{3,9})\.? (?P<y>\d{4})",
        r"(?P<y>\d{4}) (?P<m>[a-z]{3,9})\.?",
    ):
        found = re.fullmatch(pattern, said, re.ASCII)
        if found is not None:
            month = _month(found.groupdict().get("m"))
            year = int(found["y"])
            if month == 0 or not today.year - OLDEST_YEARS <= year <= today.year:
                return None
            if year == today.year and month is not None and month > today.month:
                return None
            return year, month
    return None


def _month(said: str | None) -> int | None:
    """Return the number of a month, None for none, 0 for what is no month."""
    if said is None:
        return None
    if said.isdigit():
        return int(said) if 1 <= int(said) <= 12 else 0
    fitting = [n for n, name in enumerate(MONTHS, 1) if name.startswith(said)]
    return fitting[0] if len(fitting) == 1 else 0


def read_words(detail: Detail, text: str) -> str | None:
    """Return typed words as they are kept, or None when they are empty or too long."""
    said = clean_name(text, LIMITS[detail] + 1)
    return said if said and len(said) <= LIMITS[detail] else None


def in_order(slots: Iterable[Slot]) -> tuple[Slot, ...]:
    """Return times of day in the order of the day."""
    chosen = set(slots)
    return tuple(slot for slot in REMINDED_SLOTS if slot in chosen)
