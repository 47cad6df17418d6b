"""A client's therapists: who works along, who covers when, and how a colleague comes in."""

from datetime import date, timedelta
from typing import Final

from markupsafe import Markup

from bot.domain.people import Client, Person
from bot.domain.team import Membership
from bot.domain.typed_dates import next_monday
from bot.services.team import TeamPage
from bot.texts import Say
from bot.views.closing_routes import Close
from bot.views.routes import ClientCard, Clients
from bot.views.screen import Row, Screen, blocks, button, in_rows, lines
from bot.views.staff import pager
from bot.views.team_routes import (
    Team,
    TeamChoose,
    TeamColleague,
    TeamCover,
    TeamCoverDone,
    TeamCoverUntil,
    TeamEnd,
    TeamHandOver,
    TeamSummary,
    TeamTogether,
    Trail,
)

PER_PAGE: Final = 8
#: How many days a cover lasts, as the buttons offer it.
LENGTHS: Final = (3, 7, 14, 21)


def team(say: Say, page: TeamPage, notice: str | None = None) -> Screen:
    """Show who works with a client."""
    one = page.client
    rows: list[Row] = []
    if not page.is_cover:
        rows.append((button(say.plain("Bring in a colleague"), TeamChoose(one.id, 0), "primary"),))
    for member in page.members:
        if member.person.id == page.actor.id:
            if len(page.members) > 1:
                rows.append(
                    (
                        button(
                            say.plain("Leave this team"), TeamEnd(one.id, page.actor.id, sure=False)
                        ),
                    )
                )
        elif not page.is_cover:
            rows.append((button(member.person.name, TeamColleague(one.id, member.person.id)),))
    rows.append(
        (
            button(say.plain("Summary"), TeamSummary(one.id)),
            button(say.plain("Who did what"), Trail(one.id, 0)),
        )
    )
    if not page.is_cover:
        rows.append((button(say.plain("Close the program"), Close(one.id, sure=False)),))
    rows.append((button(say.plain("Back"), ClientCard(one.id)),))
    return Screen(
        blocks(
            say("<b>{client}'s therapists</b>", client=one.nickname),
            lines(*(_member(say, page, member) for member in page.members)),
        ),
        tuple(rows),
        notice,
    )


def choose(say: Say, page: TeamPage, number: int) -> Screen:
    """Ask which colleague."""
    one = page.client
    if not page.colleagues:
        return Screen(
            blocks(
                say("<b>No colleague is left to ask.</b>"),
                say("An administrator brings colleagues in with /therapists."),
            ),
            ((button(say.plain("Back"), Team(one.id)),),),
        )
    last = (len(page.colleagues) - 1) // PER_PAGE
    number = min(number, last)
    shown = page.colleagues[number * PER_PAGE : (number + 1) * PER_PAGE]
    rows: list[Row] = [(button(who.name, TeamColleague(one.id, who.id)),) for who in shown]
    if turn := pager(number, last, lambda at: TeamChoose(one.id, at)):
        rows.append(turn)
    rows.append((button(say.plain("Back"), Team(one.id)),))
    return Screen(say("<b>Which colleague?</b> For {client}.", client=one.nickname), tuple(rows))


def colleague(say: Say, page: TeamPage, who: Person) -> Screen:
    """Ask how a colleague takes part, or what changes for one who does."""
    one, there = page.client, page.member(who.id)
    rows: list[Row] = []
    if there is None or not there.stays:
        together = say.plain("Works with me from now on")
        rows.append((button(together, TeamTogether(one.id, who.id)),))
    if there is None:
        rows.append((button(say.plain("Covers while I am away"), TeamCover(one.id, who.id)),))
    rows.append(
        (button(say.plain("Takes over for good"), TeamHandOver(one.id, who.id, sure=False)),)
    )
    if there is not None:
        rows.append(
            (button(say.plain("Not in this team any more"), TeamEnd(one.id, who.id, sure=False)),)
        )
    rows.append((button(say.plain("Back"), Team(one.id)),))
    return Screen(
        blocks(
            say("<b>{name}</b> · {client}", name=who.name, client=one.nickname),
            _member(say, page, there) if there is not None else None,
            say(
                "{name} sees the program and the answers as you do. The family hears who it is.",
                name=who.name,
            ),
        ),
        tuple(rows),
    )


