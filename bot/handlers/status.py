"""/status: how the bot stands, for administrators alone."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from bot.handlers.desk import Turn
from bot.services import meet, status
from bot.views import status as view
from bot.views.codec import Route
from bot.views.screen import Screen
from bot.views.status_routes import StatusPage


async def on_status_command(turn: Turn) -> Screen:
    """/status."""
    await meet.meet(turn.office, turn.visitor)
    return await on_status(turn, StatusPage())


async def on_status(turn: Turn, route: StatusPage) -> Screen:
    """How the bot stands now."""
    data = await status.read_status(turn.office, turn.visitor)
    return view.status(turn.say(data.actor), data)


COMMANDS: Final[Mapping[str, Callable[[Turn], Awaitable[Screen]]]] = {
    "status": on_status_command,
}
TAPS: Final[Mapping[type[Route], Callable[[Turn, Any], Awaitable[Screen]]]] = {
    StatusPage: on_status,
}
