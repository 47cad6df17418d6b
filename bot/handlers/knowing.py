"""What a therapist knows at a glance: who needs them, and a client before a visit."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from bot.handlers.caseload import chosen_client
from bot.handlers.desk import Turn
from bot.services import needs, records, review
from bot.views import needs as needs_view
from bot.views import records as records_view
from bot.views import review as view
from bot.views import routes
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


async def on_check_ins_command(turn: Turn) -> Screen:
    """/checkins [client]."""
    page = await chosen_client(turn, routes.CheckIns)
    if isinstance(page, Screen):
        return page
    return await on_check_ins(turn, routes.CheckIns(page.client.id))


async def on_check_ins(turn: Turn, route: routes.CheckIns) -> Screen:
    """The last two weeks, of all activities."""
    return await on_check_ins_of(turn, to.CheckInsOf(route.client, 0, 0))


async def on_check_ins_of(turn: Turn, route: to.CheckInsOf) -> Screen:
    """Two weeks, of one activity or of all."""
    page = await records.read_records(
        turn.office, turn.visitor, route.client, route.assignment, route.page
    )
    return records_view.records(turn.say(page.actor), page)


async def on_play_note(turn: Turn, route: to.PlayNote) -> Screen:
    """A photo or voice note in a message of its own; the page stays."""
    actor, found = await records.read_file(turn.office, turn.visitor, route.file)
    say = turn.say(actor)
    await turn.desk.messenger.show(turn.chat_id, None, records_view.file(say, actor, found))
    return await on_check_ins_of(turn, to.CheckInsOf(found.client_id, route.only, route.page))


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
    "checkins": on_check_ins_command,
}
TAPS: Final[Mapping[type[Route], Callable[[Turn, Any], Awaitable[Screen]]]] = {
    to.NeedsPage: on_needs,
    routes.CheckIns: on_check_ins,
    to.CheckInsOf: on_check_ins_of,
    to.PlayNote: on_play_note,
    to.Review: on_review,
    to.Looked: on_looked,
    to.ReviewIn: on_review_in,
}
