"""A client's look back, for whoever cares for them and for their therapists."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.catalog import Activity
from bot.domain.errors import NotAllowed
from bot.domain.people import CAREGIVER_ROLES, CareLink, Person
from bot.domain.progress import Progress, progress_of
from bot.services import access, sight
from bot.services.cards import card_text
from bot.services.office import Office, Visitor
from bot.store import check_ins, people
from bot.store.database import Tx


@dataclass(frozen=True, slots=True)
class LookBack:
    """What was tried and what fits; `cards` are the texts of what was tried, by activity."""

    actor: Person
    link: CareLink
    progress: Progress
    cards: Mapping[str, Activity]


async def read_progress(office: Office, visitor: Visitor, client_id: int) -> LookBack:
    """Return a client's look back, for a caregiver or for the client's therapist.

    Raises:
        NotAllowed: neither.
    """

    def ask(tx: Tx) -> LookBack:
        actor, link = _reader(tx, office, visitor, client_id)
        assigned = sight.all_assignments(tx, link)
        given = check_ins.of_client(tx, client_id, date.min, date.max)
        answers = sight.answers(tx, office, link, given)
        found = progress_of(answers, {one.id: one.activity_id for one in assigned})
        tried = {one.activity for one in found.tried}
        cards = {
            one.activity_id: card_text(tx, office, one, actor.language)
            for one in assigned
            if one.activity_id in tried
        }
        return LookBack(actor, link, found, cards)

    return await office.db.read(ask)


def _reader(tx: Tx, office: Office, visitor: Visitor, client_id: int) -> tuple[Person, CareLink]:
    actor = access.person(tx, office, visitor.telegram_id)
    link = people.link(tx, actor.id, client_id, office.now_ms())
    if link is None:
        raise NotAllowed("no link")
    if link.role in CAREGIVER_ROLES:
        return access.caregiver_of(tx, office, visitor.telegram_id, client_id)
    return access.therapist_of(tx, office, visitor.telegram_id, client_id)
