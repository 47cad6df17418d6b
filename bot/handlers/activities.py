"""The practice's library, for administrators: what is offered, what is read, reading it anew."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from bot.catalog import ContentError, counts
from bot.domain.library_care import Shelf
from bot.handlers.desk import Turn
from bot.services import library_care, meet
from bot.views import activities as view
from bot.views import library_routes as to
from bot.views.codec import Route
from bot.views.screen import Screen

RELOAD = "reload"


async def on_activities_command(turn: Turn) -> Screen:
    """/activities [reload | words]."""
    await meet.meet(turn.office, turn.visitor)
    words = " ".join(turn.text.split())
    is_search = words.lower() not in ("", RELOAD)
    page = await library_care.read_library(
        turn.office, turn.visitor, Shelf.ALL, words if is_search else ""
    )
    say = turn.say(page.actor)
    if is_search:
        return view.hits(say, page, words)
    if not words:
        return view.library(say, counts(turn.office.catalog))
    try:
        catalog = await asyncio.to_thread(turn.office.library.reload)
    except ContentError as error:
        return view.not_reloaded(say, [str(problem) for problem in error.problems])
    return view.reloaded(say, counts(catalog))


async def on_home(turn: Turn, route: to.LibraryHome) -> Screen:
    """How the library stands."""
    page = await library_care.read_library(turn.office, turn.visitor, Shelf.ALL)
    return view.library(turn.say(page.actor), counts(turn.office.catalog))


async def on_shelf(turn: Turn, route: to.LibraryShelf) -> Screen:
    """The cards of a shelf."""
    page = await library_care.read_library(turn.office, turn.visitor, route.shelf)
    return view.shelf(turn.say(page.actor), page, route.shelf, route.page)


async def on_standing(turn: Turn, route: to.LibraryStanding) -> Screen:
    """One card."""
    page = await library_care.read_library_card(turn.office, turn.visitor, route.activity)
    return view.standing(turn.say(page.actor), page)


async def on_offer(turn: Turn, route: to.LibraryOffer) -> Screen:
    """A card is on or off."""
    page = await library_care.set_offered(turn.office, turn.visitor, route.activity, is_on=route.on)
    say = turn.say(page.actor)
    return view.standing(say, page, say.plain("Saved"))


async def on_reviewed(turn: Turn, route: to.LibraryReviewed) -> Screen:
    """A card's text was read."""
    page = await library_care.set_reviewed(
        turn.office, turn.visitor, route.activity, is_reviewed=route.on
    )
    say = turn.say(page.actor)
    return view.standing(say, page, say.plain("Saved"))


COMMANDS: Final[Mapping[str, Callable[[Turn], Awaitable[Screen]]]] = {
    "activities": on_activities_command,
}
TAPS: Final[Mapping[type[Route], Callable[[Turn, Any], Awaitable[Screen]]]] = {
    to.LibraryHome: on_home,
    to.LibraryShelf: on_shelf,
    to.LibraryStanding: on_standing,
    to.LibraryOffer: on_offer,
    to.LibraryReviewed: on_reviewed,
}
