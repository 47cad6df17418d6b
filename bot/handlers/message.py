"""/message: what therapists and caregivers say to each other through the bot."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from bot.domain.nearest import Slip, slip_of
from bot.domain.people import CareLink, Client
from bot.handlers.desk import Turn
from bot.handlers.start import home_screen
from bot.services import kept_words, meet, talking, talking_changes, talking_pages, typed
from bot.services.talking import Words
from bot.views import letter as letter_view
from bot.views import message as view
from bot.views import talk_routes as to
from bot.views.codec import Route
from bot.views.screen import Screen


async def on_message_command(turn: Turn) -> Screen:
    """/message [client] [words]."""
    arrival = await meet.meet(turn.office, turn.visitor)
    links = (*arrival.caseload, *arrival.cares_for)
    if not links:
        return await home_screen(turn)
    chosen, words = _named(links, turn.text.strip())
    if len(chosen) == 1 and words:
        return await _send(turn, chosen[0].client.id, 0, Words(words, None, turn.sent_id))
    if len(chosen) == 1:
        return await on_message_to(turn, to.MessageTo(chosen[0].client.id, 0))
    names = {link.client.id: link.client.nickname for link in links}
    slip = Slip("", words) if len(chosen) < len(links) else slip_of(words, names)
    return await _ask_about_whom(turn, chosen, slip)


async def on_about_whom(turn: Turn, route: to.AboutWhom) -> Screen:
    """It is about somebody else than those whose names came nearest."""
    words = ""
    if route.draft:
        words, _ = await kept_words.kept_words(turn.office, turn.visitor, route.draft)
    arrival = await meet.meet(turn.office, turn.visitor)
    links = (*arrival.caseload, *arrival.cares_for)
    if not links:
        return await home_screen(turn)
    return view.choose(turn.say(arrival.actor), _choices(links, route.draft), Slip("", words))


async def on_message_to(turn: Turn, route: to.MessageTo) -> Screen:
    """What is sent next is a message."""
    talk = await talking.open_talk(turn.office, turn.visitor, route.client, route.to)
    turn.expect()
    return view.talk(turn.say(talk.actor), talk)


async def on_send_kept(turn: Turn, route: to.SendKept) -> Screen:
    """Send what was typed before."""
    words, source = await kept_words.kept_words(turn.office, turn.visitor, route.draft)
    screen = await _send(turn, route.client, 0, Words(words, None, source))
    await typed.let_go(turn.office, turn.visitor, kept_words.KIND, route.draft)
    return screen


async def on_message_sent(turn: Turn, target: str) -> Screen:
    """The words, or the file, that were asked for."""
    client, _, person = target.partition(":")
    if not turn.text.strip() and turn.attachment is None:
        talk = await talking.open_talk(turn.office, turn.visitor, int(client), int(person))
        say = turn.say(talk.actor)
        return view.talk(say, talk, view.only_these(say))
    words = Words(turn.text, turn.attachment, turn.sent_id)
    return await _send(turn, int(client), int(person), words)


async def on_edited(turn: Turn) -> Screen | None:
    """A message was changed by its writer: the copies change with it, or they hear why not."""
    words = turn.attachment.caption if turn.attachment else turn.text
    if turn.sent_id is None:
        return None
    done = await talking_changes.change_words(turn.office, turn.visitor, turn.sent_id, words)
    if done is not False:
        return None
    say = turn.say((await meet.meet(turn.office, turn.visitor)).actor)
    return view.not_changed(say)


async def on_seen(turn: Turn, route: to.MessageSeen) -> Screen:
    """Its reader has seen it."""
    found = await talking.mark_seen(turn.office, turn.visitor, route.message)
    say = turn.say(found.reader)
    notice = say.plain("{name} is shown that you saw it.", name=found.writer.person.name)
    return letter_view.letter(say, found, notice=notice)


async def on_all_seen(turn: Turn, route: to.AllSeen) -> Screen:
    """Their reader has seen all of it."""
    talk = await talking.mark_all_seen(turn.office, turn.visitor, route.client)
    say = turn.say(talk.actor)
    return letter_view.conversation(say, talk, say.plain("They are shown that you saw it."))


async def on_answer(turn: Turn, route: to.MessageAnswer) -> Screen:
    """What is sent next answers it."""
    found = await talking.begin_answer(turn.office, turn.visitor, route.message)
    turn.expect()
    return letter_view.letter(turn.say(found.reader), found, asks=True)


async def on_conversation(turn: Turn, route: to.Conversation) -> Screen:
    """What was written, by page."""
    talk = await talking_pages.read_talk(turn.office, turn.visitor, route.client, route.page)
    return letter_view.conversation(turn.say(talk.actor), talk)


async def on_file(turn: Turn, route: to.MessageFile) -> Screen:
    """A file once more, in a message of its own; the list stays."""
    found = await talking_pages.read_message(turn.office, turn.visitor, route.message)
    say = turn.say(found.reader)
    await turn.desk.messenger.show(turn.chat_id, None, letter_view.file_again(say, found))
    return await on_conversation(turn, to.Conversation(found.client.id, route.page))


async def _ask_about_whom(turn: Turn, links: tuple[CareLink, ...], slip: Slip) -> Screen:
    """Several clients: about whom? What was typed already waits for the answer."""
    say = turn.say((await meet.meet(turn.office, turn.visitor)).actor)
    draft = 0
    if slip.words:
        draft = await kept_words.keep_words(turn.office, turn.visitor, slip.words, turn.sent_id)
    known = {link.client.id: link for link in links}
    near = tuple(known[who] for who in slip.near)
    others = to.AboutWhom(draft) if near and len(near) < len(links) else None
    return view.choose(say, _choices(near or links, draft), slip, others)


def _choices(links: tuple[CareLink, ...], draft: int) -> tuple[tuple[Client, Route], ...]:
    return tuple(
        (
            one.client,
            to.SendKept(one.client.id, draft) if draft else to.MessageTo(one.client.id, 0),
        )
        for one in links
    )


async def _send(turn: Turn, client: int, person: int, words: Words) -> Screen:
    sent = await talking.send(turn.office, turn.visitor, client, person, words)
    turn.expect()
    return view.sent(turn.say(sent.actor), sent)


def _named(links: tuple[CareLink, ...], typed: str) -> tuple[tuple[CareLink, ...], str]:
    """Return the clients that a line begins with, longest name first, and the words after it."""
    said = typed.casefold()
    begun = [
        link
        for link in links
        if (said + " ").startswith(link.client.nickname.casefold() + " ")
        or said.startswith(link.client.nickname.casefold() + ":")
    ]
    if not begun:
        return links, typed
    longest = max(len(link.client.nickname) for link in begun)
    found = tuple(link for link in begun if len(link.client.nickname) == longest)
    return found, typed[longest:].lstrip(": \n")


COMMANDS: Final[Mapping[str, Callable[[Turn], Awaitable[Screen]]]] = {
    "message": on_message_command,
}
TAPS: Final[Mapping[type[Route], Callable[[Turn, Any], Awaitable[Screen]]]] = {
    to.MessageTo: on_message_to,
    to.SendKept: on_send_kept,
    to.AboutWhom: on_about_whom,
    to.MessageSeen: on_seen,
    to.AllSeen: on_all_seen,
    to.MessageAnswer: on_answer,
    to.Conversation: on_conversation,
    to.MessageFile: on_file,
}
