"""How it went: the one tap, and what may be added to it."""

from zoneinfo import ZoneInfo

from bot.domain.details import Detail
from bot.domain.people import Role
from bot.domain.rhythm import Slot
from bot.handlers.desk import Turn
from bot.services import cards, check_in, other_time
from bot.services.cards import Day
from bot.texts import Say
from bot.views import card as card_view
from bot.views import check_in as view
from bot.views import day as day_view
from bot.views import labels, settled
from bot.views.card_routes import LaterToday
from bot.views.routes import (
    Answer,
    DetailMenu,
    Help,
    More,
    SetDetail,
    TellNotForUs,
    Undo,
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
    if route.detail in (Detail.REASON, Detail.WISH):
        return view.answered(say, card)
    if route.detail in (Detail.ENJOYED, Detail.ANSWERED_FOR, Detail.ASKED_HELP):
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
    return settled.told_not_for_us(turn.say(card.actor), card)


async def on_later_today(turn: Turn, route: LaterToday) -> Screen:
    """Not now, but later on the same day."""
    card, back = await other_time.later_today(turn.office, turn.visitor, route.assignment, route.on)
    local = back.astimezone(ZoneInfo(card.actor.zone))
    return settled.later_today(turn.say(card.actor), card, f"{local:%H:%M}")
