"""Who is in for a client: those who care, open invitations, and a fresh link to hand over."""

from datetime import date, timedelta
from typing import Final

from markupsafe import Markup

from bot.clock import from_epoch_ms
from bot.domain.people import CareLink, Client, Person, Role, Stage
from bot.pictures import InvitationCard
from bot.services.invitations import Circle, NewInvite, OpenInvite
from bot.texts import Say
from bot.views import labels
from bot.views.caseload_routes import (
    STAYS,
    AskHelperDay,
    Carer,
    EndCarer,
    InviteHelper,
    LetStay,
    Revoke,
)
from bot.views.caseload_routes import Circle as CircleRoute
from bot.views.pictures import captions, direction_of
from bot.views.routes import ClientCard, Invite, Route
from bot.views.screen import Button, Row, Screen, blocks, bullets, button, in_rows, lines, short

SUNDAY: Final = 6


def circle(say: Say, data: Circle, notice: str | None = None) -> Screen:
    """Show who is in, and the invitations that nobody has used yet."""
    client = data.client
    people = [_person(say, who, link) for who, link in data.caregivers]
    open_ones = [_invitation(say, one, data.actor) for one in data.invites]
    carers = [button(who.name, Carer(client.id, who.id)) for who, _ in data.caregivers]
    back = [
        button(say.plain("Take back {n}", n=n), Revoke(one.id))
        for n, one in enumerate(data.invites, 1)
    ]
    return Screen(
        blocks(
            say("<b>Who is in</b> · {name}", name=client.nickname),
            bullets(people) if people else say("Nobody has joined yet."),
            lines(say("Open invitations:"), _numbered(open_ones)) if open_ones else None,
        ),
        (
            *in_rows(carers, 2),
            *in_rows(back, 3),
            *in_rows(_ways_in(say, client), 2),
            (button(say.plain("Back"), ClientCard(client.id)),),
        ),
        notice,
    )


def invitation(say: Say, new: NewInvite, link: str) -> Screen:
    """Show a fresh link: for one person, once; to send, or to scan from this screen."""
    again: Route = (
        InviteHelper(new.client.id, new.ends_on) if new.ends_on else Invite(new.client.id, new.role)
    )
    name = new.client.nickname
    return Screen(
        blocks(
            say("<b>An invitation</b>"),
            _whom(say, new),
            Markup("{}").format(link),
            say(
                "Send it to them yourself, or let them scan the picture. It works once, "
                "until {when}.",
                when=say.moment(new.expires_at, new.actor.zone),
            ),
        ),
        (
            (Button(say.plain("Copy the link"), copy=link),),
            (
                button(say.plain("Another link"), again),
                button(say.plain("Who is in"), CircleRoute(new.client.id)),
                button(say.plain("Back"), ClientCard(new.client.id)),
            ),
        ),
        picture=InvitationCard(
            say.plain("{name}'s home program", name=name),
            say.plain("Scan with a phone's camera, then press Start."),
            link,
            language=say.language,
            direction=direction_of(say),
            captions=captions(say),
        ),
    )


def not_understood(say: Say, words: str) -> Screen:
    """Say what of a typed line was not clear, and give lines that work. Nothing was changed."""
    examples = ("/invite Sunny", "/invite Sunny school", "/invite Sunny helper until Sunday")
    return Screen(
        blocks(
            say("<b>Nothing was changed.</b>"),
            say("Not clear to me: “{words}”.", words=short(words)),
            lines(
                say("Lines that work (tap to copy):"),
                *(Markup("<code>{}</code>").format(one) for one in examples),
            ),
        )
    )


def ask_day(say: Say, data: Circle, hint: Markup | None = None) -> Screen:
    """Ask until when a helper has access."""
    client, today = data.client, data.today
    sunday = today + timedelta(days=(SUNDAY - today.weekday()) % 7)
    days = dict.fromkeys((sunday, today + timedelta(days=7), today + timedelta(days=14)))
    choices = [
        button(say.plain("Until {day}", day=say.day(day)), InviteHelper(client.id, day))
        for day in days
    ]
    return Screen(
        blocks(
            hint,
            say("<b>A helper for a while</b> · {name}", name=client.nickname),
            say("For a weekend with the grandparents, say, or a holiday carer."),
            say("Until which day? Access and reminders then end by themselves."),
            say("Tap a day, or type one, like Sunday or 2027-01-31."),
        ),
        (*((one,) for one in choices), (button(say.plain("Back"), CircleRoute(client.id)),)),
    )


