"""Learn cards: short pages to read, some put beside a program by the therapist."""

from dataclasses import dataclass

from bot.catalog.models import Learn as LearnCard
from bot.domain.errors import Stale
from bot.domain.people import Client, Person, Role
from bot.services import access
from bot.services.office import Office, Visitor
from bot.store import learning
from bot.store.database import Tx


@dataclass(frozen=True, slots=True)
class Shelf:
    """The learn cards for somebody; `attached` stand beside the client's program."""

    actor: Person
    client: Client | None
    attached: tuple[LearnCard, ...]
    others: tuple[LearnCard, ...]
    may_attach: bool


async def read_shelf(office: Office, visitor: Visitor, client_id: int) -> Shelf:
    """Return the learn cards, those beside the client's program first (client 0: none).

    Raises:
        NotAllowed: not their client.
    """
    return await office.db.read(lambda tx: _shelf(tx, office, visitor, client_id))


async def read_learn_card(
    office: Office, visitor: Visitor, client_id: int, learn_id: str
) -> tuple[Shelf, LearnCard]:
    """Return one learn card, and the shelf it came from.

    Raises:
        NotAllowed: not their client. Stale: there is no such card any more.
    """
    shelf = await read_shelf(office, visitor, client_id)
    found = next((c for c in (*shelf.attached, *shelf.others) if c.id == learn_id), None)
    if found is None:
        raise Stale("no such learn card")
    return shelf, found


async def attach_learning(
    office: Office, visitor: Visitor, client_id: int, learn_id: str, *, on: bool
) -> Shelf:
    """Put a learn card beside a client's program, or take it away.

    Raises:
        NotAllowed: not on this therapist's caseload. Stale: there is no such card any more.
    """

    def change(tx: Tx) -> Shelf:
        actor, _ = access.therapist_of(tx, office, visitor.telegram_id, client_id)
        if learn_id not in office.catalog.learn:
            raise Stale("no such learn card")
        if on:
            learning.attach(tx, client_id, learn_id, actor.id, office.now_ms())
        else:
            learning.detach(tx, client_id, learn_id)
        return _shelf(tx, office, visitor, client_id)

    return await office.db.write(change)


def _shelf(tx: Tx, office: Office, visitor: Visitor, client_id: int) -> Shelf:
    actor = access.person(tx, office, visitor.telegram_id)
    links = (*access.care_links(tx, office, actor), *access.caseload(tx, office, actor))
    link = next((link for link in links if link.client.id == client_id), None)
    if client_id and link is None:
        access.caregiver_of(tx, office, visitor.telegram_id, client_id)  # says why not
    library = office.catalog.in_language(actor.language).learn
    chosen = learning.attached(tx, client_id) if link and link.role is not Role.SCHOOL else ()
    attached = tuple(library[one] for one in chosen if one in library)
    others = tuple(card for card in library.values() if card.id not in chosen)
    may_attach = link is not None and any(
        own.client.id == client_id for own in access.caseload(tx, office, actor)
    )
    return Shelf(actor, link.client if link else None, attached, others, may_attach)
