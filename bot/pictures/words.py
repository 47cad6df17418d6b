"""People's words on their way to a picture: always data, never markup, and never without end.

A template gets them as JSON strings and sets them as text, so `#eval`, `$` or `]` are only
letters. Here they lose what has no shape, and get places where a very long word may break.
"""

import re
import unicodedata
from typing import Final

#: Enough for the longest field of the library; what is longer ends in an ellipsis.
LONGEST: Final = 600
#: No everyday word is longer; a row of letters without a space may then break anywhere.
_LONG_RUN: Final = re.compile(r"\S{24,}")
_BREAK: Final = "\u200b"
_EVERY: Final = 8
_SPACES: Final = re.compile(r"\s+")
#: A telephone number keeps its groups in order where the rest runs from right to left.
_NUMBER: Final = re.compile(r"\+?\d(?:[ ()/.-]?\d){6,}")
_ISOLATED: Final = "\u2066\\g<0>\u2069"
#: Marks that turn the direction of what follows could turn the rest of the page with it.
_DIRECTION_MARKS: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def settled(words: str) -> str:
    """Return the words on one line, without control characters, cut to what is readable."""
    kept = "".join(" " if each.isspace() else each for each in words if _has_shape(each))
    line = _SPACES.sub(" ", kept).strip()
    if len(line) > LONGEST:
        line = line[: LONGEST - 1].rstrip() + "…"
    return _NUMBER.sub(_ISOLATED, _LONG_RUN.sub(_breakable, line))


def sentence(words: str) -> str:
    """Return the words with a capital first: a label stands alone on a picture."""
    line = settled(words)
    return line[:1].upper() + line[1:]


def _has_shape(each: str) -> bool:
    if each.isspace():
        return True
    return each not in _DIRECTION_MARKS and unicodedata.category(each) not in {"Cc", "Cs", "Co"}


def _breakable(run: re.Match[str]) -> str:
    """Put a break after every few letters, but never between a letter and its marks."""
    pieces: list[str] = []
    since = 0
    for each in run[0]:
        joined = unicodedata.combining(each) or each in "\u200d\ufe0e\ufe0f"
        if since >= _EVERY and not joined and (not pieces or pieces[-1] != "\u200d"):
            pieces.append(_BREAK)
            since = 0
        pieces.append(each)
        since += 1
    return "".join(pieces)
