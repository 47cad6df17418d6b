"""How a colleague comes into the practice: by a link from an administrator, once, and by a yes.

Looking at a link writes nothing down. A suspended therapist cannot come back by a link.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.clock import epoch_ms
from bot.domain.errors import Invalid
from bot.domain.invite import LIFETIME, TOKEN_BYTES, staff_payload, token_hash
from bot.domain.people import Person
from bot.services.meet import add_person
from bot.services.office import Office, Visitor
from bot.services.practice import admin, practice_of
from bot.store import audit, people, staff
from bot.store.database import Tx
from bot.store.staff import StaffInvite

LONGEST_TOKEN: Final = 40


@dataclass(frozen=True, slots=True)
class NewStaffInvite:
    """A fresh link: the start parameter is shown once and stored as a hash."""

    actor: Person
    start_parameter: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class StaffWelcome:
    """What a link's reader is asked: to work for this practice."""

    actor: Person | None
    inviter: str
    practice: str | None
    token: str


async def invite_therapist(office: Office, visitor: Visitor) -> NewStaffInvite:
    """Make a single-use link for a colleague that expires in seven days.

    Raises:
        NotAllowed: not an administrator.
    """
    token = secrets.token_urlsafe(TOKEN_BYTES)
    expires = office.now() + LIFETIME

    def change(tx: Tx) -> NewStaffInvite:
        actor = admin(tx, office, visitor)
        now = office.now_ms()
        is_new = staff.add_invite(
            tx,
            token_hash(token),
            by=actor.id,
            now=now,
            expires_at=epoch_ms(expires),
            origin=visitor.receipt,
        )
        if is_new:
            audit.record(tx, now, "therapist invited", person_id=actor.id)
        return NewStaffInvite(actor, staff_payload(token), expires)

    return await office.db.write(change)


async def open_staff_invite(office: Office, visitor: Visitor, token: str) -> StaffWelcome:
    """Look at a colleague's link; nothing is written down yet.

    Raises:
        Invalid: unknown, used, ended, or no use to them (`staff_...`).
    """
    return await office.db.read(lambda tx: _welcome(tx, office, visitor, token)[0])


async def join_staff(office: Office, visitor: Visitor, token: str) -> StaffWelcome:
    """Say yes to a colleague's link: from now on this is a therapist.

    Raises:
        Invalid: unknown, used, ended, or no use to them (`staff_...`).
    """

    def change(tx: Tx) -> StaffWelcome:
        welcome, invite = _welcome(tx, office, visitor, token, is_joining=True)
        now = office.now_ms()
        actor = welcome.actor or add_person(tx, office, visitor)
        if not actor.is_therapist:
            staff.use_invite(tx, invite.id, actor.id, now)
            people.make_therapist(tx, actor.id, now)
            audit.record(tx, now, "therapist joined", person_id=actor.id)
        return StaffWelcome(
            people.by_id(tx, actor.id), welcome.inviter, welcome.practice, welcome.token
        )

    return await office.db.write(change)


# -- inside -------------------------------------------------------------------------------------


def _welcome(
    tx: Tx, office: Office, visitor: Visitor, token: str, *, is_joining: bool = False
) -> tuple[StaffWelcome, StaffInvite]:
    known = people.by_telegram_id(tx, visitor.telegram_id)
    invite = staff.invite_by_hash(tx, token_hash(token[:LONGEST_TOKEN]))
    if invite is None:
        raise Invalid("staff_unknown")
    is_theirs = known is not None and invite.used_by == known.id
    if known is not None and known.is_suspended:
        raise Invalid("staff_suspended")
    if known is not None and known.is_therapist and not (is_theirs and is_joining):
        raise Invalid("staff_already")
    if invite.used_by is not None and not is_theirs:
        raise Invalid("staff_used")
    if invite.revoked_at is not None or invite.expires_at <= office.now_ms():
        raise Invalid("staff_ended")
    inviter = people.by_id(tx, invite.created_by)
    return StaffWelcome(known, inviter.name, practice_of(tx, office).name, token), invite
