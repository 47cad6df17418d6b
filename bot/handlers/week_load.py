"""How heavy the week was, and a lighter plan at once."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from bot.domain.rhythm import Slot
from bot.handlers.desk import Turn
from bot.services import halving, week_load
from bot.views import day as day_view
from bot.views import week_load as view
from bot.views.life_routes import AskForLess, AskLoad, Halve, TellLoad, Unhalve
from bot.views.screen import Screen


async def on_ask_load(turn: Turn, route: AskLoad) -> Screen:
    """Somebody wants to say it today."""
    page = await week_load.read_load(turn.office, turn.visitor, route.client)
    return view.ask(turn.say(page.actor), page)


async def on_tell_load(turn: Turn, route: TellLoad) -> Screen:
    """An answer: the day's cards stay in view under it."""
    page = await week_load.tell_load(turn.office, turn.visitor, route.client, route.on, route.value)
    say = turn.say(page.actor)
    heading = view.thanks(say, page)
    screen = day_view.slot_list(say, page.day, Slot.BEDTIME, page.day.items, heading)
    notice = say.plain("Saved: {answer}", answer=say.plain(view.WORDS[route.value]))
    return Screen(screen.text, (*view.offers(say, page), *screen.rows), notice)


async def on_ask_for_less(turn: Turn, route: AskForLess) -> Screen:
    """The therapist is asked for a lighter week."""
    page = await week_load.ask_for_less(turn.office, turn.visitor, route.client, route.on)
    return view.asked(turn.say(page.actor), page)


async def on_halve(turn: Turn, route: Halve) -> Screen:
    """Half of the plan rests from now on."""
    page = await halving.halve(turn.office, turn.visitor, route.client, route.on)
    return view.halved(turn.say(page.actor), page)


async def on_unhalve(turn: Turn, route: Unhalve) -> Screen:
    """The plan is back as it was."""
    page = await halving.unhalve(turn.office, turn.visitor, route.halving)
    return view.halved(turn.say(page.actor), page)


TAPS: Final[Mapping[Any, Callable[[Turn, Any], Awaitable[Screen]]]] = {
    AskLoad: on_ask_load,
    TellLoad: on_tell_load,
    AskForLess: on_ask_for_less,
    Halve: on_halve,
    Unhalve: on_unhalve,
}
