"""Thank you among caregivers."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from bot.handlers.desk import Turn
from bot.services import cards, thanks
from bot.views import thanks as view
from bot.views import today as today_view
from bot.views.life_routes import Thank
from bot.views.screen import Screen


async def on_thank(turn: Turn, route: Thank) -> Screen:
    """Thank whoever else has done a card."""
    done = await thanks.thank(turn.office, turn.visitor, route.assignment, route.on)
    day = await cards.read_day(turn.office, turn.visitor, done.link.client.id)
    say = turn.say(done.actor)
    return today_view.today(say, day, notice=view.said(say, done.names))


TAPS: Final[Mapping[Any, Callable[[Turn, Any], Awaitable[Screen]]]] = {Thank: on_thank}
