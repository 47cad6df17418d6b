"""What of a client's program somebody sees: school staff see what is done at school alone.

Every service that shows a caregiver more than one assignment, or anybody's answers, asks here.
"""

from collections.abc import Iterable

from bot.domain.check_in import CheckIn
from bot.domain.people import CareLink, Role
from bot.domain.program import Assignment, Program
from bot.services.effects import NO_SHARED_TIMELINE, has_effect
from bot.services.office import Office
from bot.store import people, programs
from bot.store.database import Tx


def assignments(tx: Tx, link: CareLink) -> list[Assignment]:
    """Return the assignments that have not ended, in program order."""
    return [a for a in programs.assignments_of(tx, link.client.id) if link.sees(a.place)]


def all_assignments(tx: Tx, link: CareLink) -> list[Assignment]:
    """Return the assignments, the ended ones too, in program order."""
    return [a for a in programs.all_assignments_of(tx, link.client.id) if link.sees(a.place)]


def program(tx: Tx, link: CareLink) -> Program | None:
    """Return the running program; its goal is the family's own and no business of school's."""
    return None if link.role is Role.SCHOOL else programs.open_program(tx, link.client.id)


def answers(tx: Tx, office: Office, link: CareLink, given: Iterable[CheckIn]) -> list[CheckIn]:
    """Return the answers that this person may read.

    School staff read those of school staff. With a safeguarding plan caregivers read their own.
    """
    every = list(given)
    if link.role is Role.THERAPIST or all(one.person_id == link.person_id for one in every):
        return every
    if has_effect(tx, office, link.client.id, NO_SHARED_TIMELINE):
        return [one for one in every if one.person_id == link.person_id]
    if link.role is not Role.SCHOOL:
        return every
    staff = {
        person.id
        for person, other in people.caregivers_of(tx, link.client.id, office.now_ms())
        if other.role is Role.SCHOOL
    }
    return [one for one in every if one.person_id in staff]
