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


@dataclass(frozen=True, slots=True)
class OwnNew(Route):
    """Write an activity: from nothing (`-`) or from a card; `anew` gives up a half-written one."""

    code = "5n"
    activity: str
    anew: bool


@dataclass(frozen=True, slots=True)
class OwnEdit(Route):
    """Write a new text of an own activity; `anew` gives up a half-written one."""

    code = "5e"
    activity: str
    anew: bool


@dataclass(frozen=True, slots=True)
class OwnDraft(Route):
    """An answer of the form, as it stood in that turn."""

    code = "5d"
    draft: int
    turn: int
    act: str
    value: str


@dataclass(frozen=True, slots=True)
class OwnSave(Route):
    """Keep what was written."""

    code = "5k"
    draft: int


@dataclass(frozen=True, slots=True)
class TakeNewText(Route):
    """Let an assignment go on with the newer text of its card, as of the version that was seen.

    The mark says what was looked at before; `sure`, that it was asked about.
    """

    code = "5m"
    assignment: int
    seen: int
    mark: str
    sure: bool


@dataclass(frozen=True, slots=True)
class OwnPictures(Route):
    """All steps of an own activity in one picture, with its photos."""

    code = "5g"
    activity: str
