"""Who is who: people, the clients that programs are for, and the links of care between them."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.kindness import DEFAULT_QUIET


class Stage(StrEnum):
    """How old a client is, as far as wording goes."""

    CHILD = "child"
    TEEN = "teen"
    ADULT = "adult"


class Role(StrEnum):
    """What a person is to a client."""

    THERAPIST = "therapist"
    FAMILY = "family"
    SELF = "self"
    SCHOOL = "school"


CAREGIVER_ROLES = frozenset({Role.FAMILY, Role.SELF, Role.SCHOOL})


class Relation(StrEnum):
    """What a caregiver is to the client, in the family's words."""

    PARENT = "parent"
    GRANDPARENT = "grandparent"
    PARTNER = "partner"
    SIBLING = "sibling"
    CARER = "carer"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who writes with the bot.

    Attributes:
        zone: IANA name.
        quiet: begin and end of the quiet hours, in minutes of the local day.
    """

    id: int
    telegram_id: int
    name: str
    language: str
    zone: str
    is_therapist: bool
    is_admin: bool
    is_reachable: bool = True
    quiet: tuple[int, int] = DEFAULT_QUIET


@dataclass(frozen=True, slots=True)
class Client:
    """The person a program is for."""

    id: int
    nickname: str
    stage: Stage
    low_demand: bool = False


@dataclass(frozen=True, slots=True)
class CareLink:
    """A caregiver's or therapist's standing link to a client.

    Attributes:
        paused_until: the local date on which resting reminders come back.
        paused_why: "quiet" when they rest by themselves, else None.
        quiet_told_on: the local date of the one gentle line in a silence.
        started_at: UTC epoch milliseconds.
    """

    client: Client
    person_id: int
    role: Role
    relation: Relation | None = None
    paused_until: str | None = None
    paused_why: str | None = None
    quiet_told_on: str | None = None
    started_at: int = 0


def clean_name(text: str, limit: int = 40) -> str:
    """Return a name on one line without control characters, at most `limit` characters."""
    printable = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(printable.split())[:limit].strip()
