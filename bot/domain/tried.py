"""What a few weeks of answers say about one activity: counts of days, never a share of anything.

Several people may answer about a day; the latest of them stands for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.check_in import CheckIn, Outcome, latest
from bot.domain.details import COMFORT, NOT_FOR_US, Detail
from bot.domain.patterns import Answered, Trend, comfort_rose, trend
from bot.domain.program import Assignment


@dataclass(frozen=True, slots=True)
class Tried:
    """One activity in these weeks; on how many days it was done, in part, and not.

    Attributes:
        help_level: the one that fitted most, 0 to 5.
        comfort: how often it was higher and lower after than before.
        reasons: why not today, as often as each was said.
        keeps: comfort went up after three of the last five.
    """

    assignment: Assignment
    title: str
    done: int
    some: int
    not_today: int
    help_level: int | None
    trend: Trend | None
    liked: int
    not_for_us: int
    comfort: tuple[int, int]
    reasons: tuple[tuple[str, int], ...]
    keeps: bool


def tried(one: Assignment, title: str, answers: Sequence[CheckIn], today: date) -> Tried:
    """Return what there is to say about one activity in these weeks; of a day the latest answer."""
    days = list(latest(list(answers)).values())
    levels = sorted(c.help_level for c in days if c.help_level is not None)
    said = [answered(c) for c in days]
    ups, downs = _comfort(days)
    reasons: dict[str, int] = {}
    for c in days:
        reason = c.details.get(Detail.REASON)
        if reason is not None:
            reasons[reason] = reasons.get(reason, 0) + 1
    return Tried(
        one,
        title,
        sum(c.outcome is Outcome.DONE for c in days),
        sum(c.outcome is Outcome.SOME for c in days),
        sum(c.outcome is Outcome.NOT_TODAY for c in days),
        levels[len(levels) // 2] if levels else None,
        trend(said, today),
        sum(c.details.get(Detail.ENJOYED) == "liked" for c in days),
        sum(one.not_for_us for one in said),
        (ups, downs),
        tuple(sorted(reasons.items(), key=lambda item: -item[1])),
        comfort_rose(said, today),
    )


def answered(c: CheckIn) -> Answered:
    """Return what a check-in says for the signs."""
    said = {c.details.get(Detail.ENJOYED), c.details.get(Detail.REASON)}
    before = c.details.get(Detail.BEFORE_COMFORT)
    after = c.details.get(Detail.AFTER_COMFORT)
    return Answered(c.on, c.help_level, before, after, not_for_us=NOT_FOR_US in said)


def _comfort(days: Sequence[CheckIn]) -> tuple[int, int]:
    changes = [
        COMFORT.index(c.details[Detail.AFTER_COMFORT])
        - COMFORT.index(c.details[Detail.BEFORE_COMFORT])
        for c in days
        if Detail.BEFORE_COMFORT in c.details and Detail.AFTER_COMFORT in c.details
    ]
    return sum(change > 0 for change in changes), sum(change < 0 for change in changes)
