"""Where the buttons about clients and their people lead. Their codes begin with 1."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.domain.caseload import Standing
from bot.domain.rhythm import Slot
from bot.views.codec import Route

#: No last day: a helper stays.
STAYS: Final = date.max


@dataclass(frozen=True, slots=True)
class ClientsBy(Route):
    """The clients with one word, by page."""

    code = "1w"
    word: Standing
    page: int


@dataclass(frozen=True, slots=True)
class FindClient(Route):
    """The next text is a client's name."""

    code = "1f"


@dataclass(frozen=True, slots=True)
class About(Route):
    """What is known about a client."""

    code = "1a"
    client: int


@dataclass(frozen=True, slots=True)
class AskAbout(Route):
    """Ask for one thing about a client; `goes_on`: the next question follows."""

    code = "1q"
    client: int
    field: str
    goes_on: bool


@dataclass(frozen=True, slots=True)
class SetAbout(Route):
    """Set one thing about a client ("-" leaves it unsaid)."""

    code = "1v"
    client: int
    field: str
    value: str
    goes_on: bool


@dataclass(frozen=True, slots=True)
class SetClientSlot(Route):
    """Say whether a family uses a time of day."""

    code = "1t"
    client: int
    slot: Slot
    on: bool
    goes_on: bool


@dataclass(frozen=True, slots=True)
class Flags(Route):
    """A client's safety flags."""

    code = "1g"
    client: int


@dataclass(frozen=True, slots=True)
class AskFlag(Route):
    """Ask for one flag; `goes_on`: the next open one follows."""

    code = "1h"
    client: int
    flag: str
    goes_on: bool


@dataclass(frozen=True, slots=True)
class SetFlag(Route):
    """Answer a flag: yes, no, unknown."""

    code = "1i"
    client: int
    flag: str
    answer: str
    goes_on: bool


@dataclass(frozen=True, slots=True)
class OpenFlagsNo(Route):
    """Answer every flag that nobody has answered with no; asked twice."""

    code = "1j"
    client: int
    sure: bool


@dataclass(frozen=True, slots=True)
class Circle(Route):
    """Who is in for a client, and the open invitations."""

    code = "1c"
    client: int


@dataclass(frozen=True, slots=True)
class Carer(Route):
    """One of those who care for a client, as the therapist sees them."""

    code = "1p"
    client: int
    person: int


@dataclass(frozen=True, slots=True)
class EndCarer(Route):
    """End somebody's care for a client; asked twice."""

    code = "1d"
    client: int
    person: int
    sure: bool


@dataclass(frozen=True, slots=True)
class LetStay(Route):
    """Move the last day of a helper's time; STAYS for no end."""

    code = "1k"
    client: int
    person: int
    until: date


@dataclass(frozen=True, slots=True)
class AskHelperDay(Route):
    """Until when is a helper to have access?"""

    code = "1n"
    client: int


@dataclass(frozen=True, slots=True)
class InviteHelper(Route):
    """Make an invitation for a helper, whose access ends after that local date."""

    code = "1u"
    client: int
    until: date


@dataclass(frozen=True, slots=True)
class Revoke(Route):
    """Take an invitation back that nobody has used."""

    code = "1x"
    invite: int
