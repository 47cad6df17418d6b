"""Where a person's own pages lead: the way in, rhythm, settings, reading."""

from dataclasses import dataclass
from datetime import date

from bot.domain.rhythm import Slot
from bot.views.codec import Route


@dataclass(frozen=True, slots=True)
class Home(Route):
    """The person's own start page."""

    code = "h"


@dataclass(frozen=True, slots=True)
class Learning(Route):
    """The learn cards (client 0: without a program beside)."""

    code = "le"
    client: int


@dataclass(frozen=True, slots=True)
class Learn(Route):
    """One learn card."""

    code = "ln"
    client: int
    learn: str


@dataclass(frozen=True, slots=True)
class Reminders(Route):
    """A caregiver's reminders for a client."""

    code = "r"
    client: int


@dataclass(frozen=True, slots=True)
class ReminderTimes(Route):
    """Choose the time of one slot's reminder."""

    code = "rt"
    client: int
    slot: Slot


@dataclass(frozen=True, slots=True)
class SetReminder(Route):
    """Set one slot's reminder: minute of the local day, on or off."""

    code = "rs"
    client: int
    slot: Slot
    minute: int
    on: bool


@dataclass(frozen=True, slots=True)
class Pause(Route):
    """Ask for how long to rest the reminders."""

    code = "p"
    client: int


@dataclass(frozen=True, slots=True)
class PauseUntil(Route):
    """Rest the reminders until a local date (the day they come back)."""

    code = "pu"
    client: int
    day: date


@dataclass(frozen=True, slots=True)
class Resume(Route):
    """Let the reminders come again."""

    code = "pr"
    client: int


@dataclass(frozen=True, slots=True)
class Snooze(Route):
    """Let a slot's card come back in so many minutes; 0 asks in how many."""

    code = "sn"
    client: int
    slot: Slot
    on: date
    minutes: int


@dataclass(frozen=True, slots=True)
class SetAnchor(Route):
    """Say a time in words, by number of the choice; 0 for none."""

    code = "ra"
    client: int
    slot: Slot
    anchor: int


@dataclass(frozen=True, slots=True)
class QuietHours(Route):
    """Choose the quiet hours."""

    code = "q"


@dataclass(frozen=True, slots=True)
class SetQuietHours(Route):
    """Set the quiet hours, in minutes of the local day."""

    code = "qs"
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Settings(Route):
    """Language, time zone, reminders, privacy."""

    code = "e"


@dataclass(frozen=True, slots=True)
class Languages(Route):
    """Choose a language."""

    code = "el"


@dataclass(frozen=True, slots=True)
class SetLanguage(Route):
    """Set the language."""

    code = "es"
    language: str


@dataclass(frozen=True, slots=True)
class Zones(Route):
    """Choose a time zone within a part of the world ("-" for the list of parts)."""

    code = "z"
    region: str
    page: int


@dataclass(frozen=True, slots=True)
class SetZone(Route):
    """Set the time zone, an IANA name."""

    code = "zs"
    zone: str


@dataclass(frozen=True, slots=True)
class Privacy(Route):
    """What is kept, and how to leave."""

    code = "v"


@dataclass(frozen=True, slots=True)
class Withdraw(Route):
    """Withdraw consent for a client; asked twice."""

    code = "vw"
    client: int
    sure: bool


@dataclass(frozen=True, slots=True)
class Welcome(Route):
    """An answer during the welcome: which field, which value."""

    code = "o"
    draft: int
    field: str
    value: str
