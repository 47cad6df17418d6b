"""/therapists for administrators, and a colleague's way in."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from telegram.helpers import create_deep_linked_url

from bot.domain.errors import Invalid, Stale
from bot.domain.people import Person
from bot.handlers.desk import Turn
from bot.handlers.menus import keep_menu
from bot.messenger import Transient, Unreachable
from bot.services import handover, meet, staff, staff_invites
from bot.services.staff import MemberPage
from bot.views import declined, home
from bot.views import staff as view
from bot.views import staff_routes as to
from bot.views.codec import Route
from bot.views.screen import Screen, blocks

log = logging.getLogger(__name__)


async def on_therapists_command(turn: Turn) -> Screen:
    """/therapists."""
    await meet.meet(turn.office, turn.visitor)
    return await on_staff(turn, to.StaffHome(0))


async def on_staff(turn: Turn, route: to.StaffHome) -> Screen:
    """The practice's therapists."""
    page = await staff.read_staff(turn.office, turn.visitor)
    return view.staff(turn.say(page.actor), page, route.page)


async def on_member(turn: Turn, route: to.StaffMember) -> Screen:
    """One therapist."""
    page = await staff.read_member(turn.office, turn.visitor, route.person)
    return view.member(turn.say(page.actor), page)


async def on_invite(turn: Turn, route: to.StaffInvite) -> Screen:
    """A link for a colleague."""
    new = await staff_invites.invite_therapist(turn.office, turn.visitor)
    link = create_deep_linked_url(turn.desk.messenger.bot.username, new.start_parameter)
    return view.invitation(turn.say(new.actor), new, link)


async def on_revoke(turn: Turn, route: to.StaffRevoke) -> Screen:
    """No open link works any more."""
    page = await staff.revoke_staff_invites(turn.office, turn.visitor)
    say = turn.say(page.actor)
    return view.staff(say, page, 0, say.plain("The open links are withdrawn"))


async def on_suspend(turn: Turn, route: to.StaffSuspend) -> Screen:
    """Suspend, after one more question."""
    if not route.sure:
        page = await staff.read_member(turn.office, turn.visitor, route.person)
        if page.is_admin:
            raise Invalid("staff_admin")
        return view.ask_suspend(turn.say(page.actor), page)
    page = await staff.suspend(turn.office, turn.visitor, route.person)
    practice = await meet.practice_name(turn.office)
    return await _changed(turn, page, lambda say: view.told_suspended(say, practice))


async def on_back(turn: Turn, route: to.StaffBack) -> Screen:
    """Bring back."""
    page = await staff.bring_back(turn.office, turn.visitor, route.person)
    return await _changed(turn, page, view.told_back)


async def on_hand_over(turn: Turn, route: to.StaffHandOver) -> Screen:
    """Choose who takes the clients."""
    page = await staff.read_member(turn.office, turn.visitor, route.person)
    return view.choose_taker(turn.say(page.actor), page, route.page)


async def on_take_over(turn: Turn, route: to.StaffTakeOver) -> Screen:
    """All clients go to a colleague, after one more question."""
    page = await staff.read_member(turn.office, turn.visitor, route.person)
    say = turn.say(page.actor)
    taker = next((one for one in page.colleagues if one.id == route.to), None)
    if taker is None:
        raise Stale("no colleague")
    if not route.sure:
        return view.ask_take_over(say, page, taker)
    count = await handover.hand_over_all(turn.office, turn.visitor, route.person, route.to)
    page = await staff.read_member(turn.office, turn.visitor, route.person)
    done = say.many("{n} client handed over", "{n} clients handed over", count)
    return view.member(say, page, str(done))


async def on_staff_link(turn: Turn, token: str) -> Screen:
    """Somebody followed a colleague's link."""
    try:
        page = await staff_invites.open_staff_invite(turn.office, turn.visitor, token)
    except Invalid as why:
        arrival = await meet.meet(turn.office, turn.visitor)
        say = turn.say(arrival.actor)
        told = declined.page(say, why)
        if arrival.actor is None:
            return Screen(blocks(told.text, home.stranger(say).text))
        return told
    return view.welcome(turn.say(page.actor), page)


async def on_join(turn: Turn, route: to.StaffJoin) -> Screen:
    """They said yes."""
    page = await staff_invites.join_staff(turn.office, turn.visitor, route.token)
    arrival = await meet.meet(turn.office, turn.visitor)
    actor = arrival.actor or page.actor
    if actor is None:
        raise Stale("nobody joined")
    return home.therapist(turn.say(actor), actor, arrival.caseload)


async def _changed(turn: Turn, page: MemberPage, told: Callable[[Any], Screen]) -> Screen:
    """Show the therapist as they stand now; they hear of it once, and see another menu."""
    say = turn.say(page.actor)
    if page.has_changed:
        await keep_menu(turn.desk, page.member.person.telegram_id)
        await _tell(turn, page.member.person, told)
    return view.member(say, page, say.plain("Saved"))


async def _tell(turn: Turn, person: Person, told: Callable[[Any], Screen]) -> None:
    try:
        await turn.desk.messenger.send(person.telegram_id, told(turn.say(person)))
    except (Unreachable, Transient) as error:
        log.info("a therapist could not be told of their standing: %s", error)


COMMANDS: Final[Mapping[str, Callable[[Turn], Awaitable[Screen]]]] = {
    "therapists": on_therapists_command,
}
TAPS: Final[Mapping[type[Route], Callable[[Turn, Any], Awaitable[Screen]]]] = {
    to.StaffHome: on_staff,
    to.StaffMember: on_member,
    to.StaffInvite: on_invite,
    to.StaffRevoke: on_revoke,
    to.StaffSuspend: on_suspend,
    to.StaffBack: on_back,
    to.StaffHandOver: on_hand_over,
    to.StaffTakeOver: on_take_over,
    to.StaffJoin: on_join,
}
