"""Where the buttons of /activities lead. Their codes begin with 2; none is ever reused."""

from dataclasses import dataclass

from bot.domain.library_care import Shelf
from bot.views.codec import Route


@dataclass(frozen=True, slots=True)
class LibraryHome(Route):
    """How the library stands."""

    code = "2A"


@dataclass(frozen=True, slots=True)
class LibraryShelf(Route):
    """The cards of a shelf, by page."""

    code = "2L"
    shelf: Shelf
    page: int


@dataclass(frozen=True, slots=True)
class LibraryStanding(Route):
    """One card, and what the practice says of it."""

    code = "2C"
    activity: str


@dataclass(frozen=True, slots=True)
class LibraryOffer(Route):
    """Switch a card on or off."""

    code = "2O"
    activity: str
    on: bool


@dataclass(frozen=True, slots=True)
class LibraryReviewed(Route):
    """Sign a card's text as read, or take that back."""

    code = "2R"
    activity: str
    on: bool
