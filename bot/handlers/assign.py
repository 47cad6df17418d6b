"""Assigning: the form of buttons, and the one typed line."""

from bot.handlers.desk import Turn
from bot.services import assign, assign_form
from bot.services.assign import NotUnderstood
from bot.services.assign_form import AssignForm
from bot.views import assign as view
from bot.views import typed_line
from bot.views.routes import Assign, AssignBack, AssignDone, AssignDraft
from bot.views.screen import Screen


async def on_assign_command(turn: Turn) -> Screen:
    """/assign, alone or with a whole line."""
    if not turn.text.strip():
        return await on_assign(turn, Assign(0))
    done = await assign.assign_typed(turn.office, turn.visitor, turn.text)
    say = turn.say(done.actor)
    return (
        typed_line.not_understood(say, done)
        if isinstance(done, NotUnderstood)
        else view.assigned(say, done)
    )


async def on_assign(turn: Turn, route: Assign) -> Screen:
    """Begin the form."""
    return _form(
        turn, await assign_form.begin_assign(turn.office, turn.visitor, route.client or None)
    )


async def on_assign_draft(turn: Turn, route: AssignDraft) -> Screen:
    """An answer by button."""
    if route.field == "ask_note":
        form = await assign_form.await_assign_note(turn.office, turn.visitor, route.draft)
        turn.expect()
        return view.ask_note(turn.say(form.actor), form)
    if route.field == "no_note":
        return _form(turn, await assign_form.resume_assign(turn.office, turn.visitor, route.draft))
    form = await assign_form.answer_assign(
        turn.office, turn.visitor, route.draft, route.field, route.value
    )
    return _form(turn, form)


async def on_assign_note_text(turn: Turn, target: str) -> Screen:
    """The family's note was typed."""
    turn.expect()
    form = await assign_form.answer_assign(
        turn.office, turn.visitor, int(target), "note", turn.text
    )
    return _form(turn, form)


async def on_assign_back(turn: Turn, route: AssignBack) -> Screen:
    """One question back."""
    form = await assign_form.back_in_assign(turn.office, turn.visitor, route.draft, route.field)
    return _form(turn, form)


async def on_assign_done(turn: Turn, route: AssignDone) -> Screen:
    """Assign it."""
    done = await assign_form.finish_assign(turn.office, turn.visitor, route.draft)
    return view.assigned(turn.say(done.actor), done)


def _form(turn: Turn, form: AssignForm) -> Screen:
    return view.form(turn.say(form.actor), form, turn.office.catalog_of(form.actor.id))
