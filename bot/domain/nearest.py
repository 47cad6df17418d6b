"""Finding a client by a typed name: exact first, then the nearest; slips and accents forgiven."""

import unicodedata
from collections.abc import Mapping
from typing import Final

from rapidfuzz import fuzz, process

#: How alike (0 to 100) a name has to be to be found by a search.
ALIKE: Final = 62
NEAREST: Final = 3


def folded(name: str) -> str:
    """Return a name as it is compared: one blank between words, no case, no accents."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def exactly(said: str, names: Mapping[int, str]) -> list[int]:
    """Return whose name that is; of those that differ in an accent alone, the very same wins."""
    close = [who for who, name in names.items() if folded(name) == folded(said)]
    same = " ".join(said.casefold().split())
    very = [who for who in close if " ".join(names[who].casefold().split()) == same]
    return very or close


def nearest(said: str, names: Mapping[int, str], *, most: int = NEAREST) -> list[int]:
    """Return whose names come nearest to what was typed, best first, however far they are."""
    return [who for who, _ in _ranked(said, names)][:most]


def alike(said: str, names: Mapping[int, str], *, most: int) -> list[int]:
    """Return whose names are like what was typed, or begin so, best first; perhaps nobody."""
    wanted = folded(said)
    return [
        who
        for who, score in _ranked(said, names)
        if score >= ALIKE or (wanted and folded(names[who]).startswith(wanted))
    ][:most]


def _ranked(said: str, names: Mapping[int, str]) -> list[tuple[int, float]]:
    found = process.extract(
        folded(said),
        {who: folded(name) for who, name in names.items()},
        scorer=fuzz.WRatio,
        limit=None,
    )
    return [(who, score) for _, score, who in found]
