"""The worries as the practice sees them: who needs somebody first, what was shown, what rests.

Whoever may read one is on the client's caseload now, or was told as urgent contact, safeguarding
lead or the like. Only a therapist of the client lets a card come back (brief 4.6.4).
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from bot.catalog.worry_models import Code
from bot.clock import epoch_ms
from bot.domain.errors import NotAllowed, Stale
from bot.domain.people import Client, Person, Role
from bot.domain.practice import Setting
from bot.domain.program import Status
from bot.domain.worry import URGENCY, Telling, Worry
from bot.services import access, resting, telling
from bot.services.office import Office, Visitor
from bot.services.practice import practice_of
from bot.services.worry_page import OTHER
from bot.store import audit, clients, people, programs, worries, worry_rests, worry_tellings
from bot.store.database import Tx

#: What was seen stays in the queue for so long, so that it can be looked up.
SHOWN_AFTER_SEEN: Final = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Case:
    """One worry with everything that the practice may know of it.

    Attributes:
        card: the title of the card it was told from.
        told: who was told, as what.
        rests: (assignment, title, whether it still rests).
        is_theirs: the client is on the reader's own caseload.
    """

    reader: Person
    worry: Worry
    code: Code
    client: Client
    told_by: str
    card: str | None
    told: tuple[Telling, ...]
    seen_by: str | None
    rests: tuple[tuple[int, str, bool], ...]
    is_theirs: bool

    @property
    def rank(self) -> tuple[bool, int, int]:
        """The place in the queue: unseen first, the most urgent tier, the oldest."""
        seen = self.worry.seen_at is not None
        return seen, URGENCY.index(self.worry.tier), self.worry.created_at


async def read_queue(office: Office, visitor: Visitor) -> tuple[Person, tuple[Case, ...]]:
    """Return the worries that a therapist may read, the most urgent unseen one first.

    Raises:
        NotAllowed: not a therapist.
    """

    def ask(tx: Tx) -> tuple[Person, tuple[Case, ...]]:
        actor = access.therapist(tx, office, visitor.telegram_id)
        since = epoch_ms(office.now() - SHOWN_AFTER_SEEN)
        found = [
            case_of(tx, office, actor, one)
            for one in worry_tellings.for_reader(tx, actor.id, since, office.now_ms())
        ]
        return actor, tuple(sorted(found, key=lambda case: case.rank))

    return await office.db.read(ask)


async def look_in(office: Office, visitor: Visitor) -> tuple[int, bool]:
    """Return how many worries wait for a therapist, and whether an administrator has more to do.

    That is to confirm the practice's emergency number.
    """

    def ask(tx: Tx) -> tuple[int, bool]:
        actor = access.therapist(tx, office, visitor.telegram_id)
        number = practice_of(tx, office).certain(Setting.EMERGENCY)
        return worry_tellings.unseen_for(
            tx, actor.id, office.now_ms()
        ), actor.is_admin and number is None

    return await office.db.read(ask)


async def read_case(office: Office, visitor: Visitor, worry_id: int) -> Case:
    """Return one worry.

    Raises:
        NotAllowed: not for them to read.
    """
    return await office.db.read(lambda tx: _authorised(tx, office, visitor, worry_id))


async def mark_seen(office: Office, visitor: Visitor, worry_id: int) -> Case:
    """Say that somebody has looked: the family's page and the others' notices say so, too.

    Raises:
        NotAllowed: not for them to read.
    """

    def change(tx: Tx) -> Case:
        case = _authorised(tx, office, visitor, worry_id)
        now = office.now_ms()
        if worries.mark_seen(tx, worry_id, case.reader.id, now):
            _note(tx, now, case, "seen")
            telling.changed(tx, office, worry_id, but_person=case.reader.id)
        return case_of(tx, office, case.reader, _there(tx, worry_id))

    return await office.db.write(change)


async def let_back(office: Office, visitor: Visitor, worry_id: int, assignment_id: int) -> Case:
    """Let one card come back that rests because of a worry.

    Raises:
        NotAllowed: not a therapist of the client. Stale: it has ended.
    """

    def change(tx: Tx) -> Case:
        case = _authorised(tx, office, visitor, worry_id)
        access.therapist_of(tx, office, visitor.telegram_id, case.client.id)
        if assignment_id not in {one for one, _, _ in case.rests}:
            raise NotAllowed("not a card of that worry")
        assignment = programs.assignment(tx, assignment_id)
        if assignment is None or assignment.status is Status.ENDED:
            raise Stale("ended")
        now = office.now_ms()
        if programs.set_status(tx, assignment_id, Status.ACTIVE, None, now, case.reader.id):
            _note(tx, now, case, f"card {assignment_id} back")
        worry_rests.let_back(tx, assignment_id, case.reader.id, now)
        telling.changed(tx, office, worry_id, but_person=case.reader.id)
        return case_of(tx, office, case.reader, _there(tx, worry_id))

    return await office.db.write(change)


def case_of(tx: Tx, office: Office, reader: Person, worry: Worry) -> Case:
    """Return a worry as the practice sees it, within a transaction that has authorised."""
    client = clients.by_id(tx, worry.client_id)
    if client is None:
        raise NotAllowed("discharged")
    link = people.link(tx, reader.id, client.id, office.now_ms())
    card = programs.assignment(tx, worry.assignment_id) if worry.assignment_id else None
    return Case(
        reader,
        worry,
        office.worries.codes.get(worry.code) or office.worries.codes[OTHER],
        client,
        people.by_id(tx, worry.person_id).name,
        resting.title_of(tx, office, card) if card else None,
        tuple(worry_tellings.tellings_of(tx, worry.id)),
        people.by_id(tx, worry.seen_by).name if worry.seen_by else None,
        resting.titles(tx, office, worry.id),
        link is not None and link.role is Role.THERAPIST,
    )


def _authorised(tx: Tx, office: Office, visitor: Visitor, worry_id: int) -> Case:
    actor = access.therapist(tx, office, visitor.telegram_id)
    if not worry_tellings.may_read(tx, worry_id, actor.id, office.now_ms()):
        raise NotAllowed("not for them to read")
    return case_of(tx, office, actor, _there(tx, worry_id))


def _there(tx: Tx, worry_id: int) -> Worry:
    worry = worries.by_id(tx, worry_id)
    if worry is None:
        raise NotAllowed("no such worry")
    return worry


def _note(tx: Tx, now: int, case: Case, what: str) -> None:
    audit.record(
        tx,
        now,
        f"worry {what}",
        person_id=case.reader.id,
        client_id=case.client.id,
        detail=case.worry.code,
    )
