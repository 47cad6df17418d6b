"""What runs in a program, by what it may be called: its id, its id without the area, its title."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.rhythm import Slot
from bot.domain.typed_assign import words_of


@dataclass(frozen=True, slots=True)
class Running:
    """An activity of a program, by what it may be called."""

    assignment: int
    activity_id: str
    title: str
    slot: Slot

    @property
    def names(self) -> tuple[str, ...]:
        """Its id, its id without the area, and its title, as they are compared."""
        return (
            _plain(self.activity_id),
            _plain(self.activity_id.partition("-")[2]),
            _plain(self.title),
        )


def named_by(words: Sequence[str], program: Sequence[Running]) -> tuple[list[Running], int]:
    """Return what the longest run of leading words is called, and how many words that are."""
    for size in range(len(words), 0, -1):
        said = _plain(" ".join(words[:size]))
        found = [one for one in program if said in one.names]
        if found:
            return found, size
    return [], 0


def _plain(name: str) -> str:
    return " ".join(" ".join(words_of(name)).replace("-", " ").split()).casefold()
