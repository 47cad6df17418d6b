"""Changing one assignment by buttons and typed words; a tap names the version it was made on."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from bot.domain.errors import Invalid
from bot.domain.program import Status
from bot.domain.program_change import OPEN, Edit, Field
from bot.handlers.desk import Turn
from bot.services import program_edit, program_history, steered
from bot.services.program_edit import Conflict
from bot.services.steered import Steered
from bot.views import (
    ask_change,
    declined,
    history,
    own_steps,
    program_routes,
    routes,
    steering,
    steering_choices,
)
from bot.views.codec import Route
from bot.views.screen import Screen

STEP_FIELDS: Final = (Field.REWORD, Field.AS_ON_CARD, Field.DROP_STEP, Field.ADD_STEP)


async def on_assignment(turn: Turn, route: routes.AssignmentCard) -> Screen:
    """One assignment."""
    page = await steered.read_steered(turn.office, turn.visitor, route.assignment)
    return steering.show(turn.say(page.actor), page)


async def on_choose(turn: Turn, route: program_routes.Choose) -> Screen:
    """The choices for one thing."""
    page = await steered.read_steered(turn.office, turn.visitor, route.assignment)
    return steering_choices.choices(turn.say(page.actor), page, route.field)


async def on_set_status(turn: Turn, route: routes.SetStatus) -> Screen:
    """A button of an older page: rest, come back, or end; an end asks why first."""
    page = await steered.read_steered(turn.office, turn.visitor, route.assignment)
    if route.status is Status.ENDED:
        return steering_choices.choices(turn.say(page.actor), page, Field.END)
    rests = route.status is Status.PAUSED
    edit = Edit(Field.REST, OPEN) if rests else Edit(Field.BACK)
    seen = page.assignment.version
    made = await program_edit.change_assignment(
        turn.office, turn.visitor, route.assignment, seen, edit
    )
    return _changed(turn, edit.field, made)


async def on_choose_days(turn: Turn, route: program_routes.ChooseDays) -> Screen:
    """The weekdays, some ticked."""
    if route.mask > 127:
        raise Invalid("choice", value=route.mask)
    page = await steered.read_steered(turn.office, turn.visitor, route.assignment)
    return steering_choices.days(turn.say(page.actor), page, route.mask)


async def on_change(turn: Turn, route: program_routes.Change) -> Screen:
    """Change one thing."""
    edit = Edit(route.field, route.value, route.step)
    return _changed(
        turn,
        edit.field,
        await program_edit.change_assignment(
            turn.office, turn.visitor, route.assignment, route.seen, edit
        ),
    )


async def on_change_anyway(turn: Turn, route: program_routes.ChangeAnyway) -> Screen:
    """Make the change that waited."""
    made = await program_edit.change_anyway(turn.office, turn.visitor, route.draft)
    return _changed(turn, None, made)


async def on_type(turn: Turn, route: program_routes.Type) -> Screen:
    """The next text is the new value."""
    page = await program_edit.await_change(
        turn.office, turn.visitor, route.assignment, route.seen, Edit(route.field, "", route.step)
    )
    turn.expect()
    return ask_change.ask(turn.say(page.actor), page, route.field, route.step)


async def on_typed(turn: Turn, target: str) -> Screen:
    """The new value was typed; what does not fit is said, and asked for again."""
    assignment, seen, field, step = target.split(":")
    edit = Edit(Field(field), turn.text, int(step))
    try:
        made = await program_edit.change_assignment(
            turn.office, turn.visitor, int(assignment), int(seen), edit
        )
    except Invalid as why:
        page = await steered.read_steered(turn.office, turn.visitor, int(assignment))
        say = turn.say(page.actor)
        problem = say("{why}", why=declined.words(say, why))
        return ask_change.ask(say, page, edit.field, edit.step, problem)
    return _changed(turn, edit.field, made)


async def on_own_steps(turn: Turn, route: program_routes.OwnSteps) -> Screen:
    """The steps, or one of them."""
    page = await steered.read_steered(turn.office, turn.visitor, route.assignment)
    say = turn.say(page.actor)
    return own_steps.step(say, page, route.step) if route.step else own_steps.steps(say, page)


async def on_history(turn: Turn, route: program_routes.History) -> Screen:
    """Every version of an assignment."""
    past = await program_history.read_history(turn.office, turn.visitor, route.assignment)
    return history.history(turn.say(past.actor), past, route.page)


async def on_ended(turn: Turn, route: program_routes.Ended) -> Screen:
    """What has ended."""
    page = await program_history.read_ended(turn.office, turn.visitor, route.client)
    return history.ended(turn.say(page.actor), page)


def _changed(turn: Turn, field: Field | None, made: Steered | Conflict) -> Screen:
    if isinstance(made, Conflict):
        return steering.conflict(turn.say(made.page.actor), made)
    say = turn.say(made.actor)
    if made.assignment.status is Status.ENDED:
        return steering.ended(say, made)
    if field in STEP_FIELDS or field is Field.ALL_STEPS:
        return own_steps.steps(say, made, notice=say.plain("Saved"))
    return steering.show(say, made, notice=say.plain("Saved"))


TAPS: Final[Mapping[type[Route], Callable[[Turn, Any], Awaitable[Screen]]]] = {
    routes.AssignmentCard: on_assignment,
    routes.SetStatus: on_set_status,
    program_routes.Choose: on_choose,
    program_routes.ChooseDays: on_choose_days,
    program_routes.Change: on_change,
    program_routes.ChangeAnyway: on_change_anyway,
    program_routes.Type: on_type,
    program_routes.OwnSteps: on_own_steps,
    program_routes.History: on_history,
    program_routes.Ended: on_ended,
}
EXPECTED: Final[Mapping[str, Callable[[Turn, str], Awaitable[Screen]]]] = {
    program_edit.TYPED: on_typed,
}
