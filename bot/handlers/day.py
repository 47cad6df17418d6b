"""Today's list, an activity card, its steps and its lighter way."""

from bot.handlers.desk import Turn
from bot.services import cards
from bot.views import card as view
from bot.views import day as day_view
from bot.views.routes import Card, Lighter, Step, Today
from bot.views.screen import Screen


async def on_today(turn: Turn, route: Today) -> Screen:
    """A client's day."""
    day = await cards.read_day(turn.office, turn.visitor, route.client)
    return day_view.today(turn.say(day.actor), day)


async def on_card(turn: Turn, route: Card) -> Screen:
    """One card, safety first."""
    card = await cards.read_card(turn.office, turn.visitor, route.assignment, route.on)
    return view.card(turn.say(card.actor), card)


async def on_step(turn: Turn, route: Step) -> Screen:
    """One step, counted from 1."""
    card = await cards.read_card(turn.office, turn.visitor, route.assignment, route.on)
    if route.number < 1:
        return view.card(turn.say(card.actor), card)
    return view.step(turn.say(card.actor), card, route.number)


async def on_lighter(turn: Turn, route: Lighter) -> Screen:
    """The low-demand door."""
    card = await cards.read_card(turn.office, turn.visitor, route.assignment, route.on)
    return view.lighter(turn.say(card.actor), card)
