"""Assigning, step by step in one card."""

from typing import Final

from markupsafe import Markup

from bot.catalog import Catalog
from bot.domain.assign_form import Field, last_answered
from bot.domain.program import DEFAULT_WEEKS, NOTE_LIMIT
from bot.domain.rhythm import EVERY_DAY, SCHOOL_DAYS, WEEKEND, Slot, Weekdays
from bot.services.assign import Assigned
from bot.services.assign_form import AssignForm
from bot.texts import N_, Say
from bot.views import labels
from bot.views.routes import (
    Assign,
    AssignBack,
    AssignDone,
    AssignDraft,
    ClientCard,
    DropDraft,
    Invite,
    Program,
)
from bot.views.screen import Button, Row, Screen, blocks, bullets, button, in_rows, lines

SEPARATE: Final = "days_so_far"
WEEKS: Final = (2, 4, 6, 8)
_LIGHT: Final = {
    "green": N_("Evidence: the approach is recommended for at least one group."),
    "yellow": N_("Evidence: mixed. Notice before and after, and keep it if it helps."),
    "practice": N_("Evidence: standard practice, rarely trialled."),
}


def form(say: Say, form: AssignForm, catalog: Catalog) -> Screen:
    """Ask the next question of the form, or for the last word."""
    match form.field:
        case Field.CLIENT:
            screen = _clients(say, form)
        case Field.AREA:
            screen = _areas(say, form, catalog)
        case Field.ACTIVITY:
            screen = _activities(say, form, catalog)
        case Field.SLOT:
            screen = _slots(say, form, catalog)
        case Field.DAYS:
            screen = _days(say, form)
        case None:
            screen = _confirm(say, form)
    moves: list[Button] = []
    before = last_answered(form.answers)
    if before is not None:
        moves.append(button(say.plain("Back"), AssignBack(form.draft_id, before)))
    moves.append(button(say.plain("Cancel"), DropDraft(form.draft_id)))
    return Screen(screen.text, (*screen.rows, tuple(moves)))


def _to(form: AssignForm, field: str, value: object) -> AssignDraft:
    return AssignDraft(form.draft_id, field, str(value))


def _head(say: Say, form: AssignForm) -> Markup:
    who = form.client.nickname if form.client else ""
    if form.activity is None:
        return say("<b>Assign an activity</b> · {client}", client=who)
    return say("<b>{title}</b> · {client}", title=form.activity.title, client=who)


def _clients(say: Say, form: AssignForm) -> Screen:
    if not form.clients:
        return Screen(say("Your caseload is empty. /newclient adds the first client."))
    rows = tuple(
        (button(link.client.nickname, _to(form, Field.CLIENT, link.client.id)),)
        for link in form.clients[:20]
    )
    return Screen(say("<b>Assign an activity</b> · for whom?"), rows)


def _areas(say: Say, form: AssignForm, catalog: Catalog) -> Screen:
    areas = [area for area in catalog.areas.values() if catalog.in_area(area.id)]
    choices = [button(area.name, _to(form, Field.AREA, area.id)) for area in areas]
    return Screen(blocks(_head(say, form), say("Which area?")), in_rows(choices, 2))


def _activities(say: Say, form: AssignForm, catalog: Catalog) -> Screen:
    area = catalog.areas[form.answers[Field.AREA]]
    rows = tuple(
        (button(one.title, _to(form, Field.ACTIVITY, one.id)),) for one in catalog.in_area(area.id)
    )
    purpose = Markup("{}").format(area.purpose)
    return Screen(
        blocks(_head(say, form), lines(Markup("<b>{}</b>").format(area.name), purpose)), rows
    )


def _slots(say: Say, form: AssignForm, catalog: Catalog) -> Screen:
    activity = form.activity
    if activity is None or form.client is None:
        return _areas(say, form, catalog)
    usual = Slot(activity.slot)
    choices = [
        button(
            labels.slot(say, slot, form.client),
            _to(form, Field.SLOT, slot),
            "primary" if slot is usual else None,
        )
        for slot in Slot
    ]
    return Screen(
        blocks(
            _head(say, form),
            Markup("{}").format(activity.why),
            say(_LIGHT[activity.evidence.light]),
            lines(say("⚠️ <b>Safety</b>"), bullets(catalog.safety_texts(activity))),
            lines(say("<b>Stop signs</b>"), bullets(activity.stop)),
            say("When in the day?"),
        ),
        in_rows(choices, 2),
    )


