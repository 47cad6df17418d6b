"""How the library stands, for the practice's administrator."""

from collections.abc import Mapping, Sequence
from typing import Final

from markupsafe import Markup

from bot.catalog import Activity
from bot.domain.library_care import Shelf
from bot.services.library_care import CardPage, LibraryPage
from bot.texts import Say
from bot.views.learn import card_text
from bot.views.library_routes import (
    LibraryHome,
    LibraryOffer,
    LibraryReviewed,
    LibraryShelf,
    LibraryStanding,
)
from bot.views.routes import Home
from bot.views.screen import Row, Screen, blocks, bullets, button, lines, short
from bot.views.staff import pager

SHOWN: Final = 8
PER_PAGE: Final = 10
LINE_LIMIT: Final = 300


def library(say: Say, counted: Mapping[str, int]) -> Screen:
    """Show what the library holds."""
    return Screen(
        blocks(
            say("<b>The library</b>"),
            _counts(say, counted),
            say("/activities zip looks for a card. /activities reload reads the folders anew."),
        ),
        (
            (button(say.plain("All cards"), LibraryShelf(Shelf.ALL, 0)),),
            (
                button(say.plain("To be read"), LibraryShelf(Shelf.DRAFT, 0)),
                button(say.plain("Switched off"), LibraryShelf(Shelf.OFF, 0)),
            ),
            *_home(say),
        ),
    )


def shelf(say: Say, page: LibraryPage, which: Shelf, number: int) -> Screen:
    """Show a shelf, a page at a time; each card opens."""
    heads = {
        Shelf.ALL: say("<b>All cards</b>"),
        Shelf.DRAFT: say("<b>Cards that nobody here has read yet</b>"),
        Shelf.OFF: say("<b>Cards that are switched off</b>"),
    }
    last = max(0, (len(page.cards) - 1) // PER_PAGE)
    number = min(number, last)
    rows = _cards(say, page.cards[number * PER_PAGE : (number + 1) * PER_PAGE])
    if turn := pager(number, last, lambda at: LibraryShelf(which, at)):
        rows.append(turn)
    rows.append((button(say.plain("Back"), LibraryHome()),))
    count = say.many("{n} card", "{n} cards", len(page.cards))
    return Screen(blocks(heads[which], count), tuple(rows))


def hits(say: Say, page: LibraryPage, words: str) -> Screen:
    """Show what some words found, cards that are switched off among them."""
    text = (
        say("<b>In the library</b> for “{words}”", words=short(words))
        if page.cards
        else say("Nothing in the library fits “{words}” yet.", words=short(words))
    )
    back: Row = (button(say.plain("Back"), LibraryHome()),)
    return Screen(text, (*_cards(say, page.cards[:PER_PAGE]), back))


def standing(say: Say, page: CardPage, notice: str | None = None) -> Screen:
    """Show one card, and what the practice says of it."""
    card = page.card
    rows: list[Row] = []
    if card.review.status == "reviewed":
        rows.append((button(say.plain("Back to draft"), LibraryReviewed(card.id, on=False)),))
        read = say(
            "✓ Read by {by}, {day}",
            by=card.review.by or "–",
            day=say.day(card.review.on) if card.review.on else "–",
        )
    else:
        sign = say.plain("I have read it: {initials}", initials=page.initials)
        rows.append((button(sign, LibraryReviewed(card.id, on=True), "success"),))
        read = say("Draft: nobody here has signed this text.")
    switch = say.plain("Switch off") if card.enabled else say.plain("Switch on")
    rows.append((button(switch, LibraryOffer(card.id, on=not card.enabled)),))
    rows.append((button(say.plain("Back"), LibraryHome()),))
    offered = (
        say("It can be assigned.")
        if card.enabled
        else say("It is switched off. Whoever has it in a program keeps it.")
    )
    return Screen(
        blocks(card_text(say, card, page.area, page.safety), lines(read, offered)),
        tuple(rows),
        notice,
    )


def _cards(say: Say, cards: Sequence[Activity]) -> list[Row]:
    rows: list[Row] = []
    for card in cards:
        sign = "✓ " if card.review.status == "reviewed" else ""
        off = "" if card.enabled else " · " + say.plain("off")
        rows.append((button(f"{sign}{card.title}{off}", LibraryStanding(card.id)),))
    return rows


def reloaded(say: Say, counted: Mapping[str, int]) -> Screen:
    """Confirm that the library was read anew."""
    return Screen(
        blocks(
            say("<b>The library was read anew.</b>"),
            _counts(say, counted),
            say("Running programs keep the texts they were assigned from."),
        ),
        _home(say),
    )


def not_reloaded(say: Say, problems: Sequence[str]) -> Screen:
    """List what is wrong; nothing was changed."""
    shown = bullets(problem[:LINE_LIMIT] for problem in problems[:SHOWN])
    rest = len(problems) - SHOWN
    more = say.many("and {n} more", "and {n} more", rest) if rest > 0 else None
    return Screen(
        blocks(say("<b>Nothing was changed.</b> The library has problems:"), lines(shown, more)),
        _home(say),
    )


def _counts(say: Say, counted: Mapping[str, int]) -> Markup:
    return say(
        "{activities} activities ({reviewed} reviewed), {programs} programs, {learn} learn cards",
        activities=counted["activities"],
        reviewed=counted["reviewed"],
        programs=counted["programs"],
        learn=counted["learn"],
    )


def _home(say: Say) -> tuple[Row, ...]:
    return ((button(say.plain("Start page"), Home()),),)
