"""Help now."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from bot.handlers.desk import Turn
from bot.handlers.start import day_or_choice, home_screen
from bot.services import calm, meet
from bot.views import calm as view
from bot.views.calm_routes import Calm, CalmIdea, CalmIdeas, CalmTime
from bot.views.codec import Route
from bot.views.screen import Screen


async def on_calm_command(turn: Turn) -> Screen:
    """/calm."""
    arrival = await meet.meet(turn.office, turn.visitor)
    if arrival.actor is None or not arrival.cares_for:
        therapist = arrival.actor is not None and arrival.actor.is_therapist
        return await (home_screen(turn) if therapist else day_or_choice(turn, arrival))
    if len(arrival.cares_for) > 1:
        return view.choose(turn.say(arrival.actor), arrival.cares_for)
    return await on_calm(turn, Calm(arrival.cares_for[0].client.id))


async def on_calm(turn: Turn, route: Calm) -> Screen:
    """How does it feel?"""
    page = await calm.read_moment(turn.office, turn.visitor, route.client)
    return view.feelings(turn.say(page.actor), page)


async def on_time(turn: Turn, route: CalmTime) -> Screen:
    """How much time is there?"""
    page = await calm.read_moment(turn.office, turn.visitor, route.client)
    return view.times(turn.say(page.actor), page, route.feeling)


async def on_ideas(turn: Turn, route: CalmIdeas) -> Screen:
    """At most three ideas."""
    page = await calm.read_ideas(turn.office, turn.visitor, route.client, route.feeling, route.time)
    return view.ideas(turn.say(page.actor), page, route.feeling, route.time)


async def on_idea(turn: Turn, route: CalmIdea) -> Screen:
    """One idea."""
    page, idea = await calm.read_idea(turn.office, turn.visitor, route.client, route.activity)
    return view.idea(turn.say(page.actor), page, idea, route.feeling, route.time)


COMMANDS: Final[Mapping[str, Callable[[Turn], Awaitable[Screen]]]] = {"calm": on_calm_command}
TAPS: Final[Mapping[type[Route], Callable[[Turn, Any], Awaitable[Screen]]]] = {
    Calm: on_calm,
    CalmTime: on_time,
    CalmIdeas: on_ideas,
    CalmIdea: on_idea,
}