def _days(say: Say, form: AssignForm) -> Screen:
    so_far = int(form.answers.get(SEPARATE, 0))
    groups = [
        button(labels.weekdays(say, days), _to(form, Field.DAYS, days.mask))
        for days in (SCHOOL_DAYS, EVERY_DAY, WEEKEND)
    ]
    single = [
        button(
            ("✓ " if so_far >> day & 1 else "") + say.weekday(day),
            _to(form, SEPARATE, so_far ^ 1 << day),
        )
        for day in range(7)
    ]
    rows: tuple[Row, ...] = (*in_rows(groups, 1), *in_rows(single, 4))
    if so_far:
        chosen = labels.weekdays(say, Weekdays(so_far))
        take = button(
            say.plain("Take {days}", days=chosen), _to(form, Field.DAYS, so_far), "primary"
        )
        rows = (*rows, (take,))
    return Screen(blocks(_head(say, form), say("On which days?")), rows)


def _confirm(say: Say, form: AssignForm) -> Screen:
    if form.client is None:
        return Screen(say("This form is from earlier. /assign begins a new one."))
    weeks = int(form.answers.get("weeks", DEFAULT_WEEKS))
    note = form.answers.get("note")
    choices = [
        button(
            ("✓ " if weeks == n else "") + str(say.many("{n} week", "{n} weeks", n)),
            _to(form, "weeks", n),
        )
        for n in WEEKS
    ]
    slot = labels.slot(say, Slot(form.answers[Field.SLOT]), form.client)
    days = labels.weekdays(say, Weekdays(form.answers[Field.DAYS]))
    return Screen(
        blocks(
            _head(say, form),
            lines(
                say("{slot}, {days}", slot=slot, days=days),
                say.many(
                    "For {n} week, then you look at it again.",
                    "For {n} weeks, then you look at it again.",
                    weeks,
                ),
                say("Note: {note}", note=note) if note else None,
            ),
        ),
        (
            (button(say.plain("Assign it"), AssignDone(form.draft_id), "success"),),
            tuple(choices),
            (button(say.plain("Write a note for the family"), _to(form, "ask_note", "1")),),
        ),
    )


def ask_note(say: Say, form: AssignForm) -> Screen:
    """Ask for the family's note: the next text is it."""
    return Screen(
        blocks(
            _head(say, form),
            say("Your next message is the note. The family reads it on the card."),
            say("Up to {n} characters.", n=NOTE_LIMIT),
        ),
        ((button(say.plain("No note"), AssignDraft(form.draft_id, "no_note", "1")),),),
    )


def assigned(say: Say, done: Assigned) -> Screen:
    """Confirm what was assigned, and say when the family gets it."""
    a = done.assignment
    when = say(
        "{slot}, {days}, until {last}",
        slot=labels.slot(say, a.slot, done.client),
        days=labels.weekdays(say, a.weekdays),
        last=say.day(a.ends_on) if a.ends_on else "–",
    )
    rows: list[Row] = [
        (
            button(say.plain("Program"), Program(done.client.id)),
            button(say.plain("Assign another"), Assign(done.client.id)),
        )
    ]
    if done.has_family:
        next_up = say("The family gets it at the next {slot} time.", slot=_lower(say, done))
    else:
        next_up = say("Nobody has joined yet. The family's link is one tap away.")
        rows.insert(
            0,
            (button(say.plain("Invite the family"), Invite(done.client.id, "family"), "primary"),),
        )
    rows.append(
        (button(say.plain("Open {name}", name=done.client.nickname), ClientCard(done.client.id)),)
    )
    return Screen(
        blocks(
            say(
                "✓ <b>{title}</b> is in {client}'s program.",
                title=done.activity.title,
                client=done.client.nickname,
            ),
            when,
            say("Note: {note}", note=a.note) if a.note else None,
            next_up,
        ),
        tuple(rows),
    )


def _lower(say: Say, done: Assigned) -> str:
    return labels.slot(say, done.assignment.slot, done.client).lower()
