"""A client's therapists: a colleague works along, or covers between two dates.

Whoever stays with a client may bring colleagues in and let them go; a cover may only leave.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from bot.clock import epoch_ms
from bot.domain.errors import Invalid, NotAllowed
from bot.domain.people import Client, Person, Role
from bot.domain.rhythm import occurrence
from bot.domain.team import Change, Membership, is_cover
from bot.domain.typed_dates import parse_span
from bot.services import access
from bot.services.handover import colleague
from bot.services.office import Office, Visitor
from bot.services.team_notices import tell_family, tell_therapist
from bot.services.typed import expect
from bot.store import audit, drafts, people, staff, team
from bot.store.database import Tx

COVER: Final = "team_cover"


@dataclass(frozen=True, slots=True)
class TeamPage:
    """A client's therapists, and the colleagues who could join them."""

    actor: Person
    client: Client
    members: tuple[Membership, ...]
    colleagues: tuple[Person, ...]
    today: date

    @property
    def is_cover(self) -> bool:
        """Say whether the reader is with this client for a while only."""
        return not any(one.person.id == self.actor.id and one.stays for one in self.members)

    def member(self, person_id: int) -> Membership | None:
        """Return somebody's place with the client."""
        return next((one for one in self.members if one.person.id == person_id), None)


async def read_team(office: Office, visitor: Visitor, client_id: int) -> TeamPage:
    """Return a client's therapists.

    Raises:
        NotAllowed: not on this therapist's caseload.
    """
    return await office.db.read(lambda tx: _page(tx, office, visitor, client_id))


async def add_colleague(
    office: Office, visitor: Visitor, client_id: int, person_id: int
) -> TeamPage:
    """Let a colleague work with a client, too, from now on.

    Raises:
        NotAllowed: not their client, or they only cover. Stale: no such colleague.
        Invalid: the colleague cares for the client at home (`team_linked`).
    """

    def change(tx: Tx) -> TeamPage:
        page, who = _may_change(tx, office, visitor, client_id, person_id)
        there = page.member(person_id)
        if there is None or not there.stays:
            now = office.now_ms()
            _check_free(tx, office, client_id, who, there)
            people.add_link(tx, client_id, who.id, Role.THERAPIST, now)
            team.let_stay(tx, client_id, who.id)
            _note(tx, office, page, "colleague joined", who.name)
            tell_therapist(tx, office, client_id, who, Change.TOGETHER, about=page.actor.id)
            tell_family(tx, office, client_id, Change.TOGETHER, about=who.id)
        return _page(tx, office, visitor, client_id)

    return await office.db.write(change)


async def plan_cover(
    office: Office, visitor: Visitor, client_id: int, person_id: int, first: date, last: date
) -> TeamPage:
    """Let a colleague cover from one local date of the asker's to another; it ends by itself.

    Raises:
        NotAllowed: not their client, or they only cover. Stale: no such colleague.
        Invalid: dates that are over, turned round or years away (`cover_dates`), or somebody who
            is in the team already (`team_there`), or cares for the client (`team_linked`).
    """

    def change(tx: Tx) -> TeamPage:
        page, who = _may_change(tx, office, visitor, client_id, person_id)
        if not is_cover(first, last, page.today):
            raise Invalid("cover_dates")
        drafts.take_expected(tx, page.actor.id, visitor.receipt)
        there = page.member(person_id)
        if there is not None and there.ends_on == last.isoformat():
            return page  # the same wish again
        if there is not None:
            raise Invalid("team_there", name=who.name)
        _check_free(tx, office, client_id, who, there)
        zone = page.actor.zone
        begins = None
        if first > page.today:
            begins = _midnight(first, zone), first.isoformat()
        ends = _midnight(last + timedelta(days=1), zone), last.isoformat()
        team.begin_cover(tx, client_id, who.id, office.now_ms(), begins=begins, ends=ends)
        dates = f"{who.name}, {first.isoformat()} to {last.isoformat()}"
        _note(tx, office, page, "cover planned", dates)
        tell_therapist(tx, office, client_id, who, Change.COVER, about=page.actor.id)
        tell_family(tx, office, client_id, Change.COVER, about=who.id)
        return _page(tx, office, visitor, client_id)

    return await office.db.write(change)


