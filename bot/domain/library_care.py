"""What a practice says of a card of the library: whether it is offered, and who has read it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

LONGEST_INITIALS: Final = 4


class Shelf(StrEnum):
    """Which cards are listed."""

    ALL = "all"
    OFF = "off"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class CardStanding:
    """What the practice says of one card.

    Attributes:
        is_on: None as long as it is as the library has it.
        revision: of the text that was reviewed.
        on: the local date of the review.
    """

    activity_id: str
    is_on: bool | None = None
    revision: str | None = None
    initials: str | None = None
    on: str | None = None


def initials_of(name: str) -> str:
    """Return the initials that a review is signed with: "Nora Berg" is NB."""
    letters = [word[0] for word in name.split() if word[0].isalpha()]
    return "".join(letters[:LONGEST_INITIALS]).upper() or name[:1].upper() or "?"
