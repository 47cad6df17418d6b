"""What the pages of a conversation say alike: names, kinds of files, one message in short."""

from typing import Final

from markupsafe import Markup

from bot.clock import from_epoch_ms
from bot.domain.message import Form
from bot.domain.people import Client, Role
from bot.domain.talk import Line, Party, Talk
from bot.texts import N_, Say
from bot.views import labels
from bot.views.routes import ClientCard, Home
from bot.views.screen import Row, button, short

SHORT: Final = 220
FORMS: Final = {
    Form.TEXT: N_("words"),
    Form.PHOTO: N_("📷 photo"),
    Form.VOICE: N_("🎤 voice note"),
    Form.DOCUMENT: N_("📄 document"),
}


def title(say: Say, client: Client, role: Role) -> Markup:
    """Return a page's title."""
    if role is Role.SELF:
        return say("<b>✉️ Messages</b>")
    return say("<b>✉️ Messages</b> · {client}", client=client.nickname)


def name_of(say: Say, who: Party) -> str:
    """Return a name, and what they are to the client."""
    name = who.person.name
    if who.role is None or who.role is Role.THERAPIST:
        return name
    if who.role is Role.SELF:
        return say.plain("{name} (themself)", name=name)
    if who.role is Role.SCHOOL:
        return say.plain("{name} (school)", name=name)
    what = labels.within(labels.relation(say, who.relation))
    return say.plain("{name} ({what})", name=name, what=what)


def back(say: Say, client: Client, role: Role) -> Row:
    """Return the way out of a page."""
    if role is Role.THERAPIST:
        name = client.nickname
        return (button(say.plain("Open {name}", name=name), ClientCard(client.id)),)
    return (button(say.plain("Today's cards"), Home()),)


def line(say: Say, data: Talk, one: Line) -> Markup:
    """Show one message in short: who, when, and the words."""
    part = one.message
    words = short(part.body, SHORT)
    if part.form is not Form.TEXT:
        what = say.plain(FORMS[part.form])
        words = f"{what}: {words}" if words else what
    who = say.plain("You") if one.writer is None else name_of(say, one.writer)
    return say(
        "{new}<b>{who}</b>, {when}: {words}",
        new="🔹 " if one.is_new else "",
        who=who,
        when=say.moment(from_epoch_ms(part.created_at), data.actor.zone),
        words=words,
    )
