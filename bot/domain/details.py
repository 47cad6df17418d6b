"""What may be added to an answer, each optional and in few words (brief 4.1 to 4.4).

Energy and comfort are our own two small scales; high energy with good comfort is a lovely state.
"""

from enum import StrEnum
from typing import Final


class Detail(StrEnum):
    """A question about one answer; the value is its code in a button."""

    AFTER_ENERGY = "ae"
    AFTER_COMFORT = "ac"
    BEFORE_ENERGY = "be"
    BEFORE_COMFORT = "bc"
    ENJOYED = "en"
    ANSWERED_FOR = "by"
    REASON = "re"
    WISH = "wi"
    ASKED_HELP = "ah"


ENERGY: Final = ("low", "middle", "high")
COMFORT: Final = ("not_ok", "ok", "good")
ENJOYED: Final = ("liked", "okay", "not_for_us")
ANSWERED_FOR: Final = ("me", "client", "together")
SMALLER: Final = "smaller"
REASONS: Final = ("tired", "busy", "body", "said_no", "other_thing", "not_for_us", "private")

CHOICES: Final[dict[Detail, tuple[str, ...]]] = {
    Detail.AFTER_ENERGY: ENERGY,
    Detail.AFTER_COMFORT: COMFORT,
    Detail.BEFORE_ENERGY: ENERGY,
    Detail.BEFORE_COMFORT: COMFORT,
    Detail.ENJOYED: ENJOYED,
    Detail.ANSWERED_FOR: ANSWERED_FOR,
    Detail.REASON: REASONS,
    Detail.WISH: (SMALLER,),
    Detail.ASKED_HELP: ("asked",),
}

#: Brief 4.1: "not for us" twice, and the bot offers to tell the therapist.
NOT_FOR_US: Final = "not_for_us"
NOT_FOR_US_TWICE: Final = 2

#: Brief 4.3: before is asked only where it matters, on sensory cards with mixed evidence.
SENSORY_AREAS: Final = frozenset({"heavy-work", "movement", "tactile", "oral", "calm"})
