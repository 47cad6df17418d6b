"""Who works with a client: together for good, or as a cover between two local dates."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from bot.domain.people import Client, Person, Role

#: A cover is for a leave, not for good: for that there is the handover.
LONGEST_COVER: Final = timedelta(days=366)
#: How far ahead a leave is planned.
FARTHEST_COVER: Final = timedelta(days=366)


class Change(StrEnum):
    """What changed in a client's team, as those whom it concerns hear of it."""

    TOGETHER = "together"
    COVER = "cover"
    HANDED = "handed"
    REOPENED = "reopened"


def is_cover(first: date, last: date, today: date) -> bool:
    """Say whether these local dates make a cover: not over yet, in order, not for years."""
    return (
        today <= first <= today + FARTHEST_COVER and first <= last and last - first <= LONGEST_COVER
    )


@dataclass(frozen=True, slots=True)
class Member:
    """A therapist of the practice, and how many clients are on their caseload."""

    person: Person
    clients: int


@dataclass(frozen=True, slots=True)
class Membership:
    """A therapist's place with a client.

    Attributes:
        begins_on: the first local date of a cover that is still to come.
        ends_on: the last local date of a cover; None for somebody who stays.
    """

    person: Person
    begins_on: str | None = None
    ends_on: str | None = None

    @property
    def stays(self) -> bool:
        """Say whether it has no end."""
        return self.ends_on is None


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a client's trail; `at` is UTC epoch milliseconds."""

    at: int
    name: str
    action: str
    detail: str

    @property
    def about(self) -> str:
        """The first word of the detail: the activity's id, where the line is about one."""
        return self.detail.partition(" ")[0].rstrip(":")


@dataclass(frozen=True, slots=True)
class Closing:
    """A closed client, as somebody who is linked to them sees it; `at` is UTC epoch ms.

    Attributes:
        words: the therapist's own, for the family.
    """

    client: Client
    role: Role
    at: int
    by: int | None
    words: str | None
