"""Where the buttons about a client's team lead. Their codes begin with 2; none is ever reused."""

from dataclasses import dataclass
from datetime import date

from bot.views.codec import Route


@dataclass(frozen=True, slots=True)
class Team(Route):
    """A client's therapists."""

    code = "2T"
    client: int


@dataclass(frozen=True, slots=True)
class TeamChoose(Route):
    """Choose a colleague, by page."""

    code = "2c"
    client: int
    page: int


@dataclass(frozen=True, slots=True)
class TeamColleague(Route):
    """How a colleague takes part."""

    code = "2p"
    client: int
    person: int


@dataclass(frozen=True, slots=True)
class TeamTogether(Route):
    """A colleague works with this client, too."""

    code = "2w"
    client: int
    person: int


@dataclass(frozen=True, slots=True)
class TeamCover(Route):
    """Ask from when a colleague covers."""

    code = "2v"
    client: int
    person: int


@dataclass(frozen=True, slots=True)
class TeamCoverUntil(Route):
    """Ask until when, once the first date is known."""

    code = "2u"
    client: int
    person: int
    first: date


@dataclass(frozen=True, slots=True)
class TeamCoverDone(Route):
    """A colleague covers between these local dates."""

    code = "2d"
    client: int
    person: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class TeamEnd(Route):
    """Let a colleague go, or leave; `sure` after one more question."""

    code = "2e"
    client: int
    person: int
    sure: bool


@dataclass(frozen=True, slots=True)
class TeamHandOver(Route):
    """Hand a client on for good; `sure` after one more question."""

    code = "2o"
    client: int
    person: int
    sure: bool


@dataclass(frozen=True, slots=True)
class TeamSummary(Route):
    """Everything a colleague needs to go on."""

    code = "2y"
    client: int


@dataclass(frozen=True, slots=True)
class Trail(Route):
    """Who did what for a client, by page."""

    code = "2a"
    client: int
    page: int