async def await_cover_dates(
    office: Office, visitor: Visitor, client_id: int, person_id: int
) -> TeamPage:
    """Take the next typed text, within two hours, as the dates of a cover.

    Raises:
        NotAllowed: not their client, or they only cover. Stale: no such colleague.
    """

    def change(tx: Tx) -> TeamPage:
        page, who = _may_change(tx, office, visitor, client_id, person_id)
        expect(tx, office, page.actor.id, COVER, f"{client_id}:{who.id}")
        return page

    return await office.db.write(change)


async def plan_typed_cover(
    office: Office, visitor: Visitor, client_id: int, person_id: int, words: str
) -> TeamPage:
    """Do what `plan_cover` does, with typed dates.

    Raises:
        As `plan_cover` does; Invalid `cover_words` when the dates cannot be read.
    """
    page = await read_team(office, visitor, client_id)
    span = parse_span(words, page.today)
    if span is None:
        raise Invalid("cover_words")
    return await plan_cover(office, visitor, client_id, person_id, *span)


async def end_membership(
    office: Office, visitor: Visitor, client_id: int, person_id: int
) -> TeamPage | None:
    """Let a colleague go, or leave oneself (None: the client is not theirs any more).

    Raises:
        NotAllowed: not their client, or a cover who means somebody else.
        Invalid: nobody would stay with the client (`team_last`).
    """

    def change(tx: Tx) -> TeamPage | None:
        page = _page(tx, office, visitor, client_id)
        is_own = person_id == page.actor.id
        if page.is_cover and not is_own:
            raise NotAllowed("only covers")
        there = page.member(person_id)
        if there is None:
            return page
        stay = [m for m in page.members if m.stays and m.person.is_therapist]
        if not [one for one in stay if one.person.id != person_id]:
            raise Invalid("team_last")
        people.end_link(tx, client_id, person_id, office.now_ms())
        _note(tx, office, page, "left the team", there.person.name)
        return None if is_own else _page(tx, office, visitor, client_id)

    return await office.db.write(change)


# -- inside -------------------------------------------------------------------------------------


def _page(tx: Tx, office: Office, visitor: Visitor, client_id: int) -> TeamPage:
    actor, link = access.therapist_of(tx, office, visitor.telegram_id, client_id)
    now = office.now_ms()
    members = tuple(team.members_of(tx, client_id, now))
    there = {one.person.id for one in members}
    return TeamPage(
        actor,
        link.client,
        members,
        tuple(
            one.person
            for one in staff.members(tx, now)
            if one.person.is_therapist and one.person.id not in there
        ),
        office.today(actor.zone),
    )


def _may_change(
    tx: Tx, office: Office, visitor: Visitor, client_id: int, person_id: int
) -> tuple[TeamPage, Person]:
    page = _page(tx, office, visitor, client_id)
    if page.is_cover:
        raise NotAllowed("only covers")
    return page, colleague(tx, page.actor.id, person_id)


def _check_free(
    tx: Tx, office: Office, client_id: int, who: Person, there: Membership | None
) -> None:
    if there is None and team.is_linked(tx, client_id, who.id, office.now_ms()):
        raise Invalid("team_linked", name=who.name)


def _midnight(day: date, zone: str) -> int:
    instant = occurrence(day, 0, zone)
    if instant is None:  # the zone skipped that whole date
        return _midnight(day + timedelta(days=1), zone)
    return epoch_ms(instant)


def _note(tx: Tx, office: Office, page: TeamPage, what: str, detail: str) -> None:
    audit.record(
        tx,
        office.now_ms(),
        what,
        person_id=page.actor.id,
        client_id=page.client.id,
        detail=detail,
    )
