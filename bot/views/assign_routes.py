"""Where the buttons of assigning lead. Their codes begin with 3; none is ever reused."""

from dataclasses import dataclass

from bot.views.codec import Route


@dataclass(frozen=True, slots=True)
class AssignPage(Route):
    """Open a page of the form: the choices for one thing, or the last card again."""

    code = "3p"
    draft: int
    page: str


@dataclass(frozen=True, slots=True)
class AssignChecked(Route):
    """Assign what the form says; the mark names what the therapist has looked at."""

    code = "3c"
    draft: int
    mark: str


@dataclass(frozen=True, slots=True)
class AssignThis(Route):
    """Begin the form with a card of the library."""

    code = "3a"
    activity: str


@dataclass(frozen=True, slots=True)
class CompleteLine(Route):
    """Complete a typed line: by which part, with which value."""

    code = "3t"
    draft: int
    part: str
    value: str
