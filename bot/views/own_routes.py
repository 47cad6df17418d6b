"""Where the buttons about a practice's own activities lead. Their codes begin with 5."""

from dataclasses import dataclass
from typing import Final

from bot.domain.own_activity import State
from bot.views.codec import Route

#: Where no activity is meant.
NONE: Final = "-"


@dataclass(frozen=True, slots=True)
class OwnShelf(Route):
    """The own activities that one sees, by page."""

    code = "5l"
    page: int


@dataclass(frozen=True, slots=True)
class OwnActivity(Route):
    """One own activity."""

    code = "5a"
    activity: str


@dataclass(frozen=True, slots=True)
class OwnState(Route):
    """Share it, retire it, bring it back."""

    code = "5s"
    activity: str
    state: State


@dataclass(frozen=True, slots=True)
class ExportCard(Route):
    """The YAML of a card, of one's own or of the library's, as a file."""

    code = "5x"
    activity: str
