"""Going to a step of a card: where somebody stands is recorded, then it is shown in their way."""

from collections.abc import Callable, Mapping

from bot.domain.program import Status
from bot.handlers.desk import Turn
from bot.handlers.pictures import photos_of
from bot.pictures import Photo
from bot.services import steps
from bot.services.cards import Card
from bot.texts import Say
from bot.views import card as card_view
from bot.views.card_routes import Look
from bot.views.routes import Step
from bot.views.screen import Screen

Show = Callable[[Say, Card, int, Mapping[int, Photo]], Screen]


async def go_to(turn: Turn, route: Step | Look, show: Show) -> Screen:
    """Show one step, counted from 1; a card that rests is shown instead."""
    found = await steps.go_to_step(
        turn.office, turn.visitor, route.assignment, route.on, route.number
    )
    say, card = turn.say(found.card.actor), found.card
    if route.number < 1 or card.assignment.status_on(card.today) is not Status.ACTIVE:
        return card_view.card(say, card)
    wanted = {n: f for n, f in found.photos.items() if n == route.number}
    return show(say, card, route.number, await photos_of(turn, wanted))
