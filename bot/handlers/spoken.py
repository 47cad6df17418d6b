"""Words and pictures that nobody asked for: understood where they are clear, kept where not.

A clear answer about the only open card is saved at once, says so, and can be taken back.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from bot.domain.check_in import Outcome
from bot.domain.intent import CLEAR, NAME_WORDS, OUTCOME_OF, Heard, Intent, hear, is_name
from bot.handlers.calm import on_calm_command
from bot.handlers.desk import Turn
from bot.handlers.start import home_screen, on_help
from bot.handlers.worry import on_worry_command
from bot.services import cards, check_in, said, talking, typed
from bot.services.meet import Arrival
from bot.services.talking import Words
from bot.views import card as card_view
from bot.views import card_routes as to
from bot.views import check_in as answer_view
from bot.views import message as message_view
from bot.views import spoken as view
from bot.views.codec import Route
from bot.views.intents import phrases
from bot.views.screen import Screen, blocks
from bot.views.spoken import Spot

_PAGES: Final[Mapping[Intent, Callable[[Turn], Awaitable[Screen]]]] = {
    Intent.HELP: on_help,
    Intent.CALM: on_calm_command,
    Intent.WORRY: on_worry_command,
}


async def on_free_words(turn: Turn, arrival: Arrival) -> Screen:
    """A caregiver typed something: do what is clear, otherwise ask where it shall go."""
    say = turn.say(arrival.actor)
    spots = await _spots(turn, arrival)
    heard = hear(turn.text, phrases(say))
    if heard is not None and heard.whole:
        screen = await _clear(turn, arrival, spots, heard.intent)
        if screen is not None:
            return screen
    named = [spot for spot in spots if is_name(turn.text, spot.item.activity.title)]
    if len(named) == 1 and turn.text.strip():
        card = await cards.read_card(turn.office, turn.visitor, *named[0].at)
        return card_view.card(say, card, heading=view.wrote(say, turn.text))
    return await ask_where(turn, arrival, spots, heard)


async def ask_where(
    turn: Turn, arrival: Arrival, spots: Sequence[Spot] | None = None, heard: Heard | None = None
) -> Screen:
    """Keep words or a picture, and ask where they shall go."""
    there = await _spots(turn, arrival) if spots is None else spots
    kept = await said.keep_said(turn.office, turn.visitor, turn.text, turn.attachment, turn.sent_id)
    open_now = [spot for spot in there if spot.item.answer is None]
    guess = None
    if heard is not None and heard.intent in CLEAR and len(open_now) == 1:
        guess = open_now[0], OUTCOME_OF[heard.intent]
    home = await home_screen(turn)
    say = turn.say(arrival.actor)
    return view.where_to(
        say, kept, arrival.cares_for, there, home, guess=guess, named=_found(turn, there)
    )


async def on_keep(turn: Turn, route: to.KeepSaid) -> Screen:
    """Keep it with a card."""
    return await _keep(turn, route.draft, route.assignment, route.on, None)


async def on_answer(turn: Turn, route: to.AnswerSaid) -> Screen:
    """Answer, and keep it with the answer."""
    return await _keep(turn, route.draft, route.assignment, route.on, route.outcome)


async def on_send(turn: Turn, route: to.SendSaid) -> Screen:
    """Send it to the therapist, each piece as it came."""
    kept = await said.read_said(turn.office, turn.visitor, route.draft)
    for piece in kept.pieces:
        words = Words(piece.text, piece.attachment, piece.source_id)
        own = replace(turn.visitor, receipt=piece.receipt)
        sent = await talking.send(turn.office, own, route.client, 0, words)
    await typed.let_go(turn.office, turn.visitor, said.KIND, route.draft)
    turn.expect()
    return message_view.sent(turn.say(sent.actor), sent)


async def on_drop(turn: Turn, route: to.DropSaid) -> Screen:
    """Leave it."""
    await typed.let_go(turn.office, turn.visitor, said.KIND, route.draft)
    return await home_screen(turn)


async def _clear(
    turn: Turn, arrival: Arrival, spots: Sequence[Spot], intent: Intent
) -> Screen | None:
    """Do what a whole phrase wants; None when it has to be asked."""
    say = turn.say(arrival.actor)
    if intent in _PAGES:
        return await _PAGES[intent](turn)
    if intent not in OUTCOME_OF:
        home = await home_screen(turn)
        kind = (
            say("You are welcome.") if intent is Intent.THANKS else say("Hello. Good to see you.")
        )
        return home if intent is Intent.TODAY else replace(home, text=blocks(kind, home.text))
    outcome = OUTCOME_OF[intent]
    open_now = [spot for spot in spots if spot.item.answer is None]
    if len(open_now) == 1 and intent in CLEAR:
        card = await check_in.check_in(turn.office, turn.visitor, *open_now[0].at, outcome)
        return answer_view.answered(say, card, heading=view.wrote(say, turn.text))
    if open_now:
        return view.which_card(say, open_now, outcome, turn.text)
    if intent is Intent.NO or not spots:
        return None
    home = await home_screen(turn)
    return replace(home, text=blocks(view.nothing_open(say), home.text))


async def _spots(turn: Turn, arrival: Arrival) -> list[Spot]:
    """Return the cards of today, over all whom they care for."""
    found = []
    for link in arrival.cares_for[: view.MOST_CLIENTS]:
        day = await cards.read_day(turn.office, turn.visitor, link.client.id)
        found += [Spot(day, item) for item in day.items]
    return found


def _found(turn: Turn, spots: Sequence[Spot]) -> list[Spot]:
    """Return the cards that a few words speak of, by the library's own search."""
    words = turn.text.strip()
    if not words or len(words.split()) > NAME_WORDS:
        return []
    best = [one.id for one in turn.office.catalog.search(words, limit=6)]
    return [spot for spot in spots if spot.item.assignment.activity_id in best]


async def _keep(
    turn: Turn, draft: int, assignment: int, on: date, outcome: Outcome | None
) -> Screen:
    kept = await said.read_said(turn.office, turn.visitor, draft)
    card = await said.keep_with_card(turn.office, turn.visitor, draft, assignment, on, outcome)
    say = turn.say(card.actor)
    if card.mine is None:
        return view.how_was_it(say, kept, card)
    screen = answer_view.answered(say, card, heading=say("Your words are kept with it."))
    return view.with_rest(say, screen, draft, card) if card.note_was_cut else screen


TAPS: Final[Mapping[type[Route], Callable[[Turn, Any], Awaitable[Screen]]]] = {
    to.KeepSaid: on_keep,
    to.AnswerSaid: on_answer,
    to.SendSaid: on_send,
    to.DropSaid: on_drop,
}
