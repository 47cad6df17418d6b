"""A note to an answer, in words, as a photo or as a voice note; and corrections of it."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import date
from typing import Any, Final

from bot.domain.errors import Invalid, NotAllowed
from bot.handlers.desk import Turn
from bot.handlers.worry import with_help_card
from bot.services import notes, said
from bot.views import check_in as check_in_view
from bot.views import notes as view
from bot.views.codec import Route
from bot.views.routes import Note, Worry
from bot.views.screen import Screen


async def on_note(turn: Turn, route: Note) -> Screen:
    """The next message is the note."""
    card = await notes.await_note(turn.office, turn.visitor, route.assignment, route.on)
    turn.expect()
    return view.ask_note(turn.say(card.actor), card)


async def on_note_text(turn: Turn, target: str) -> Screen:
    """A typed note."""
    card = await notes.add_note(turn.office, turn.visitor, *_about(target), turn.text, turn.sent_id)
    say = turn.say(card.actor)
    screen = check_in_view.answered(say, card)
    return with_help_card(turn, say, turn.text, screen, Worry(card.assignment.id, card.on))


async def on_note_attached(turn: Turn, target: str) -> Screen:
    """A photo or a voice note; words may follow."""
    sent = turn.attachment
    if sent is None:
        raise Invalid("note_file")
    kept = await notes.add_attachment(
        turn.office, turn.visitor, *_about(target), sent, turn.sent_id
    )
    say = turn.say(kept.card.actor)
    to = Worry(kept.card.assignment.id, kept.card.on)
    return with_help_card(turn, say, sent.caption, view.kept(say, kept), to)


async def on_corrected(turn: Turn) -> Screen | None:
    """A message was corrected in the chat: a note is corrected with it; else nothing is said."""
    words = turn.attachment.caption if turn.attachment else turn.text
    try:
        await said.correct_said(turn.office, turn.visitor, turn.sent_id or 0, words)
        card = await notes.correct_note(turn.office, turn.visitor, turn.sent_id or 0, words)
    except NotAllowed:
        return None
    if card is None:
        return None
    say = turn.say(card.actor)
    screen = check_in_view.answered(say, card, heading=say("Your note is changed, too."))
    return with_help_card(turn, say, words, screen, Worry(card.assignment.id, card.on))


def _about(target: str) -> tuple[int, date]:
    assignment, _, day = target.partition(":")
    return int(assignment), date.fromisoformat(day)


TAPS: Final[Mapping[type[Route], Callable[[Turn, Any], Awaitable[Screen]]]] = {Note: on_note}
