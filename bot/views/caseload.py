"""A therapist's clients: the list, one client's card, adding one, inviting the family."""

from typing import Final

from markupsafe import Markup

from bot.domain.people import Client, Person, Role, Stage
from bot.domain.program import Status
from bot.services.clients import ClientForm, ClientPage, NewInvite
from bot.texts import Say
from bot.views import labels
from bot.views.routes import (
    Assign,
    CheckIns,
    ClientCard,
    ClientDraft,
    Clients,
    DropDraft,
    Invite,
    Program,
    Route,
)
from bot.views.screen import Button, Row, Screen, blocks, button, in_rows, lines

PER_PAGE: Final = 8


def caseload(say: Say, pages: tuple[ClientPage, ...], page: int) -> Screen:
    """Show the caseload, a page at a time, each client with a plain word."""
    if not pages:
        return Screen(
            blocks(say("<b>Your caseload is empty.</b>"), say("/newclient adds the first client."))
        )
    last = (len(pages) - 1) // PER_PAGE
    page = min(page, last)
    shown = pages[page * PER_PAGE : (page + 1) * PER_PAGE]
    rows: list[Row] = [
        (button(f"{one.client.nickname} · {_word(say, one)}", ClientCard(one.client.id)),)
        for one in shown
    ]
    turn: list[Button] = []
    if page > 0:
        turn.append(button("‹", Clients(page - 1)))
    if page < last:
        turn.append(button("›", Clients(page + 1)))
    if turn:
        rows.append(tuple(turn))
    return Screen(say.many("<b>{n} client</b>", "<b>{n} clients</b>", len(pages)), tuple(rows))


def client(say: Say, page: ClientPage, notice: str | None = None) -> Screen:
    """Show one client with everything one tap away."""
    one = page.client
    cares = [
        say("{name} ({relation})", name=who.name, relation=_relation(say, link.role, link.relation))
        for who, link in page.caregivers
    ]
    circle = (
        say("Cared for by: {people}", people=Markup(", ").join(cares))
        if cares
        else say("Nobody has joined yet.")
    )
    active = sum(a.status is Status.ACTIVE for a in page.assignments)
    return Screen(
        blocks(
            say("<b>{name}</b> · {stage}", name=one.nickname, stage=labels.stage(say, one.stage)),
            say("Low-demand: the lighter way comes first.") if one.low_demand else None,
            say("Goal: <i>{goal}</i>", goal=page.program.goal)
            if page.program and page.program.goal
            else None,
            lines(
                circle,
                say.many("{n} activity in the program.", "{n} activities in the program.", active),
            ),
        ),
        (
            (
                button(say.plain("Program"), Program(one.id)),
                button(say.plain("Check-ins"), CheckIns(one.id)),
            ),
            (button(say.plain("Assign an activity"), Assign(one.id), "primary"),),
            _invites(say, one),
            (button(say.plain("All clients"), Clients(0)),),
        ),
        notice,
    )


def form(say: Say, form: ClientForm) -> Screen:
    """Ask the next question about a new client."""
    cancel: Row = (button(say.plain("Cancel"), DropDraft(form.draft_id)),)
    if form.nickname is None:
        return Screen(
            blocks(
                say("<b>A new client</b>"),
                say("Type a nickname the family will know. A full name is not needed here."),
            ),
            (cancel,),
        )
    head = say("<b>{name}</b>", name=form.nickname)
    if form.stage is None:
        stages = [
            button(labels.stage(say, stage), ClientDraft(form.draft_id, "stage", stage))
            for stage in Stage
        ]
        return Screen(blocks(head, say("Who is the program for?")), (*in_rows(stages, 3), cancel))
    usual = button(say.plain("The usual way"), ClientDraft(form.draft_id, "pace", "usual"))
    low = button(say.plain("Low-demand first"), ClientDraft(form.draft_id, "pace", "low"))
    return Screen(
        blocks(
            head,
            say("Which door comes first on a card: the steps, or the low-demand invitation?"),
        ),
        ((usual, low), cancel),
    )


def added(say: Say, client: Client) -> Screen:
    """Confirm a new client, and offer what comes next."""
    return Screen(
        blocks(
            say("<b>{name} is on your caseload.</b>", name=client.nickname),
            say("Next: a first activity, or the family's link. Either first is fine."),
        ),
        (
            (button(say.plain("Assign an activity"), Assign(client.id), "primary"),),
            _invites(say, client),
            (button(say.plain("Open {name}", name=client.nickname), ClientCard(client.id)),),
        ),
    )


def invitation(say: Say, new: NewInvite, link: str) -> Screen:
    """Show a fresh link: for one person, once."""
    whom = (
        say("For {client}.", client=new.client.nickname)
        if new.role is Role.SELF
        else say("For {client}'s family: one link for each person.", client=new.client.nickname)
    )
    return Screen(
        blocks(
            say("<b>An invitation</b>"),
            whom,
            Markup("{}").format(link),
            say(
                "Send it to them yourself. It works once, until {when}.",
                when=say.moment(new.expires_at, new.actor.zone),
            ),
        ),
        (
            (Button(say.plain("Copy the link"), copy=link),),
            (
                button(
                    say.plain("Another link"),
                    Invite(new.client.id, new.role),
                ),
                button(say.plain("Back"), ClientCard(new.client.id)),
            ),
        ),
    )


def choose(say: Say, actor: Person, pages: tuple[ClientPage, ...], kind: type[Route]) -> Screen:
    """Ask which client a command is about."""
    if not pages:
        return caseload(say, pages, 0)
    rows = tuple(
        (button(one.client.nickname, _to(kind, one.client)),) for one in pages[: PER_PAGE * 3]
    )
    return Screen(say("<b>For whom?</b>"), rows)


def _to(kind: type[Route], client: Client) -> Route:
    """Return where a client's button leads: each of these kinds is about a client."""
    if kind is Invite:
        return Invite(client.id, Role.FAMILY)
    return kind(client.id)  # type: ignore[call-arg]


def _invites(say: Say, one: Client) -> Row:
    family = button(say.plain("Invite the family"), Invite(one.id, Role.FAMILY))
    if one.stage is Stage.CHILD:
        return (family,)
    own = say.plain("Invite {name}", name=one.nickname)
    return (family, button(own, Invite(one.id, Role.SELF)))


def _word(say: Say, page: ClientPage) -> str:
    if not page.caregivers or not page.assignments:
        return say.plain("new")
    if all(a.status is not Status.ACTIVE for a in page.assignments):
        return say.plain("resting")
    return say.plain("going")


def _relation(say: Say, role: Role, relation: object) -> str:
    if role is Role.SELF:
        return say.plain("for themself")
    return labels.relation(say, relation).lower()  # type: ignore[arg-type]
