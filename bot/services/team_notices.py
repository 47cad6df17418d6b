"""Who hears of a change in a client's team: the colleague whom it concerns, and the family.

A family agreed to who sees their program: whoever comes new is named to them.
"""

from dataclasses import dataclass
from typing import Final

from bot.domain.people import Client, Person, Role
from bot.domain.team import Change
from bot.services.notices import owe_to
from bot.services.office import Office
from bot.store import clients, people, team
from bot.store.database import Tx

KIND: Final = "team"
FAREWELL: Final = "farewell"
#: School staff do their part at school; who else works with the family is the family's own.
_FAMILY: Final = frozenset({Role.FAMILY, Role.SELF})


@dataclass(frozen=True, slots=True)
class TeamNews:
    """What somebody hears: about whom, and for a cover between which local dates."""

    change: Change
    client: Client
    about: Person
    is_therapist: bool
    first: str | None = None
    last: str | None = None


def tell_therapist(
    tx: Tx, office: Office, client_id: int, to: Person, change: Change, *, about: int
) -> None:
    """Owe a colleague a notice."""
    owe_to(tx, office, to, client_id, f"{KIND}:{change}:{about}:{office.now_ms()}")


def tell_family(tx: Tx, office: Office, client_id: int, change: Change, *, about: int) -> None:
    """Owe everybody at home a notice."""
    for person, link in people.caregivers_of(tx, client_id, office.now_ms()):
        if link.role in _FAMILY:
            owe_to(tx, office, person, client_id, f"{KIND}:{change}:{about}:{office.now_ms()}")


def owe_farewell(tx: Tx, office: Office, client_id: int, to: Person) -> None:
    """Owe somebody the last page of a program."""
    owe_to(tx, office, to, client_id, f"{FAREWELL}:{office.now_ms()}")


def news_of(
    tx: Tx, office: Office, subject: str, client_id: int, reader: Person
) -> TeamNews | None:
    """Return what a notice says now; None when it is nobody's business any more."""
    _, change, about, *_ = subject.split(":")
    client = clients.by_id(tx, client_id)
    if client is None:
        return None
    now = office.now_ms()
    members = {one.person.id: one for one in team.members_of(tx, client_id, now)}
    link = people.link(tx, reader.id, client_id, now)
    is_therapist = reader.id in members and reader.is_therapist
    if not is_therapist and (link is None or link.role not in _FAMILY):
        return None
    whose = members.get(reader.id if is_therapist else int(about))
    if whose is None:
        return None
    return TeamNews(
        Change(change),
        client,
        people.by_id(tx, int(about)),
        is_therapist,
        whose.begins_on,
        whose.ends_on,
    )
