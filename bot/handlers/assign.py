"""Assigning: the form of buttons, and the one typed line."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from bot.domain.assign_form import Field
from bot.handlers.desk import Turn
from bot.services import assign_form, assign_line
from bot.services.assign import Assigned
from bot.services.assign_form import AssignForm
from bot.services.assign_line import NotUnderstood
from bot.services.precautions import NOTHING
from bot.views import assign as view
from bot.views import typed_line
from bot.views.assign_choices import SEPARATE
from bot.views.assign_routes import AssignChecked, AssignPage, AssignThis, CompleteLine
from bot.views.assigned import assigned
from bot.views.routes import Assign, AssignBack, AssignDone, AssignDraft, Route
from bot.views.screen import Screen


async def on_assign_command(turn: Turn) -> Screen:
    """/assign, alone or with a whole line."""
    if not turn.text.strip():
        return await on_assign(turn, Assign(0))
    return _outcome(turn, await assign_line.assign_typed(turn.office, turn.visitor, turn.text))


async def on_complete_line(turn: Turn, route: CompleteLine) -> Screen:
    """A button says what the typed line left unclear."""
    done = await assign_line.complete_line(
        turn.office, turn.visitor, route.draft, route.part, route.value
    )
    return _outcome(turn, done)


async def on_assign(turn: Turn, route: Assign) -> Screen:
    """Begin the form."""
    return _form(
        turn, await assign_form.begin_assign(turn.office, turn.visitor, route.client or None)
    )


async def on_assign_this(turn: Turn, route: AssignThis) -> Screen:
    """Begin the form with a card of the library."""
    form = await assign_form.begin_assign(turn.office, turn.visitor, None, route.activity)
    return _form(turn, form)


async def on_assign_draft(turn: Turn, route: AssignDraft) -> Screen:
    """An answer by button."""
    form = await assign_form.answer_assign(
        turn.office, turn.visitor, route.draft, route.field, route.value
    )
    return _form(turn, form, "days" if route.field == SEPARATE else "")


async def on_assign_page(turn: Turn, route: AssignPage) -> Screen:
    """The choices for one thing, or the last card again."""
    if route.page == "note":
        form = await assign_form.await_assign_note(turn.office, turn.visitor, route.draft)
        turn.expect()
    else:
        form = await assign_form.resume_assign(turn.office, turn.visitor, route.draft)
    return _form(turn, form, route.page)


async def on_goal_text(turn: Turn, target: str) -> Screen:
    """The goal was typed."""
    return await _typed(turn, target, Field.GOAL)


async def on_words_text(turn: Turn, target: str) -> Screen:
    """Words to look for were typed."""
    return await _typed(turn, target, "words")


async def on_note_text(turn: Turn, target: str) -> Screen:
    """The family's note was typed."""
    turn.expect()
    return await _typed(turn, target, "note")


async def _typed(turn: Turn, target: str, field: str) -> Screen:
    form = await assign_form.answer_assign(turn.office, turn.visitor, int(target), field, turn.text)
    return _form(turn, form)


async def on_assign_back(turn: Turn, route: AssignBack) -> Screen:
    """One page back."""
    form = await assign_form.back_in_assign(turn.office, turn.visitor, route.draft, route.field)
    return _form(turn, form)


async def on_assign_done(turn: Turn, route: AssignDone) -> Screen:
    """Assign it, where nothing had to be looked at."""
    return await on_assign_checked(turn, AssignChecked(route.draft, NOTHING))


async def on_assign_checked(turn: Turn, route: AssignChecked) -> Screen:
    """Assign it; what the card asked for was looked at."""
    done = await assign_form.finish_assign(turn.office, turn.visitor, route.draft, route.mark)
    screen = _outcome(turn, done)
    if isinstance(done, AssignForm):
        notice = turn.say(done.actor).plain("Not yet: something here has changed.")
        return replace(screen, notice=notice, alert=True)
    return screen


def _outcome(turn: Turn, done: Assigned | NotUnderstood | AssignForm) -> Screen:
    say = turn.say(done.actor)
    if isinstance(done, NotUnderstood):
        return typed_line.not_understood(say, done)
    if isinstance(done, AssignForm):
        return _form(turn, done)
    if done.asks_goal:
        turn.expect()
    return assigned(say, done)


def _form(turn: Turn, form: AssignForm, page: str = "") -> Screen:
    if form.awaits_text:
        turn.expect()
    say = turn.say(form.actor)
    catalog = turn.office.catalog_of(form.actor.id).in_language(form.actor.language)
    return view.form(say, form, catalog, page)


COMMANDS: Final[Mapping[str, Callable[[Turn], Awaitable[Screen]]]] = {"assign": on_assign_command}
TAPS: Final[Mapping[type[Route], Callable[[Turn, Any], Awaitable[Screen]]]] = {
    Assign: on_assign,
    AssignDraft: on_assign_draft,
    AssignBack: on_assign_back,
    AssignDone: on_assign_done,
    AssignPage: on_assign_page,
    AssignChecked: on_assign_checked,
    AssignThis: on_assign_this,
    CompleteLine: on_complete_line,
}
EXPECTED: Final[Mapping[str, Callable[[Turn, str], Awaitable[Screen]]]] = {
    assign_form.GOAL: on_goal_text,
    assign_form.WORDS: on_words_text,
    assign_form.NOTE: on_note_text,
}
