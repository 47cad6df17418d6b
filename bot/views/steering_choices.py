"""The choices for one thing about an assignment: each is one tap, what is usual stands first."""

from datetime import timedelta
from typing import Final

from markupsafe import Markup

from bot.domain.program_change import OPEN, Field
from bot.domain.rhythm import EVERY_DAY, SCHOOL_DAYS, WEEKEND, Slot, Weekdays
from bot.services.steered import Steered
from bot.texts import Say
from bot.views import change_words, labels
from bot.views.program_routes import ChooseDays, Type
from bot.views.screen import Row, Screen, blocks, button, in_rows
from bot.views.steering import back, change_to, head, show

MINUTES: Final = (2, 3, 5, 8, 10, 15, 20, 30)
WEEKS: Final = (1, 2, 4, 6, 8, 12)
RESTS: Final = (1, 2, 4)


def choices(say: Say, page: Steered, field: Field) -> Screen:
    """Show the choices for one thing; each is one tap."""
    match field:
        case Field.SLOT:
            return _slots(say, page)
        case Field.MINUTES:
            return _minutes(say, page)
        case Field.UNTIL:
            return _until(say, page)
        case Field.START:
            return _start(say, page)
        case Field.HAND_OVER:
            return _parts(say, page)
        case Field.NOTE:
            return _note(say, page)
        case Field.REST:
            return _rest(say, page)
        case Field.END:
            return _end(say, page)
        case _:
            return show(say, page)


def days(say: Say, page: Steered, mask: int) -> Screen:
    """Show the weekdays to tick; a usual set is one tap."""
    one = page.assignment
    groups = [
        button(labels.weekdays(say, which), change_to(page, Field.DAYS, which.mask))
        for which in (SCHOOL_DAYS, EVERY_DAY, WEEKEND)
    ]
    single = [
        button(
            ("✓ " if mask >> day & 1 else "") + say.weekday(day),
            ChooseDays(one.id, one.version, mask ^ 1 << day),
        )
        for day in range(7)
    ]
    rows: tuple[Row, ...] = (*in_rows(groups, 1), *in_rows(single, 4))
    if mask and mask != one.weekdays.mask:
        chosen = labels.weekdays(say, Weekdays(mask))
        take = button(
            say.plain("Take {days}", days=chosen), change_to(page, Field.DAYS, mask), "primary"
        )
        rows = (*rows, (take,))
    text = blocks(head(say, page), say("On which days?"))
    return Screen(text, (*rows, back(say, page)))


def _slots(say: Say, page: Steered) -> Screen:
    one = page.assignment
    found = [
        button(
            ("✓ " if slot is one.slot else "") + labels.slot(say, slot, page.client),
            change_to(page, Field.SLOT, slot),
        )
        for slot in Slot
    ]
    text = blocks(head(say, page), say("When in the day?"))
    return Screen(text, (*in_rows(found, 2), back(say, page)))


def _minutes(say: Say, page: Steered) -> Screen:
    one = page.assignment
    found = [
        button(("✓ " if one.minutes == n else "") + str(n), change_to(page, Field.MINUTES, n))
        for n in MINUTES
    ]
    usual = say.plain("As on the card: {n}", n=page.card.minutes)
    return Screen(
        blocks(head(say, page), say("About how many minutes for one go?")),
        (
            *in_rows(found, 4),
            (button(usual, change_to(page, Field.MINUTES, 0)),),
            _typed(say, page, Field.MINUTES, say.plain("Another number")),
            back(say, page),
        ),
    )


def _until(say: Say, page: Steered) -> Screen:
    found = [
        button(str(say.many("{n} week", "{n} weeks", n)), change_to(page, Field.UNTIL, n))
        for n in WEEKS
    ]
    begins = page.assignment.starts_on > page.today
    ask = (
        say("How long, from its first day? Then you look at it again.")
        if begins
        else say("How long, from today? Then you look at it again.")
    )
    return Screen(
        blocks(head(say, page), ask),
        (
            *in_rows(found, 3),
            (button(say.plain("Without an end"), change_to(page, Field.UNTIL, OPEN)),),
            _typed(say, page, Field.UNTIL, say.plain("Until a date")),
            back(say, page),
        ),
    )


def _start(say: Say, page: Steered) -> Screen:
    days = [page.today + timedelta(weeks=n) for n in range(9)]
    found = [
        button(
            say.plain("Today") if day == page.today else say.day(day),
            change_to(page, Field.START, day.isoformat()),
        )
        for day in days
    ]
    text = blocks(head(say, page), say("When does it begin? It keeps its length."))
    return Screen(text, (*in_rows(found, 3), back(say, page)))


def _parts(say: Say, page: Steered) -> Screen:
    own = page.assignment.hand_over_from
    name = page.client.nickname
    found: list[Row] = [
        (
            button(
                ("✓ " if own == number else "") + f"{number}. {step}",
                change_to(page, Field.HAND_OVER, number),
            ),
        )
        for number, step in enumerate(page.activity.steps, start=1)
    ]
    return Screen(
        blocks(
            head(say, page),
            Markup("{}").format(page.card.chain or ""),
            say("From which step on is it {client}'s own part now?", client=name),
        ),
        (
            *found,
            (button(say.plain("No part yet"), change_to(page, Field.HAND_OVER, 0)),),
            back(say, page),
        ),
    )


def _note(say: Say, page: Steered) -> Screen:
    one = page.assignment
    shown = say("Now: <i>{note}</i>", note=one.note) if one.note else say("There is no note yet.")
    drop: tuple[Row, ...] = (
        ((button(say.plain("Take the note away"), change_to(page, Field.NOTE)),),)
        if one.note
        else ()
    )
    return Screen(
        blocks(head(say, page), shown, say("The family reads the note on the card.")),
        (_typed(say, page, Field.NOTE, say.plain("Write a note")), *drop, back(say, page)),
    )


def _rest(say: Say, page: Steered) -> Screen:
    found = [
        button(
            say.plain("Until {day}", day=say.day(page.today + timedelta(weeks=n))),
            change_to(page, Field.REST, (page.today + timedelta(weeks=n)).isoformat()),
        )
        for n in RESTS
    ]
    return Screen(
        blocks(head(say, page), say("Until when does it rest? The family gets no card of it.")),
        (
            (button(say.plain("Until I bring it back"), change_to(page, Field.REST, OPEN)),),
            *in_rows(found, 1),
            _typed(say, page, Field.REST, say.plain("Until another date")),
            back(say, page),
        ),
    )


def _end(say: Say, page: Steered) -> Screen:
    found: list[Row] = [
        (button(say.plain(words), change_to(page, Field.END, why)),)
        for why, words in change_words.REASONS.items()
    ]
    return Screen(
        blocks(
            head(say, page),
            say("Why does it end? This is for the practice alone."),
            say("Ending keeps every check-in. The family no longer sees the card."),
        ),
        (
            *found,
            _typed(say, page, Field.END, say.plain("In my own words")),
            (button(say.plain("End it without a reason"), change_to(page, Field.END)),),
            back(say, page),
        ),
    )


def _typed(say: Say, page: Steered, field: Field, label: str) -> Row:
    one = page.assignment
    return (button(label, Type(one.id, one.version, field, 0)),)
