"""How heavy a week was for the caregiver, asked once a week on the family's own day (brief 4.4).

It is about the plan, never about the family: heavy twice means that the plan is too much.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Final


class Load(StrEnum):
    """How heavy this week's plan was."""

    LIGHT = "light"
    OKAY = "okay"
    HEAVY = "heavy"
    TOO_MUCH = "too_much"


#: Sunday evening, as long as nobody has chosen another day.
DEFAULT_LOAD_DAY: Final = 6
#: The value of a load day that means: do not ask.
NEVER: Final = 7
HEAVY_TWICE: Final = 2
#: A week whose evening had no card is asked about on one of the next evenings, or not at all.
ASKED_FOR_DAYS: Final = 3
HEAVY: Final = frozenset({Load.HEAVY, Load.TOO_MUCH})


def is_heavy(value: Load) -> bool:
    """Say whether a week was too much of a plan."""
    return value in HEAVY


def asks_for_less(answers: Sequence[Load]) -> bool:
    """Say whether the therapist could be asked to make the plan lighter.

    Heavy twice in a row, or too much once (brief 4.4).

    Args:
        answers: one person's, newest first.
    """
    if not answers or not is_heavy(answers[0]):
        return False
    newest = answers[:HEAVY_TWICE]
    return answers[0] is Load.TOO_MUCH or (
        len(newest) == HEAVY_TWICE and all(is_heavy(one) for one in newest)
    )


def asked_day(load_day: int, today: date) -> date | None:
    """Return the evening that today's question belongs to, or None when it is not the time.

    Args:
        load_day: Monday 0 to Sunday 6; `NEVER` asks nothing.
        today: the local date.
    """
    if load_day == NEVER:
        return None
    since = (today.weekday() - load_day) % 7
    return today - timedelta(days=since) if since < ASKED_FOR_DAYS else None


def heavy_run(answers: Sequence[Load]) -> int:
    """Return how many of the newest answers in a row say that it was heavy."""
    count = 0
    for one in answers:
        if not is_heavy(one):
            break
        count += 1
    return count


def kept_when_halved(cards: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Return the assignments that stay when a family halves its plan.

    What is liked most stays; of two alike the one that stands first in the program, nearest to
    the goal. Of an odd number the larger half stays.

    Args:
        cards: (assignment id, liking) in program order.
    """
    ranked = sorted(range(len(cards)), key=lambda place: (-cards[place][1], place))
    return frozenset(cards[place][0] for place in ranked[: (len(cards) + 1) // 2])
