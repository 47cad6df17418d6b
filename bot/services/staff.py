"""The practice's therapists, by its administrators: bring in, let rest, bring back.

A suspended therapist's next tap finds nothing any more: every service asks the records anew. An
administrator is named in the settings and cannot be suspended here, so nobody locks the other out.
"""

from dataclasses import dataclass
from typing import Final

from bot.domain.errors import Invalid, Stale
from bot.domain.people import Person
from bot.domain.team import Member
from bot.services.office import Office, Visitor
from bot.services.practice import admin
from bot.store import audit, people, staff
from bot.store.database import Tx

LONGEST_TOKEN: Final = 40


@dataclass(frozen=True, slots=True)
class Staff:
    """The practice's therapists; `admins` holds the person ids of the administrators."""

    actor: Person
    members: tuple[Member, ...]
    admins: frozenset[int]
    open_invites: int


@dataclass(frozen=True, slots=True)
class MemberPage:
    """One therapist; `colleagues` could take their clients."""

    actor: Person
    member: Member
    is_admin: bool
    colleagues: tuple[Person, ...]
    has_changed: bool = False


async def read_staff(office: Office, visitor: Visitor) -> Staff:
    """Return the practice's therapists.

    Raises:
        NotAllowed: not an administrator.
    """
    return await office.db.read(lambda tx: _staff(tx, office, visitor))


async def read_member(office: Office, visitor: Visitor, person_id: int) -> MemberPage:
    """Return one therapist.

    Raises:
        NotAllowed: not an administrator. Stale: no therapist.
    """
    return await office.db.read(lambda tx: _member(tx, office, visitor, person_id))


async def revoke_staff_invites(office: Office, visitor: Visitor) -> Staff:
    """Let no open link be followed any more.

    Raises:
        NotAllowed: not an administrator.
    """

    def change(tx: Tx) -> Staff:
        actor = admin(tx, office, visitor)
        if count := staff.revoke_invites(tx, office.now_ms()):
            audit.record(
                tx, office.now_ms(), "links withdrawn", person_id=actor.id, detail=str(count)
            )
        return _staff(tx, office, visitor)

    return await office.db.write(change)


async def suspend(office: Office, visitor: Visitor, person_id: int) -> MemberPage:
    """Let a therapist work no more: their cards and forms stop at once.

    Raises:
        NotAllowed: not an administrator. Stale: no therapist. Invalid: an administrator.
    """

    def change(tx: Tx) -> MemberPage:
        actor = admin(tx, office, visitor)
        page = _member(tx, office, visitor, person_id)
        if page.is_admin:
            raise Invalid("staff_admin")
        has_changed = staff.suspend(tx, person_id, office.now_ms())
        if has_changed:
            staff.drop_forms(tx, person_id)
            _note(tx, office, actor, "therapist suspended", page.member.person)
        return _member(tx, office, visitor, person_id, has_changed=has_changed)

    return await office.db.write(change)


async def bring_back(office: Office, visitor: Visitor, person_id: int) -> MemberPage:
    """Let a suspended therapist work again, with the clients that are still theirs.

    Raises:
        NotAllowed: not an administrator. Stale: no therapist.
    """

    def change(tx: Tx) -> MemberPage:
        actor = admin(tx, office, visitor)
        page = _member(tx, office, visitor, person_id)
        has_changed = staff.bring_back(tx, person_id)
        if has_changed:
            _note(tx, office, actor, "therapist brought back", page.member.person)
        return _member(tx, office, visitor, person_id, has_changed=has_changed)

    return await office.db.write(change)


# -- inside -------------------------------------------------------------------------------------


def admins_of(tx: Tx, office: Office) -> frozenset[int]:
    """Return the person ids of the administrators whom we know."""
    known = (people.by_telegram_id(tx, one) for one in office.admin_ids)
    return frozenset(one.id for one in known if one is not None)


def _staff(tx: Tx, office: Office, visitor: Visitor) -> Staff:
    actor = admin(tx, office, visitor)
    now = office.now_ms()
    return Staff(
        actor,
        tuple(staff.members(tx, now)),
        admins_of(tx, office),
        len(staff.open_invites(tx, now)),
    )


def _member(
    tx: Tx, office: Office, visitor: Visitor, person_id: int, *, has_changed: bool = False
) -> MemberPage:
    actor = admin(tx, office, visitor)
    if not staff.is_member(tx, person_id):
        raise Stale("no therapist")
    now = office.now_ms()
    return MemberPage(
        actor,
        staff.member(tx, person_id, now),
        person_id in admins_of(tx, office),
        tuple(
            one.person
            for one in staff.members(tx, now)
            if one.person.is_therapist and one.person.id != person_id
        ),
        has_changed,
    )


def _note(tx: Tx, office: Office, actor: Person, what: str, about: Person) -> None:
    audit.record(tx, office.now_ms(), what, person_id=actor.id, detail=about.name)
