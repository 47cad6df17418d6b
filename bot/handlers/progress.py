"""So far: a look back without shame."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from bot.handlers.caseload import chosen_client
from bot.handlers.desk import Turn
from bot.handlers.start import day_or_choice
from bot.services import meet, progress
from bot.views import progress as view
from bot.views.codec import Route
from bot.views.home import choose_client
from bot.views.progress_routes import Progress, ProgressPicture
from bot.views.screen import Screen


async def on_progress_command(turn: Turn) -> Screen:
    """/progress, and /progress CLIENT for therapists."""
    arrival = await meet.meet(turn.office, turn.visitor)
    if arrival.actor is not None and arrival.caseload and (turn.text or not arrival.cares_for):
        page = await chosen_client(turn, Progress)
        if isinstance(page, Screen):
            return page
        return await on_progress(turn, Progress(page.client.id))
    if not arrival.cares_for:
        return await day_or_choice(turn, arrival)
    if len(arrival.cares_for) > 1:
        say = turn.say(arrival.actor)
        question = say("<b>Whose look back would you like to see?</b>")
        return choose_client(say, arrival.cares_for, question, Progress)
    return await on_progress(turn, Progress(arrival.cares_for[0].client.id))


async def on_progress(turn: Turn, route: Progress) -> Screen:
    """In words."""
    found = await progress.read_progress(turn.office, turn.visitor, route.client)
    return view.page(turn.say(found.actor), found)


async def on_picture(turn: Turn, route: ProgressPicture) -> Screen:
    """As one picture."""
    found = await progress.read_progress(turn.office, turn.visitor, route.client)
    return view.picture(turn.say(found.actor), found)


COMMANDS: Final[Mapping[str, Callable[[Turn], Awaitable[Screen]]]] = {
    "progress": on_progress_command
}
TAPS: Final[Mapping[type[Route], Callable[[Turn, Any], Awaitable[Screen]]]] = {
    Progress: on_progress,
    ProgressPicture: on_picture,
}
