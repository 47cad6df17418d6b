"""Something worried somebody: how urgent it is, what rests, who is told (brief 4.5 and 4.6).

Nothing here judges a symptom: a choice leads to a code, and the code says the rest.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from string import Formatter
from typing import Final

from bot.domain.people import Role, Stage

#: Why an assignment, or a person's reminders, rest.
WORRY: Final = "worry"
SELF_CHILD: Final = "RF-SELF-C"
SELF_ADULT: Final = "RF-SELF-A"
#: The area whose cards ask nothing of the person cared for.
FOR_THE_CAREGIVER: Final = "caregiver"
#: However long a note is, its beginning is looked at.
LOOKED_AT: Final = 4000


class Tier(StrEnum):
    """E: emergency text first, then stop. U: same-day contact. T: the therapist is told."""

    EMERGENCY = "E"
    SAME_DAY = "U"
    TELL = "T"


#: The queue's order.
URGENCY: Final = (Tier.EMERGENCY, Tier.SAME_DAY, Tier.TELL)


class Reader(StrEnum):
    """As what somebody of the practice is told."""

    THERAPIST = "therapist"
    URGENT = "urgent"
    SAFEGUARDING = "safeguarding"
    SPEECH = "speech"
    #: Nobody looked in the promised time.
    LATE = "late"


class About(StrEnum):
    """Whom a worry is about: the client, or the caregiver who writes."""

    CLIENT = "client"
    WRITER = "writer"


class Answer(StrEnum):
    """What was answered on a worry's page: is someone with you, and how to lighten the plan."""

    YES = "yes"
    NO = "no"
    HALVED = "halved"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Worry:
    """One worry that was told; instants are UTC epoch milliseconds.

    Attributes:
        shown: the text that was shown for it.
        seen_by: the person of the practice who looked first.
        late_told_at: when somebody else was told that nobody had looked in time.
        left_at: when the writer went on from its page, which stays in the chat.
    """

    id: int
    client_id: int
    person_id: int
    assignment_id: int | None
    code: str
    tier: Tier
    created_at: int
    about: About = About.CLIENT
    shown: str = ""
    answer: Answer | None = None
    has_call_card: bool = False
    seen_by: int | None = None
    seen_at: int | None = None
    late_told_at: int | None = None
    left_at: int | None = None


@dataclass(frozen=True, slots=True)
class Telling:
    """Who of the practice was told, as what; instants are UTC epoch milliseconds."""

    person_id: int
    name: str
    reader: Reader
    told_at: int
    sent_at: int | None


@dataclass(frozen=True, slots=True)
class Rest:
    """Which assignments a worry pauses."""

    item: bool = False
    everything: bool = False
    areas: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()
    cards: frozenset[str] = frozenset()

    def takes(self, *, at_hand: bool, card: str, area: str, codes: Iterable[str]) -> bool:
        """Say whether it pauses an assignment.

        Args:
            at_hand: the worry was told from this very card.
            card: the activity's id.
            area: the activity's area.
            codes: the activity's safety codes.
        """
        if self.everything or (at_hand and self.item):
            return True
        return area in self.areas or card in self.cards or not self.codes.isdisjoint(codes)


def is_own(about: About, role: Role | None) -> bool:
    """Say whether the writer is the person that a worry is about."""
    return about is About.WRITER or role is Role.SELF


def self_harm_code(about: About, role: Role | None, stage: Stage | None) -> str:
    """Return the code for talk of self-harm, by age (brief 4.5).

    Args:
        about: the client, or the writer.
        role: what the writer is to the client; `self` is the client.
        stage: the client's; None for somebody we do not know.
    """
    of_client = about is About.CLIENT or role is Role.SELF
    return SELF_CHILD if of_client and stage in (Stage.CHILD, Stage.TEEN) else SELF_ADULT


def readers(
    tell: Sequence[Reader], if_caring: Sequence[Reader], about: About, role: Role
) -> tuple[Reader, ...]:
    """Return as what people are told, each once; never other caregivers (brief 4.6)."""
    caring = about is About.WRITER and role is not Role.SELF
    return tuple(dict.fromkeys((*tell, *(if_caring if caring else ()))))


def kept_when_halved(cards: Sequence[tuple[int, str]]) -> int | None:
    """Return the one assignment that stays when a plan is halved (brief 4.4).

    Args:
        cards: (assignment id, area) in program order; a card for the caregiver goes first.
    """
    own = [one for one, area in cards if area == FOR_THE_CAREGIVER]
    return next(iter((*own, *(one for one, _ in cards))), None)


def placeholders(text: str) -> frozenset[str]:
    """Return the names in braces.

    Raises:
        ValueError: a brace without its other half.
    """
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def without_gaps(paragraphs: Sequence[str], facts: Mapping[str, str | None]) -> tuple[str, ...]:
    """Return the paragraphs whose placeholders all have words: no gap is ever shown."""
    return tuple(p for p in paragraphs if all(facts.get(name) for name in placeholders(p)))


def dialable(number: str) -> tuple[str, ...]:
    """Return the numbers to dial in "999 or 112", each as a phone takes it."""
    found = re.findall(r"\+?\d(?:[\d ()/-]*\d)?", number)
    return tuple(re.sub(r"[^\d+]", "", one) for one in found)


@dataclass(frozen=True, slots=True)
class HelpWords:
    """Words that open the help card; they label nobody, and miss a lot (brief 4.6.1)."""

    words: frozenset[str]
    _pattern: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Make one pattern of all the words, once."""
        known = sorted((plain(word) for word in self.words), key=len, reverse=True)
        each = "|".join(re.escape(word) for word in known if word)
        pattern = rf"(?<!\w)(?:{each})(?!\w)" if each else r"(?!)"
        object.__setattr__(self, "_pattern", re.compile(pattern))

    def are_in(self, text: str) -> bool:
        """Say whether a text holds one of them, in any case and with any apostrophe."""
        return self._pattern.search(plain(text[:LOOKED_AT])) is not None


def plain(text: str) -> str:
    """Return a text for comparing: no apostrophes, no case, single spaces."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(re.sub(r"['`\u2018\u2019\u00b4]", "", folded).split())
