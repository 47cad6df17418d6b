"""A quiet timer: begun beside a step, longer, with a sound, or stopped."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from bot.handlers.desk import Turn
from bot.handlers.pictures import photos_of
from bot.services import quiet_timers, steps
from bot.views import steps as step_view
from bot.views import timer as view
from bot.views.card_routes import StartTimer, StopTimer, TimerLasts, TimerRings
from bot.views.codec import Route
from bot.views.screen import Screen


async def on_start(turn: Turn, route: StartTimer) -> Screen:
    """The timer comes as a message of its own; the step stays."""
    at = route.assignment, route.on, route.number
    _, is_new = await quiet_timers.start(turn.office, turn.visitor, *at)
    found = await steps.go_to_step(turn.office, turn.visitor, *at)
    say = turn.say(found.card.actor)
    photos = {n: f for n, f in found.photos.items() if n == route.number}
    screen = step_view.step(say, found.card, route.number, await photos_of(turn, photos))
    notice = say.plain("2 minutes, quietly") if is_new else say.plain("The timer is on already.")
    return replace(screen, notice=notice)


async def on_lasts(turn: Turn, route: TimerLasts) -> Screen:
    """Longer."""
    page = await quiet_timers.set_minutes(turn.office, turn.visitor, route.timer, route.minutes)
    return view.timer(turn.say(page.actor), page)


async def on_rings(turn: Turn, route: TimerRings) -> Screen:
    """With a sound at the end."""
    page = await quiet_timers.ring_at_end(turn.office, turn.visitor, route.timer)
    return view.timer(turn.say(page.actor), page)


async def on_stop(turn: Turn, route: StopTimer) -> Screen:
    """No timer."""
    page = await quiet_timers.stop(turn.office, turn.visitor, route.timer)
    return view.stopped(turn.say(page.actor), page)


TAPS: Final[Mapping[type[Route], Callable[[Turn, Any], Awaitable[Screen]]]] = {
    StartTimer: on_start,
    TimerLasts: on_lasts,
    TimerRings: on_rings,
    StopTimer: on_stop,
}
