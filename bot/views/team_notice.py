"""What a colleague or a family hears when a client's team changes."""

from datetime import date

from markupsafe import Markup

from bot.domain.team import Change
from bot.services.team_notices import TeamNews
from bot.texts import Say
from bot.views.routes import ClientCard, Today
from bot.views.screen import Row, Screen, blocks, button
from bot.views.team_routes import TeamSummary


def news(say: Say, heard: TeamNews) -> Screen:
    """Return the message."""
    return _for_therapist(say, heard) if heard.is_therapist else _for_family(say, heard)


def _for_therapist(say: Say, heard: TeamNews) -> Screen:
    name, client = heard.about.name, heard.client.nickname
    match heard.change:
        case Change.COVER if heard.last is not None:
            head = say("🤝 <b>Cover</b> · {client}", client=client)
            told = say("{name} asks you to cover {dates}.", name=name, dates=_dates(say, heard))
        case Change.HANDED:
            head = say("🤝 <b>Handover</b> · {client}", client=client)
            told = say(
                "{client} is on your caseload now. Before, it was {name}.", client=client, name=name
            )
        case _:
            head = say("🤝 <b>Together</b> · {client}", client=client)
            told = say("You and {name} both work with {client} now.", name=name, client=client)
    rows: tuple[Row, ...] = ()
    if heard.first is None:  # it has begun: the client can be opened
        rows = (
            (button(say.plain("Read the summary"), TeamSummary(heard.client.id), "primary"),),
            (button(say.plain("Open {name}", name=client), ClientCard(heard.client.id)),),
        )
    else:
        told = blocks(told, say("You see {client} from that day on.", client=client))
    return Screen(blocks(head, told), rows)


def _for_family(say: Say, heard: TeamNews) -> Screen:
    name, client = heard.about.name, heard.client.nickname
    match heard.change:
        case Change.COVER if heard.last is not None:
            told = say(
                "{name} looks after {client}'s program {dates}, while your therapist is away.",
                name=name,
                client=client,
                dates=_dates(say, heard),
            )
        case Change.HANDED:
            told = say(
                "{name} looks after {client}'s program from now on.", name=name, client=client
            )
        case Change.REOPENED:
            return _goes_on(say, heard)
        case _:
            told = say(
                "{name} works with {client}'s therapist from now on.", name=name, client=client
            )
    return Screen(
        blocks(
            say("👋 <b>A therapist for {client}</b>", client=client),
            told,
            say("They see the program and your answers. Your cards stay as they are."),
        ),
        ((button(say.plain("Today's cards"), Today(heard.client.id)),),),
    )


def _goes_on(say: Say, heard: TeamNews) -> Screen:
    name, client = heard.about.name, heard.client.nickname
    return Screen(
        blocks(
            say("👋 <b>{client}'s program goes on</b>", client=client),
            say("{name} has opened it again.", name=name),
            say("Cards come at the times you chose. /reminders changes them."),
        ),
        ((button(say.plain("Today's cards"), Today(heard.client.id)),),),
    )


def _dates(say: Say, heard: TeamNews) -> Markup:
    last = say.day(date.fromisoformat(heard.last or ""))
    if heard.first is None:
        return say("until {last}", last=last)
    return say("from {first} to {last}", first=say.day(date.fromisoformat(heard.first)), last=last)
