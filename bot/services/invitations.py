"""Letting somebody in: a link for one person, once; and those who are in, to see and to end."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from bot.clock import epoch_ms
from bot.domain.errors import Invalid, Stale
from bot.domain.invite import LIFETIME, TOKEN_BYTES, over_at, payload, token_hash
from bot.domain.people import CAREGIVER_ROLES, CareLink, Client, Person, Role
from bot.services import access
from bot.services.care_end import end_care
from bot.services.office import Office, Visitor
from bot.services.typed import expect
from bot.store import audit, care_ends, drafts, invites, people
from bot.store.database import Tx

HELPER_DAY: Final = "helper_day"
#: A helper's time may end from today on; for longer somebody is invited to stay.
LONGEST_HELP: Final = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class NewInvite:
    """A fresh invitation: the start parameter is shown once and stored as a hash.

    `ends_on` is the last local date of a helper's time.
    """

    actor: Person
    client: Client
    role: Role
    start_parameter: str
    expires_at: datetime
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class OpenInvite:
    """An invitation that nobody has used; instants are UTC epoch milliseconds."""

    id: int
    role: Role
    expires_at: int
    ends_on: str | None


@dataclass(frozen=True, slots=True)
class Circle:
    """Who is in for a client, and which invitations are still open."""

    actor: Person
    client: Client
    caregivers: tuple[tuple[Person, CareLink], ...]
    invites: tuple[OpenInvite, ...]
    today: date


async def invite(
    office: Office, visitor: Visitor, client_id: int, role: Role, ends_on: date | None = None
) -> NewInvite:
    """Make a single-use invitation that expires in seven days.

    Args:
        office: the practice's desk.
        visitor: the therapist.
        client_id: the client.
        role: family, self or school.
        ends_on: for a helper: the last local date; their access ends by itself after it.

    Raises:
        NotAllowed: not on this therapist's caseload. Invalid: no such role or date.
    """
    if role not in CAREGIVER_ROLES or (ends_on is not None and role is not Role.FAMILY):
        raise Invalid("role", value=role)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    expires = office.now() + LIFETIME

    def change(tx: Tx) -> NewInvite:
        actor, link = access.therapist_of(tx, office, visitor.telegram_id, client_id)
        now = office.now_ms()
        if ends_on is not None:
            _check_day(ends_on, office.today(actor.zone))
        is_new = invites.add(
            tx,
            token_hash(token),
            client_id,
            role,
            by=actor.id,
            now=now,
            expires_at=epoch_ms(expires),
            origin=visitor.receipt,
            ends_on=ends_on.isoformat() if ends_on else None,
        )
        drafts.take_expected(tx, actor.id, visitor.receipt)
        if is_new:
            detail = f"{role} until {ends_on}" if ends_on else role
            audit.record(tx, now, "invited", person_id=actor.id, client_id=client_id, detail=detail)
        return NewInvite(actor, link.client, role, payload(token), expires, ends_on)

    return await office.db.write(change)


async def read_circle(office: Office, visitor: Visitor, client_id: int) -> Circle:
    """Return who is in for a client, and the open invitations.

    Raises:
        NotAllowed: not on this therapist's caseload.
    """
    return await office.db.read(lambda tx: _circle(tx, office, visitor, client_id))


async def await_day(office: Office, visitor: Visitor, client_id: int) -> Circle:
    """Take the next typed text, within two hours, as the last day of a helper's time.

    Raises:
        NotAllowed: not on this therapist's caseload.
    """

    def change(tx: Tx) -> Circle:
        circle = _circle(tx, office, visitor, client_id)
        expect(tx, office, circle.actor.id, HELPER_DAY, str(client_id))
        return circle

    return await office.db.write(change)


async def revoke(office: Office, visitor: Visitor, invite_id: int) -> Circle:
    """Take an invitation back; whoever holds the link is told kindly that it has ended.

    Raises:
        NotAllowed: not on this therapist's caseload. Stale: somebody has used it.
    """

    def change(tx: Tx) -> Circle:
        access.therapist(tx, office, visitor.telegram_id)
        found = invites.by_id(tx, invite_id)
        if found is None:
            raise Stale("no such invitation")
        circle = _circle(tx, office, visitor, found.client_id)
        if found.used_by is not None:
            raise Stale("used already")
        if invites.revoke(tx, invite_id, office.now_ms()):
            audit.record(
                tx,
                office.now_ms(),
                "invitation revoked",
                person_id=circle.actor.id,
                client_id=found.client_id,
            )
        return _circle(tx, office, visitor, found.client_id)

    return await office.db.write(change)


async def read_carer(
    office: Office, visitor: Visitor, client_id: int, person_id: int
) -> tuple[Circle, Person, CareLink]:
    """Return one of those who care for a client.

    Raises:
        NotAllowed: not on this therapist's caseload. Stale: they have left.
    """
    return await office.db.read(lambda tx: _carer(tx, office, visitor, client_id, person_id))


async def end_carer(office: Office, visitor: Visitor, client_id: int, person_id: int) -> Circle:
    """End somebody's care for a client: access is gone at once, and they hear it kindly.

    Raises:
        NotAllowed: not on this therapist's caseload. Stale: they have left already.
    """

    def change(tx: Tx) -> Circle:
        circle, person, link = _carer(tx, office, visitor, client_id, person_id)
        end_care(tx, office, person, link.client.id, by=circle.actor.id)
        return _circle(tx, office, visitor, client_id)

    return await office.db.write(change)


async def let_stay(
    office: Office, visitor: Visitor, client_id: int, person_id: int, until: date | None
) -> Circle:
    """Move the end of a helper's time, or let them stay (None).

    Raises:
        NotAllowed: not on this therapist's caseload. Stale: their time has ended already.
        Invalid: a day in the past, or years away.
    """

    def change(tx: Tx) -> Circle:
        circle, person, _ = _carer(tx, office, visitor, client_id, person_id)
        if until is not None:
            _check_day(until, circle.today)
        ends_at = None if until is None else epoch_ms(over_at(until, person.zone))
        care_ends.set_end(tx, client_id, person_id, ends_at, until.isoformat() if until else None)
        audit.record(
            tx,
            office.now_ms(),
            "care prolonged",
            person_id=circle.actor.id,
            client_id=client_id,
            detail=until.isoformat() if until else "stays",
        )
        return _circle(tx, office, visitor, client_id)

    return await office.db.write(change)


def _check_day(day: date, today: date) -> None:
    if not today <= day <= today + LONGEST_HELP:
        raise Invalid("helper_day")


def _carer(
    tx: Tx, office: Office, visitor: Visitor, client_id: int, person_id: int
) -> tuple[Circle, Person, CareLink]:
    circle = _circle(tx, office, visitor, client_id)
    found = next(((p, link) for p, link in circle.caregivers if p.id == person_id), None)
    if found is None:
        raise Stale("they have left")
    return circle, *found


def _circle(tx: Tx, office: Office, visitor: Visitor, client_id: int) -> Circle:
    actor, link = access.therapist_of(tx, office, visitor.telegram_id, client_id)
    now = office.now_ms()
    return Circle(
        actor,
        link.client,
        tuple(people.caregivers_of(tx, client_id, now)),
        tuple(
            OpenInvite(one.id, one.role, one.expires_at, one.ends_on)
            for one in invites.open_of(tx, client_id, now)
        ),
        office.today(actor.zone),
    )
