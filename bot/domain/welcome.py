"""The way in, for a caregiver: which question comes next is the first one without an answer."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from bot.domain.people import DEFAULT_SLOTS, Role
from bot.domain.rhythm import Slot

#: Raised when what is stored, or who sees it, changes: everybody is then asked again.
CONSENT_VERSION: Final = "2026-11"

NO_REMINDER: Final = "none"
MORNING_CHOICES: Final = (390, 420, 450, 480)
BEDTIME_CHOICES: Final = (1080, 1140, 1170, 1200)
#: After school, when a client has cards for the afternoon; changed under /reminders.
AFTERNOON_MINUTE: Final = 930


class Question(StrEnum):
    """What is asked, in this order."""

    LANGUAGE = "language"
    CONSENT = "consent"
    RELATION = "relation"
    ZONE = "zone"
    MORNING = "morning"
    BEDTIME = "bedtime"


def next_question(
    answers: Mapping[str, object],
    role: Role,
    *,
    languages: int,
    is_settled: bool,
    slots: frozenset[Slot] = DEFAULT_SLOTS,
) -> Question | None:
    """Return the first question without an answer, or None at the end.

    Args:
        answers: by question.
        role: an adult for whom the program is needs no relation.
        languages: how many the interface ships in; with one there is nothing to choose.
        slots: the client's times of day; a reminder is asked for in these alone.
        is_settled: the person has been through a welcome before; language and zone are known.
    """
    skipped = set()
    if languages < 2 or is_settled:
        skipped.add(Question.LANGUAGE)
    if is_settled:
        skipped.add(Question.ZONE)
    if role is not Role.FAMILY:
        skipped.add(Question.RELATION)
    if Slot.MORNING not in slots:
        skipped.add(Question.MORNING)
    if Slot.BEDTIME not in slots or role is Role.SCHOOL:
        skipped.add(Question.BEDTIME)
    for question in Question:
        if question not in skipped and question not in answers:
            return question
    return None
