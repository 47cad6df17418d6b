"""The practice's own facts: what it has confirmed may be said for certain, nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from bot.domain.program import DEFAULT_WEEKS
from bot.domain.rhythm import Weekdays

NAME_LIMIT: Final = 60
NUMBER_LIMIT: Final = 60
#: Hours within which the practice promises to look at a worry; 0 is no promise.
PROMISES: Final = (0, 4, 8, 24, 48, 72)
LONGEST_PROMISE: Final = 14 * 24
#: For how many years the records of a closed program are kept, as the buttons offer it.
RETENTIONS: Final = (3, 5, 8, 10, 20, 30)
LONGEST_RETENTION: Final = 100


class Setting(StrEnum):
    """What an administrator decides."""

    NAME = "name"
    COUNTRY = "country"
    HOURS = "hours"
    PROMISE = "promise"
    EMERGENCY = "emergency"
    CRISIS = "crisis"
    POISON = "poison"
    PHONE = "phone"
    URGENT = "urgent"
    SAFEGUARDING = "safeguarding"
    SPEECH = "speech"
    WORDING = "wording"
    RETENTION = "retention"
    MORNING = "morning"
    AFTERNOON = "afternoon"
    BEDTIME = "bedtime"
    WEEKS = "weeks"


class NumberSetting(StrEnum):
    """A phone number: shown to families only when it is confirmed."""

    EMERGENCY = "emergency"
    CRISIS = "crisis"
    POISON = "poison"
    PHONE = "phone"


class ContactSetting(StrEnum):
    """Somebody of the practice who is told beside the therapist."""

    URGENT = "urgent"
    SAFEGUARDING = "safeguarding"
    SPEECH = "speech"


@dataclass(frozen=True, slots=True)
class Kept:
    """One setting as it is kept; instants are UTC epoch milliseconds."""

    value: str
    set_at: int
    confirmed_by: int | None = None
    confirmed_at: int | None = None

    @property
    def is_confirmed(self) -> bool:
        """Say whether an administrator stands for it."""
        return self.confirmed_at is not None


@dataclass(frozen=True, slots=True)
class ReadingHours:
    """When the practice reads what comes in: weekdays, and minutes of its own local day."""

    days: Weekdays
    begin: int
    end: int

    def __post_init__(self) -> None:
        """Refuse hours that are none."""
        if not 0 <= self.begin < self.end <= 24 * 60:
            raise ValueError("reading hours begin before they end")

    @property
    def text(self) -> str:
        """The hours as they are kept: "31 480 960"."""
        return f"{self.days.mask} {self.begin} {self.end}"

    @classmethod
    def of(cls, text: str) -> "ReadingHours":
        """Read kept hours.

        Raises:
            ValueError: they are none.
        """
        mask, begin, end = (int(part) for part in text.split())
        return cls(Weekdays(mask), begin, end)


@dataclass(frozen=True, slots=True)
class Practice:
    """Every setting that there is, and the zone that the reading hours are in."""

    kept: Mapping[Setting, Kept]
    zone: str

    def value(self, setting: Setting) -> str | None:
        """Return what is kept, confirmed or not."""
        found = self.kept.get(setting)
        return found.value if found else None

    def certain(self, setting: Setting | NumberSetting) -> str | None:
        """Return a value that somebody has confirmed, or None."""
        found = self.kept.get(Setting(setting))
        return found.value if found and found.is_confirmed else None

    @property
    def name(self) -> str | None:
        """The practice's name."""
        return self.value(Setting.NAME)

    @property
    def hours(self) -> ReadingHours | None:
        """When messages are read."""
        found = self.value(Setting.HOURS)
        return ReadingHours.of(found) if found else None

    @property
    def promise(self) -> timedelta | None:
        """Within what time a worry is looked at; None when the practice promises none."""
        found = self.value(Setting.PROMISE)
        return timedelta(hours=int(found)) if found and int(found) else None

    def minute(self, setting: Setting) -> int | None:
        """Return the minute of the day that is suggested for a slot's cards."""
        found = self.value(setting)
        return int(found) if found else None

    @property
    def weeks(self) -> int:
        """For how many weeks a new assignment runs, where nobody says otherwise."""
        return int(self.value(Setting.WEEKS) or DEFAULT_WEEKS)

    def person(self, contact: ContactSetting) -> int | None:
        """Return the person who is told as that."""
        found = self.value(Setting(contact))
        return int(found) if found else None

    def look_by(self, told_at: datetime) -> datetime | None:
        """Return until when a worry told at that instant is promised to be seen."""
        return told_at + self.promise if self.promise else None


def clean_number(text: str) -> str | None:
    """Return a typed number as it is kept, or None when there is nothing to dial in it.

    "999 or 112" and "text HOME to 741741" are fine: people read it, a phone need not.
    """
    printable = "".join(c if c.isprintable() else " " for c in text)
    words = " ".join(printable.split())
    digits = sum(c.isascii() and c.isdigit() for c in words)
    fits = 0 < len(words) <= NUMBER_LIMIT and digits >= 2
    return words if fits else None
