"""What a practice's own activity is called, who sees it, and who may change it.

A private one is its author's alone. A shared one is everybody's to assign and its author's to
change. A retired one goes on where it runs and is begun nowhere anew.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

#: How the ids of activities begin that a practice makes in the chat; no file's id does.
PREFIX: Final = "own-"
LONGEST_ID: Final = 32
_UNNAMED: Final = "activity"


class State(StrEnum):
    """Who sees it."""

    PRIVATE = "private"
    SHARED = "shared"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class Standing:
    """How an own activity stands.

    Attributes:
        number: counts its texts, from 1; a change makes a new one.
        was_shared: colleagues have, or had, it to assign.
    """

    activity_id: str
    author_id: int
    state: State
    number: int
    was_shared: bool = False

    def is_seen_by(self, person_id: int, *, is_admin: bool = False) -> bool:
        """Say whether a therapist may look at it."""
        return self.state is State.SHARED or self.is_steered_by(person_id, is_admin=is_admin)

    def is_steered_by(self, person_id: int, *, is_admin: bool = False) -> bool:
        """Say whether a therapist may retire it and bring it back.

        An administrator may, too, once it was shared: its author may have left.
        """
        return self.author_id == person_id or (is_admin and self.was_shared)

    def is_chosen_by(self, person_id: int) -> bool:
        """Say whether a therapist may assign it anew."""
        return self.state is not State.RETIRED and self.is_seen_by(person_id)


def own_id(words: str, is_taken: Callable[[str], bool]) -> str:
    """Return a free id for an activity of this title (or of this id).

    Small letters and hyphens, at most 32, beginning with `own-`; a number tells two apart.
    """
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-").removeprefix(PREFIX) or _UNNAMED
    for number in range(1, 10_000):
        tail = "" if number == 1 else f"-{number}"
        room = LONGEST_ID - len(PREFIX) - len(tail)
        found = PREFIX + slug[:room].strip("-") + tail
        if not is_taken(found):
            return found
    raise ValueError(f"too many activities are called {slug}")


def kept_photos(
    before: tuple[str, ...], after: tuple[str, ...], photos: dict[int, str]
) -> dict[int, str]:
    """Return the photos (by step, from 1) that still fit when the steps change.

    A photo goes with its step's words, wherever they move to.
    """
    places: dict[str, int] = {}
    for number, step in enumerate(after, start=1):
        places.setdefault(step, number)
    return {
        places[before[number - 1]]: photo
        for number, photo in photos.items()
        if number <= len(before) and before[number - 1] in places
    }
