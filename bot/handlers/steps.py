"""A card's steps with the family's own photos, and the pages beside it: easier, a bit more."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import date
from typing import Any, Final

from bot.domain.errors import Invalid
from bot.handlers import symbols, timers
from bot.handlers.desk import Turn
from bot.handlers.walking import go_to
from bot.services import cards, pictures, typed
from bot.views import pictures as picture_view
from bot.views import steps as view
from bot.views import ways
from bot.views.card_routes import BitMore, Easier
from bot.views.codec import Route
from bot.views.routes import OwnPhoto, Step
from bot.views.screen import Screen


async def on_step(turn: Turn, route: Step) -> Screen:
    """One step with its picture, counted from 1."""
    return await go_to(turn, route, view.step)


async def on_easier(turn: Turn, route: Easier) -> Screen:
    """What makes the card smaller."""
    card = await cards.read_card(turn.office, turn.visitor, route.assignment, route.on)
    return ways.gradings(turn.say(card.actor), card, harder=False)


async def on_bit_more(turn: Turn, route: BitMore) -> Screen:
    """What makes the card a bit more."""
    card = await cards.read_card(turn.office, turn.visitor, route.assignment, route.on)
    return ways.gradings(turn.say(card.actor), card, harder=True)


async def on_own_photo(turn: Turn, route: OwnPhoto) -> Screen:
    """Ask for a photo, or go back to the pictogram."""
    at = turn.office, turn.visitor, route.assignment
    if route.drop:
        await pictures.set_photo(*at, route.step, None)
        return await on_step(turn, Step(route.assignment, route.on, route.step))
    card = await pictures.await_photo(*at, route.on, route.step)
    turn.expect()
    return picture_view.ask_photo(turn.say(card.actor), card, route.step)


async def on_photo_sent(turn: Turn, target: str) -> Screen:
    """The photo that was asked for."""
    assignment, on, step = target.split(":")
    if turn.photo_id is None:
        turn.expect()
        raise Invalid("photo")
    await pictures.set_photo(turn.office, turn.visitor, int(assignment), int(step), turn.photo_id)
    await typed.forget_expected(turn.office, turn.visitor)
    return await on_step(turn, Step(int(assignment), date.fromisoformat(on), int(step)))


TAPS: Final[Mapping[type[Route], Callable[[Turn, Any], Awaitable[Screen]]]] = {
    Step: on_step,
    OwnPhoto: on_own_photo,
    Easier: on_easier,
    BitMore: on_bit_more,
    **symbols.TAPS,
    **timers.TAPS,
}
