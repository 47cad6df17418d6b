"""Help now: which kinds of cards fit how it feels, and how much time there is.

Three feelings in plain words, of our own making (brief 4.3): no colours, no zones. Nothing here
is logged.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

#: Never more choices than that in a hard moment.
MOST_IDEAS: Final = 3
#: The area whose cards are for such a moment, whatever it feels like.
CALM: Final = "calm"


class Feeling(StrEnum):
    """How it feels right now."""

    FAST = "f"
    LOW = "l"
    MUCH = "m"


class Time(StrEnum):
    """How much time there is."""

    SHORT = "s"
    SOME = "m"
    LONG = "l"


#: In minutes.
WITHIN: Final = {Time.SHORT: 3, Time.SOME: 6, Time.LONG: 15}
#: Areas of a client's own program that may fit, the likeliest first.
AREAS: Final = {
    Feeling.FAST: ("heavy-work", CALM, "movement", "mind", "sleep", "oral"),
    Feeling.LOW: ("movement", "heavy-work", "oral", CALM, "energy", "mind"),
    Feeling.MUCH: (CALM, "mind", "sleep", "tactile", "capacity"),
}
#: Cards of the library that may fit, the likeliest first; another calm card comes after them.
CARDS: Final = {
    Feeling.FAST: ("calm-squeeze-let-go", "calm-long-out-breath", "calm-corner"),
    Feeling.LOW: ("calm-sound-kit", "calm-squeeze-let-go", "mind-grounding"),
    Feeling.MUCH: ("calm-corner", "calm-sound-kit", "mind-grounding", "calm-long-out-breath"),
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A card that may help now.

    Attributes:
        activity: its id.
        area: the activity's area.
        minutes: how long one go takes.
        is_own: it is in the client's own program.
        liking: how much it was liked, as far as anybody said.
    """

    activity: str
    area: str
    minutes: int
    is_own: bool
    liking: int = 0


def fits(one: Candidate, feeling: Feeling, time: Time) -> bool:
    """Say whether a card fits a feeling and the time there is."""
    if one.minutes > WITHIN[time]:
        return False
    if one.is_own:
        return one.area in AREAS[feeling]
    return one.area == CALM or one.activity in CARDS[feeling]


def best(candidates: Iterable[Candidate], feeling: Feeling, time: Time) -> list[str]:
    """Return at most three activities: the client's own first, then the library's."""
    found = [one for one in candidates if fits(one, feeling, time)]
    found.sort(key=lambda one: _place(one, feeling))
    return list(dict.fromkeys(one.activity for one in found))[:MOST_IDEAS]


def _place(one: Candidate, feeling: Feeling) -> tuple[bool, int, int]:
    order = AREAS[feeling] if one.is_own else CARDS[feeling]
    name = one.area if one.is_own else one.activity
    return not one.is_own, -one.liking, order.index(name) if name in order else len(order)
