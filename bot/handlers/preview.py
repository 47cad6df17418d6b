"""The preview: the family's screens for the therapist, in the family's language."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from bot.handlers.desk import Turn
from bot.services import preview
from bot.views import preview as view
from bot.views import preview_routes
from bot.views.codec import Route
from bot.views.preview_routes import Page
from bot.views.screen import Screen


async def on_next(turn: Turn, route: preview_routes.PreviewNext) -> Screen:
    """The next day that holds something."""
    page = await preview.preview_day(turn.office, turn.visitor, route.client, None)
    return view.day(turn.say(page.actor), turn.say(page.day.actor), page, told=False)


async def on_day(turn: Turn, route: preview_routes.PreviewDay) -> Screen:
    """A day."""
    page = await preview.preview_day(turn.office, turn.visitor, route.client, route.on)
    return view.day(turn.say(page.actor), turn.say(page.day.actor), page, told=route.told)


async def on_slot(turn: Turn, route: preview_routes.PreviewSlot) -> Screen:
    """A time of day's message."""
    page = await preview.preview_slot(turn.office, turn.visitor, route.client, route.on, route.slot)
    return view.slot(turn.say(page.actor), turn.say(page.day.actor), page, told=route.told)


async def on_first(turn: Turn, route: preview_routes.PreviewFirst) -> Screen:
    """A card, on its next day."""
    page = await preview.preview_card(turn.office, turn.visitor, route.assignment, None)
    theirs = turn.say(page.card.actor)
    return view.card(turn.say(page.actor), theirs, page, Page.CARD, told=False)


async def on_card(turn: Turn, route: preview_routes.PreviewCard) -> Screen:
    """A card, or a page beside it."""
    page = await preview.preview_card(turn.office, turn.visitor, route.assignment, route.on)
    theirs = turn.say(page.card.actor)
    return view.card(turn.say(page.actor), theirs, page, route.page, told=route.told)


async def on_step(turn: Turn, route: preview_routes.PreviewStep) -> Screen:
    """One step."""
    page = await preview.preview_card(turn.office, turn.visitor, route.assignment, route.on)
    say, theirs = turn.say(page.actor), turn.say(page.card.actor)
    if route.number < 1:
        return view.card(say, theirs, page, Page.CARD, told=False)
    return view.step(say, theirs, page, route.number, told=route.told)


TAPS: Final[Mapping[type[Route], Callable[[Turn, Any], Awaitable[Screen]]]] = {
    preview_routes.PreviewNext: on_next,
    preview_routes.PreviewDay: on_day,
    preview_routes.PreviewSlot: on_slot,
    preview_routes.PreviewFirst: on_first,
    preview_routes.PreviewCard: on_card,
    preview_routes.PreviewStep: on_step,
}