def carer(say: Say, data: Circle, who: Person, link: CareLink) -> Screen:
    """Show one of those who care, and what a therapist can change about it."""
    at = data.client.id, who.id
    since = say.moment(from_epoch_ms(link.started_at), data.actor.zone)
    rows: list[Row] = []
    if link.ends_on is not None:
        later = date.fromisoformat(link.ends_on) + timedelta(days=7)
        rows = [
            (
                button(say.plain("Until {day}", day=say.day(later)), LetStay(*at, later)),
                button(say.plain("No end"), LetStay(*at, STAYS)),
            )
        ]
    end = say.plain("End {name}'s access", name=who.name)
    return Screen(
        blocks(
            _person(say, who, link),
            say("Joined {when}.", when=since),
            None
            if who.is_reachable
            else say("Telegram cannot reach them: blocked, or the account is closed."),
        ),
        (
            *rows,
            (button(end, EndCarer(*at, sure=False)),),
            (button(say.plain("Back"), CircleRoute(data.client.id)),),
        ),
    )


def ask_end(say: Say, data: Circle, who: Person) -> Screen:
    """Make sure before somebody's access ends."""
    at = data.client.id, who.id
    return Screen(
        blocks(
            say(
                "<b>End {name}'s access to {client}'s program?</b>",
                name=who.name,
                client=data.client.nickname,
            ),
            say("Their reminders stop at once. What they answered stays on record."),
            say("They get a short thank-you. A new link lets them in again."),
        ),
        (
            (
                button(say.plain("Yes, end it"), EndCarer(*at, sure=True), "danger"),
                button(say.plain("Back"), Carer(*at)),
            ),
        ),
    )


def _whom(say: Say, new: NewInvite) -> Markup:
    name = new.client.nickname
    if new.ends_on is not None:
        day = say.day(new.ends_on)
        return say("For a helper of {client}'s, until {day}.", client=name, day=day)
    match new.role:
        case Role.SELF:
            return say("For {client}.", client=name)
        case Role.SCHOOL:
            return say(
                "For one person at {client}'s school. They see what is marked for school, and "
                "nothing else.",
                client=name,
            )
        case _:
            return say("For {client}'s family: one link for each person.", client=name)


def _ways_in(say: Say, client: Client) -> list[Button]:
    family = button(say.plain("Invite the family"), Invite(client.id, Role.FAMILY))
    own = button(say.plain("Invite {name}", name=client.nickname), Invite(client.id, Role.SELF))
    school = button(say.plain("Invite school"), Invite(client.id, Role.SCHOOL))
    helper = button(say.plain("A helper for a while"), AskHelperDay(client.id))
    grown = [own] if client.stage is not Stage.CHILD else []
    return [family, *grown, school, helper]


def _person(say: Say, who: Person, link: CareLink) -> Markup:
    name = say("<b>{name}</b> ({what})", name=who.name, what=labels.care(say, link))
    if link.ends_on is None:
        return name
    day = say.day(date.fromisoformat(link.ends_on))
    return say("{person}, until {day}", person=name, day=day)


def _invitation(say: Say, one: OpenInvite, actor: Person) -> Markup:
    when = say.moment(from_epoch_ms(one.expires_at), actor.zone)
    whom = labels.role(say, one.role)
    if one.ends_on is not None:
        day = say.day(date.fromisoformat(one.ends_on))
        return say("Helper until {day}; the link works until {when}", day=day, when=when)
    return say("{whom}; the link works until {when}", whom=whom, when=when)


def _numbered(items: list[Markup]) -> Markup:
    return lines(*(Markup("{}. {}").format(n, item) for n, item in enumerate(items, 1)))
