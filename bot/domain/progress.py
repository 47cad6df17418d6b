"""A look back without shame: what was tried, which help fitted, what went up.

Everything here only ever grows. No share of anything is worked out, nothing is counted that was
not done, and what went up once stays on the page whatever comes after it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median_low
from typing import Final

from bot.domain.check_in import CheckIn, Outcome, latest
from bot.domain.details import COMFORT, Detail

#: So many answers about help are needed before anything is said about how it changed.
ENOUGH_ANSWERS: Final = 4
#: Single days say little: help is looked at three answers at a time, or fewer early on.
AT_A_TIME: Final = 3


@dataclass(frozen=True, slots=True)
class Tried:
    """One activity, over all the time.

    Attributes:
        activity: its id.
        days: on how many local dates any of it was done.
        began_with: the help level at the start, when less was enough later.
        reached: the least help that was enough for a while, then.
        comfort_up: after how many of the goes it was more comfortable than before.
        is_liked: somebody liked it.
    """

    activity: str
    days: int
    began_with: int | None = None
    reached: int | None = None
    comfort_up: int = 0
    is_liked: bool = False

    @property
    def went_up(self) -> bool:
        """Say whether anything about it went up."""
        return self.reached is not None or self.comfort_up > 0


@dataclass(frozen=True, slots=True)
class Progress:
    """A client's look back.

    Attributes:
        days: on how many local dates anything was tried.
        tried: each activity, the one that was tried most first.
        helped: the help levels that fitted, the most frequent first.
    """

    days: int = 0
    tried: tuple[Tried, ...] = ()
    helped: tuple[int, ...] = ()


def progress_of(answers: Iterable[CheckIn], activities: Mapping[int, str]) -> Progress:
    """Return the look back on some answers.

    Two people's answers about one date are one go: the later one counts.

    Args:
        answers: everybody's, in any order.
        activities: the activity of each assignment, by its id.
    """
    goes: dict[str, list[CheckIn]] = defaultdict(list)
    for (assignment, _), one in latest(list(answers)).items():
        if one.outcome is not Outcome.NOT_TODAY and assignment in activities:
            goes[activities[assignment]].append(one)
    for each in goes.values():
        each.sort(key=lambda one: (one.on, one.changed_at))
    tried = [_tried(activity, each) for activity, each in goes.items()]
    tried.sort(key=lambda one: (-one.days, one.activity))
    every = [one for each in goes.values() for one in each]
    levels = Counter(one.help_level for one in every if one.help_level is not None)
    return Progress(
        days=len({one.on for one in every}),
        tried=tuple(tried),
        helped=tuple(sorted(levels, key=lambda level: (-levels[level], level))),
    )


def _tried(activity: str, goes: Sequence[CheckIn]) -> Tried:
    levels = [one.help_level for one in goes if one.help_level is not None]
    began, reached = less_help(levels)
    return Tried(
        activity=activity,
        days=len({one.on for one in goes}),
        began_with=began,
        reached=reached,
        comfort_up=len(_dates(one for one in goes if _is_more_comfortable(one))),
        is_liked=any(one.details.get(Detail.ENJOYED) == "liked" for one in goes),
    )


def less_help(levels: Sequence[int]) -> tuple[int | None, int | None]:
    """Return the help at the start and the least that was enough later, if that is less.

    Args:
        levels: 0 (on their own) to 5, the oldest first.
    """
    if len(levels) < ENOUGH_ANSWERS:
        return None, None
    span = min(AT_A_TIME, len(levels) // 2)
    windows = [median_low(levels[at : at + span]) for at in range(len(levels) - span + 1)]
    began, reached = windows[0], min(windows[span:])
    return (began, reached) if reached < began else (None, None)


def _is_more_comfortable(one: CheckIn) -> bool:
    before, after = (
        one.details.get(which) for which in (Detail.BEFORE_COMFORT, Detail.AFTER_COMFORT)
    )
    if before not in COMFORT or after not in COMFORT:
        return False
    return COMFORT.index(after) > COMFORT.index(before)


def _dates(goes: Iterable[CheckIn]) -> set[date]:
    return {one.on for one in goes}
