"""Agreeing anew, when what is kept or who sees it has changed."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from bot.handlers.day import on_today
from bot.handlers.desk import Turn
from bot.services import consent
from bot.views import consent as view
from bot.views.life_routes import AgreeAgain, AgreeLater, ConsentAgain
from bot.views.routes import Today
from bot.views.screen import Screen


async def on_consent_again(turn: Turn, route: ConsentAgain) -> Screen:
    """Read it."""
    page = await consent.read_consent_page(turn.office, turn.visitor, route.client)
    return view.again(turn.say(page.actor), page)


async def on_agree_again(turn: Turn, route: AgreeAgain) -> Screen:
    """A yes to what was read."""
    page = await consent.agree_again(turn.office, turn.visitor, route.client, route.version)
    return view.again(turn.say(page.actor), page)


async def on_agree_later(turn: Turn, route: AgreeLater) -> Screen:
    """Another day."""
    await consent.agree_later(turn.office, turn.visitor, route.client)
    return await on_today(turn, Today(route.client))


TAPS: Final[Mapping[Any, Callable[[Turn, Any], Awaitable[Screen]]]] = {
    ConsentAgain: on_consent_again,
    AgreeAgain: on_agree_again,
    AgreeLater: on_agree_later,
}
