"""Today's list, an activity card, its steps and its lighter way."""

from datetime import timedelta

from bot.handlers.desk import Turn
from bot.handlers.start import day_or_choice
from bot.services import cards, meet
from bot.views import card as view
from bot.views import today as today_view
from bot.views import ways
from bot.views.card_routes import WholeDay
from bot.views.past_day import past_day
from bot.views.routes import Card, DayBack, Lighter, Today
from bot.views.screen import Screen


async def on_today(turn: Turn, route: Today) -> Screen:
    """A client's day."""
    day = await cards.read_day(turn.office, turn.visitor, route.client)
    return today_view.today(turn.say(day.actor), day)


async def on_whole_day(turn: Turn, route: WholeDay) -> Screen:
    """A client's day, also what is beyond the four cards that are plenty."""
    day = await cards.read_day(turn.office, turn.visitor, route.client)
    return today_view.today(turn.say(day.actor), day, is_whole=True)


async def on_card(turn: Turn, route: Card) -> Screen:
    """One card, safety first."""
    card = await cards.read_card(turn.office, turn.visitor, route.assignment, route.on)
    return view.card(turn.say(card.actor), card)


async def on_yesterday_command(turn: Turn) -> Screen:
    """/yesterday: the last three days, from memory."""
    arrival = await meet.meet(turn.office, turn.visitor)
    if len(arrival.cares_for) != 1 or arrival.actor is None:
        return await day_or_choice(turn, arrival)
    yesterday = turn.office.today(arrival.actor.zone) - timedelta(days=1)
    return await on_day_back(turn, DayBack(arrival.cares_for[0].client.id, yesterday))


async def on_day_back(turn: Turn, route: DayBack) -> Screen:
    """One of the last three days."""
    found = await cards.read_past_day(turn.office, turn.visitor, route.client, route.on)
    if found.on == found.today:
        return today_view.today(turn.say(found.actor), found)
    return past_day(turn.say(found.actor), found)


async def on_lighter(turn: Turn, route: Lighter) -> Screen:
    """The low-demand door."""
    card = await cards.read_card(turn.office, turn.visitor, route.assignment, route.on)
    return ways.lighter(turn.say(card.actor), card)
