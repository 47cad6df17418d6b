"""Something worried somebody: the texts come in every state, whatever else works or does not.

Even when nothing can be read or written, the emergency words are shown.
"""

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from bot.domain.errors import Stale
from bot.domain.people import Role
from bot.domain.practice import Practice
from bot.domain.worry import About, Answer, self_harm_code
from bot.handlers.desk import Turn
from bot.handlers.start import home_screen
from bot.services import worry, worry_page
from bot.services.worry_page import HelpCard, Wish, WorryPage
from bot.store.errors import DatabaseError
from bot.texts import Say
from bot.views import routes, worry_routes
from bot.views import worry as view
from bot.views.codec import Route
from bot.views.screen import Screen
from bot.views.worry_routes import NO_DAY

log = logging.getLogger(__name__)


# -- the help card ------------------------------------------------------------------------------


async def on_worry_command(turn: Turn) -> Screen:
    """/worry: the help card, for everybody."""
    return await _first(turn, 0, 0, NO_DAY)


async def on_help_card(turn: Turn, route: worry_routes.HelpCard) -> Screen:
    """The first screen, without a card."""
    return await _first(turn, route.client, 0, NO_DAY)


async def on_worry(turn: Turn, route: routes.Worry) -> Screen:
    """The first screen, from a card."""
    return await _first(turn, 0, route.assignment, route.on)


async def on_choice(turn: Turn, route: worry_routes.WorryChoice) -> Screen:
    """A choice of the first screen: ask once more, or say what there is to say."""
    choice = turn.office.worries.choices.get(route.choice)
    if choice is None:
        raise Stale("no such choice")
    card = await _card(turn, route.client, route.assignment)
    say = turn.say(card.actor)
    if choice.asks_who:
        if card.link is None or card.link.role is not Role.SELF:
            return view.who(say, card, route.on)
        return await _tell_self_harm(turn, card, route.client, route.assignment, About.CLIENT)
    if len(choice.codes) > 1:
        return view.second(say, card, turn.office.worries, choice, route.on)
    return await _tell(turn, Wish(choice.codes[0], About.CLIENT, route.client, route.assignment))


async def on_tell(turn: Turn, route: worry_routes.WorryTell) -> Screen:
    """What it is."""
    return await _tell(turn, Wish(route.flag, About.CLIENT, route.client, route.assignment))


async def on_who(turn: Turn, route: worry_routes.WorryWho) -> Screen:
    """Who talks of self-harm."""
    card = await _card(turn, route.client, route.assignment)
    return await _tell_self_harm(turn, card, route.client, route.assignment, route.about)


async def on_tell_from_old_card(turn: Turn, route: routes.TellWorry) -> Screen:
    """The one button of cards from before there were choices."""
    return await _tell(turn, Wish(worry_page.OTHER, assignment_id=route.assignment))


# -- the page -----------------------------------------------------------------------------------


async def on_page(turn: Turn, route: worry_routes.WorryPage) -> Screen:
    """What became of it."""
    page = await worry.read_page(turn.office, turn.visitor, route.worry)
    say = turn.say(page.actor)
    waits = page.worry is not None and page.worry.seen_at is None
    notice = say.plain("Not seen yet. This message changes when it is.") if waits else None
    return view.page(say, page, notice)


async def on_answer(turn: Turn, route: worry_routes.WorryAnswer) -> Screen:
    """Yes or no, halve it, pause it all."""
    if route.worry == 0:
        return _page(turn, await _advice(turn, Wish(route.flag, route.about), route.answer))
    return _page(
        turn, await worry.answer_page(turn.office, turn.visitor, route.worry, route.answer)
    )


async def on_call_card(turn: Turn, route: worry_routes.CallCard) -> Screen:
    """Whom one can call."""
    if route.worry == 0:
        page = await _advice(turn, Wish(route.flag, route.about))
        return _page(turn, replace(page, has_call_card=True))
    return _page(turn, await worry.open_call_card(turn.office, turn.visitor, route.worry))


async def on_bring_back(turn: Turn, route: worry_routes.WorryBringBack) -> Screen:
    """Let the card of a mild worry come back."""
    return _page(turn, await worry.bring_back(turn.office, turn.visitor, route.worry))


async def on_leave(turn: Turn, route: worry_routes.WorryLeave) -> Screen:
    """Today's cards come in a message of their own: the advice stays in the chat."""
    page, is_first = await worry.leave_page(turn.office, turn.visitor, route.worry)
    if is_first:
        await turn.desk.messenger.show(turn.chat_id, None, await home_screen(turn))
    return _page(turn, page)


# -- words in notes -----------------------------------------------------------------------------


def with_help_card(turn: Turn, say: Say, text: str, screen: Screen, to: Route) -> Screen:
    """Offer the help card above a screen when a text holds one of the words; nothing else.

    What was typed is kept as ever, and nobody is labelled (brief 4.6.1).
    """
    if not turn.office.worries.words.are_in(text):
        return screen
    return view.offer(say, screen, to)


# -- inside -------------------------------------------------------------------------------------


async def _first(turn: Turn, client: int, assignment: int, on: date) -> Screen:
    card = await _card(turn, client, assignment)
    if card.actor is not None and turn.message_id is not None:
        try:
            await worry_page.hold_message(turn.office, card.actor, turn.message_id)
        except DatabaseError:
            log.exception("the help card comes all the same")
    return view.first(turn.say(card.actor), card, turn.office.worries, on)


async def _card(turn: Turn, client: int, assignment: int) -> HelpCard:
    try:
        return await worry_page.open_help_card(
            turn.office, turn.visitor, client_id=client, assignment_id=assignment
        )
    except DatabaseError:
        log.exception("the help card comes without the records")
        return _nobody(turn)


async def _tell_self_harm(
    turn: Turn, card: HelpCard, client: int, assignment: int, about: About
) -> Screen:
    link = card.link
    flag = self_harm_code(about, link.role if link else None, link.client.stage if link else None)
    return await _tell(turn, Wish(flag, about, client, assignment))


async def _tell(turn: Turn, wish: Wish) -> Screen:
    try:
        page = await worry.tell_worry(turn.office, turn.visitor, wish, turn.message_id)
    except DatabaseError:
        log.exception("a worry could not be kept; the advice comes all the same")
        page = worry_page.advice(turn.office, _nobody(turn), wish)
        return view.page(turn.say(None), page, has_failed=True)
    return _page(turn, page)


async def _advice(turn: Turn, wish: Wish, answer: Answer | None = None) -> WorryPage:
    return await worry_page.read_advice(turn.office, turn.visitor, wish, answer)


def _page(turn: Turn, page: WorryPage) -> Screen:
    return view.page(turn.say(page.actor), page)


def _nobody(turn: Turn) -> HelpCard:
    return HelpCard(None, None, None, (), Practice({}, turn.office.default_zone))


COMMANDS: Final[Mapping[str, Callable[[Turn], Awaitable[Screen]]]] = {
    "worry": on_worry_command,
}
TAPS: Final[Mapping[type[Route], Callable[[Turn, Any], Awaitable[Screen]]]] = {
    routes.Worry: on_worry,
    routes.TellWorry: on_tell_from_old_card,
    worry_routes.HelpCard: on_help_card,
    worry_routes.WorryChoice: on_choice,
    worry_routes.WorryTell: on_tell,
    worry_routes.WorryWho: on_who,
    worry_routes.WorryPage: on_page,
    worry_routes.WorryAnswer: on_answer,
    worry_routes.CallCard: on_call_card,
    worry_routes.WorryBringBack: on_bring_back,
    worry_routes.WorryLeave: on_leave,
}
