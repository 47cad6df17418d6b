"""Everything a colleague needs to go on with a client, on one page."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from bot.catalog import Activity
from bot.catalog.gates import NO, YES
from bot.domain.check_in import CheckIn
from bot.domain.people import CareLink, Client, Person
from bot.domain.program import Assignment, Status
from bot.domain.worry import Worry
from bot.services import access
from bot.services.cards import activity_of
from bot.services.flags import answers_of
from bot.services.office import Office, Visitor
from bot.store import check_ins, people, programs, worries, worry_rests
from bot.store.database import Tx

DAYS: Final = 14
#: A worry that nobody has seen stays on the page for so long.
WORRY_DAYS: Final = 90


@dataclass(frozen=True, slots=True)
class Summary:
    """A client as a colleague takes them over.

    Attributes:
        worries: those that nobody has seen, or that still rest a card; with their names.
        flags: labels of what to look out for, and labels of what nobody has asked yet.
    """

    actor: Person
    client: Client
    caregivers: tuple[tuple[Person, CareLink], ...]
    goal: str | None
    running: tuple[tuple[Assignment, Activity], ...]
    since: date
    until: date
    check_ins: tuple[CheckIn, ...]
    worries: tuple[tuple[Worry, str], ...]
    flags: tuple[str, ...]
    unknown: int


async def read_summary(office: Office, visitor: Visitor, client_id: int) -> Summary:
    """Return a client's summary.

    Raises:
        NotAllowed: not on this therapist's caseload.
    """

    def ask(tx: Tx) -> Summary:
        actor, link = access.therapist_of(tx, office, visitor.telegram_id, client_id)
        program = programs.open_program(tx, client_id)
        running = [
            one for one in programs.assignments_of(tx, client_id) if one.status is not Status.ENDED
        ]
        today = office.today(actor.zone)
        since = today - timedelta(days=DAYS - 1)
        known = answers_of(tx, client_id)
        questions = office.catalog.flags
        return Summary(
            actor,
            link.client,
            tuple(people.caregivers_of(tx, client_id, office.now_ms())),
            program.goal if program else None,
            tuple((one, activity_of(tx, office, one, actor.language)) for one in running),
            since,
            today,
            tuple(check_ins.of_client(tx, client_id, since, today)),
            tuple(_open_worries(tx, office, client_id)),
            tuple(flag.label for flag in questions.values() if known.get(flag.id) == YES),
            sum(known.get(flag.id) not in (YES, NO) for flag in questions.values()),
        )

    return await office.db.read(ask)


def _open_worries(tx: Tx, office: Office, client_id: int) -> list[tuple[Worry, str]]:
    since = office.now_ms() - WORRY_DAYS * 24 * 3600 * 1000
    found = []
    for one in worries.of_client(tx, client_id, since):
        rests = any(still for _, still in worry_rests.rested_by(tx, one.id))
        if one.seen_at is None or rests:
            code = office.worries.codes.get(one.code)
            found.append((one, code.label if code else one.code))
    return found
