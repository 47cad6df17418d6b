"""One client as their therapist sees them, with everything one tap away."""

from datetime import date

from markupsafe import Markup

from bot.catalog.gates import YES
from bot.domain.people import Client, Role, Stage
from bot.domain.program import Status
from bot.services.clients import ClientPage
from bot.texts import Say
from bot.views import labels
from bot.views.about import said_of
from bot.views.caseload_routes import About, Circle, Flags
from bot.views.progress_routes import Progress
from bot.views.routes import (
    Assign,
    CheckIns,
    Clients,
    Invite,
    Learning,
    PrintProgram,
    Program,
)
from bot.views.screen import Row, Screen, blocks, button, lines
from bot.views.talk_routes import MessageTo, Review
from bot.views.team_routes import Team
from bot.views.template_routes import Templates


def client(say: Say, page: ClientPage, notice: str | None = None) -> Screen:
    """Show one client with everything one tap away."""
    one = page.client
    return Screen(
        blocks(
            say("<b>{name}</b> · {stage}", name=one.nickname, stage=labels.stage(say, one.stage)),
            say("Low-demand: the lighter way comes first.") if one.low_demand else None,
            lines(*said_of(say, one)),
            say("Goal: <i>{goal}</i>", goal=page.program.goal)
            if page.program and page.program.goal
            else None,
            _how_it_stands(say, page),
        ),
        (
            (
                button(say.plain("Program"), Program(one.id)),
                button(say.plain("Check-ins"), CheckIns(one.id)),
                button(say.plain("So far"), Progress(one.id)),
            ),
            (
                button(say.plain("Before a visit"), Review(one.id)),
                button(say.plain("Messages"), MessageTo(one.id, 0)),
            ),
            (
                button(say.plain("Assign an activity"), Assign(one.id), "primary"),
                button(say.plain("📋 Templates"), Templates(one.id, all_of=False)),
            ),
            invites(say, one),
            (
                button(say.plain("Who is in"), Circle(one.id)),
                button(say.plain("About {name}", name=one.nickname), About(one.id)),
            ),
            (
                button(say.plain("Safety flags"), Flags(one.id)),
                button(say.plain("Learn cards"), Learning(one.id)),
                button(say.plain("Print"), PrintProgram(one.id)),
            ),
            (
                button(say.plain("Team"), Team(one.id)),
                button(say.plain("All clients"), Clients(0)),
            ),
        ),
        notice,
    )


def _how_it_stands(say: Say, page: ClientPage) -> Markup:
    cares = [
        say("{name} ({relation})", name=who.name, relation=labels.care(say, link))
        if link.ends_on is None
        else say(
            "{name} ({relation}, until {day})",
            name=who.name,
            relation=labels.care(say, link),
            day=say.day(date.fromisoformat(link.ends_on)),
        )
        for who, link in page.caregivers
    ]
    active = sum(a.status_on(page.today) is Status.ACTIVE for a in page.assignments)
    on = sum(answer == YES for answer in page.flags.values())
    return lines(
        say("Cared for by: {people}", people=Markup(", ").join(cares))
        if cares
        else say("Nobody has joined yet."),
        say.many("{n} activity in the program.", "{n} activities in the program.", active),
        say.many("{n} safety flag is on.", "{n} safety flags are on.", on)
        if page.flags
        else say("Safety flags: nobody has answered them yet."),
    )


def invites(say: Say, one: Client) -> Row:
    """Offer the links that are asked for most."""
    family = button(say.plain("Invite the family"), Invite(one.id, Role.FAMILY))
    if one.stage is Stage.CHILD:
        return (family,)
    own = say.plain("Invite {name}", name=one.nickname)
    return (family, button(own, Invite(one.id, Role.SELF)))
