"""Where the buttons about the end of a program lead. Their codes begin with 2; none is reused."""

from dataclasses import dataclass

from bot.views.codec import Route


@dataclass(frozen=True, slots=True)
class Close(Route):
    """Close a client's program; `sure` after the page was read."""

    code = "2f"
    client: int
    sure: bool


@dataclass(frozen=True, slots=True)
class CloseWords(Route):
    """The next text is the therapist's own words; `keep` False takes them away."""

    code = "2g"
    client: int
    keep: bool


@dataclass(frozen=True, slots=True)
class ClosedList(Route):
    """The closed programs, by page."""

    code = "2l"
    page: int


@dataclass(frozen=True, slots=True)
class Reopen(Route):
    """Open a closed program again; `sure` after one more question."""

    code = "2n"
    client: int
    sure: bool


@dataclass(frozen=True, slots=True)
class LeaveClosed(Route):
    """Withdraw consent for a closed program; `sure` after one more question."""

    code = "2x"
    client: int
    sure: bool
