"""One assignment as the therapist steers it, with all that its page says."""

from dataclasses import dataclass
from datetime import date

from bot.catalog import Activity
from bot.domain.errors import Stale
from bot.domain.load import Load
from bot.domain.looked_at import LookedAt
from bot.domain.people import Client, Person
from bot.domain.program import Assignment, Status
from bot.domain.program_change import slot_mates
from bot.services import access
from bot.services.cards import activity_of, card_text
from bot.services.family import family_zone
from bot.services.load import load_with
from bot.services.new_text import newer_text
from bot.services.office import Office, Visitor
from bot.store import assignment_checks, programs, worry_rests
from bot.store.database import Tx


@dataclass(frozen=True, slots=True)
class Steered:
    """One assignment, as the therapist steers it.

    Attributes:
        activity: the text with this client's own steps.
        card: the text as the card has it.
        place: its place in its part of the day, from 0, and how many there are.
        today: the family's local date.
        load: of the whole program.
        paused_why: the store's word for why it rests.
    """

    actor: Person
    client: Client
    assignment: Assignment
    activity: Activity
    card: Activity
    place: tuple[int, int]
    today: date
    load: Load
    is_worried: bool
    paused_why: str | None = None
    #: The library has another text of the card now.
    has_newer: bool = False
    #: What was looked at before it was assigned.
    checks: tuple[LookedAt, ...] = ()


async def read_steered(office: Office, visitor: Visitor, assignment_id: int) -> Steered:
    """Return one assignment to steer.

    Raises:
        NotAllowed: not on this therapist's caseload. Stale: it has ended.
    """

    def ask(tx: Tx) -> Steered:
        actor, link, one = access.therapist_for(tx, office, visitor.telegram_id, assignment_id)
        if one.status is Status.ENDED:
            raise Stale("ended")
        return steered(tx, office, actor, link.client, one)

    return await office.db.read(ask)


def steered(tx: Tx, office: Office, actor: Person, client: Client, one: Assignment) -> Steered:
    """Return an assignment's page, within a transaction that has authorised the actor."""
    mates = [other.id for other in slot_mates(programs.assignments_of(tx, one.client_id), one)]
    today = office.today(family_zone(tx, office, one.client_id, actor))
    return Steered(
        actor,
        client,
        one,
        activity_of(tx, office, one, actor.language),
        card_text(tx, office, one, actor.language),
        (mates.index(one.id) if one.id in mates else 0, len(mates)),
        today,
        load_with(tx, office, one.client_id, today),
        worry_rests.is_held(tx, one.id),
        programs.why_of(tx, one.id),
        has_newer=newer_text(office, actor, one) is not None,
        checks=tuple(assignment_checks.of_assignment(tx, one.id)),
    )
