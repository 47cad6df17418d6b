"""Where the newer buttons of a card lead. Their codes begin with 7; none is ever reused."""

from dataclasses import dataclass
from datetime import date

from bot.views.codec import Route


@dataclass(frozen=True, slots=True)
class Easier(Route):
    """Ways to make a card smaller."""

    code = "7e"
    assignment: int
    on: date


@dataclass(frozen=True, slots=True)
class BitMore(Route):
    """Ways to make a card a bit more."""

    code = "7h"
    assignment: int
    on: date


@dataclass(frozen=True, slots=True)
class LaterToday(Route):
    """Not now, but later on the same day: the answer is taken back, the card comes again."""

    code = "7l"
    assignment: int
    on: date


@dataclass(frozen=True, slots=True)
class WholeDay(Route):
    """Today's cards, also those beyond the four that are plenty."""

    code = "7d"
    client: int
