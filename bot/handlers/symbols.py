"""The picture-only way through a card: every tap is a symbol, every answer the client's own."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from bot.domain.check_in import Outcome
from bot.domain.details import Detail
from bot.handlers.desk import Turn
from bot.handlers.walking import go_to
from bot.services import cards, own_voice
from bot.views import symbols as view
from bot.views.card_routes import Look, OwnAnswer, OwnDetail, Stop
from bot.views.codec import Route
from bot.views.screen import Screen


async def on_look(turn: Turn, route: Look) -> Screen:
    """One step as a picture."""
    return await go_to(turn, route, view.look)


async def on_stop(turn: Turn, route: Stop) -> Screen:
    """Stop is stop."""
    card = await cards.read_card(turn.office, turn.visitor, route.assignment, route.on)
    say = turn.say(card.actor)
    if route.number == view.NOTHING_MORE and card.mine is not None:
        return view.saved(say, card)
    return view.stopped(say, card, route.number)


async def on_own_answer(turn: Turn, route: OwnAnswer) -> Screen:
    """Done, some, or no."""
    card = await own_voice.own_answer(
        turn.office, turn.visitor, route.assignment, route.on, route.outcome
    )
    say = turn.say(card.actor)
    if route.outcome is Outcome.NOT_TODAY:
        return view.saved(say, card)
    return view.how_it_felt(say, card)


async def on_own_detail(turn: Turn, route: OwnDetail) -> Screen:
    """A face, then a heart."""
    card = await own_voice.own_detail(
        turn.office, turn.visitor, route.assignment, route.on, route.detail, route.value
    )
    say = turn.say(card.actor)
    if route.detail is Detail.AFTER_COMFORT:
        return view.was_it_liked(say, card)
    return view.saved(say, card)


TAPS: Final[Mapping[type[Route], Callable[[Turn, Any], Awaitable[Screen]]]] = {
    Look: on_look,
    Stop: on_stop,
    OwnAnswer: on_own_answer,
    OwnDetail: on_own_detail,
}
