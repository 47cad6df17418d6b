"""The practice's library, by its administrators: which cards are offered, and who has read them.

A card that is switched off cannot be assigned any more; whoever has it, keeps it. A review counts
for the text that was read: an edited card is a draft again.
"""

from dataclasses import dataclass

from bot.catalog import Activity
from bot.domain.errors import Stale
from bot.domain.library_care import Shelf, initials_of
from bot.domain.people import Person
from bot.services.office import Office, Visitor
from bot.services.practice import admin
from bot.store import audit, standings
from bot.store.database import Tx


@dataclass(frozen=True, slots=True)
class LibraryPage:
    """Cards of the library in the reader's language, in menu order."""

    actor: Person
    cards: tuple[Activity, ...]


@dataclass(frozen=True, slots=True)
class CardPage:
    """One card of the library; `initials` are those the reader signs with."""

    actor: Person
    card: Activity
    safety: tuple[str, ...]
    area: str
    initials: str


async def load_standings(office: Office) -> None:
    """Let the library in memory be as the practice has it; called once, at the start."""
    office.library.stand(await office.db.read(standings.everything))


async def read_library(
    office: Office, visitor: Visitor, shelf: Shelf, words: str = ""
) -> LibraryPage:
    """Return cards: all, those switched off, the drafts, or what fits some words.

    Raises:
        NotAllowed: not an administrator.
    """
    actor = await office.db.read(lambda tx: admin(tx, office, visitor))
    library = office.library.shipped.in_language(actor.language)
    if words:
        said = words.casefold()
        hits = library.search(words, limit=24)
        more = [
            card
            for name, card in library.activities.items()
            if card not in hits and (said in name or said in card.title.casefold())
        ]
        return LibraryPage(actor, (*hits, *more))
    return LibraryPage(
        actor, tuple(card for card in library.activities.values() if _is_on(shelf, card))
    )


async def read_library_card(office: Office, visitor: Visitor, activity_id: str) -> CardPage:
    """Return one card of the library.

    Raises:
        NotAllowed: not an administrator. Stale: there is no such card.
    """
    return await office.db.read(lambda tx: _page(tx, office, visitor, activity_id))


async def set_offered(
    office: Office, visitor: Visitor, activity_id: str, *, is_on: bool
) -> CardPage:
    """Switch a card on or off for new programs.

    Raises:
        NotAllowed: not an administrator. Stale: there is no such card.
    """

    def change(tx: Tx) -> None:
        page = _page(tx, office, visitor, activity_id)
        if page.card.enabled is not is_on:
            now = office.now_ms()
            standings.put_on(tx, activity_id, page.actor.id, now, is_on=is_on)
            what = f"{activity_id}: {'on' if is_on else 'off'}"
            audit.record(tx, now, "library card", person_id=page.actor.id, detail=what)

    await office.db.write(change)
    return await _changed(office, visitor, activity_id)


async def set_reviewed(
    office: Office, visitor: Visitor, activity_id: str, *, is_reviewed: bool
) -> CardPage:
    """Sign a card's present text as read, or take one's practice's signature back.

    Raises:
        NotAllowed: not an administrator. Stale: there is no such card.
    """

    def change(tx: Tx) -> None:
        page = _page(tx, office, visitor, activity_id)
        if (page.card.review.status == "reviewed") is is_reviewed:
            return
        now = office.now_ms()
        standings.put_review(
            tx,
            activity_id,
            page.actor.id,
            now,
            revision=page.card.revision if is_reviewed else None,
            initials=page.initials if is_reviewed else None,
            on=office.today(page.actor.zone).isoformat() if is_reviewed else None,
        )
        what = f"{activity_id}: {page.card.revision if is_reviewed else 'draft'}"
        audit.record(tx, now, "library review", person_id=page.actor.id, detail=what)

    await office.db.write(change)
    return await _changed(office, visitor, activity_id)


async def _changed(office: Office, visitor: Visitor, activity_id: str) -> CardPage:
    """The library in memory hears of a change after it is written down."""
    await load_standings(office)
    return await read_library_card(office, visitor, activity_id)


def _page(tx: Tx, office: Office, visitor: Visitor, activity_id: str) -> CardPage:
    actor = admin(tx, office, visitor)
    library = office.library.shipped.in_language(actor.language)
    card = library.activities.get(activity_id)
    if card is None:
        raise Stale("no such card")
    area = library.areas[card.area].name
    return CardPage(actor, card, library.safety_texts(card), area, initials_of(actor.name))


def _is_on(shelf: Shelf, card: Activity) -> bool:
    match shelf:
        case Shelf.OFF:
            return not card.enabled
        case Shelf.DRAFT:
            return card.review.status != "reviewed"
        case _:
            return True
