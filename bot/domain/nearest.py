"""Finding a client by a typed name: exact first, then the nearest; slips and accents forgiven."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Slip:
    """A line that begins with nobody's name.

    Attributes:
        said: what stands for a name; empty where it may be a part of the words.
        words: the rest, or all of it.
        near: whose names its beginning comes nearest to, best first.
    """

    said: str
    words: str
    near: tuple[int, ...] = ()


def slip_of(line: str, names: Mapping[int, str]) -> Slip:
    """Read a line whose name is not clear: "Sonny", "Sonny: hello", or just words."""
    near = tuple(_beginning(line, names))
    if not near:
        return Slip("", line)
    head, _, rest = line.partition(":")
    longest = max(len(names[who].split()) for who in near)
    is_name = len(head.split()) <= longest and "\n" not in head
    if not is_name:
        return Slip("", line, near)
    return Slip(head.strip(), rest.strip(), tuple(nearest(head, names)))


def _beginning(line: str, names: Mapping[int, str], most: int = NEAREST) -> list[int]:
    """Return whose names are like the first words of a line, best first; perhaps nobody."""
    words = folded(line).split()
    scores = {
        who: fuzz.ratio(" ".join(words[: len(name.split())]).rstrip(":,"), folded(name))
        for who, name in names.items()
    }
    found = sorted(scores, key=lambda who: (-scores[who], who))
    return [who for who in found if scores[who] >= ALIKE][:most]


def _ranked(said: str, names: Mapping[int, str]) -> list[tuple[int, float]]:
    found = process.extract(
        folded(said),
        {who: folded(name) for who, name in names.items()},
        scorer=fuzz.WRatio,
        limit=None,
    )
    return [(who, score) for _, score, who in found]
