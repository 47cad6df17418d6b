"""Where somebody stands right now, so that help is about that and not about everything."""

from dataclasses import dataclass

from bot.domain.people import CareLink, Person
from bot.domain.practice import Practice
from bot.services import access, sight
from bot.services.cards import day_of
from bot.services.office import Office, Visitor
from bot.services.practice import practice_of
from bot.services.timing import is_paused
from bot.services.welcome import resume_step
from bot.store.database import Tx

#: Whoever cares for more clients is told about the first few; their days tell the rest.
MOST_CLIENTS = 4


@dataclass(frozen=True, slots=True)
class Care:
    """How it stands with one client, for one caregiver.

    Attributes:
        is_resting: this caregiver's reminders rest.
        has_cards: the program has cards at all.
        open_today: how many of today's are not answered.
    """

    link: CareLink
    is_resting: bool
    has_cards: bool
    open_today: int


@dataclass(frozen=True, slots=True)
class Situation:
    """Where somebody stands; `is_arriving` while the first questions are open."""

    actor: Person
    cares: tuple[Care, ...]
    cares_for: tuple[CareLink, ...]
    caseload: tuple[CareLink, ...]
    is_arriving: bool
    practice: Practice


async def read_situation(office: Office, visitor: Visitor) -> Situation:
    """Return where somebody stands.

    Raises:
        NotAllowed: nobody we know.
    """

    def ask(tx: Tx) -> Situation:
        actor = access.person(tx, office, visitor.telegram_id)
        links = access.care_links(tx, office, actor)
        return Situation(
            actor,
            tuple(_care(tx, office, actor, link) for link in links[:MOST_CLIENTS]),
            tuple(links),
            tuple(access.caseload(tx, office, actor)),
            resume_step(tx, office, visitor) is not None,
            practice_of(tx, office),
        )

    return await office.db.read(ask)


def _care(tx: Tx, office: Office, actor: Person, link: CareLink) -> Care:
    today = office.today(actor.zone)
    day = day_of(tx, office, actor, link, today)
    return Care(
        link,
        is_resting=is_paused(link, today),
        has_cards=bool(sight.assignments(tx, link)),
        open_today=sum(item.answer is None for item in day.items),
    )
