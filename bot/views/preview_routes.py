"""Where the buttons of a preview lead. Their codes begin with 4; none is ever reused.

`told` shows the same page once more, with a line that says that this button does nothing here.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.rhythm import Slot
from bot.views.codec import Route


class Page(StrEnum):
    """Which page of a card."""

    CARD = "c"
    LIGHTER = "l"
    EASIER = "e"
    MORE = "m"


@dataclass(frozen=True, slots=True)
class PreviewNext(Route):
    """The next day that holds something, as the family gets it."""

    code = "4j"
    client: int


@dataclass(frozen=True, slots=True)
class PreviewDay(Route):
    """A day as the family gets it."""

    code = "4y"
    client: int
    on: date
    told: bool


@dataclass(frozen=True, slots=True)
class PreviewSlot(Route):
    """A time of day's message as the family gets it."""

    code = "4m"
    client: int
    on: date
    slot: Slot
    told: bool


@dataclass(frozen=True, slots=True)
class PreviewFirst(Route):
    """A card, on the next day that it belongs to."""

    code = "4f"
    assignment: int


@dataclass(frozen=True, slots=True)
class PreviewCard(Route):
    """A card, or a page beside it."""

    code = "4u"
    assignment: int
    on: date
    page: Page
    told: bool


@dataclass(frozen=True, slots=True)
class PreviewStep(Route):
    """One of a card's steps, counted from 1."""

    code = "4i"
    assignment: int
    on: date
    number: int
    told: bool
