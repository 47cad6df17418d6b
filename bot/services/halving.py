"""Halve it now: a family makes its plan lighter at once, and may put it back in one tap.

The therapist hears of it. What a worry holds, or a therapist has changed since, stays as it is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from bot.domain.check_in import CheckIn
from bot.domain.details import NOT_FOR_US, Detail
from bot.domain.errors import NotAllowed, Stale
from bot.domain.people import CareLink, Person, Role
from bot.domain.program import Assignment, Place, Status
from bot.domain.weekly_load import kept_when_halved
from bot.services import access
from bot.services.notices import owe_notice
from bot.services.office import Office, Visitor
from bot.services.resting import title_of
from bot.store import audit, check_ins, halvings, people, programs, worry_rests
from bot.store.database import Tx
from bot.store.halvings import Halving

#: Why an assignment rests.
HALVED: Final = "halved"
NOTICE: Final = "halved"
#: The same wish again so soon, by whichever caregiver, is one wish.
ONE_WISH_MS: Final = 12 * 60 * 60_000
#: An old button is no wish of today.
OFFERED_FOR: Final = timedelta(days=7)
_LIKED: Final = {"liked": 1, NOT_FOR_US: -1}


@dataclass(frozen=True, slots=True)
class Halved:
    """What a halving did: titles by what rests and what stays; `halving` is None if nothing."""

    actor: Person
    link: CareLink
    halving: Halving | None
    rests: tuple[str, ...]
    stays: tuple[str, ...]
    therapist_name: str


async def halve(office: Office, visitor: Visitor, client_id: int, offered_on: date) -> Halved:
    """Rest half of a client's cards: what is liked most stays.

    Twice within a day is one wish, whichever caregiver has it. A plan of one card stays whole.

    Raises:
        NotAllowed: not their client, or school's. Stale: offered more than a week ago.
    """

    def change(tx: Tx) -> Halved:
        actor, link = _family(tx, office, visitor, client_id)
        if abs(office.today(actor.zone) - offered_on) > OFFERED_FOR:
            raise Stale("offered too long ago")
        now = office.now_ms()
        found = halvings.standing_since(tx, client_id, now - ONE_WISH_MS)
        if found is None:
            found = _halve(tx, office, visitor, actor, client_id)
        return _page(tx, office, actor, link, found)

    return await office.db.write(change)


async def unhalve(office: Office, visitor: Visitor, halving_id: int) -> Halved:
    """Put a plan back; twice does it once.

    Raises:
        NotAllowed: not their client's.
    """

    def change(tx: Tx) -> Halved:
        found = halvings.by_id(tx, halving_id)
        if found is None:
            raise NotAllowed("no such halving")
        actor, link = _family(tx, office, visitor, found.client_id)
        now = office.now_ms()
        if halvings.undo(tx, halving_id, now):
            for one in _resting(tx, found):
                programs.set_status(tx, one.id, Status.ACTIVE, None, now, by=actor.id)
            audit.record(tx, now, "plan put back", person_id=actor.id, client_id=link.client.id)
        return _page(tx, office, actor, link, halvings.by_id(tx, halving_id))

    return await office.db.write(change)


def liking_of(answers: Iterable[CheckIn]) -> dict[int, int]:
    """Return how much each assignment was liked, as far as anybody said."""
    liking: dict[int, int] = {}
    for one in answers:
        said = one.details.get(Detail.ENJOYED) or one.details.get(Detail.REASON) or ""
        if said in _LIKED:
            liking[one.assignment_id] = liking.get(one.assignment_id, 0) + _LIKED[said]
    return liking


def titles_of(tx: Tx, office: Office, halving_id: int) -> tuple[str, ...]:
    """Return the cards that a halving rested, by title."""
    found = (programs.assignment(tx, one) for one, _ in halvings.rested_by(tx, halving_id))
    return tuple(title_of(tx, office, one) for one in found if one is not None)


# -- inside -------------------------------------------------------------------------------------


def _family(tx: Tx, office: Office, visitor: Visitor, client_id: int) -> tuple[Person, CareLink]:
    actor, link = access.caregiver_of(tx, office, visitor.telegram_id, client_id)
    if link.role is Role.SCHOOL:
        raise NotAllowed("the family's to decide")
    return actor, link


def _halve(
    tx: Tx, office: Office, visitor: Visitor, actor: Person, client_id: int
) -> Halving | None:
    active = _active(tx, client_id, office.today(actor.zone))
    answers = check_ins.of_client(tx, client_id, date.min, date.max)
    liking = liking_of(answers)
    stays = kept_when_halved([(one.id, liking.get(one.id, 0)) for one in active])
    if len(stays) == len(active):
        return None
    now = office.now_ms()
    halving_id = halvings.add(tx, client_id, actor.id, now, visitor.receipt)
    for one in active:
        if one.id not in stays:
            programs.set_status(tx, one.id, Status.PAUSED, HALVED, now, by=actor.id)
            paused = programs.assignment(tx, one.id)
            halvings.rest(tx, halving_id, one.id, paused.version if paused else one.version)
    owe_notice(tx, office, client_id, f"{NOTICE}:{actor.id}:{halving_id}")
    audit.record(tx, now, "plan halved", person_id=actor.id, client_id=client_id)
    return halvings.by_id(tx, halving_id)


def _active(tx: Tx, client_id: int, today: date) -> list[Assignment]:
    """Return what a family does at home; school decides for itself."""
    return [
        one
        for one in programs.assignments_of(tx, client_id)
        if one.place is Place.HOME
        and one.status_on(today) is Status.ACTIVE
        and (one.ends_on is None or today <= one.ends_on)
    ]


def _resting(tx: Tx, halving: Halving) -> list[Assignment]:
    """Return what still rests as the halving left it."""
    found = []
    for assignment_id, version in halvings.rested_by(tx, halving.id):
        one = programs.assignment(tx, assignment_id)
        untouched = one is not None and one.status is Status.PAUSED and one.version == version
        if one is not None and untouched and not worry_rests.is_held(tx, one.id):
            found.append(one)
    return found


def _page(tx: Tx, office: Office, actor: Person, link: CareLink, halving: Halving | None) -> Halved:
    today = office.today(actor.zone)
    stays = tuple(title_of(tx, office, one) for one in _active(tx, link.client.id, today))
    therapists = people.therapists_of(tx, link.client.id, office.now_ms())
    return Halved(
        actor=actor,
        link=link,
        halving=halving,
        rests=titles_of(tx, office, halving.id) if halving else (),
        stays=stays,
        therapist_name=therapists[0].name if therapists else "",
    )
