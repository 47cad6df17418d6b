"""Where a therapist's pages lead: clients, programs, assigning, the library."""

from dataclasses import dataclass

from bot.domain.program import Status
from bot.views.codec import Route


@dataclass(frozen=True, slots=True)
class AttachLearning(Route):
    """Put a learn card beside a client's program, or take it away."""

    code = "la"
    client: int
    learn: str
    on: bool


@dataclass(frozen=True, slots=True)
class LibraryCard(Route):
    """One card of the library, as a therapist looks at it."""

    code = "lc"
    activity: str


@dataclass(frozen=True, slots=True)
class Clients(Route):
    """The caseload, by page."""

    code = "C"
    page: int


@dataclass(frozen=True, slots=True)
class ClientCard(Route):
    """One client, everything one tap away."""

    code = "K"
    client: int


@dataclass(frozen=True, slots=True)
class ClientDraft(Route):
    """An answer while a client is being added."""

    code = "N"
    draft: int
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Invite(Route):
    """Make an invitation for a client's family, or for the client."""

    code = "I"
    client: int
    role: str


@dataclass(frozen=True, slots=True)
class Program(Route):
    """A client's program."""

    code = "P"
    client: int


@dataclass(frozen=True, slots=True)
class Goal(Route):
    """The next text is the goal in the family's words."""

    code = "G"
    client: int


@dataclass(frozen=True, slots=True)
class AssignmentCard(Route):
    """One assignment, as the therapist steers it."""

    code = "A"
    assignment: int


@dataclass(frozen=True, slots=True)
class SetStatus(Route):
    """Pause, resume or end an assignment."""

    code = "S"
    assignment: int
    status: Status


@dataclass(frozen=True, slots=True)
class CheckIns(Route):
    """A client's last two weeks."""

    code = "L"
    client: int


@dataclass(frozen=True, slots=True)
class Assign(Route):
    """Begin to assign an activity to a client (0: choose the client first)."""

    code = "B"
    client: int


@dataclass(frozen=True, slots=True)
class AssignDraft(Route):
    """An answer while an activity is being assigned: which field, which value."""

    code = "D"
    draft: int
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class AssignBack(Route):
    """Go back to a question."""

    code = "DB"
    draft: int
    field: str


@dataclass(frozen=True, slots=True)
class AssignDone(Route):
    """Assign what the draft says."""

    code = "DD"
    draft: int


@dataclass(frozen=True, slots=True)
class DropDraft(Route):
    """Leave a half-finished form."""

    code = "DX"
    draft: int
