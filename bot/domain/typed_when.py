"""Reads when, how long and where from typed words: morning mon wed fri 4w 10min school.

Forgiving in form, exact in effect: a word that could mean two things means nothing, and is named.
"""

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from bot.domain.program import FARTHEST_START, MOST_MINUTES, MOST_WEEKS, Place
from bot.domain.rhythm import EVERY_DAY, SCHOOL_DAYS, WEEKDAY_KEYS, WEEKEND, Slot, Weekdays

_SLOTS: Final = {
    "morning": Slot.MORNING,
    "mornings": Slot.MORNING,
    "school-mornings": Slot.MORNING,
    "afternoon": Slot.AFTERNOON,
    "afternoons": Slot.AFTERNOON,
    "after-school": Slot.AFTERNOON,
    "bedtime": Slot.BEDTIME,
    "bedtimes": Slot.BEDTIME,
    "evening": Slot.BEDTIME,
    "evenings": Slot.BEDTIME,
    "anytime": Slot.ANYTIME,
    "any-time": Slot.ANYTIME,
    "any": Slot.ANYTIME,
}
_GROUPS: Final = {
    "daily": EVERY_DAY,
    "everyday": EVERY_DAY,
    "every-day": EVERY_DAY,
    "each-day": EVERY_DAY,
    "school-days": SCHOOL_DAYS,
    "school-day": SCHOOL_DAYS,
    "schooldays": SCHOOL_DAYS,
    "school-mornings": SCHOOL_DAYS,
    "weekdays": SCHOOL_DAYS,
    "weekend": WEEKEND,
    "weekends": WEEKEND,
}
_PLACES: Final = {
    "home": Place.HOME,
    "at-home": Place.HOME,
    "school": Place.SCHOOL,
    "at-school": Place.SCHOOL,
}
_DAY_NAMES: Final = (
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
)  # fmt: skip
#: Words that say nothing by themselves; "in" and "until" do, and so are not among them.
_FILLERS: Final = frozenset({"and", "on", "at", "for", "of", "the"})
_EVERY: Final = re.compile(r"^(?:every|each)-(.+)$")
_FROM: Final = frozenset({"from", "from:", "starting", "start", "start:"})
_WEEKS: Final = re.compile(r"^(-?(?:0|[1-9]\d*))-?(?:w|wk|wks|week|weeks)$", re.ASCII)
_MINUTES: Final = re.compile(r"^(-?(?:0|[1-9]\d*))-?(?:min|mins|minute|minutes)$", re.ASCII)
#: So many days, but which?
_HOW_OFTEN: Final = re.compile(r"^(-?(?:0|[1-9]\d*))-?(?:d|day|days|x|time|times)$", re.ASCII)
_ISO_DATE: Final = re.compile(r"^\d{4}-\d{2}-\d{2}$", re.ASCII)
_LARGEST: Final = 999_999
_KNOWN_WORDS: Final = sorted({*_SLOTS, *_GROUPS, *_PLACES, *_DAY_NAMES, *WEEKDAY_KEYS, "from"})
_ALIKE: Final = 0.75
_MOST_MENDED: Final = 24

Problem = tuple[str, str]


@dataclass(frozen=True, slots=True)
class When:
    """When, how long and where; None is whatever the card or the bot takes by itself.

    `minutes` is of one go, `starts_on` a local date.
    """

    slot: Slot | None = None
    weekdays: Weekdays | None = None
    weeks: int | None = None
    minutes: int | None = None
    place: Place | None = None
    starts_on: date | None = None


#: Nothing about when was said.
UNSAID: Final = When()


@dataclass(slots=True)
class _Said:
    """What each kind of word said, in order, before it is weighed against the others."""

    today: date
    slots: list[Slot] = field(default_factory=list)
    groups: list[Weekdays] = field(default_factory=list)
    days: list[int] = field(default_factory=list)
    weeks: list[int] = field(default_factory=list)
    minutes: list[int] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    starts: list[date] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def says_when(word: str) -> bool:
    """Say whether a word is about when or where, so that a title has ended before it."""
    low = word.casefold().rstrip(".!")
    return (
        low in _SLOTS
        or low in _GROUPS
        or low in _PLACES
        or low in _FROM
        or _every(low) is not None
        or any(of.match(low) for of in (_WEEKS, _MINUTES, _HOW_OFTEN, _ISO_DATE))
        or _days(low) is not None
    )


def near_word(word: str, how_alike: float = _ALIKE) -> str | None:
    """Return the known word that a slip of the finger may have meant."""
    return next(iter(difflib.get_close_matches(word.casefold(), _KNOWN_WORDS, 1, how_alike)), None)


