"""The answer to words that nobody asked for: what they may be about, and where they could go."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from markupsafe import Markup

from bot.domain.check_in import Outcome
from bot.domain.people import CareLink, Role
from bot.services.cards import Card as CardData
from bot.services.cards import Day, DayItem
from bot.services.said import Said
from bot.texts import Say
from bot.views import labels
from bot.views.card_routes import AnswerSaid, DropSaid, KeepSaid, SendSaid
from bot.views.routes import Answer, Card, Place, Today
from bot.views.screen import Row, Screen, blocks, button, short

#: So many cards are offered to keep words with.
MOST_CARDS: Final = 4
MOST_CLIENTS: Final = 4


@dataclass(frozen=True, slots=True)
class Spot:
    """One card of today that words may be about."""

    day: Day
    item: DayItem

    @property
    def at(self) -> tuple[int, date]:
        """Which assignment, and which local date."""
        return self.item.assignment.id, self.day.on


def which_card(say: Say, spots: Sequence[Spot], outcome: Outcome, words: str) -> Screen:
    """Ask which card an answer is about: one tap says it."""
    rows = tuple(
        (
            button(
                say.plain(
                    "{answer}: {card}",
                    answer=labels.outcome(say, outcome, spot.day.link.role),
                    card=_name(spot, spots),
                ),
                Answer(*spot.at, outcome, Place.CARD),
            ),
        )
        for spot in spots[: MOST_CARDS * 2]
    )
    return Screen(
        blocks(
            say("You wrote: “{words}”", words=short(words)),
            say("Which card is it about?"),
        ),
        (*rows, _home(say, spots[0].day)),
    )


def wrote(say: Say, words: str) -> Markup:
    """Say what was read, above what was made of it."""
    return say("You wrote: “{words}”", words=short(words))


def nothing_open(say: Say) -> Markup:
    """Say that all is answered, above the day."""
    return say("Everything of today is answered. Open a card to change its answer.")


def where_to(
    say: Say,
    said: Said,
    links: Sequence[CareLink],
    spots: Sequence[Spot],
    home: Screen,
    *,
    guess: tuple[Spot, Outcome] | None = None,
    named: Sequence[Spot] = (),
) -> Screen:
    """Offer where free words or pictures could go; below stands where things are.

    Args:
        say: the person's voice.
        said: what waits.
        links: whom they care for.
        spots: the cards of today, over all clients.
        home: their start page.
        guess: the words begin with an answer, and there is one card that it can be about.
        named: the cards that are named in the words.
    """
    rows: list[Row] = []
    if guess is not None:
        spot, outcome = guess
        label = say.plain(
            "{answer}: {card}, with my words",
            answer=labels.outcome(say, outcome, spot.day.link.role),
            card=spot.item.activity.title,
        )
        rows.append((button(label, AnswerSaid(said.draft_id, *spot.at, outcome)),))
    rows += [
        (button(say.plain("Open: {card}", card=_name(spot, spots)), Card(*spot.at)),)
        for spot in named[:2]
    ]
    rows += _sends(say, said, links)
    if said.is_for_notes:
        rows += [
            (
                button(
                    say.plain("Keep it with: {card}", card=_name(spot, spots)),
                    KeepSaid(said.draft_id, *spot.at),
                ),
            )
            for spot in spots[:MOST_CARDS]
        ]
    rows.append((button(say.plain("Leave it"), DropSaid(said.draft_id)),))
    n = len(said.pieces)
    waits = say.many("{n} message of yours waits here.", "{n} messages of yours wait here.", n)
    return replace(
        home,
        text=blocks(
            say("Nobody reads free messages here, so I ask: where shall it go?"),
            waits if n > 1 else None,
            home.text,
        ),
        rows=(*rows, *home.rows),
    )


def how_was_it(say: Say, said: Said, data: CardData) -> Screen:
    """A note belongs to an answer: ask for it."""
    at = data.assignment.id, data.on
    return Screen(
        blocks(
            labels.head(say, data.activity.title, data.link),
            say("I will keep your words with the answer. How was it?"),
        ),
        (
            tuple(
                button(
                    labels.outcome(say, outcome, data.link.role),
                    AnswerSaid(said.draft_id, *at, outcome),
                )
                for outcome in Outcome
            ),
            (button(say.plain("Back to today"), Today(data.link.client.id)),),
        ),
    )


def with_rest(say: Say, screen: Screen, draft: int, data: CardData) -> Screen:
    """Offer to send whole what was too long for a note."""
    whole = say.plain("Send it whole to my therapist")
    return replace(
        screen, rows=((button(whole, SendSaid(draft, data.link.client.id)),), *screen.rows)
    )


def _sends(say: Say, said: Said, links: Sequence[CareLink]) -> list[Row]:
    several = len(links) > 1
    return [
        (
            button(
                say.plain("Send it to {client}'s therapist", client=link.client.nickname)
                if several
                else say.plain("Send it to my therapist"),
                SendSaid(said.draft_id, link.client.id),
            ),
        )
        for link in links[:MOST_CLIENTS]
    ]


def _name(spot: Spot, spots: Sequence[Spot]) -> str:
    """A card's title, with the client's name where there are several."""
    title = spot.item.activity.title
    several = len({other.day.link.client.id for other in spots}) > 1
    if not several or spot.day.link.role is Role.SELF:
        return title
    return f"{title} · {spot.day.link.client.nickname}"


def _home(say: Say, day: Day) -> Row:
    return (button(say.plain("Today's cards"), Today(day.link.client.id)),)
