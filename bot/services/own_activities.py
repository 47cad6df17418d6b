"""The practice's own activities: who sees one, who shares and retires it, and what runs of it.

Authors change what is theirs; another's private activity is not there at all. The library in
memory hears of a change after it is written down.
"""

import logging
from dataclasses import dataclass

from pydantic import ValidationError

from bot.catalog import Activity
from bot.domain.errors import NotAllowed, Stale
from bot.domain.own_activity import State
from bot.domain.people import Client, Person
from bot.domain.program import Assignment, Status
from bot.services import access
from bot.services.cards import activity_of
from bot.services.library import OwnCard
from bot.services.office import Office, Visitor
from bot.store import audit, own_activities, people, programs
from bot.store.database import Tx
from bot.store.own_activities import Kept

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Shelf:
    """The own activities that a therapist sees: theirs, and what colleagues share."""

    actor: Person
    mine: tuple[OwnCard, ...]
    shared: tuple[OwnCard, ...]


@dataclass(frozen=True, slots=True)
class Running:
    """An assignment on the actor's caseload that goes on with an earlier text."""

    client: Client
    assignment: Assignment
    text: Activity


@dataclass(frozen=True, slots=True)
class OwnPage:
    """One own activity, as a therapist looks at it."""

    actor: Person
    card: OwnCard
    author_name: str
    photos: dict[int, str]
    earlier: tuple[Running, ...]

    @property
    def is_mine(self) -> bool:
        """Say whether the actor wrote it."""
        return self.card.standing.author_id == self.actor.id

    @property
    def may_retire(self) -> bool:
        """Say whether the actor may take it out of the choice."""
        return self.card.standing.is_steered_by(self.actor.id, is_admin=self.actor.is_admin)


def read_card(kept: Kept) -> OwnCard | None:
    """Return an own activity from its record; None when another release wrote it."""
    try:
        return OwnCard(kept.standing, Activity.model_validate_json(kept.body))
    except ValidationError as error:
        log.warning("%s rests, it does not fit here: %s", kept.standing.activity_id, error)
        return None


async def load_own(office: Office) -> None:
    """Put the own activities into the library in memory; called once, at the start."""
    cards = await office.db.read(_every)
    office.library.begin_with(cards)


def _every(tx: Tx) -> list[OwnCard]:
    read = (read_card(kept) for kept in own_activities.every(tx))
    return [card for card in read if card is not None]


def own_for(tx: Tx, office: Office, telegram_id: int, activity_id: str) -> tuple[Person, OwnCard]:
    """Return the therapist, and an own activity that they may look at.

    Raises:
        NotAllowed: not a therapist, or somebody else's private one; nobody hears which.
        Stale: another release wrote it.
    """
    actor = access.therapist(tx, office, telegram_id)
    kept = own_activities.by_id(tx, activity_id)
    if kept is None or not kept.standing.is_seen_by(actor.id, is_admin=actor.is_admin):
        raise NotAllowed("no own activity that they see")
    card = read_card(kept)
    if card is None:
        raise Stale("written by another release")
    return actor, card


def own_of(tx: Tx, office: Office, telegram_id: int, activity_id: str) -> tuple[Person, OwnCard]:
    """Return the therapist, and an own activity that they wrote.

    Raises:
        NotAllowed: not a therapist, or not theirs.
    """
    actor, card = own_for(tx, office, telegram_id, activity_id)
    if card.standing.author_id != actor.id:
        raise NotAllowed("not their own activity")
    return actor, card


async def read_own_shelf(office: Office, visitor: Visitor) -> Shelf:
    """Return the own activities that a therapist sees.

    Raises:
        NotAllowed: not a therapist.
    """
    actor = await office.db.read(lambda tx: access.therapist(tx, office, visitor.telegram_id))
    seen = [
        card
        for card in office.library.own_cards()
        if card.standing.is_seen_by(actor.id, is_admin=actor.is_admin)
    ]
    mine = tuple(card for card in seen if card.standing.author_id == actor.id)
    others = tuple(card for card in seen if card.standing.author_id != actor.id)
    return Shelf(actor, mine, others)


async def read_own_page(office: Office, visitor: Visitor, activity_id: str) -> OwnPage:
    """Return one own activity.

    Raises:
        NotAllowed: not a therapist, or somebody else's private one.
    """

    def ask(tx: Tx) -> OwnPage:
        return page_of(tx, office, visitor, activity_id)

    return await office.db.read(ask)


async def set_own_state(
    office: Office, visitor: Visitor, activity_id: str, state: State
) -> OwnPage:
    """Share an activity, retire it, or bring it back; it stays with those who have it.

    Raises:
        NotAllowed: not theirs, and no shared one for an administrator.
    """

    def change(tx: Tx) -> OwnPage:
        actor, before = own_for(tx, office, visitor.telegram_id, activity_id)
        if not before.standing.is_steered_by(actor.id, is_admin=actor.is_admin):
            raise NotAllowed("not their own activity")
        now = office.now_ms()
        own_activities.set_state(tx, activity_id, state, now)
        page = page_of(tx, office, visitor, activity_id)
        if page.card.standing.state is not before.standing.state:
            what = f"{activity_id}: {page.card.standing.state}"
            audit.record(tx, now, "own activity", person_id=actor.id, detail=what)
        return page

    page = await office.db.write(change)
    office.library.take_in(page.card)
    return page


def page_of(tx: Tx, office: Office, visitor: Visitor, activity_id: str) -> OwnPage:
    """Return one own activity, within a transaction.

    Raises:
        NotAllowed: not a therapist, or somebody else's private one.
    """
    actor, card = own_for(tx, office, visitor.telegram_id, activity_id)
    author = people.by_id(tx, card.standing.author_id)
    return OwnPage(
        actor,
        card,
        author.name,
        own_activities.photos(tx, activity_id, card.activity.revision),
        tuple(_earlier(tx, office, actor, card)),
    )


def _earlier(tx: Tx, office: Office, actor: Person, card: OwnCard) -> list[Running]:
    return [
        Running(link.client, one, activity_of(tx, office, one))
        for link in access.caseload(tx, office, actor)
        for one in programs.assignments_of(tx, link.client.id)
        if one.activity_id == card.activity.id
        and one.revision != card.activity.revision
        and one.status is not Status.ENDED
    ]