def read_when(words: Sequence[str], today: date) -> tuple[When, list[Problem]]:
    """Read the words after the activity.

    Args:
        words: as they were typed; words that belong together joined by hyphens.
        today: the therapist's local date.
    """
    said = _Said(today)
    left = [word.casefold().rstrip(".!") for word in words]
    while left:
        word = left.pop(0)
        if word in _FROM:
            _read_start(said, left.pop(0) if left else "")
        elif word.strip("-") and word not in _FILLERS:
            _read_word(said, word)
    return _weigh(said), said.problems


def mended(words: Sequence[str], today: date) -> When:
    """Return what the words most likely meant, for a line to copy: it is never acted upon."""
    likely = [word if says_when(word) else near_word(word) or "-" for word in words[:_MOST_MENDED]]
    found, _ = read_when(likely, today)
    return found


def _read_word(said: _Said, word: str) -> None:
    numbers = ((_WEEKS, said.weeks), (_MINUTES, said.minutes))
    counted = next(((m, kept) for of, kept in numbers if (m := of.match(word))), None)
    days = _days(word)
    every = _every(word)
    if every is not None:
        said.slots += [every] if isinstance(every, Slot) else []
        said.groups += [EVERY_DAY] if isinstance(every, Slot) else []
        said.days += [] if isinstance(every, Slot) else [every]
    elif word in _SLOTS or word in _GROUPS:
        said.slots += [_SLOTS[word]] if word in _SLOTS else []
        said.groups += [_GROUPS[word]] if word in _GROUPS else []
    elif word in _PLACES:
        said.places.append(_PLACES[word])
    elif days is not None:
        said.days += days
    elif counted is not None:
        matched, kept = counted
        kept.append(max(-_LARGEST, min(int(matched[1][:9]), _LARGEST)))
    elif _HOW_OFTEN.match(word):
        said.problems.append(("how_often", re.sub(r"(?<=\d)-", " ", word)))
    elif _ISO_DATE.match(word):
        said.problems.append(("date_alone", word))
    else:
        said.problems.append(("word", word))


def _read_start(said: _Said, word: str) -> None:
    """Read the date after "from"."""
    named = {"today": said.today, "tomorrow": said.today + timedelta(days=1)}
    try:
        found = named.get(word) or date.fromisoformat(word if _ISO_DATE.match(word) else "")
    except ValueError:
        said.problems.append(("date", word))
        return
    if found < said.today:
        said.problems.append(("past", word))
    elif (found - said.today).days > FARTHEST_START:
        said.problems.append(("far", word))
    else:
        said.starts.append(found)


def _weigh(said: _Said) -> When:
    """Take what was said once; what was said in two ways, or is out of bounds, is a problem."""
    if len(set(said.slots)) > 1:
        said.problems.append(("slots", " ".join(said.slots)))
    if len(set(said.weeks)) > 1 or not all(1 <= n <= MOST_WEEKS for n in said.weeks):
        said.problems.append(("weeks", " ".join(map(str, said.weeks))))
    if len(set(said.minutes)) > 1 or not all(1 <= n <= MOST_MINUTES for n in said.minutes):
        said.problems.append(("minutes", " ".join(map(str, said.minutes))))
    if len(set(said.places)) > 1:
        said.problems.append(("places", " ".join(said.places)))
    if len(set(said.starts)) > 1:
        said.problems.append(("date", " ".join(map(str, said.starts))))
    if EVERY_DAY in said.groups and (said.days or len(set(said.groups)) > 1):
        said.problems.append(("every_day", " ".join(WEEKDAY_KEYS[day] for day in said.days)))
    mask = 0
    for group in (*said.groups, *([Weekdays.of(said.days)] if said.days else ())):
        mask |= group.mask
    return When(
        said.slots[0] if said.slots else None,
        Weekdays(mask) if mask else None,
        _within(said.weeks, MOST_WEEKS),
        _within(said.minutes, MOST_MINUTES),
        said.places[0] if said.places else None,
        said.starts[0] if said.starts else None,
    )


def _within(said: list[int], most: int) -> int | None:
    """Return the first number, not above the most; nothing for one below 1."""
    return min(said[0], most) if said and said[0] >= 1 else None


def _days(word: str) -> list[int] | None:
    """Return the weekdays of a word: mon, tues, mondays, mon-fri; None when it is none."""
    begin, dash, end = word.partition("-")
    first, last = _day(begin), _day(end) if dash else None
    if first is None or (dash and last is None):
        return None
    if last is None:
        return [first]
    return [(first + n) % 7 for n in range((last - first) % 7 + 1)]


def _every(word: str) -> Slot | int | None:
    """Return what "every morning" or "every monday" is about: a slot, or a weekday."""
    matched = _EVERY.match(word)
    if matched is None:
        return None
    slot = _SLOTS.get(matched[1])
    return slot if slot not in (None, Slot.ANYTIME) else _day(matched[1])


def _day(word: str) -> int | None:
    if len(word) < 3:
        return None
    return next((n for n, day in enumerate(_DAY_NAMES) if (day + "s").startswith(word)), None)
