"""A client's program as their therapist steers it."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.catalog import Activity
from bot.domain.day import SLOT_ORDER
from bot.domain.load import Load
from bot.domain.people import Client, Person
from bot.domain.program import GOAL_LIMIT, Assignment, Program, Status
from bot.services import access
from bot.services.cards import activity_of
from bot.services.family import family_zone
from bot.services.load import load_with
from bot.services.office import Office, Visitor
from bot.services.typed import expect
from bot.store import drafts, programs, worries
from bot.store.database import Tx

GOAL: Final = "goal"


@dataclass(frozen=True, slots=True)
class ProgramPage:
    """A client's program: its goal and the assignments with their texts, in the day's order.

    `today` is the family's local date.
    """

    actor: Person
    client: Client
    program: Program | None
    items: tuple[tuple[Assignment, Activity], ...]
    worried: frozenset[int]
    today: date
    load: Load
    has_ended: bool


async def read_program(office: Office, visitor: Visitor, client_id: int) -> ProgramPage:
    """Return a client's program.

    Raises:
        NotAllowed: not on this therapist's caseload.
    """
    return await office.db.read(lambda tx: _page(tx, office, visitor, client_id))


async def await_goal(office: Office, visitor: Visitor, client_id: int) -> ProgramPage:
    """Take the next typed text, within two hours, as the goal in the family's words.

    Raises:
        NotAllowed: not on this therapist's caseload.
    """

    def change(tx: Tx) -> ProgramPage:
        actor, _ = access.therapist_of(tx, office, visitor.telegram_id, client_id)
        expect(tx, office, actor.id, GOAL, str(client_id))
        return _page(tx, office, visitor, client_id)

    return await office.db.write(change)


async def set_goal(office: Office, visitor: Visitor, client_id: int, goal: str) -> ProgramPage:
    """Write down the goal in the family's words, at most 300 characters.

    Raises:
        NotAllowed: not on this therapist's caseload.
    """

    def change(tx: Tx) -> ProgramPage:
        actor, _ = access.therapist_of(tx, office, visitor.telegram_id, client_id)
        program = programs.begin_program(tx, client_id, actor.id, office.now_ms())
        programs.set_goal(tx, program.id, " ".join(goal.split())[:GOAL_LIMIT])
        drafts.take_expected(tx, actor.id, visitor.receipt)
        return _page(tx, office, visitor, client_id)

    return await office.db.write(change)


def _page(tx: Tx, office: Office, visitor: Visitor, client_id: int) -> ProgramPage:
    actor, link = access.therapist_of(tx, office, visitor.telegram_id, client_id)
    every = programs.all_assignments_of(tx, client_id)
    going = [a for a in every if a.status is not Status.ENDED]
    going.sort(key=lambda a: SLOT_ORDER.index(a.slot))
    today = office.today(family_zone(tx, office, client_id, actor))
    return ProgramPage(
        actor,
        link.client,
        programs.open_program(tx, client_id),
        tuple((a, activity_of(tx, office, a, actor.language)) for a in going),
        frozenset(w.assignment_id for w in worries.of_client(tx, client_id, 0) if w.assignment_id),
        today,
        load_with(tx, office, client_id, today),
        len(going) < len(every),
    )
