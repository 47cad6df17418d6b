"""/practice: the settings of the practice, by buttons or typed, for administrators alone."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from bot.domain.errors import Invalid
from bot.domain.practice import PROMISES, NumberSetting, Setting
from bot.domain.rhythm import parse_clock_time
from bot.handlers.desk import Turn
from bot.services import (
    meet,
    practice,
    practice_country,
    practice_readers,
    practice_times,
    practice_weeks,
    retention,
)
from bot.services.practice import PracticePage
from bot.texts import Say
from bot.views import practice as view
from bot.views import practice_choices as choices
from bot.views import practice_routes as to
from bot.views.codec import Route
from bot.views.screen import Screen

#: What can be typed: /practice emergency 112.
TYPED: Final = (
    Setting.NAME,
    Setting.COUNTRY,
    Setting.HOURS,
    Setting.PROMISE,
    Setting.RETENTION,
    *practice_times.TIMES,
    Setting.WEEKS,
    *map(Setting, NumberSetting),
)


async def on_practice_command(turn: Turn) -> Screen:
    """/practice, alone or with a setting and its value."""
    await meet.meet(turn.office, turn.visitor)
    page = await practice.read_practice(turn.office, turn.visitor)
    word, _, value = turn.text.strip().partition(" ")
    if not word:
        return view.practice(turn.say(page.actor), page)
    setting = next((one for one in TYPED if one == word.lower()), None)
    if setting is None or not value.strip():
        raise Invalid("practice_line", known=", ".join(TYPED))
    return await _typed(turn, setting, value)


async def on_value_text(turn: Turn, target: str) -> Screen:
    """A value was typed; one that does not fit is asked for again."""
    try:
        return await _typed(turn, Setting(target), turn.text)
    except Invalid:
        turn.expect()
        raise


async def on_home(turn: Turn, route: to.PracticeHome) -> Screen:
    """All settings."""
    page = await practice.read_practice(turn.office, turn.visitor)
    return view.practice(turn.say(page.actor), page)


async def on_item(turn: Turn, route: to.PracticeItem) -> Screen:
    """One setting."""
    page = await practice.read_practice(turn.office, turn.visitor)
    return view.item(turn.say(page.actor), page, route.setting)


async def on_type(turn: Turn, route: to.PracticeType) -> Screen:
    """The next text is the value."""
    if route.setting not in TYPED:
        raise Invalid("choice", value=route.setting)
    page = await practice.await_value(turn.office, turn.visitor, route.setting)
    turn.expect()
    return view.ask(turn.say(page.actor), route.setting)


async def on_confirm(turn: Turn, route: to.PracticeConfirm) -> Screen:
    """Stand for a number."""
    page = await practice.confirm(turn.office, turn.visitor, route.number, route.seal)
    return _saved(turn, page, Setting(route.number))


async def on_clear(turn: Turn, route: to.PracticeClear) -> Screen:
    """Leave it empty."""
    page = await practice.clear(turn.office, turn.visitor, route.setting)
    return _saved(turn, page, route.setting)


async def on_countries(turn: Turn, route: to.PracticeCountries) -> Screen:
    """Choose a country."""
    page = await practice.read_practice(turn.office, turn.visitor)
    return choices.countries(turn.say(page.actor), turn.office.worries, route.page)


async def on_country(turn: Turn, route: to.PracticeCountry) -> Screen:
    """A country was chosen."""
    page = await practice_country.set_country(turn.office, turn.visitor, route.country)
    return _saved(turn, page, None)


async def on_hours(turn: Turn, route: to.PracticeHours) -> Screen:
    """When messages are read."""
    page = await practice_readers.set_hours(turn.office, turn.visitor, route.begin, route.end)
    return _saved(turn, page, Setting.HOURS)


async def on_day(turn: Turn, route: to.PracticeDay) -> Screen:
    """On which weekdays."""
    page = await practice_readers.set_reading_day(
        turn.office, turn.visitor, route.weekday, is_on=route.on
    )
    return _saved(turn, page, Setting.HOURS)


async def on_promise(turn: Turn, route: to.PracticePromise) -> Screen:
    """Within what time a worry is looked at."""
    if route.hours not in PROMISES:
        raise Invalid("choice", value=route.hours)
    page = await practice_readers.set_promise(turn.office, turn.visitor, route.hours)
    return _saved(turn, page, Setting.PROMISE)


async def on_retention(turn: Turn, route: to.PracticeRetention) -> Screen:
    """For how many years records are kept."""
    page = await retention.set_retention(turn.office, turn.visitor, route.years)
    return _saved(turn, page, Setting.RETENTION)


async def on_weeks(turn: Turn, route: to.PracticeWeeks) -> Screen:
    """For how many weeks a new assignment runs."""
    page = await practice_weeks.set_usual_weeks(turn.office, turn.visitor, route.weeks)
    return _saved(turn, page, Setting.WEEKS)


async def on_contact(turn: Turn, route: to.PracticeContact) -> Screen:
    """Who is told beside the therapist."""
    page = await practice_readers.set_contact(
        turn.office, turn.visitor, route.contact, route.person
    )
    return _saved(turn, page, Setting(route.contact))


async def on_texts(turn: Turn, route: to.PracticeTexts) -> Screen:
    """The wording, by page."""
    page = await practice.read_practice(turn.office, turn.visitor)
    return view.texts(turn.say(page.actor), page, turn.office.worries.codes, route.page)


async def on_wording(turn: Turn, route: to.PracticeWording) -> Screen:
    """Stand for the wording."""
    page = await practice.confirm_wording(turn.office, turn.visitor, route.revision)
    return _saved(turn, page, Setting.WORDING)


# -- inside -------------------------------------------------------------------------------------


async def _typed(turn: Turn, setting: Setting, value: str) -> Screen:
    office, visitor = turn.office, turn.visitor
    match setting:
        case Setting.NAME:
            page = await practice.set_name(office, visitor, value)
        case Setting.COUNTRY:
            known = await practice.read_practice(office, visitor)
            country = _country(turn, turn.say(known.actor), value)
            page = await practice_country.set_country(office, visitor, country)
        case Setting.HOURS:
            page = await practice_readers.set_hours(office, visitor, *_two_times(value))
        case Setting.MORNING | Setting.AFTERNOON | Setting.BEDTIME:
            page = await practice_times.set_usual_time(office, visitor, setting, _minute(value))
        case Setting.WEEKS:
            page = await practice_weeks.set_usual_weeks(office, visitor, _whole(value))
        case Setting.RETENTION:
            page = await retention.set_retention(office, visitor, _whole(value))
        case Setting.PROMISE:
            page = await practice_readers.set_promise(office, visitor, _whole(value))
        case _:
            page = await practice.set_number(office, visitor, NumberSetting(setting), value)
    return _saved(turn, page, None if setting is Setting.COUNTRY else setting)


def _country(turn: Turn, say: Say, typed: str) -> str:
    """Return the country that was typed: its name as the reader knows it, or its two letters."""
    wanted = " ".join(typed.split()).casefold()
    for code in turn.office.worries.countries:
        if wanted in (code.casefold(), choices.territory(say, code).casefold()):
            return code
    raise Invalid("practice_country", value=typed)


def _minute(typed: str) -> int:
    minute = parse_clock_time(typed)
    if minute is None:
        raise Invalid("time", value=typed)
    return minute


def _whole(typed: str) -> int:
    """Return the number that a text begins with, such as 24h or 6 weeks; -1 when it does not."""
    word = next(iter(typed.lower().split()), "").rstrip("hwy")
    return int(word) if word.isascii() and word.isdigit() and len(word) < 4 else -1


def _two_times(typed: str) -> tuple[int, int]:
    begin, _, end = typed.replace("\u2013", "-").replace(" to ", "-").partition("-")
    times = parse_clock_time(begin), parse_clock_time(end)
    if times[0] is None or times[1] is None:
        raise Invalid("practice_hours")
    return times[0], times[1]


def _saved(turn: Turn, page: PracticePage, setting: Setting | None) -> Screen:
    say = turn.say(page.actor)
    notice = say.plain("Saved")
    if setting is None:
        return view.practice(say, page, notice)
    return view.item(say, page, setting, notice)


TAPS: Final[Mapping[type[Route], Callable[[Turn, Any], Awaitable[Screen]]]] = {
    to.PracticeHome: on_home,
    to.PracticeItem: on_item,
    to.PracticeType: on_type,
    to.PracticeConfirm: on_confirm,
    to.PracticeClear: on_clear,
    to.PracticeCountries: on_countries,
    to.PracticeCountry: on_country,
    to.PracticeHours: on_hours,
    to.PracticeDay: on_day,
    to.PracticePromise: on_promise,
    to.PracticeContact: on_contact,
    to.PracticeRetention: on_retention,
    to.PracticeWeeks: on_weeks,
    to.PracticeTexts: on_texts,
    to.PracticeWording: on_wording,
}
