"""What a family answered, two weeks at a time, as their therapist reads it.

What was planned on a day is read from the version that was in force then: an activity that rested
is "not planned", and no answer is unknown, never more.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from bot.catalog import Activity
from bot.clock import epoch_ms, from_epoch_ms
from bot.domain.attachment import CheckInAttachment
from bot.domain.check_in import CheckIn, latest
from bot.domain.errors import Stale
from bot.domain.patterns import WINDOW_DAYS, Answered, Trend, by_week, trend
from bot.domain.people import Client, Person
from bot.domain.program import Assignment, Status
from bot.domain.program_versions import Version
from bot.domain.rhythm import local_date
from bot.domain.tried import answered
from bot.domain.worry import Worry
from bot.services import access
from bot.services.cards import activity_of
from bot.services.family import family_zone
from bot.services.office import Office, Visitor
from bot.store import assignment_versions, check_in_attachments, check_ins, programs, worries
from bot.store.database import Tx

DAYS_SHOWN: Final = 14
#: So many pages back, at most: five years.
FARTHEST: Final = 130


@dataclass(frozen=True, slots=True)
class Records:
    """A client's check-ins from `since` to `until`, local dates, both included.

    Attributes:
        only: the one assignment that is looked at; 0 for all.
        page: 0 for the present two weeks, 1 for those before.
        planned: the days on which each assignment was to come.
        trends: where the help that fits was going at the end of these weeks.
        weekly: the help in the middle of each of the last four weeks, the latest last.
        has_earlier: something was assigned before these weeks.
    """

    actor: Person
    client: Client
    since: date
    until: date
    items: tuple[tuple[Assignment, Activity], ...]
    check_ins: tuple[CheckIn, ...]
    worries: tuple[Worry, ...]
    files: tuple[CheckInAttachment, ...]
    planned: frozenset[tuple[int, date]]
    trends: dict[int, Trend]
    weekly: dict[int, tuple[int | None, ...]]
    only: int
    page: int
    has_earlier: bool

    @property
    def shown(self) -> tuple[tuple[Assignment, Activity], ...]:
        """The assignments that are looked at."""
        return tuple(one for one in self.items if self.only in (0, one[0].id))


async def read_records(
    office: Office, visitor: Visitor, client_id: int, only: int = 0, page: int = 0
) -> Records:
    """Return two weeks of check-ins: the present ones, or so many times two weeks earlier.

    Raises:
        NotAllowed: not on this therapist's caseload.
    """
    return await office.db.read(lambda tx: _records(tx, office, visitor, client_id, only, page))


async def read_file(
    office: Office, visitor: Visitor, file: int
) -> tuple[Person, CheckInAttachment]:
    """Return a photo or voice note that came with a check-in.

    Raises:
        NotAllowed: not on this therapist's caseload. Stale: it is gone, with its answer.
    """

    def ask(tx: Tx) -> tuple[Person, CheckInAttachment]:
        found = check_in_attachments.by_id(tx, file)
        if found is None:
            access.therapist(tx, office, visitor.telegram_id)
            raise Stale("taken back")
        actor, _, _ = access.therapist_for(tx, office, visitor.telegram_id, found.assignment_id)
        return actor, found

    return await office.db.read(ask)


def planned_days(versions: Iterable[Version], days: Iterable[date], zone: str) -> set[date]:
    """Return on which local dates an assignment was to come, as it stood at the end of each."""
    dated = [(local_date(from_epoch_ms(one.at), zone), one.state) for one in versions]
    found = set()
    for day in days:
        in_force = [state for changed, state in dated if changed <= day]
        if in_force and in_force[-1].is_wanted_on(day):
            found.add(day)
    return found


def _records(
    tx: Tx, office: Office, visitor: Visitor, client_id: int, only: int, page: int
) -> Records:
    actor, link = access.therapist_of(tx, office, visitor.telegram_id, client_id)
    page = min(page, FARTHEST)
    zone = family_zone(tx, office, client_id, actor)
    until = office.today(zone) - timedelta(days=page * DAYS_SHOWN)
    since = until - timedelta(days=DAYS_SHOWN - 1)
    days = [since + timedelta(days=n) for n in range(DAYS_SHOWN)]
    wider = check_ins.of_client(tx, client_id, until - timedelta(days=WINDOW_DAYS - 1), until)
    found = [one for one in wider if one.on >= since]
    there = {one.assignment_id for one in found}
    cards = programs.all_assignments_of(tx, client_id)
    shown = [
        one
        for one in cards
        if one.id in there or (one.status is not Status.ENDED and one.starts_on <= until)
    ]
    said = _by_card(wider)
    planned = {
        (one.id, day)
        for one in shown
        for day in planned_days(assignment_versions.of(tx, one), days, zone)
    }
    window = epoch_ms(office.now() - timedelta(days=DAYS_SHOWN * (page + 1)))
    ends = epoch_ms(office.now() - timedelta(days=DAYS_SHOWN * page))
    told = [one for one in worries.of_client(tx, client_id, window) if one.created_at <= ends]
    return Records(
        actor,
        link.client,
        since,
        until,
        tuple((one, activity_of(tx, office, one, actor.language)) for one in shown),
        tuple(found),
        tuple(told),
        tuple(check_in_attachments.of_client(tx, client_id, since, until)),
        frozenset(planned),
        {card: goes for card, mine in said.items() if (goes := trend(mine, until)) is not None},
        {card: by_week(mine, until) for card, mine in said.items()},
        only if only in {one.id for one in shown} else 0,
        page,
        page < FARTHEST and any(one.starts_on < since for one in cards),
    )


def _by_card(found: list[CheckIn]) -> dict[int, list[Answered]]:
    """Return what the answers say for each assignment; of a day, the latest."""
    said: dict[int, list[Answered]] = {}
    for one in latest(found).values():
        said.setdefault(one.assignment_id, []).append(answered(one))
    return said
