"""The practice's therapists, for its administrators, and the page of a colleague's link."""

from typing import Final

from markupsafe import Markup

from bot.domain.people import Person
from bot.domain.team import Member
from bot.services.staff import MemberPage, Staff
from bot.services.staff_invites import NewStaffInvite, StaffWelcome
from bot.texts import Say
from bot.views.routes import Home
from bot.views.screen import Button, Row, Screen, blocks, button, lines
from bot.views.staff_routes import (
    StaffBack,
    StaffHandOver,
    StaffHome,
    StaffInvite,
    StaffJoin,
    StaffMember,
    StaffRevoke,
    StaffSuspend,
    StaffTakeOver,
)

PER_PAGE: Final = 8


def staff(say: Say, page: Staff, number: int, notice: str | None = None) -> Screen:
    """Show the therapists, a page at a time."""
    last = max(0, (len(page.members) - 1) // PER_PAGE)
    number = min(number, last)
    shown = page.members[number * PER_PAGE : (number + 1) * PER_PAGE]
    rows: list[Row] = [
        (button(_line(say, one, page.admins), StaffMember(one.person.id)),) for one in shown
    ]
    if turn := pager(number, last, StaffHome):
        rows.append(turn)
    rows.append((button(say.plain("Invite a colleague"), StaffInvite(), "primary"),))
    if page.open_invites:
        rows.append((button(say.plain("Withdraw the open links"), StaffRevoke()),))
    rows.append((button(say.plain("Start page"), Home()),))
    waiting = (
        say.many("{n} link is still open.", "{n} links are still open.", page.open_invites)
        if page.open_invites
        else None
    )
    head = say.many("<b>{n} therapist</b>", "<b>{n} therapists</b>", len(page.members))
    return Screen(blocks(head, waiting), tuple(rows), notice)


def member(say: Say, page: MemberPage, notice: str | None = None) -> Screen:
    """Show one therapist, and what can be done."""
    who, count = page.member.person, page.member.clients
    rows: list[Row] = []
    if who.is_suspended:
        rows.append((button(say.plain("Bring back"), StaffBack(who.id), "primary"),))
    elif not page.is_admin:
        rows.append((button(say.plain("Suspend"), StaffSuspend(who.id, sure=False)),))
    if count and page.colleagues:
        rows.append((button(say.plain("Hand the clients over"), StaffHandOver(who.id, 0)),))
    rows.append((button(say.plain("All therapists"), StaffHome(0)),))
    waits = None
    if who.is_suspended and count:
        waits = say(
            "Nobody looks after these clients while {name} is away. Please hand them over.",
            name=who.name,
        )
    return Screen(
        blocks(
            say("<b>{name}</b> · {standing}", name=who.name, standing=_standing(say, page)),
            lines(
                say.many("{n} client on the caseload.", "{n} clients on the caseload.", count),
                None if who.is_reachable else say("Telegram does not reach them at the moment."),
            ),
            waits,
            say("Administrators are named in the bot's settings file.") if page.is_admin else None,
        ),
        tuple(rows),
        notice,
    )


def ask_suspend(say: Say, page: MemberPage) -> Screen:
    """Ask once more before somebody is suspended."""
    who = page.member.person
    return Screen(
        blocks(
            say("<b>Suspend {name}?</b>", name=who.name),
            say(
                "Their buttons, commands and half-finished forms stop at once. They hear of it. "
                "Nothing they wrote is lost, and you can bring them back."
            ),
            say.many(
                "{n} client stays on their caseload until you hand it over.",
                "{n} clients stay on their caseload until you hand them over.",
                page.member.clients,
            )
            if page.member.clients
            else None,
        ),
        (
            (button(say.plain("Yes, suspend"), StaffSuspend(who.id, sure=True), "danger"),),
            (button(say.plain("Back"), StaffMember(who.id)),),
        ),
    )


def choose_taker(say: Say, page: MemberPage, number: int) -> Screen:
    """Ask who takes a therapist's clients."""
    last = max(0, (len(page.colleagues) - 1) // PER_PAGE)
    number = min(number, last)
    who = page.member.person
    shown = page.colleagues[number * PER_PAGE : (number + 1) * PER_PAGE]
    rows: list[Row] = [
        (button(one.name, StaffTakeOver(who.id, one.id, sure=False)),) for one in shown
    ]
    if turn := pager(number, last, lambda at: StaffHandOver(who.id, at)):
        rows.append(turn)
    rows.append((button(say.plain("Back"), StaffMember(who.id)),))
    return Screen(
        say.many(
            "<b>Who takes {n} client of {name}'s?</b>",
            "<b>Who takes {n} clients of {name}'s?</b>",
            page.member.clients,
            name=who.name,
        ),
        tuple(rows),
    )


def ask_take_over(say: Say, page: MemberPage, to: Person) -> Screen:
    """Ask once more before a whole caseload goes to a colleague."""
    who = page.member.person
    return Screen(
        blocks(
            say("<b>Hand {name}'s clients to {to}?</b>", name=who.name, to=to.name),
            say(
                "{to} sees each client's program and what the families answered. "
                "{name} does not see them any more. The families hear who looks after them now.",
                to=to.name,
                name=who.name,
            ),
        ),
        (
            (
                button(
                    say.plain("Yes, hand over"), StaffTakeOver(who.id, to.id, sure=True), "primary"
                ),
            ),
            (button(say.plain("Back"), StaffHandOver(who.id, 0)),),
        ),
    )


def invitation(say: Say, new: NewStaffInvite, link: str) -> Screen:
    """Show a fresh link for a colleague."""
    return Screen(
        blocks(
            say("<b>A link for a colleague</b>"),
            Markup("{}").format(link),
            say(
                "Send it to them yourself. It works once, until {when}. Whoever follows it works "
                "as a therapist here, with a caseload of their own.",
                when=say.moment(new.expires_at, new.actor.zone),
            ),
        ),
        (
            (Button(say.plain("Copy the link"), copy=link),),
            (button(say.plain("Back"), StaffHome(0)),),
        ),
    )


def welcome(say: Say, page: StaffWelcome) -> Screen:
    """Ask whoever followed a colleague's link."""
    where = (
        say(
            "{name} invites you to work with this bot for {practice}.",
            name=page.inviter,
            practice=page.practice,
        )
        if page.practice
        else say("{name} invites you to work with this bot.", name=page.inviter)
    )
    return Screen(
        blocks(
            say("<b>Hello, colleague</b>"),
            where,
            say(
                "You add clients by nickname, choose small activities for home, and see how they "
                "went. Your name in Telegram is kept, and what you do here is on record."
            ),
        ),
        (
            (button(say.plain("Yes, join as a therapist"), StaffJoin(page.token), "primary"),),
            (button(say.plain("Not now"), Home()),),
        ),
    )


def told_suspended(say: Say, practice: str | None) -> Screen:
    """Tell a therapist that they are suspended."""
    where = practice or say.plain("the practice")
    return Screen(
        blocks(
            say("<b>Your access is resting.</b>"),
            say("{practice} has paused your work as a therapist here.", practice=where),
            say("What you wrote is kept. Your administrator can tell you more."),
        )
    )


def told_back(say: Say) -> Screen:
    """Tell a therapist that they may work again."""
    return Screen(
        blocks(
            say("<b>Welcome back.</b>"),
            say("You can work as a therapist here again."),
        ),
        ((button(say.plain("Start page"), Home(), "primary"),),),
    )


def pager(number: int, last: int, to: object) -> Row:
    """Return the buttons to the page before and after."""
    turn: list[Button] = []
    if number > 0:
        turn.append(button("‹", to(number - 1)))  # type: ignore[operator]
    if number < last:
        turn.append(button("›", to(number + 1)))  # type: ignore[operator]
    return tuple(turn)


def _line(say: Say, one: Member, admins: frozenset[int]) -> str:
    if one.person.is_suspended:
        return say.plain("{name} · suspended", name=one.person.name)
    if one.person.id in admins:
        return say.plain("{name} · administrator", name=one.person.name)
    return one.person.name


def _standing(say: Say, page: MemberPage) -> str:
    if page.member.person.is_suspended:
        return say.plain("suspended")
    return say.plain("administrator") if page.is_admin else say.plain("therapist")
