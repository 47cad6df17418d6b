"""A family's own life with the program: what each of its rooms serves, on one page."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from bot.handlers import calm, consent, progress, thanks, week_load, wishes
from bot.handlers.desk import Turn
from bot.views.codec import Route
from bot.views.screen import Screen

COMMANDS: Final[Mapping[str, Callable[[Turn], Awaitable[Screen]]]] = {
    **calm.COMMANDS,
    **progress.COMMANDS,
}
TAPS: Final[Mapping[type[Route], Callable[[Turn, Any], Awaitable[Screen]]]] = {
    **calm.TAPS,
    **consent.TAPS,
    **progress.TAPS,
    **thanks.TAPS,
    **week_load.TAPS,
    **wishes.TAPS,
}
