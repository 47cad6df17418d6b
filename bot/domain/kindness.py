"""When a reminder steps back: quiet hours, silence, snoozes (brief 4.1 and 6.3).

Two silent days mean nothing. After five comes one gentle line. After fourteen reminders rest by
themselves, and the therapist sees "quiet", a fact about the plan and not about the family.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain.rhythm import occurrence

GENTLE_AFTER_DAYS: Final = 5
REST_AFTER_DAYS: Final = 14
#: So many days of them had a card that nobody answered.
GENTLE_AFTER_CARDS: Final = 2
REST_AFTER_CARDS: Final = 5
QUIET: Final = "quiet"

#: Minutes of the local day; a late or repeated message waits for the end of the quiet hours.
DEFAULT_QUIET: Final = (21 * 60 + 45, 6 * 60)
#: A reminder this little late still counts as on time, whatever the hour its family chose.
ON_TIME: Final = timedelta(minutes=20)

SNOOZES: Final = (15, 60, 180)
#: A snoozed card comes back until this minute of the local day.
LAST_SNOOZE: Final = 23 * 60 + 30


class Tone(StrEnum):
    """What a reminder says besides its card."""

    USUAL = "usual"
    GENTLE = "gentle"
    GOODBYE = "goodbye"


@dataclass(frozen=True, slots=True)
class Silence:
    """How long nobody has answered about a client, as of a local date.

    Attributes:
        since: the latest local date with an answer, or on which somebody joined or came back.
        told_on: the local date of the gentle line in this silence, or None.
        days_with_cards: on how many local dates since then, today left out, a card came. A
            program of one day a week is not silent after six days.
    """

    since: date
    told_on: date | None
    days_with_cards: int

    def tone(self, today: date) -> Tone:
        """Say how the next reminder sounds."""
        days = (today - self.since).days
        if days > REST_AFTER_DAYS and self.days_with_cards >= REST_AFTER_CARDS:
            return Tone.GOODBYE
        told = self.told_on is not None and self.told_on > self.since
        silent = days > GENTLE_AFTER_DAYS and self.days_with_cards >= GENTLE_AFTER_CARDS
        return Tone.GENTLE if silent and not told else Tone.USUAL


def is_quiet(minute_of_day: int, quiet: tuple[int, int]) -> bool:
    """Say whether a minute of the local day lies in the quiet hours (end not included)."""
    begin, end = quiet
    if begin <= end:
        return begin <= minute_of_day < end
    return minute_of_day >= begin or minute_of_day < end


def quiet_until(now: datetime, zone: str, quiet: tuple[int, int]) -> datetime | None:
    """Return the instant at which the present quiet hours end, or None outside them."""
    local = now.astimezone(ZoneInfo(zone))
    if not is_quiet(local.hour * 60 + local.minute, quiet):
        return None
    for day in (local.date(), local.date() + timedelta(days=1), local.date() + timedelta(days=2)):
        ends = occurrence(day, quiet[1], zone)
        if ends is not None and ends > now:
            return ends
    return None


def snoozed_until(now: datetime, minutes: int, on: date, zone: str) -> datetime | None:
    """Return when a snoozed card comes back on its own local date, or None when the day is over."""
    last = occurrence(on, LAST_SNOOZE, zone)
    back = now + timedelta(minutes=minutes)
    if last is None or now >= last:
        return None
    return min(back, last)
