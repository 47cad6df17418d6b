"""Who is in for a client: invitations of every kind, and those who care."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, Final

from telegram.helpers import create_deep_linked_url

from bot.domain.errors import Invalid
from bot.domain.people import Role
from bot.domain.typed_day import parse_day
from bot.domain.typed_invite import TypedInvite, parse_invite
from bot.handlers.caseload import chosen_client
from bot.handlers.desk import Turn
from bot.services import caseload, invitations
from bot.services.invitations import NewInvite
from bot.views import caseload_routes as to
from bot.views import circle as view
from bot.views import declined
from bot.views.routes import Invite, Route
from bot.views.screen import Screen


async def on_invite_command(turn: Turn) -> Screen:
    """/invite [client] [school, self, or helper until a day]."""
    whole = await caseload.find_client(turn.office, turn.visitor, turn.text)
    typed = parse_invite(turn.text, turn.office.today(whole.actor.zone))
    if whole.exact or not whole.said:  # a client may be called "Old School"
        typed = TypedInvite(whole.said)
    elif typed.problem is not None:
        return view.not_understood(turn.say(whole.actor), typed.problem)
    page = await chosen_client(replace(turn, text=typed.name), partial(_leads, typed))
    if isinstance(page, Screen):
        return page
    route = _leads(typed, page.client.id)
    return await TAPS[type(route)](turn, route)


def _leads(typed: TypedInvite, client_id: int) -> Route:
    """Return where a typed line leads, once it is clear about whom it is."""
    if typed.until is not None:
        return to.InviteHelper(client_id, typed.until)
    return to.AskHelperDay(client_id) if typed.is_helper else Invite(client_id, typed.role)


async def on_invite(turn: Turn, route: Invite) -> Screen:
    """Make a link."""
    if route.role not in list(Role):
        raise Invalid("role", value=route.role)
    new = await invitations.invite(turn.office, turn.visitor, route.client, Role(route.role))
    return _shown(turn, new)


async def on_circle(turn: Turn, route: to.Circle) -> Screen:
    """Who is in, and open invitations."""
    data = await invitations.read_circle(turn.office, turn.visitor, route.client)
    return view.circle(turn.say(data.actor), data)


async def on_revoke(turn: Turn, route: to.Revoke) -> Screen:
    """Take an invitation back."""
    data = await invitations.revoke(turn.office, turn.visitor, route.invite)
    say = turn.say(data.actor)
    return view.circle(say, data, say.plain("Taken back. The link opens nothing any more."))


async def on_ask_helper_day(turn: Turn, route: to.AskHelperDay) -> Screen:
    """Until when?"""
    data = await invitations.await_day(turn.office, turn.visitor, route.client)
    turn.expect()
    return view.ask_day(turn.say(data.actor), data)


async def on_invite_helper(turn: Turn, route: to.InviteHelper) -> Screen:
    """Make a link for a helper."""
    new = await invitations.invite(
        turn.office, turn.visitor, route.client, Role.FAMILY, route.until
    )
    return _shown(turn, new)


async def on_helper_day_text(turn: Turn, target: str) -> Screen:
    """A last day was typed; one that cannot be is asked for once more."""
    client = int(target)
    data = await invitations.read_circle(turn.office, turn.visitor, client)
    say = turn.say(data.actor)
    day = parse_day(turn.text, data.today)
    try:
        if day is None:
            raise Invalid("day")
        new = await invitations.invite(turn.office, turn.visitor, client, Role.FAMILY, day)
    except Invalid as why:
        turn.expect()
        return view.ask_day(say, data, say("{why}", why=declined.alert(say, why)))
    return _shown(turn, new)


async def on_carer(turn: Turn, route: to.Carer) -> Screen:
    """One of those who care."""
    data, who, link = await invitations.read_carer(
        turn.office, turn.visitor, route.client, route.person
    )
    return view.carer(turn.say(data.actor), data, who, link)


async def on_end_carer(turn: Turn, route: to.EndCarer) -> Screen:
    """End somebody's access, once it is sure."""
    at = turn.office, turn.visitor, route.client, route.person
    if not route.sure:
        data, who, _ = await invitations.read_carer(*at)
        return view.ask_end(turn.say(data.actor), data, who)
    data = await invitations.end_carer(*at)
    say = turn.say(data.actor)
    return view.circle(say, data, say.plain("Done. Their reminders have stopped."))


async def on_let_stay(turn: Turn, route: to.LetStay) -> Screen:
    """Move a helper's last day."""
    until = None if route.until == to.STAYS else route.until
    data = await invitations.let_stay(turn.office, turn.visitor, route.client, route.person, until)
    say = turn.say(data.actor)
    return view.circle(say, data, say.plain("Saved"))


def _shown(turn: Turn, new: NewInvite) -> Screen:
    link = create_deep_linked_url(turn.desk.messenger.bot.username, new.start_parameter)
    return view.invitation(turn.say(new.actor), new, link)


COMMANDS: Final[Mapping[str, Callable[[Turn], Awaitable[Screen]]]] = {
    "invite": on_invite_command,
}
TAPS: Final[Mapping[type[Route], Callable[[Turn, Any], Awaitable[Screen]]]] = {
    Invite: on_invite,
    to.Circle: on_circle,
    to.Revoke: on_revoke,
    to.AskHelperDay: on_ask_helper_day,
    to.InviteHelper: on_invite_helper,
    to.Carer: on_carer,
    to.EndCarer: on_end_carer,
    to.LetStay: on_let_stay,
}
EXPECTED: Final[Mapping[str, Callable[[Turn, str], Awaitable[Screen]]]] = {
    invitations.HELPER_DAY: on_helper_day_text,
}
