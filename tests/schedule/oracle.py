"""When a local time falls, worked out in another way than the bot does.

It only ever asks "how far is this zone from UTC at this instant?", day by day, and does the rest
with whole minutes. Neither folds nor the bot's own rules of time play a part.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

YEARS = range(2005, 2046)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
EPOCH_DAY = date(1970, 1, 1)
DAY = 24 * 60

#: Zones that break what people believe of local time.
HARD_ZONES = (
    "Africa/Cairo",  # on and off again, at midnight
    "Africa/Casablanca",  # back for Ramadan, four changes a year
    "America/Asuncion",  # at midnight, and no more since 2024
    "America/Caracas",  # half an hour, twice
    "America/Havana",  # at midnight
    "America/Nuuk",  # late on Saturday, then a new standard
    "America/Santiago",  # at midnight, southern
    "America/Sao_Paulo",  # at midnight, until 2019
    "Antarctica/Troll",  # two hours
    "Asia/Amman",
    "Asia/Beirut",  # at midnight
    "Asia/Gaza",
    "Asia/Kathmandu",  # +05:45
    "Asia/Pyongyang",  # half an hour, twice
    "Asia/Tehran",  # +03:30, at midnight, until 2022
    "Atlantic/Azores",
    "Australia/Lord_Howe",  # half an hour
    "Europe/Dublin",
    "Europe/Istanbul",
    "Pacific/Apia",  # had no 30 December 2011
    "Pacific/Chatham",  # +12:45
    "Pacific/Fakaofo",  # had no 30 December 2011
    "Pacific/Fiji",
    "Pacific/Kiritimati",  # +14
    "Pacific/Pago_Pago",  # -11
)


@dataclass(frozen=True)
class Stretch:
    """A time without a change: UTC minutes since 1970, `end` not included, and the offset."""

    begin: int
    end: int
    offset: int


@lru_cache(maxsize=4096)
def stretches(zone: str, year: int) -> tuple[Stretch, ...]:
    """Return the stretches of a zone from a month before a year to a month after it, in order."""
    info = ZoneInfo(zone)

    def offset_at(minute: int) -> int:
        offset = (EPOCH + timedelta(minutes=minute)).astimezone(info).utcoffset()
        assert offset is not None and offset % timedelta(minutes=1) == timedelta()
        return offset // timedelta(minutes=1)

    begin = (datetime(year - 1, 12, 1, tzinfo=UTC) - EPOCH) // timedelta(minutes=1)
    last = (datetime(year + 1, 2, 1, tzinfo=UTC) - EPOCH) // timedelta(minutes=1)
    found = []
    offset = offset_at(begin)
    for look in range(begin + DAY, last + 1, DAY):
        if offset_at(look) != offset:
            change = _first(look - DAY, look, offset, offset_at)
            found.append(Stretch(begin, change, offset))
            begin, offset = change, offset_at(change)
    found.append(Stretch(begin, last, offset))
    return tuple(found)


def _first(low: int, high: int, before: int, offset_at: Callable[[int], int]) -> int:
    """Return the first minute above `low` with another offset than before; `high` has one."""
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if offset_at(middle) == before else (low, middle)
    return high


def changes(zone: str) -> list[date]:
    """Return the UTC dates on which a zone's clocks change."""
    begins = {s.begin for year in YEARS for s in stretches(zone, year)[1:]}
    return [EPOCH_DAY + timedelta(days=begin // DAY) for begin in sorted(begins)]


def instant_of(zone: str, day: date, minute_of_day: int) -> datetime | None:
    """Return when that local time comes; None when the zone has no such date.

    A time that comes twice comes the first time. A time that does not come is as many minutes
    after the last one before the gap as if there were no gap.
    """
    begins = (day - EPOCH_DAY).days * DAY
    wanted = begins + minute_of_day
    near = [s for s in stretches(zone, day.year) if s.begin - 2 * DAY < wanted < s.end + 2 * DAY]
    if not any(max(s.begin + s.offset, begins) < min(s.end + s.offset, begins + DAY) for s in near):
        return None
    for s in near:
        if s.begin + s.offset <= wanted < s.end + s.offset:
            return EPOCH + timedelta(minutes=wanted - s.offset)
    before_the_gap = max((s for s in near if s.end + s.offset <= wanted), key=lambda s: s.end)
    return EPOCH + timedelta(minutes=wanted - before_the_gap.offset)


def date_at(zone: str, instant: datetime) -> date:
    """Return the local date at an instant."""
    minute = (instant - EPOCH) // timedelta(minutes=1)
    stretch = next(s for s in stretches(zone, instant.year) if s.begin <= minute < s.end)
    return EPOCH_DAY + timedelta(days=(minute + stretch.offset) // DAY)


def wanted_between(
    zone: str, minute_of_day: int, weekdays: set[int], after: datetime, until: datetime
) -> list[tuple[date, datetime]]:
    """Return every wanted date whose instant is later than `after` and not later than `until`."""
    found = []
    day = after.date() - timedelta(days=3)
    while day <= until.date() + timedelta(days=3):
        if day.weekday() in weekdays:
            instant = instant_of(zone, day, minute_of_day)
            if instant is not None and after < instant <= until:
                found.append((day, instant))
        day += timedelta(days=1)
    return found
