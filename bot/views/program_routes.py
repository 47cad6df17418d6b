"""Where the buttons for changing a program lead. Their codes begin with 4; none is ever reused."""

from dataclasses import dataclass

from bot.domain.program_change import Field
from bot.views.codec import Route


@dataclass(frozen=True, slots=True)
class Choose(Route):
    """The choices for one thing about an assignment, or the page where it is typed."""

    code = "4c"
    assignment: int
    field: Field


@dataclass(frozen=True, slots=True)
class ChooseDays(Route):
    """The weekdays, with those ticked so far (a mask)."""

    code = "4d"
    assignment: int
    seen: int
    mask: int


@dataclass(frozen=True, slots=True)
class Change(Route):
    """Change one thing, as of the version that was seen."""

    code = "4s"
    assignment: int
    seen: int
    field: Field
    value: str
    step: int


@dataclass(frozen=True, slots=True)
class ChangeAnyway(Route):
    """Make the change that waited while somebody else's was looked at."""

    code = "4a"
    draft: int


@dataclass(frozen=True, slots=True)
class Type(Route):
    """The next text is the new value."""

    code = "4t"
    assignment: int
    seen: int
    field: Field
    step: int


@dataclass(frozen=True, slots=True)
class OwnSteps(Route):
    """This client's own steps; 0 lists them, a number opens one."""

    code = "4o"
    assignment: int
    step: int


@dataclass(frozen=True, slots=True)
class History(Route):
    """Every version of an assignment, newest first, by page."""

    code = "4h"
    assignment: int
    page: int


@dataclass(frozen=True, slots=True)
class Ended(Route):
    """The activities of a client that have ended."""

    code = "4e"
    client: int
