"""A client's team: colleagues, covers, the handover, the summary and the trail."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from bot.domain.errors import Invalid, Stale
from bot.domain.people import Person
from bot.handlers.caseload import chosen_client
from bot.handlers.desk import Turn
from bot.services import handover, summary, team, trail
from bot.services.team import TeamPage
from bot.views import summary as summary_view
from bot.views import team as view
from bot.views import team_routes as to
from bot.views.codec import Route
from bot.views.screen import Screen


async def on_team_command(turn: Turn) -> Screen:
    """/team [client]."""
    chosen = await chosen_client(turn, to.Team)
    if isinstance(chosen, Screen):
        return chosen
    return await on_team(turn, to.Team(chosen.client.id))


async def on_team(turn: Turn, route: to.Team) -> Screen:
    """Who works with a client."""
    page = await team.read_team(turn.office, turn.visitor, route.client)
    return view.team(turn.say(page.actor), page)


async def on_choose(turn: Turn, route: to.TeamChoose) -> Screen:
    """Choose a colleague."""
    page = await team.read_team(turn.office, turn.visitor, route.client)
    return view.choose(turn.say(page.actor), page, route.page)


async def on_colleague(turn: Turn, route: to.TeamColleague) -> Screen:
    """How a colleague takes part."""
    page = await team.read_team(turn.office, turn.visitor, route.client)
    return view.colleague(turn.say(page.actor), page, _who(page, route.person))


async def on_together(turn: Turn, route: to.TeamTogether) -> Screen:
    """A colleague works with the client, too."""
    page = await team.add_colleague(turn.office, turn.visitor, route.client, route.person)
    return _saved(turn, page)


async def on_cover(turn: Turn, route: to.TeamCover) -> Screen:
    """From when a colleague covers; the next text may be both dates."""
    page = await team.await_cover_dates(turn.office, turn.visitor, route.client, route.person)
    turn.expect()
    return view.cover_from(turn.say(page.actor), page, _who(page, route.person))


async def on_cover_until(turn: Turn, route: to.TeamCoverUntil) -> Screen:
    """Until when; the next text may be both dates."""
    page = await team.await_cover_dates(turn.office, turn.visitor, route.client, route.person)
    turn.expect()
    who = _who(page, route.person)
    if route.first < page.today:
        return view.cover_from(turn.say(page.actor), page, who)
    return view.cover_until(turn.say(page.actor), page, who, route.first)


async def on_cover_done(turn: Turn, route: to.TeamCoverDone) -> Screen:
    """The dates are known."""
    page = await team.plan_cover(
        turn.office, turn.visitor, route.client, route.person, route.first, route.last
    )
    return _saved(turn, page)


async def on_cover_text(turn: Turn, target: str) -> Screen:
    """Both dates were typed; what cannot be read is asked for again."""
    client, person = (int(part) for part in target.split(":"))
    try:
        page = await team.plan_typed_cover(turn.office, turn.visitor, client, person, turn.text)
    except Invalid:
        turn.expect()
        raise
    return _saved(turn, page)


async def on_end(turn: Turn, route: to.TeamEnd) -> Screen:
    """Somebody leaves the team, after one more question."""
    before = await team.read_team(turn.office, turn.visitor, route.client)
    say = turn.say(before.actor)
    who = before.member(route.person)
    if who is None:
        return view.team(say, before)
    if not route.sure:
        return view.ask_end(say, before, who.person)
    page = await team.end_membership(turn.office, turn.visitor, route.client, route.person)
    if page is None:
        return view.gone(say, before.client, say.plain("Saved"))
    return _saved(turn, page)


async def on_hand_over(turn: Turn, route: to.TeamHandOver) -> Screen:
    """A client goes to a colleague for good, after one more question."""
    page = await team.read_team(turn.office, turn.visitor, route.client)
    say = turn.say(page.actor)
    if not route.sure:
        return view.ask_hand_over(say, page, _who(page, route.person))
    client = await handover.hand_over(turn.office, turn.visitor, route.client, route.person)
    return view.gone(say, client, say.plain("Handed over"))


async def on_summary(turn: Turn, route: to.TeamSummary) -> Screen:
    """Everything a colleague needs."""
    data = await summary.read_summary(turn.office, turn.visitor, route.client)
    return summary_view.summary(turn.say(data.actor), data)


async def on_trail(turn: Turn, route: to.Trail) -> Screen:
    """Who did what."""
    data = await trail.read_trail(turn.office, turn.visitor, route.client, route.page)
    return summary_view.trail(turn.say(data.actor), data)


async def on_audit_command(turn: Turn) -> Screen:
    """/audit [client]."""
    chosen = await chosen_client(turn, to.Team)
    if isinstance(chosen, Screen):
        return chosen
    return await on_trail(turn, to.Trail(chosen.client.id, 0))


def _who(page: TeamPage, person_id: int) -> Person:
    """Return the colleague that a button is about."""
    there = page.member(person_id)
    if there is not None:
        return there.person
    found = next((one for one in page.colleagues if one.id == person_id), None)
    if found is None:
        raise Stale("no such colleague")
    return found


def _saved(turn: Turn, page: TeamPage) -> Screen:
    say = turn.say(page.actor)
    return view.team(say, page, say.plain("Saved"))


COMMANDS: Final[Mapping[str, Callable[[Turn], Awaitable[Screen]]]] = {
    "team": on_team_command,
    "audit": on_audit_command,
}
TAPS: Final[Mapping[type[Route], Callable[[Turn, Any], Awaitable[Screen]]]] = {
    to.Team: on_team,
    to.TeamChoose: on_choose,
    to.TeamColleague: on_colleague,
    to.TeamTogether: on_together,
    to.TeamCover: on_cover,
    to.TeamCoverUntil: on_cover_until,
    to.TeamCoverDone: on_cover_done,
    to.TeamEnd: on_end,
    to.TeamHandOver: on_hand_over,
    to.TeamSummary: on_summary,
    to.Trail: on_trail,
}
EXPECTED: Final[Mapping[str, Callable[[Turn, str], Awaitable[Screen]]]] = {
    team.COVER: on_cover_text,
}
