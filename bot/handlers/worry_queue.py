"""/worries: what worried families, for those of the practice who may read it."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from bot.handlers.desk import Turn
from bot.services import worry_queue
from bot.views import worry_queue as view
from bot.views import worry_routes as to
from bot.views.codec import Route
from bot.views.screen import Screen


async def on_worries_command(turn: Turn) -> Screen:
    """/worries: the queue."""
    return await on_worries(turn, to.Worries(0))


async def on_worries(turn: Turn, route: to.Worries) -> Screen:
    """The queue, by page."""
    actor, cases = await worry_queue.read_queue(turn.office, turn.visitor)
    return view.queue(turn.say(actor), actor, cases, route.page)


async def on_case(turn: Turn, route: to.WorryCase) -> Screen:
    """One worry."""
    case = await worry_queue.read_case(turn.office, turn.visitor, route.worry)
    return view.case(turn.say(case.reader), case)


async def on_seen(turn: Turn, route: to.WorrySeen) -> Screen:
    """Somebody has looked."""
    case = await worry_queue.mark_seen(turn.office, turn.visitor, route.worry)
    say = turn.say(case.reader)
    return view.case(say, case, say.plain("Seen. The family's message says so, too."))


async def on_let_back(turn: Turn, route: to.WorryLetBack) -> Screen:
    """One card comes back."""
    case = await worry_queue.let_back(turn.office, turn.visitor, route.worry, route.assignment)
    say = turn.say(case.reader)
    return view.case(say, case, say.plain("It comes back at its next time."))


COMMANDS: Final[Mapping[str, Callable[[Turn], Awaitable[Screen]]]] = {
    "worries": on_worries_command,
}
TAPS: Final[Mapping[type[Route], Callable[[Turn, Any], Awaitable[Screen]]]] = {
    to.Worries: on_worries,
    to.WorryCase: on_case,
    to.WorrySeen: on_seen,
    to.WorryLetBack: on_let_back,
}
