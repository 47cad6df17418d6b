"""What a therapist knows at a glance: who needs them, and a client before a visit."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from bot.handlers.caseload import chosen_client
from bot.handlers.desk import Turn
from bot.services import needs, review
from bot.views import needs as needs_view
from bot.views import review as view
from bot.views import talk_routes as to
from bot.views.codec import Route
from bot.views.screen import Screen


async def on_needs(turn: Turn, route: to.NeedsPage) -> Screen:
    """Who needs them, when one screen does not hold it."""
    found = await needs.read_needs(turn.office, turn.visitor)
    return needs_view.page(turn.say(found.actor), found, route.page)


async def on_review_command(turn: Turn) -> Screen:
    """/review [client]."""
    page = await chosen_client(turn, to.Review)
    return page if isinstance(page, Screen) else await on_review(turn, to.Review(page.client.id))


async def on_review(turn: Turn, route: to.Review) -> Screen:
    """A client before a visit."""
    page = await review.read_review(turn.office, turn.visitor, route.client)
    return view.review(turn.say(page.actor), page)


async def on_looked(turn: Turn, route: to.Looked) -> Screen:
    """They have looked."""
    page = await review.mark_looked(turn.office, turn.visitor, route.client)
    say = turn.say(page.actor)
    return view.review(say, page, say.plain("Noted. It comes back only with news."))


async def on_review_in(turn: Turn, route: to.ReviewIn) -> Screen:
    """The next review."""
    page = await review.set_review(turn.office, turn.visitor, route.client, route.weeks)
    say = turn.say(page.actor)
    return view.review(say, page, say.plain("Saved"))


COMMANDS: Final[Mapping[str, Callable[[Turn], Awaitable[Screen]]]] = {
    "review": on_review_command,
}
TAPS: Final[Mapping[type[Route], Callable[[Turn, Any], Awaitable[Screen]]]] = {
    to.NeedsPage: on_needs,
    to.Review: on_review,
    to.Looked: on_looked,
    to.ReviewIn: on_review_in,
}
