"""How it went: the one tap, and what may be added to it."""

from datetime import date

from bot.domain.details import Detail
from bot.domain.people import Role
from bot.domain.rhythm import Slot
from bot.handlers.desk import Turn
from bot.handlers.worry import with_help_card
from bot.services import cards, check_in
from bot.services.cards import Day
from bot.texts import Say
from bot.views import card as card_view
from bot.views import check_in as view
from bot.views import day as day_view
from bot.views import labels
from bot.views.routes import (
    Answer,
    DetailMenu,
    Help,
    More,
    Note,
    SetDetail,
    TellNotForUs,
    Undo,
    Worry,
)
from bot.views.screen import Screen


async def on_answer(turn: Turn, route: Answer) -> Screen:
    """We did it, some of it, not today."""
    at = route.assignment, route.on, route.outcome
    if route.place in day_view.SLOT_AT:
        day = await check_in.check_in_from_list(turn.office, turn.visitor, *at)
        return _list_again(turn, day, route)
    card = await check_in.check_in(turn.office, turn.visitor, *at)
    say = turn.say(card.actor)
    return view.answered(say, card, notice=_saved(say, route, card.link.role))


def _list_again(turn: Turn, day: Day, route: Answer) -> Screen:
    say = turn.say(day.actor)
    slot = day_view.SLOT_AT[route.place]
    items = [i for i in day.items if slot is Slot.BEDTIME or i.assignment.slot is slot]
    heading = say("Thank you. Every answer is a good answer.")
    notice = _saved(say, route, day.link.role)
    return day_view.slot_list(say, day, slot, items, heading, notice)


def _saved(say: Say, route: Answer, role: Role) -> str:
    return say.plain("Saved: {answer}", answer=labels.outcome(say, route.outcome, role))


async def on_more(turn: Turn, route: More) -> Screen:
    """The optional questions."""
    card = await cards.read_card(turn.office, turn.visitor, route.assignment, route.on)
    return view.more(turn.say(card.actor), card)


async def on_help_level(turn: Turn, route: Help) -> Screen:
    """How much help fitted."""
    card = await check_in.set_help(
        turn.office, turn.visitor, route.assignment, route.on, route.level
    )
    return view.more(turn.say(card.actor), card)


async def on_detail_menu(turn: Turn, route: DetailMenu) -> Screen:
    """One optional question."""
    card = await cards.read_card(turn.office, turn.visitor, route.assignment, route.on)
    return view.detail(turn.say(card.actor), card, route.detail)


async def on_set_detail(turn: Turn, route: SetDetail) -> Screen:
    """An optional answer: what may be asked next stays in view."""
    card = await check_in.add_detail(
        turn.office, turn.visitor, route.assignment, route.on, route.detail, route.value
    )
    say = turn.say(card.actor)
    if route.detail is Detail.REASON:
        return view.answered(say, card)
    if route.detail in (Detail.ENJOYED, Detail.ANSWERED_FOR):
        return view.more(say, card)
    return view.detail(say, card, route.detail)


async def on_undo(turn: Turn, route: Undo) -> Screen:
    """Take an answer back."""
    card = await check_in.undo(turn.office, turn.visitor, route.assignment, route.on)
    say = turn.say(card.actor)
    return card_view.card(say, card, notice=say.plain("Taken back"))


async def on_tell_not_for_us(turn: Turn, route: TellNotForUs) -> Screen:
    """Let the therapist know."""
    card = await check_in.tell_not_for_us(turn.office, turn.visitor, route.assignment, route.on)
    return view.told_not_for_us(turn.say(card.actor), card)


async def on_note(turn: Turn, route: Note) -> Screen:
    """The next text is the note."""
    card = await check_in.await_note(turn.office, turn.visitor, route.assignment, route.on)
    turn.expect()
    return view.ask_note(turn.say(card.actor), card)


async def on_note_text(turn: Turn, target: str) -> Screen:
    """A typed note."""
    assignment, _, day = target.partition(":")
    card = await check_in.add_note(
        turn.office, turn.visitor, int(assignment), date.fromisoformat(day), turn.text
    )
    say = turn.say(card.actor)
    return with_help_card(
        turn, say, turn.text, view.answered(say, card), Worry(card.assignment.id, card.on)
    )
