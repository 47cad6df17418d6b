"""Who is who: people, the clients that programs are for, and the links of care between them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from bot.domain.kindness import DEFAULT_QUIET
from bot.domain.program import Place
from bot.domain.rhythm import REMINDED_SLOTS, Slot
from bot.domain.weekly_load import DEFAULT_LOAD_DAY


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
        load_day: the evening of the load question, Monday 0 to Sunday 6; 7 never asks.
        plain_thanks: thanks in plain words; None when nobody chose.
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
    load_day: int = DEFAULT_LOAD_DAY
    plain_thanks: bool | None = None
    is_suspended: bool = False

    def wants_plain_thanks(self, client: "Client") -> bool:
        """Say whether praise could feel like pressure here (brief 6.2): then thanks are plain."""
        return client.low_demand if self.plain_thanks is None else self.plain_thanks


#: A client's times of day until somebody says otherwise; "anytime" is always there.
DEFAULT_SLOTS: Final = frozenset(REMINDED_SLOTS)


@dataclass(frozen=True, slots=True)
class Client:
    """The person a program is for.

    Attributes:
        picture_only: pictures and symbols before words: for AAC users, or who does not read.
        birth_year: None when nobody said.
        birth_month: 1 to 12; None when nobody said.
        pronoun: as the family says it ("she", "they").
        words: what the family prefers to be said (brief 6.2), such as "autistic person".
        interests: such as "trains and maps".
        slots: the times of day that this family uses.
    """

    id: int
    nickname: str
    stage: Stage
    low_demand: bool = False
    picture_only: bool = False
    birth_year: int | None = None
    birth_month: int | None = None
    pronoun: str | None = None
    words: str | None = None
    interests: str | None = None
    slots: frozenset[Slot] = DEFAULT_SLOTS

    def age_on(self, day: date) -> int | None:
        """Return the age in whole years that is sure on that day.

        Without the day of birth the youngest possible age counts: floor ages are about hazards.
        """
        if self.birth_year is None:
            return None
        had_birthday = self.birth_month is not None and day.month > self.birth_month
        return max(0, day.year - self.birth_year - (0 if had_birthday else 1))


@dataclass(frozen=True, slots=True)
class CareLink:
    """A caregiver's or therapist's standing link to a client.

    Attributes:
        paused_until: the local date on which resting reminders come back.
        paused_why: "quiet" when they rest by themselves, else None.
        quiet_told_on: the local date of the one gentle line in a silence.
        started_at: UTC epoch milliseconds.
        ends_at: the instant (UTC epoch milliseconds) at which the link is over by itself.
        ends_on: the last local date of such a link.
        is_opened: a therapist has looked at the client since the link began.
    """

    client: Client
    person_id: int
    role: Role
    relation: Relation | None = None
    paused_until: str | None = None
    paused_why: str | None = None
    quiet_told_on: str | None = None
    started_at: int = 0
    ends_at: int | None = None
    ends_on: str | None = None
    is_opened: bool = True

    def sees(self, place: Place) -> bool:
        """Say whether what is done there is this person's to see: school sees school alone."""
        return self.role is not Role.SCHOOL or place is Place.SCHOOL


def clean_name(text: str, limit: int = 40) -> str:
    """Return a name on one line without control characters, at most `limit` characters."""
    printable = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(printable.split())[:limit].strip()
