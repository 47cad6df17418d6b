"""One plain word for each client of a caseload: a fact about the plan, never about the family."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

#: Brief 4.6: no answer for so many days asks for a look.
QUIET_DAYS: Final = 14


class Standing(StrEnum):
    """How it stands with a client; the order is that of who is looked after first."""

    WORRY = "worry"
    NEW = "new"
    PAUSED = "paused"
    QUIET = "quiet"
    GOING = "going"


@dataclass(frozen=True, slots=True)
class Signs:
    """What the records say about a client.

    Attributes:
        joined_on: the date on which the first of the present caregivers joined.
        is_reminded: at least one caregiver's reminders do not rest.
        has_cards: something was assigned and has not ended.
        running_since: the date on which the oldest running activity began; None: none runs.
        was_answered: somebody answered within the last QUIET_DAYS days.
        worries: how many worries nobody has looked at yet.
    """

    joined_on: date | None
    is_reminded: bool
    has_cards: bool
    running_since: date | None
    was_answered: bool
    worries: int


def standing(signs: Signs, today: date) -> Standing:
    """Return the word for a client."""
    if signs.worries:
        return Standing.WORRY
    if signs.joined_on is None or not signs.has_cards:
        return Standing.NEW
    if signs.running_since is None or not signs.is_reminded:
        return Standing.PAUSED
    began = max(signs.joined_on, signs.running_since)
    if not signs.was_answered and today - began >= timedelta(days=QUIET_DAYS):
        return Standing.QUIET
    return Standing.GOING
