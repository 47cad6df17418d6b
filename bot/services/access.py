"""Who may do what: every service asks here, inside its own transaction.

A caregiver reaches only clients they are linked to and have consented for; a therapist only
their own caseload. Whatever a button or a command claims, the records decide.
"""

from dataclasses import replace

from bot.domain.errors import NotAllowed, Stale
from bot.domain.people import CAREGIVER_ROLES, CareLink, Person, Role
from bot.domain.program import Assignment
from bot.services.office import Office
from bot.store import drafts, invites, people, programs
from bot.store.database import Tx
from bot.store.drafts import Draft


def person(tx: Tx, office: Office, telegram_id: int) -> Person:
    """Return who this is.

    Raises:
        NotAllowed: nobody we know.
    """
    found = people.by_telegram_id(tx, telegram_id)
    if found is None:
        raise NotAllowed("unknown")
    return replace(found, is_admin=telegram_id in office.admin_ids)


def therapist(tx: Tx, office: Office, telegram_id: int) -> Person:
    """Return the therapist that this is.

    Raises:
        NotAllowed: not a therapist, or one who is suspended.
    """
    found = person(tx, office, telegram_id)
    if not found.is_therapist:
        raise NotAllowed("not a therapist")
    return found


def therapist_of(
    tx: Tx, office: Office, telegram_id: int, client_id: int
) -> tuple[Person, CareLink]:
    """Return the therapist and their link to a client on their caseload.

    Raises:
        NotAllowed: not a therapist, or not this client's.
    """
    found = therapist(tx, office, telegram_id)
    link = people.link(tx, found.id, client_id, office.now_ms())
    if link is None or link.role is not Role.THERAPIST:
        raise NotAllowed("not on the caseload")
    if not link.is_opened:
        office.first_looks.add((found.id, client_id))
    return found, link


def caregiver_of(
    tx: Tx, office: Office, telegram_id: int, client_id: int
) -> tuple[Person, CareLink]:
    """Return the caregiver and their link to a client, with consent in force.

    Raises:
        NotAllowed: no link, an ended one, or no consent.
    """
    found = person(tx, office, telegram_id)
    link = people.link(tx, found.id, client_id, office.now_ms())
    if link is None or link.role not in CAREGIVER_ROLES:
        raise NotAllowed("no care link")
    if not invites.has_consent(tx, found.id, client_id):
        raise NotAllowed("no consent")
    return found, link


def party_to(tx: Tx, office: Office, telegram_id: int, client_id: int) -> tuple[Person, CareLink]:
    """Return somebody who talks about a client: a therapist of theirs, or a caregiver.

    Raises:
        NotAllowed: neither.
    """
    found = person(tx, office, telegram_id)
    link = people.link(tx, found.id, client_id, office.now_ms())
    if link is not None and link.role is Role.THERAPIST:
        return therapist_of(tx, office, telegram_id, client_id)
    return caregiver_of(tx, office, telegram_id, client_id)


def caregiver_for(
    tx: Tx, office: Office, telegram_id: int, assignment_id: int
) -> tuple[Person, CareLink, Assignment]:
    """Return the caregiver, their link, and an assignment of that client.

    Raises:
        Stale: no such assignment. NotAllowed: not theirs.
    """
    assignment = programs.assignment(tx, assignment_id)
    if assignment is None:
        person(tx, office, telegram_id)
        raise Stale("no such assignment")
    found, link = caregiver_of(tx, office, telegram_id, assignment.client_id)
    if not link.sees(assignment.place):
        raise NotAllowed("not for school")
    return found, link, assignment


def therapist_for(
    tx: Tx, office: Office, telegram_id: int, assignment_id: int
) -> tuple[Person, CareLink, Assignment]:
    """Return the therapist, their link, and an assignment on their caseload.

    Raises:
        Stale: no such assignment. NotAllowed: not theirs.
    """
    assignment = programs.assignment(tx, assignment_id)
    if assignment is None:
        therapist(tx, office, telegram_id)
        raise Stale("no such assignment")
    found, link = therapist_of(tx, office, telegram_id, assignment.client_id)
    return found, link, assignment


def care_links(tx: Tx, office: Office, who: Person) -> list[CareLink]:
    """Return the clients a person cares for, with consent in force."""
    return [
        link
        for link in people.links_of(tx, who.id, office.now_ms())
        if link.role in CAREGIVER_ROLES and invites.has_consent(tx, who.id, link.client.id)
    ]


def caseload(tx: Tx, office: Office, who: Person) -> list[CareLink]:
    """Return the clients on a therapist's caseload."""
    if not who.is_therapist:
        return []
    return [
        link for link in people.links_of(tx, who.id, office.now_ms()) if link.role is Role.THERAPIST
    ]


def own_draft(tx: Tx, who: Person, draft_id: int, kind: str) -> Draft:
    """Return somebody's own half-finished form of that kind.

    Raises:
        Stale: that form is over. NotAllowed: somebody else's.
    """
    draft = drafts.by_id(tx, draft_id)
    if draft is None or draft.kind != kind:
        raise Stale("that form is over")
    if draft.person_id != who.id:
        raise NotAllowed("not their form")
    return draft
