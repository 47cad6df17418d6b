"""The last page of a program: what a family reads when it has come to its end.

In words, without a count, with whom to ask. It is there as long as the consent is.
"""

from dataclasses import dataclass
from typing import Final

from bot.domain.errors import NotAllowed
from bot.domain.people import CAREGIVER_ROLES, Client, Person, Role
from bot.domain.practice import Setting
from bot.domain.program import Place
from bot.domain.team import Closing
from bot.services import access
from bot.services.cards import activity_of
from bot.services.office import Office, Visitor
from bot.services.practice import practice_of
from bot.store import audit, closings, invites, people, programs
from bot.store.database import Tx

SHOWN: Final = 15


@dataclass(frozen=True, slots=True)
class Farewell:
    """The last page of a program.

    Attributes:
        reader: None for the preview of a therapist.
        tried: titles of what was done at least once, in the order it was begun.
        words: the therapist's own.
    """

    reader: Person
    client: Client
    role: Role
    goal: str | None
    tried: tuple[str, ...]
    words: str | None
    therapist: str
    practice: str | None
    phone: str | None
    is_closed: bool


async def read_farewells(office: Office, visitor: Visitor) -> tuple[Farewell, ...]:
    """Return the last pages of the programs that a caregiver was in, the latest first.

    Raises:
        NotAllowed: nobody we know.
    """

    def ask(tx: Tx) -> tuple[Farewell, ...]:
        reader = access.person(tx, office, visitor.telegram_id)
        return tuple(
            farewell_of(tx, office, reader, one)
            for one in closings.closings_of(tx, reader.id, office.now_ms())
            if _may_read(tx, reader, one)
        )

    return await office.db.read(ask)


async def leave_closed(office: Office, visitor: Visitor, client_id: int) -> Person:
    """Withdraw consent for a closed program; the page is gone, the records stay.

    Raises:
        NotAllowed: not theirs.
    """

    def change(tx: Tx) -> Person:
        reader = access.person(tx, office, visitor.telegram_id)
        now = office.now_ms()
        closed = closings.closing(tx, reader.id, client_id, now)
        if closed is None or not _may_read(tx, reader, closed):
            raise NotAllowed("no closed program of theirs")
        invites.withdraw_consent(tx, reader.id, client_id, now)
        people.end_link(tx, client_id, reader.id, now)
        audit.record(tx, now, "left", person_id=reader.id, client_id=client_id)
        return reader

    return await office.db.write(change)


def farewell_for(tx: Tx, office: Office, reader: Person, client_id: int) -> Farewell | None:
    """Return somebody's last page, within a transaction; None when it is not theirs any more."""
    closed = closings.closing(tx, reader.id, client_id, office.now_ms())
    if closed is None or not _may_read(tx, reader, closed):
        return None
    return farewell_of(tx, office, reader, closed)


def farewell_of(tx: Tx, office: Office, reader: Person, closed: Closing) -> Farewell:
    """Return the last page of a closed program."""
    return page_of(
        tx, office, reader, closed.client, closed.role, closed.by, closed.words, is_closed=True
    )


def page_of(
    tx: Tx,
    office: Office,
    reader: Person,
    client: Client,
    role: Role,
    by: int | None,
    words: str | None,
    *,
    is_closed: bool,
) -> Farewell:
    """Return the last page, within a transaction that has authorised the reader."""
    practice = practice_of(tx, office)
    program = programs.open_program(tx, client.id)
    titles: dict[str, None] = {}
    for number in closings.tried(tx, client.id):
        one = programs.assignment(tx, number)
        if one is not None and (role is not Role.SCHOOL or one.place is Place.SCHOOL):
            titles[activity_of(tx, office, one, reader.language).title] = None
    return Farewell(
        reader,
        client,
        role,
        program.goal if program and role is not Role.SCHOOL else None,
        tuple(titles)[:SHOWN],
        words if role is not Role.SCHOOL else None,
        people.by_id(tx, by).name if by is not None else "",
        practice.name,
        practice.certain(Setting.PHONE),
        is_closed,
    )


def _may_read(tx: Tx, reader: Person, closed: Closing) -> bool:
    return closed.role in CAREGIVER_ROLES and invites.has_consent(tx, reader.id, closed.client.id)
