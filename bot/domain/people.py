"""Who is who: people, the clients that programs are for, and the links of care between them."""

from dataclasses import dataclass
from enum import StrEnum


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
    """Somebody who writes with the bot; `zone` is an IANA name."""

    id: int
    telegram_id: int
    name: str
    language: str
    zone: str
    is_therapist: bool
    is_admin: bool
    is_reachable: bool = True


@dataclass(frozen=True, slots=True)
class Client:
    """The person a program is for."""

    id: int
    nickname: str
    stage: Stage
    low_demand: bool = False


@dataclass(frozen=True, slots=True)
class CareLink:
    """A caregiver's or therapist's standing link to a client."""

    client: Client
    person_id: int
    role: Role
    relation: Relation | None = None
    paused_until: str | None = None


def clean_name(text: str, limit: int = 40) -> str:
    """Return a name on one line without control characters, at most `limit` characters."""
    printable = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(printable.split())[:limit].strip()
