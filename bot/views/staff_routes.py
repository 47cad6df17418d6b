"""Where the buttons of /therapists lead. Their codes begin with 2; none is ever reused."""

from dataclasses import dataclass

from bot.views.codec import Route


@dataclass(frozen=True, slots=True)
class StaffHome(Route):
    """The practice's therapists, by page."""

    code = "2t"
    page: int


@dataclass(frozen=True, slots=True)
class StaffMember(Route):
    """One therapist."""

    code = "2m"
    person: int


@dataclass(frozen=True, slots=True)
class StaffInvite(Route):
    """Make a link for a colleague."""

    code = "2i"


@dataclass(frozen=True, slots=True)
class StaffRevoke(Route):
    """Let no open link be followed any more."""

    code = "2r"


@dataclass(frozen=True, slots=True)
class StaffJoin(Route):
    """Say yes to a colleague's link, by its own secret."""

    code = "2j"
    token: str


@dataclass(frozen=True, slots=True)
class StaffSuspend(Route):
    """Let a therapist work no more; `sure` after one more question."""

    code = "2s"
    person: int
    sure: bool


@dataclass(frozen=True, slots=True)
class StaffBack(Route):
    """Let a suspended therapist work again."""

    code = "2b"
    person: int


@dataclass(frozen=True, slots=True)
class StaffHandOver(Route):
    """Choose who takes a therapist's clients, by page."""

    code = "2h"
    person: int
    page: int


@dataclass(frozen=True, slots=True)
class StaffTakeOver(Route):
    """All of a therapist's clients go to a colleague; `sure` after one more question."""

    code = "2k"
    person: int
    to: int
    sure: bool
