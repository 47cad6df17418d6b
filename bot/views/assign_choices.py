"""The choices behind the last card of assigning: one thing, one tap, and back to the card."""

from datetime import date, timedelta
from typing import Final

from markupsafe import Markup

from bot.domain.people import Client
from bot.domain.program import NOTE_LIMIT
from bot.domain.rhythm import EVERY_DAY, SCHOOL_DAYS, WEEKEND, Slot, Weekdays
from bot.services.assign import LastCard
from bot.services.assign_form import AssignForm
from bot.texts import Say
from bot.views import labels
from bot.views.routes import AssignDraft
from bot.views.screen import Button, Row, Screen, blocks, button, in_rows

CHOICES: Final = ("slot", "days", "weeks", "minutes", "starts_on", "note")
SEPARATE: Final = "days_so_far"
WEEKS: Final = (1, 2, 3, 4, 6, 8, 12)
MINUTES: Final = (2, 5, 10, 15, 20, 30)
MONDAY: Final = 0


def choices(
    say: Say, form: AssignForm, last: LastCard, client: Client, head: Markup, page: str
) -> Screen:
    """Show what one thing can be; what it is now has a tick."""
    draft = form.draft_id
    match page:
        case "slot":
            question, rows = say("When in the day?"), _slots(say, draft, last, client)
        case "days":
            question, rows = say("On which days?"), _days(say, form, last)
        case "weeks":
            question, rows = say("For how long?"), _weeks(say, draft, last)
        case "minutes":
            question, rows = say("About how many minutes at a time?"), _minutes(say, draft, last)
        case "starts_on":
            question, rows = say("From which day?"), _starts(say, draft, last)
        case _:
            return _note(say, draft, last, head)
    return Screen(blocks(head, question), rows)


def _choice(draft: int, field: str, value: object, label: str, *, is_now: bool) -> Button:
    return button(("✓ " if is_now else "") + label, AssignDraft(draft, field, str(value)))


def _slots(say: Say, draft: int, last: LastCard, client: Client) -> tuple[Row, ...]:
    now = last.wish.when.slot or Slot(last.activity.slot)
    every = [
        _choice(draft, "slot", slot, labels.slot(say, slot, client), is_now=slot is now)
        for slot in Slot
    ]
    return in_rows(every, 2)


def _days(say: Say, form: AssignForm, last: LastCard) -> tuple[Row, ...]:
    draft = form.draft_id
    now = last.wish.when.weekdays or EVERY_DAY
    so_far = int(form.answers.get(SEPARATE, 0))
    groups = [
        _choice(draft, "days", days.mask, labels.weekdays(say, days), is_now=days == now)
        for days in (SCHOOL_DAYS, EVERY_DAY, WEEKEND)
    ]
    single = [
        _choice(
            draft, SEPARATE, so_far ^ 1 << day, say.weekday(day), is_now=bool(so_far >> day & 1)
        )
        for day in range(7)
    ]
    rows: tuple[Row, ...] = (*in_rows(groups, 1), *in_rows(single, 4))
    if so_far:
        take = say.plain("Take {days}", days=labels.weekdays(say, Weekdays(so_far)))
        rows = (*rows, (button(take, AssignDraft(draft, "days", str(so_far)), "primary"),))
    return rows


def _weeks(say: Say, draft: int, last: LastCard) -> tuple[Row, ...]:
    now = last.weeks
    every = [
        _choice(draft, "weeks", n, str(say.many("{n} week", "{n} weeks", n)), is_now=n == now)
        for n in sorted({*WEEKS, now})
    ]
    return in_rows(every, 3)


def _minutes(say: Say, draft: int, last: LastCard) -> tuple[Row, ...]:
    now = last.wish.when.minutes or last.activity.minutes
    every = [
        _choice(draft, "minutes", n, str(say.many("{n} minute", "{n} minutes", n)), is_now=n == now)
        for n in sorted({*MINUTES, now, last.activity.minutes})
    ]
    return in_rows(every, 3)


def _starts(say: Say, draft: int, last: LastCard) -> tuple[Row, ...]:
    today = last.today
    now = max(last.wish.when.starts_on or today, today)
    monday = today + timedelta(days=(MONDAY - today.weekday()) % 7 or 7)
    offered: dict[date, str] = {
        today: say.plain("Today"),
        today + timedelta(days=1): say.plain("Tomorrow"),
    }
    for day in (monday, monday + timedelta(weeks=1), now):
        offered.setdefault(day, say.day(day))
    every = [
        _choice(draft, "starts_on", day, offered[day], is_now=day == now) for day in sorted(offered)
    ]
    return in_rows(every, 2)


def _note(say: Say, draft: int, last: LastCard, head: Markup) -> Screen:
    """Ask for the family's note: the next text is it."""
    none = button(say.plain("No note"), AssignDraft(draft, "note", ""))
    return Screen(
        blocks(
            head,
            say("Your next message is the note. The family reads it on the card."),
            say("Up to {n} characters.", n=NOTE_LIMIT),
            say("Note: {note}", note=last.wish.note) if last.wish.note else None,
        ),
        ((none,),) if last.wish.note else (),
    )
