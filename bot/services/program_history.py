"""What became of an assignment: its versions, who made them, and the answers to each."""

from dataclasses import dataclass

from bot.domain.people import Client, Person
from bot.domain.program import Assignment, Status
from bot.domain.program_versions import AnswerTo, Version
from bot.services import access
from bot.services.cards import card_text
from bot.services.office import Office, Visitor
from bot.store import assignment_versions, programs
from bot.store.database import Tx


@dataclass(frozen=True, slots=True)
class Past:
    """One assignment's versions, oldest first, and every answer with the version it was about."""

    actor: Person
    client: Client
    assignment: Assignment
    title: str
    versions: tuple[Version, ...]
    answers: tuple[AnswerTo, ...]


@dataclass(frozen=True, slots=True)
class EndedPage:
    """What has ended in a client's program, newest first: (assignment, title, last version)."""

    actor: Person
    client: Client
    items: tuple[tuple[Assignment, str, Version | None], ...]


async def read_history(office: Office, visitor: Visitor, assignment_id: int) -> Past:
    """Return what became of an assignment, also of one that has ended.

    Raises:
        NotAllowed: not on this therapist's caseload. Stale: no such assignment.
    """

    def ask(tx: Tx) -> Past:
        actor, link, one = access.therapist_for(tx, office, visitor.telegram_id, assignment_id)
        return Past(
            actor,
            link.client,
            one,
            card_text(tx, office, one, actor.language).title,
            tuple(assignment_versions.of(tx, one)),
            tuple(assignment_versions.answers(tx, one.id)),
        )

    return await office.db.read(ask)


async def read_ended(office: Office, visitor: Visitor, client_id: int) -> EndedPage:
    """Return what has ended.

    Raises:
        NotAllowed: not on this therapist's caseload.
    """

    def ask(tx: Tx) -> EndedPage:
        actor, link = access.therapist_of(tx, office, visitor.telegram_id, client_id)
        found = [
            _ended(tx, office, actor, one)
            for one in programs.all_assignments_of(tx, client_id)
            if one.status is Status.ENDED
        ]
        found.sort(key=lambda item: (item[2].at if item[2] else 0, item[0].id), reverse=True)
        return EndedPage(actor, link.client, tuple(found))

    return await office.db.read(ask)


def _ended(
    tx: Tx, office: Office, actor: Person, one: Assignment
) -> tuple[Assignment, str, Version | None]:
    versions = assignment_versions.of(tx, one)
    title = card_text(tx, office, one, actor.language).title
    return one, title, versions[-1] if versions else None
