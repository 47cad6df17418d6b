"""The practice's library, for its administrator: how it stands, and reading it anew."""

import asyncio

from bot.catalog import ContentError, counts
from bot.domain.errors import NotAllowed
from bot.handlers.desk import Turn
from bot.services import meet
from bot.views import activities as view
from bot.views.screen import Screen

RELOAD = "reload"


async def on_activities_command(turn: Turn) -> Screen:
    """/activities [reload]."""
    arrival = await meet.meet(turn.office, turn.visitor)
    if arrival.actor is None or not arrival.actor.is_admin:
        raise NotAllowed("not an admin")
    say = turn.say(arrival.actor)
    if turn.text.strip().lower() != RELOAD:
        return view.library(say, counts(turn.office.catalog))
    try:
        catalog = await asyncio.to_thread(turn.office.library.reload)
    except ContentError as error:
        return view.not_reloaded(say, [str(problem) for problem in error.problems])
    return view.reloaded(say, counts(catalog))
