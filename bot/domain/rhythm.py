"""Local time: which dates a wish falls on, and at which instant.

07:00 stays 07:00 over both clock changes: a time that does not exist on a date moves forward by
the gap, a time that exists twice counts the first time, and a date that a zone skipped whole has
no occurrence.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo


class Slot(StrEnum):
    """The part of the day an activity belongs to."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    BEDTIME = "bedtime"
    ANYTIME = "anytime"


REMINDED_SLOTS: Final = (Slot.MORNING, Slot.AFTERNOON, Slot.BEDTIME)

#: When a slot's card is no longer of use, in minutes of the local day.
WINDOW_END: Final = {
    Slot.MORNING: 12 * 60,
    Slot.AFTERNOON: 19 * 60,
    Slot.BEDTIME: 23 * 60 + 30,
    Slot.ANYTIME: 21 * 60,
}
SHORTEST_WINDOW: Final = timedelta(hours=2)

WEEKDAY_KEYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Weekdays:
    """A set of weekdays as a bit mask: Monday is 1, Sunday is 64."""

    mask: int

    def __post_init__(self) -> None:
        if not 1 <= self.mask <= 127:
            raise ValueError(f"a weekday mask is 1 to 127, not {self.mask}")

    def __contains__(self, day: date) -> bool:
        return bool(self.mask >> day.weekday() & 1)

    @classmethod
    def of(cls, days: Iterable[int]) -> "Weekdays":
        """Build from weekday numbers, Monday 0 to Sunday 6; at least one."""
        mask = 0
        for day in days:
            mask |= 1 << day
        return cls(mask)

    @property
    def days(self) -> tuple[int, ...]:
        """The weekday numbers, Monday 0 to Sunday 6."""
        return tuple(day for day in range(7) if self.mask >> day & 1)


EVERY_DAY: Final = Weekdays(127)
SCHOOL_DAYS: Final = Weekdays(31)
WEEKEND: Final = Weekdays(96)


@dataclass(frozen=True, slots=True)
class Reminder:
    """A standing wish: slot, minute of the local day, weekdays, perhaps the family's own words.

    `next_due_at` is UTC epoch milliseconds.
    """

    id: int
    person_id: int
    client_id: int
    slot: Slot
    minute_of_day: int
    weekdays: Weekdays
    is_on: bool
    anchor: str | None
    next_due_at: int | None
    next_on: date | None
    zone: str


def local_date(instant: datetime, zone: str) -> date:
    """Return the calendar date that people in `zone` have at `instant`."""
    return instant.astimezone(ZoneInfo(zone)).date()


def occurrence(day: date, minute_of_day: int, zone: str) -> datetime | None:
    """Return the instant (UTC) of a local time on `day`, or None when the zone skipped the day.

    Args:
        day: the wanted local date.
        minute_of_day: 0 to 1439.
        zone: IANA name.
    """
    info = ZoneInfo(zone)
    noon = datetime.combine(day, time(12), info).astimezone(UTC).astimezone(info)
    if noon.date() != day:
        return None
    wall = datetime.combine(day, time(minute_of_day // 60, minute_of_day % 60), info)
    return wall.astimezone(UTC)


def occurrences(
    after: datetime, minute_of_day: int, weekdays: Weekdays, zone: str
) -> Iterator[tuple[date, datetime]]:
    """Yield the wanted local dates and instants later than `after`, in order, without end."""
    day = local_date(after, zone) - timedelta(days=1)
    while True:
        if day in weekdays:
            instant = occurrence(day, minute_of_day, zone)
            if instant is not None and instant > after:
                yield day, instant
        day += timedelta(days=1)


def next_occurrence(
    after: datetime,
    minute_of_day: int,
    weekdays: Weekdays,
    zone: str,
    not_on_or_before: date | None,
) -> tuple[date, datetime]:
    """Return the next wanted local date and instant.

    Args:
        after: an aware instant; the result is later.
        minute_of_day: 0 to 1439, local.
        weekdays: the wanted days.
        zone: IANA name.
        not_on_or_before: the last local date that was dealt with already, so that a move to
            another zone never serves one date twice.
    """
    for day, instant in occurrences(after, minute_of_day, weekdays, zone):
        if not_on_or_before is None or day > not_on_or_before:
            return day, instant
    raise AssertionError("occurrences never end")


def window_end(day: date, slot: Slot, due: datetime, zone: str) -> datetime:
    """Return the instant after which a delivery is of no use: late is honest, not a pile.

    It is the end of the slot on that local date, and never less than two hours after it was due.
    """
    end = occurrence(day, WINDOW_END[slot], zone)
    return max(end or due, due + SHORTEST_WINDOW)


def clock_time(minute_of_day: int) -> str:
    """Return minutes of the day as 24-hour HH:MM."""
    return f"{minute_of_day // 60:02d}:{minute_of_day % 60:02d}"


def parse_clock_time(text: str) -> int | None:
    """Read a local time as people type it: 7, 7:05, 07.30, 7h30, 730, 7:30 pm.

    Returns:
        Minutes of the day, or None when it is no time.
    """
    words = text.strip().lower().replace("h", ":").replace(".", ":").replace(" ", "")
    half_day = 0
    for mark, shift in (("am", 0), ("a:m:", 0), ("pm", 12), ("p:m:", 12)):
        if words.endswith(mark):
            words, half_day = words.removesuffix(mark), 1 + shift
            break
    words = words.strip(":")
    if words.isascii() and words.isdigit() and len(words) in (3, 4):
        words = words[:-2] + ":" + words[-2:]
    hours_text, _, minutes_text = words.partition(":")
    minutes_text = minutes_text or "0"
    typed = hours_text + minutes_text
    if not hours_text or not typed.isascii() or not typed.isdigit():
        return None
    if len(hours_text) > 2 or len(minutes_text) > 2:
        return None
    hours, minutes = int(hours_text), int(minutes_text)
    if half_day:
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (half_day - 1)
    return hours * 60 + minutes if hours < 24 and minutes < 60 else None
