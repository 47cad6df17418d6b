"""Handing a client on for good: the colleague takes over, whoever gave the client away is out.

A therapist hands on their own clients; an administrator all of a colleague's, without reading one.
"""

from bot.domain.errors import Invalid, Stale
from bot.domain.people import Client, Person, Role
from bot.domain.team import Change
from bot.services import access
from bot.services.office import Office, Visitor
from bot.services.practice import admin
from bot.services.team_notices import tell_family, tell_therapist
from bot.store import audit, people, staff, team
from bot.store.database import Tx


async def hand_over(office: Office, visitor: Visitor, client_id: int, to: int) -> Client:
    """Hand a client to a colleague; return the client, who is off the giver's caseload.

    Handing over twice is handing over once.

    Raises:
        NotAllowed: not on this therapist's caseload. Stale: no such colleague.
        Invalid: the colleague cares for the client at home (`team_linked`).
    """

    def change(tx: Tx) -> Client:
        actor, link = access.therapist_of(tx, office, visitor.telegram_id, client_id)
        taker = colleague(tx, actor.id, to)
        _give(tx, office, actor, link.client.id, giver=actor.id, taker=taker)
        return link.client

    return await office.db.write(change)


async def hand_over_all(office: Office, visitor: Visitor, person_id: int, to: int) -> int:
    """Hand all of a therapist's clients to a colleague; return how many.

    Raises:
        NotAllowed: not an administrator. Stale: no such therapist or colleague.
        Invalid: the colleague cares for one of them at home (`team_linked`).
    """

    def change(tx: Tx) -> int:
        actor = admin(tx, office, visitor)
        if not staff.is_member(tx, person_id):
            raise Stale("no therapist")
        taker = colleague(tx, person_id, to)
        own = [
            link.client
            for link in people.links_of(tx, person_id, office.now_ms())
            if link.role is Role.THERAPIST
        ]
        for client in own:
            _give(tx, office, actor, client.id, giver=person_id, taker=taker)
        return len(own)

    return await office.db.write(change)


def colleague(tx: Tx, person_id: int, to: int) -> Person:
    """Return a colleague who may work.

    Raises:
        Stale: nobody like that, or the therapist themself.
    """
    if to == person_id or not staff.is_member(tx, to):
        raise Stale("no colleague")
    found = people.by_id(tx, to)
    if not found.is_therapist:
        raise Stale("a suspended colleague")
    return found


def _give(
    tx: Tx, office: Office, actor: Person, client_id: int, *, giver: int, taker: Person
) -> None:
    now = office.now_ms()
    link = people.link(tx, taker.id, client_id, now)
    if link is not None and link.role is not Role.THERAPIST:
        raise Invalid("team_linked", name=taker.name)
    people.add_link(tx, client_id, taker.id, Role.THERAPIST, now)
    team.let_stay(tx, client_id, taker.id)
    people.end_link(tx, client_id, giver, now)
    audit.record(tx, now, "handed over", person_id=actor.id, client_id=client_id, detail=taker.name)
    tell_therapist(tx, office, client_id, taker, Change.HANDED, about=giver)
    tell_family(tx, office, client_id, Change.HANDED, about=taker.id)
