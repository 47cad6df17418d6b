"""What can be chosen for a setting of the practice, as rows of buttons."""

from typing import Final

from babel import Locale

from bot.catalog.worries import Worries
from bot.domain.practice import (
    PROMISES,
    RETENTIONS,
    ContactSetting,
    NumberSetting,
    ReadingHours,
    Setting,
)
from bot.domain.rhythm import clock_time
from bot.services.practice import PracticePage, seal
from bot.services.practice_country import ELSEWHERE
from bot.texts import Say
from bot.views.assign_choices import WEEKS
from bot.views.plan_words import weeks_of
from bot.views.practice_routes import (
    PracticeClear,
    PracticeConfirm,
    PracticeContact,
    PracticeCountries,
    PracticeCountry,
    PracticeDay,
    PracticeHours,
    PracticeItem,
    PracticePromise,
    PracticeRetention,
    PracticeType,
    PracticeWeeks,
)
from bot.views.screen import Button, Row, Screen, blocks, button, in_rows

COUNTRIES_A_PAGE: Final = 16
HOURS: Final = ((480, 960), (480, 1020), (540, 1020), (540, 900), (480, 1080))


def countries(say: Say, worries: Worries, page: int) -> Screen:
    """Offer the countries with known numbers, by page; any other has none to suggest."""
    named = sorted((territory(say, code), code) for code in worries.countries)
    last = (len(named) - 1) // COUNTRIES_A_PAGE
    page = min(page, last)
    shown = named[page * COUNTRIES_A_PAGE : (page + 1) * COUNTRIES_A_PAGE]
    choices = [button(name, PracticeCountry(code)) for name, code in shown]
    turn: list[Button] = []
    if page > 0:
        turn.append(button("‹", PracticeCountries(page - 1)))
    if page < last:
        turn.append(button("›", PracticeCountries(page + 1)))
    return Screen(
        blocks(
            say("<b>Country</b>"),
            say("Page {page} of {all}. You can type it, too.", page=page + 1, all=last + 1),
        ),
        (
            *in_rows(choices, 2),
            *((tuple(turn),) if turn else ()),
            (
                button(say.plain("Type it"), PracticeType(Setting.COUNTRY)),
                button(say.plain("Another country"), PracticeCountry(ELSEWHERE)),
            ),
            (button(say.plain("Back"), PracticeItem(Setting.COUNTRY)),),
        ),
    )


def territory(say: Say, code: str) -> str:
    """Return a country's name in the reader's language."""
    if code == ELSEWHERE:
        return say.plain("another country")
    return str(Locale.parse(say.language).territories.get(code, code))


def number(say: Say, page: PracticePage, number: NumberSetting) -> tuple[Row, ...]:
    """Offer to confirm, to type and to empty a number."""
    kept = page.practice.kept.get(Setting(number))
    rows: list[Row] = []
    if kept is not None and not kept.is_confirmed:
        sure = PracticeConfirm(number, seal(kept.value))
        rows.append((button(say.plain("Confirm {n}", n=kept.value), sure, "success"),))
    rows.append((button(say.plain("Type it"), PracticeType(Setting(number))),))
    if kept is not None:
        rows.append((button(say.plain("Leave it empty"), PracticeClear(Setting(number))),))
    return tuple(rows)


def hours(say: Say, now: ReadingHours | None) -> tuple[Row, ...]:
    """Offer usual hours, then the weekdays."""
    choices = [
        button(
            ("✓ " if now and (now.begin, now.end) == one else "")
            + f"{clock_time(one[0])}–{clock_time(one[1])}",
            PracticeHours(*one),
        )
        for one in HOURS
    ]
    rows = list(in_rows(choices, 3))
    if now is not None:
        days = [
            button(
                ("✓ " if day in now.days.days else "") + say.weekday(day),
                PracticeDay(day, day not in now.days.days),
            )
            for day in range(7)
        ]
        rows += in_rows(days, 4)
        rows.append((button(say.plain("Leave it empty"), PracticeClear(Setting.HOURS)),))
    rows.append((button(say.plain("Type it"), PracticeType(Setting.HOURS)),))
    return tuple(rows)


def promises(say: Say, page: PracticePage) -> tuple[Row, ...]:
    """Offer times within which a worry is looked at."""
    now = page.practice.value(Setting.PROMISE) or "0"
    choices = [
        button(
            ("✓ " if str(hours) == now else "")
            + (str(say.many("{n} hour", "{n} hours", hours)) if hours else say.plain("No promise")),
            PracticePromise(hours),
        )
        for hours in PROMISES
    ]
    typed: Row = (button(say.plain("Type it"), PracticeType(Setting.PROMISE)),)
    return (*in_rows(choices, 3), typed)


def retentions(say: Say, page: PracticePage) -> tuple[Row, ...]:
    """Offer for how many years the records of a closed program are kept."""
    now = page.practice.value(Setting.RETENTION)
    offered = [
        button(
            ("✓ " if str(years) == now else "") + str(say.many("{n} year", "{n} years", years)),
            PracticeRetention(years),
        )
        for years in RETENTIONS
    ]
    ever = button(("" if now else "✓ ") + say.plain("They stay"), PracticeRetention(0))
    return (
        *in_rows(offered, 3),
        (ever, button(say.plain("Type it"), PracticeType(Setting.RETENTION))),
    )


def weeks(say: Say, page: PracticePage) -> tuple[Row, ...]:
    """Offer for how many weeks a new assignment runs."""
    now = page.practice.weeks
    offered = [
        button(("✓ " if n == now else "") + weeks_of(say, n), PracticeWeeks(n))
        for n in sorted({*WEEKS, now})
    ]
    typed: Row = (button(say.plain("Type it"), PracticeType(Setting.WEEKS)),)
    return (*in_rows(offered, 3), typed)


def usual_time(say: Say, page: PracticePage, setting: Setting) -> tuple[Row, ...]:
    """Offer to type the time at which cards usually come, and to suggest none."""
    typed: Row = (button(say.plain("Type it"), PracticeType(setting)),)
    if page.practice.value(setting) is None:
        return (typed,)
    return typed, (button(say.plain("Leave it empty"), PracticeClear(setting)),)


def contacts(say: Say, page: PracticePage, contact: ContactSetting) -> tuple[Row, ...]:
    """Offer the practice's therapists."""
    now = page.practice.person(contact)
    choices = [
        button(("✓ " if person == now else "") + name, PracticeContact(contact, person))
        for person, name in page.therapists[:40]
    ]
    nobody: Row = (button(say.plain("Nobody"), PracticeContact(contact, 0)),)
    return (*in_rows(choices, 2), nobody)
