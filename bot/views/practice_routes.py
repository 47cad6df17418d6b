"""Where the buttons of /practice lead. Their codes begin with X; none is ever reused."""

from dataclasses import dataclass

from bot.domain.practice import ContactSetting, NumberSetting, Setting
from bot.views.codec import Route


@dataclass(frozen=True, slots=True)
class PracticeHome(Route):
    """All settings of the practice."""

    code = "X"


@dataclass(frozen=True, slots=True)
class PracticeItem(Route):
    """One setting."""

    code = "XI"
    setting: Setting


@dataclass(frozen=True, slots=True)
class PracticeType(Route):
    """The next text is this setting's value."""

    code = "XT"
    setting: Setting


@dataclass(frozen=True, slots=True)
class PracticeConfirm(Route):
    """Stand for a number; the seal says which one was on the screen."""

    code = "XC"
    number: NumberSetting
    seal: str


@dataclass(frozen=True, slots=True)
class PracticeClear(Route):
    """Leave a setting empty."""

    code = "XX"
    setting: Setting


@dataclass(frozen=True, slots=True)
class PracticeCountries(Route):
    """The countries, by page."""

    code = "XL"
    page: int


@dataclass(frozen=True, slots=True)
class PracticeCountry(Route):
    """Choose a country, by its two letters; ZZ for another one."""

    code = "XS"
    country: str


@dataclass(frozen=True, slots=True)
class PracticeHours(Route):
    """When messages are read, in minutes of the local day."""

    code = "XH"
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class PracticeDay(Route):
    """Whether messages are read on a weekday, Monday 0."""

    code = "XD"
    weekday: int
    on: bool


@dataclass(frozen=True, slots=True)
class PracticePromise(Route):
    """Within how many hours a worry is looked at; 0 promises nothing."""

    code = "XP"
    hours: int


@dataclass(frozen=True, slots=True)
class PracticeRetention(Route):
    """For how many years records are kept after the end; 0 for ever."""

    code = "2Y"
    years: int


@dataclass(frozen=True, slots=True)
class PracticeWeeks(Route):
    """For how many weeks a new assignment runs."""

    code = "2D"
    weeks: int


@dataclass(frozen=True, slots=True)
class PracticeContact(Route):
    """Who is told beside the therapist; 0 for nobody."""

    code = "XU"
    contact: ContactSetting
    person: int


@dataclass(frozen=True, slots=True)
class PracticeTexts(Route):
    """The wording of the safety texts, by page."""

    code = "XW"
    page: int


@dataclass(frozen=True, slots=True)
class PracticeWording(Route):
    """Stand for the wording that has this revision."""

    code = "XV"
    revision: str
