"""Writing to somebody: whom it goes to, how far it has come, and who reads it when.

Nobody is led to believe that somebody reads along: the hours are said, or that there are none.
"""

from markupsafe import Markup

from bot.clock import from_epoch_ms
from bot.domain.message import Form, Mark
from bot.domain.nearest import Slip
from bot.domain.people import Client, Role
from bot.domain.practice import Practice, Setting
from bot.domain.talk import Progress, Sent, Talk
from bot.texts import Say
from bot.views.home import emergency_footer
from bot.views.message_words import FORMS, SHORT, back, line, name_of, title
from bot.views.routes import Home, Route
from bot.views.screen import Held, Row, Screen, blocks, button, in_rows, lines, short
from bot.views.talk_routes import Conversation, MessageTo
from bot.views.worry import offer
from bot.views.worry_routes import HelpCard
from bot.views.worry_told import reading_hours


def talk(say: Say, data: Talk, hint: Markup | None = None) -> Screen:
    """Ask for a message: whatever is sent next goes to those named."""
    if not data.others:
        text = blocks(title(say, data.client, data.role), _nobody(say, data))
        return Screen(text, (back(say, data.client, data.role),))
    rows = [_earlier(say, data)] if data.lines else []
    return Screen(
        blocks(
            hint,
            title(say, data.client, data.role),
            lines(*(line(say, data, one) for one in reversed(data.lines))) if data.lines else None,
            _whom(say, data),
            say("Send it now: words, a photo, a voice note or a document."),
            None if data.is_practice else _honest(say, data.practice),
        ),
        (*_choices(say, data), *rows, back(say, data.client, data.role)),
    )


def only_these(say: Say) -> Markup:
    """Say what cannot be passed on: a place, a contact, a film."""
    return say("I pass on words, photos, voice notes and documents. This one stays with me alone.")


def not_changed(say: Say) -> Screen:
    """Say that changed words stay with their writer alone."""
    return Screen(
        say("That change is too long to go with your message. /message sends it as a new one."),
        ((button(say.plain("Start page"), Home()),),),
    )


def sent(say: Say, data: Sent) -> Screen:
    """Show what was sent, and how far it has come with each."""
    edited = [one.edited_at for one in data.messages if one.edited_at]
    screen = Screen(
        blocks(
            lines(
                say("<b>✉️ Your message</b> · {client}", client=data.client.nickname)
                if data.role is not Role.SELF
                else say("<b>✉️ Your message</b>"),
                _contents(say, data),
                say("You have changed it.") if edited else None,
            ),
            lines(*(_progress(say, data, one) for one in data.progress)),
            None if data.role is Role.THERAPIST else _honest(say, data.practice),
            say("Is there more? Send it now.") if data.is_open else None,
        ),
        (
            (
                button(say.plain("Write more"), MessageTo(data.client.id, data.to)),
                button(say.plain("Earlier messages"), Conversation(data.client.id, 0)),
            ),
            back(say, data.client, data.role),
        ),
        held=Held(data.head_id, data.shown_in),
    )
    return offer(say, screen, HelpCard(data.client.id)) if data.has_worry_words else screen


def choose(
    say: Say,
    clients: tuple[tuple[Client, Route], ...],
    slip: Slip,
    others: Route | None = None,
) -> Screen:
    """Ask about whom a message is; what was typed already is not lost."""
    rows: list[Row] = [(button(one.nickname, to),) for one, to in clients[:40]]
    if others is not None:
        rows.append((button(say.plain("Somebody else"), others),))
    text = blocks(
        lines(
            say("<b>I do not know “{said}”.</b>", said=short(slip.said)),
            say("Nothing was sent. Is it one of these?"),
        )
        if slip.said
        else say("<b>✉️ About whom?</b>"),
        say("Your words: <i>{words}</i>", words=short(slip.words, SHORT)) if slip.words else None,
    )
    return Screen(text, (*rows, (button(say.plain("Start page"), Home()),)))


def _whom(say: Say, data: Talk) -> Markup:
    readers = data.readers
    if not readers:
        return say("Choose below whom it is for.")
    names = Markup(", ").join(Markup("<b>{}</b>").format(name_of(say, one)) for one in readers)
    return say("It goes to {names}.", names=names)


def _choices(say: Say, data: Talk) -> list[Row]:
    """Whom it may be for: a school gets only what is sent to it alone."""
    if not data.is_practice or len(data.others) < 2:
        return []
    at_home = [one for one in data.others if one.role is not Role.SCHOOL]
    each = [
        button(
            ("● " if data.to == one.person.id else "") + name_of(say, one),
            MessageTo(data.client.id, one.person.id),
        )
        for one in data.others[:20]
    ]
    if len(at_home) > 1:
        label = say.plain("Everybody at home")
        each.insert(0, button(("" if data.to else "● ") + label, MessageTo(data.client.id, 0)))
    return list(in_rows(each, 2))


def _earlier(say: Say, data: Talk) -> Row:
    return (button(say.plain("Earlier messages"), Conversation(data.client.id, 0)),)


def _nobody(say: Say, data: Talk) -> Markup:
    if data.is_practice:
        return say("Nobody has joined yet. /invite makes a link for the family.")
    return say("There is no therapist here just now. Please call the practice.")


def _contents(say: Say, data: Sent) -> Markup:
    """Say in short what was sent: words, or how many files of a kind."""
    body = next((one.body for one in data.messages if one.body), "")
    files = [one for one in data.messages if one.file_id]
    what = None
    if len(files) == 1:
        what = Markup("{}").format(say.plain(FORMS[files[0].form]))
    elif files:
        what = say.many("{n} file", "{n} files", len(files))
    texts = [one for one in data.messages if one.form is Form.TEXT]
    split = (
        say.many("It was long: it goes in {n} part.", "It was long: it goes in {n} parts.", n)
        if (n := len(texts)) > 1
        else None
    )
    quote = Markup("<i>{}</i>").format(short(body, SHORT)) if body else None
    return lines(what, quote, split)


def _progress(say: Say, data: Sent, one: Progress) -> Markup:
    who = name_of(say, one.who)
    when = say.moment(from_epoch_ms(one.at), data.actor.zone) if one.at else ""
    if one.mark is Mark.SEEN:
        return say("✓✓ {who}: seen, {when}", who=who, when=when)
    if one.mark is Mark.DELIVERED:
        return say("✓ {who}: delivered, {when}", who=who, when=when)
    if one.mark is Mark.NIGHT:
        return say("🌙 {who}: comes when their quiet hours end", who=who)
    if one.mark is Mark.AWAY:
        return say("📭 {who}: not reachable just now; it waits two weeks for them", who=who)
    if one.mark is Mark.LOST:
        return say("📭 {who}: could not be delivered", who=who)
    return say("… {who}: on its way", who=who)


def _honest(say: Say, practice: Practice) -> Markup:
    """Say when it is read, and what to do when it cannot wait."""
    hours = reading_hours(say, practice) or say(
        "The practice has set no reading hours. It may be some days until somebody reads it."
    )
    return blocks(hours, emergency_footer(say, practice.certain(Setting.EMERGENCY)))