def cover_from(say: Say, page: TeamPage, who: Person) -> Screen:
    """Ask from when a colleague covers; both dates can be typed."""
    today = page.today
    monday = next_monday(today)
    days = [today, today + timedelta(days=1), monday, monday + timedelta(days=7)]
    offered = [
        button(_day(say, day, today), TeamCoverUntil(page.client.id, who.id, day))
        for day in dict.fromkeys(days)
    ]
    return Screen(
        blocks(
            say("<b>From when does {name} cover?</b>", name=who.name),
            say("Or type both dates, like: 20 Jan - 2 Feb"),
        ),
        (*in_rows(offered, 2), (button(say.plain("Back"), TeamColleague(page.client.id, who.id)),)),
    )


def cover_until(say: Say, page: TeamPage, who: Person, first: date) -> Screen:
    """Ask until when; the cover ends by itself after that day."""
    offered = [
        button(
            say.day(first + timedelta(days=length - 1)),
            TeamCoverDone(page.client.id, who.id, first, first + timedelta(days=length - 1)),
        )
        for length in LENGTHS
    ]
    return Screen(
        blocks(
            say("<b>{name} covers from {day}. Until when?</b>", name=who.name, day=say.day(first)),
            say("It ends by itself after that day. Or type both dates, like: 20 Jan - 2 Feb"),
        ),
        (*in_rows(offered, 2), (button(say.plain("Back"), TeamCover(page.client.id, who.id)),)),
    )


def ask_end(say: Say, page: TeamPage, who: Person) -> Screen:
    """Ask once more before somebody leaves a client's team."""
    one = page.client
    is_own = who.id == page.actor.id
    head = (
        say("<b>Leave {client}'s team?</b>", client=one.nickname)
        if is_own
        else say("<b>{name} leaves {client}'s team?</b>", name=who.name, client=one.nickname)
    )
    told = (
        say("You do not see {client}'s program any more.", client=one.nickname)
        if is_own
        else say(
            "{name} does not see {client}'s program any more.", name=who.name, client=one.nickname
        )
    )
    return Screen(
        blocks(head, told),
        (
            (button(say.plain("Yes"), TeamEnd(one.id, who.id, sure=True), "danger"),),
            (button(say.plain("Back"), Team(one.id)),),
        ),
    )


def ask_hand_over(say: Say, page: TeamPage, who: Person) -> Screen:
    """Ask once more before a client is handed on."""
    one = page.client
    return Screen(
        blocks(
            say("<b>Hand {client} to {name}?</b>", client=one.nickname, name=who.name),
            say(
                "{name} gets the summary: goal, activities, the last two weeks, open worries, what "
                "to look out for. The family hears who looks after them now.",
                name=who.name,
            ),
            say("{client} leaves your caseload.", client=one.nickname),
        ),
        (
            (
                button(
                    say.plain("Yes, hand over"), TeamHandOver(one.id, who.id, sure=True), "primary"
                ),
            ),
            (
                button(say.plain("Read the summary"), TeamSummary(one.id)),
                button(say.plain("Back"), TeamColleague(one.id, who.id)),
            ),
        ),
    )


def gone(say: Say, client: Client, notice: str) -> Screen:
    """Confirm that a client is off the caseload."""
    return Screen(
        say("<b>{client} is off your caseload.</b>", client=client.nickname),
        ((button(say.plain("All clients"), Clients(0)),),),
        notice,
    )


def _member(say: Say, page: TeamPage, member: Membership) -> Markup:
    name = member.person.name
    if member.person.id == page.actor.id:
        name = say.plain("{name} (you)", name=name)
    if member.person.is_suspended:
        return say("{name}, suspended", name=name)
    if member.ends_on is None:
        return say("{name}", name=name)
    last = say.day(date.fromisoformat(member.ends_on))
    if member.begins_on is None:
        return say("{name}, covers until {last}", name=name, last=last)
    first = say.day(date.fromisoformat(member.begins_on))
    return say("{name}, covers from {first} to {last}", name=name, first=first, last=last)


def _day(say: Say, day: date, today: date) -> str:
    if day == today:
        return say.plain("Today")
    if day == today + timedelta(days=1):
        return say.plain("Tomorrow")
    return say.day(day)
