"""What pictures are made of: a card with the family's own photos, and a program for the fridge."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.catalog import Activity
from bot.domain import own_steps
from bot.domain.errors import Invalid, NotAllowed
from bot.domain.people import CAREGIVER_ROLES, Client, Person, Role
from bot.domain.program import Assignment, Program, Status
from bot.services import access, sight
from bot.services.card_photos import photos_for
from bot.services.cards import Card, activity_of, card_of
from bot.services.office import Office, Visitor
from bot.services.typed import expect
from bot.store import people, step_photos
from bot.store.database import Tx

STEP_PHOTO: Final = "step_photo"


@dataclass(frozen=True, slots=True)
class Illustrated:
    """A card, with the person's own photos by step (Telegram's file ids)."""

    card: Card
    photos: dict[int, str]
    others: tuple[Activity, ...]


@dataclass(frozen=True, slots=True)
class Fridge:
    """A whole program, to print."""

    actor: Person
    client: Client
    role: Role
    program: Program | None
    items: tuple[tuple[Assignment, Activity], ...]
    therapist_names: tuple[str, ...]


async def read_illustrated(
    office: Office, visitor: Visitor, assignment_id: int, on: date
) -> Illustrated:
    """Return a card with what its pictures need.

    Raises:
        Stale: no such assignment. NotAllowed: not theirs.
    """

    def ask(tx: Tx) -> Illustrated:
        actor, link, assignment = access.caregiver_for(
            tx, office, visitor.telegram_id, assignment_id
        )
        others = tuple(
            activity_of(tx, office, other, actor.language)
            for other in sight.assignments(tx, link)
            if other.id != assignment.id and other.status_on(on) is Status.ACTIVE
        )
        return Illustrated(
            card_of(tx, office, actor, link, assignment, on),
            own_steps.shown(photos_for(tx, actor, assignment), assignment.own_steps),
            others,
        )

    return await office.db.read(ask)


async def await_photo(
    office: Office, visitor: Visitor, assignment_id: int, on: date, step: int
) -> Card:
    """Take the next photo, within two hours, as the picture of a step (counted from 1).

    Raises:
        Stale: no such assignment. NotAllowed: not theirs. Invalid: no such step.
    """

    def change(tx: Tx) -> Card:
        actor, link, assignment = access.caregiver_for(
            tx, office, visitor.telegram_id, assignment_id
        )
        card = card_of(tx, office, actor, link, assignment, on)
        if not 1 <= step <= len(card.activity.steps):
            raise Invalid("choice", value=step)
        target = f"{assignment_id}:{on.isoformat()}:{step}"
        expect(tx, office, actor.id, STEP_PHOTO, target)
        return card

    return await office.db.write(change)


async def set_photo(
    office: Office, visitor: Visitor, assignment_id: int, step: int, file_id: str | None
) -> None:
    """Keep a person's own photo for a step, or go back to the pictogram (None).

    Raises:
        Stale: no such assignment. NotAllowed: not theirs.
    """

    def change(tx: Tx) -> None:
        actor, _, assignment = access.caregiver_for(tx, office, visitor.telegram_id, assignment_id)
        on_card = own_steps.source_of(assignment.own_steps, step)
        if file_id is None:
            step_photos.drop(tx, actor.id, assignment.activity_id, on_card)
        else:
            now = office.now_ms()
            step_photos.put(tx, actor.id, assignment.activity_id, on_card, file_id, now)

    await office.db.write(change)


async def read_fridge(office: Office, visitor: Visitor, client_id: int) -> Fridge:
    """Return a program to print, for a caregiver or for the client's therapist.

    Raises:
        NotAllowed: neither.
    """

    def ask(tx: Tx) -> Fridge:
        actor = access.person(tx, office, visitor.telegram_id)
        link = people.link(tx, actor.id, client_id, office.now_ms())
        if link is None:
            raise NotAllowed("no link")
        if link.role in CAREGIVER_ROLES:
            access.caregiver_of(tx, office, visitor.telegram_id, client_id)
        else:
            access.therapist_of(tx, office, visitor.telegram_id, client_id)
        return Fridge(
            actor,
            link.client,
            link.role,
            sight.program(tx, link),
            tuple(
                (a, activity_of(tx, office, a, actor.language))
                for a in sight.assignments(tx, link)
                if a.status_on(office.today(actor.zone)) is Status.ACTIVE
            ),
            tuple(t.name for t in people.therapists_of(tx, client_id, office.now_ms())),
        )

    return await office.db.read(ask)
