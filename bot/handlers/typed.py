"""Typed words: the answer to what was asked, or a friendly way on; nothing vanishes silently."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from bot.domain.attachment import Kind
from bot.domain.errors import NotAllowed
from bot.handlers import (
    about,
    assign,
    caseload,
    circle,
    closing,
    message,
    notes,
    own,
    own_form,
    practice,
    program,
    rhythm,
    settings,
    spoken,
    steering,
    steps,
    team,
    templates,
)
from bot.handlers.desk import Turn
from bot.handlers.start import home_screen
from bot.handlers.welcome import on_welcome_text
from bot.handlers.worry import with_help_card
from bot.services import meet, talking, typed, welcome
from bot.services import notes as noting
from bot.services import pictures as picturing
from bot.services import practice as practising
from bot.services import program as programs
from bot.views.screen import Screen, blocks
from bot.views.worry_routes import HelpCard

Expected = Callable[[Turn, str], Awaitable[Screen]]

EXPECTED: Final[Mapping[str, Expected]] = {
    **about.EXPECTED,
    **caseload.EXPECTED,
    **circle.EXPECTED,
    **assign.EXPECTED,
    noting.NOTE: notes.on_note_text,
    programs.GOAL: program.on_goal_text,
    typed.ZONE: settings.on_zone_text,
    typed.TIME: rhythm.on_time_text,
    practising.PENDING: practice.on_value_text,
    picturing.STEP_PHOTO: steps.on_photo_sent,
    talking.MESSAGE: message.on_message_sent,
    **steering.EXPECTED,
    **templates.EXPECTED,
    **own_form.EXPECTED,
    **team.EXPECTED,
    **closing.EXPECTED,
}
#: What a photo, a voice note or a document may be for; anything else asks for words.
ATTACHED: Final[Mapping[str, Expected]] = {
    talking.MESSAGE: message.on_message_sent,
    picturing.STEP_PHOTO: steps.on_photo_sent,
    noting.NOTE: notes.on_note_attached,
    **own_form.ATTACHED,
}


async def on_text(turn: Turn) -> Screen:
    """Take a typed text for what was asked; otherwise show where things stand."""
    try:
        pending = await typed.expected_text(turn.office, turn.visitor)
    except NotAllowed:
        return await _with_help_card(turn, await home_screen(turn))
    if pending is not None:
        return await EXPECTED[pending.kind](turn, pending.target)
    step = await welcome.resume_welcome(turn.office, turn.visitor)
    screen = await (_not_asked(turn) if step is None else on_welcome_text(turn, step))
    return await _with_help_card(turn, screen)


async def on_other(turn: Turn) -> Screen:
    """A photo, a voice note, a sticker: what was asked for, or what can be read here."""
    if turn.visitor.telegram_id in turn.desk.expecting:
        pending = await typed.expected_text(turn.office, turn.visitor)
        if pending is not None and pending.kind in ATTACHED:
            return await ATTACHED[pending.kind](turn, pending.target)
    arrival = await meet.meet(turn.office, turn.visitor)
    if arrival.actor is None:
        return await home_screen(turn)
    sent = turn.attachment
    # Another file of a therapist who cares for somebody may be for that client's therapist.
    may_be_ours = arrival.actor.is_therapist and (own.is_card(sent) or not arrival.cares_for)
    if may_be_ours and sent is not None and sent.kind is Kind.DOCUMENT:
        return await own.on_file(turn, sent)
    step = await welcome.resume_welcome(turn.office, turn.visitor)
    if sent is not None and arrival.cares_for and step is None:
        return await _with_help_card(turn, await spoken.ask_where(turn, arrival))
    say = turn.say(arrival.actor)
    screen = await home_screen(turn)
    hint = say("I can read words and buttons here. This one I cannot keep yet.")
    return Screen(blocks(hint, screen.text), screen.rows)


async def _with_help_card(turn: Turn, screen: Screen) -> Screen:
    language = await meet.language_of(turn.office, turn.visitor.telegram_id)
    say = turn.desk.texts.say(language or turn.visitor.language)
    words = turn.attachment.caption if turn.attachment else turn.text
    return with_help_card(turn, say, words, screen, HelpCard(0))


async def _not_asked(turn: Turn) -> Screen:
    arrival = await meet.meet(turn.office, turn.visitor)
    if arrival.actor is not None and arrival.cares_for:
        return await spoken.on_free_words(turn, arrival)
    say = turn.say(arrival.actor)
    screen = await home_screen(turn)
    hint = say("Nobody reads free messages here, so I show you where things stand.")
    return Screen(blocks(hint, screen.text), screen.rows)
