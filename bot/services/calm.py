"""Help now: at most three ideas that this client may have, and nothing is written down.

The client's own program comes first, then calm cards of the library. A card of the library was
assigned by nobody: it is offered only when no safety flag speaks about it, the age is enough for
it, and no open worry rests cards of its kind.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.catalog import Activity
from bot.domain.calm import Candidate, Feeling, Time, best
from bot.domain.errors import Stale
from bot.domain.people import CareLink, Client, Person, Role, Stage
from bot.domain.program import Assignment, Status
from bot.domain.worry import About, Rest
from bot.services import access, sight
from bot.services.cards import activity_of
from bot.services.flags import answers_of
from bot.services.halving import liking_of
from bot.services.office import Office, Visitor
from bot.store import check_ins, open_rests
from bot.store.database import Tx

#: The surest age of somebody whose year of birth nobody said.
SURE_AGE = {Stage.CHILD: 0, Stage.TEEN: 13, Stage.ADULT: 18}


@dataclass(frozen=True, slots=True)
class Idea:
    """One idea; with an `assignment` it is in the client's own program."""

    activity: Activity
    safety: tuple[str, ...]
    assignment: Assignment | None
    is_wanted_today: bool


@dataclass(frozen=True, slots=True)
class CalmPage:
    """Whose moment it is, and what may help."""

    actor: Person
    link: CareLink
    today: date
    ideas: tuple[Idea, ...] = ()


async def read_moment(office: Office, visitor: Visitor, client_id: int) -> CalmPage:
    """Return whose moment it is.

    Raises:
        NotAllowed: not their client.
    """

    def ask(tx: Tx) -> CalmPage:
        actor, link = access.caregiver_of(tx, office, visitor.telegram_id, client_id)
        return CalmPage(actor, link, office.today(actor.zone))

    return await office.db.read(ask)


async def read_ideas(
    office: Office, visitor: Visitor, client_id: int, feeling: Feeling, time: Time
) -> CalmPage:
    """Return at most three ideas, the client's own first.

    Raises:
        NotAllowed: not their client.
    """

    def ask(tx: Tx) -> CalmPage:
        actor, link = access.caregiver_of(tx, office, visitor.telegram_id, client_id)
        today = office.today(actor.zone)
        known = {idea.activity.id: idea for idea in reversed(_ideas(tx, office, actor, link))}
        liking = _liking(tx, link)
        chosen = best((_candidate(idea, liking) for idea in known.values()), feeling, time)
        return CalmPage(actor, link, today, tuple(known[one] for one in chosen))

    return await office.db.read(ask)


async def read_idea(
    office: Office, visitor: Visitor, client_id: int, activity_id: str
) -> tuple[CalmPage, Idea]:
    """Return one idea, if this client may still have it.

    Raises:
        NotAllowed: not their client. Stale: it is not offered any more.
    """

    def ask(tx: Tx) -> tuple[CalmPage, Idea]:
        actor, link = access.caregiver_of(tx, office, visitor.telegram_id, client_id)
        page = CalmPage(actor, link, office.today(actor.zone))
        for idea in _ideas(tx, office, actor, link):
            if idea.activity.id == activity_id:
                return page, idea
        raise Stale("not offered any more")

    return await office.db.read(ask)


# -- inside -------------------------------------------------------------------------------------


def _ideas(tx: Tx, office: Office, actor: Person, link: CareLink) -> list[Idea]:
    """Return every card that may be offered, the client's own first."""
    today = office.today(actor.zone)
    rests = tuple(_open_rests(tx, office, link.client))
    every = [*_own(tx, office, actor, link, today), *_library(tx, office, actor, link, today)]
    return [idea for idea in every if not any(_takes(rest, idea.activity) for rest in rests)]


def _own(tx: Tx, office: Office, actor: Person, link: CareLink, today: date) -> Iterator[Idea]:
    answers = answers_of(tx, link.client.id)
    shipped = office.library.shipped.activities
    for one in sight.assignments(tx, link):
        running = one.status_on(today) is Status.ACTIVE and one.starts_on <= today
        if not running or (one.ends_on is not None and one.ends_on < today):
            continue
        current = office.catalog.activities.get(one.activity_id)
        if one.activity_id in shipped and (current is None or not current.enabled):
            continue
        activity = activity_of(tx, office, one, actor.language)
        if not office.catalog.gates_for(activity, answers).blocked:
            wanted = one.is_wanted_on(today)
            yield Idea(activity, _safety(office, actor, activity), one, wanted)


def _library(tx: Tx, office: Office, actor: Person, link: CareLink, today: date) -> Iterator[Idea]:
    answers = answers_of(tx, link.client.id)
    age = link.client.age_on(today)
    age = SURE_AGE[link.client.stage] if age is None else age
    resting = {
        one.activity_id
        for one in sight.assignments(tx, link)
        if one.status_on(today) is not Status.ACTIVE
    }
    shipped = office.library.shipped.activities
    for activity in office.catalog.in_language(actor.language).activities.values():
        if activity.id not in shipped:
            continue  # what a therapist wrote reaches a family when it is assigned to them
        gates = office.catalog.gates_for(activity, answers)
        if (
            activity.enabled
            and activity.gate is None
            and activity.id not in resting
            and activity.floor_age <= age
            and _is_for(activity, link.client)
            and not (gates.blocked or gates.confirm)
        ):
            yield Idea(activity, _safety(office, actor, activity), None, is_wanted_today=False)


def _is_for(activity: Activity, client: Client) -> bool:
    wanted = {"adult", "older"} if client.stage is Stage.ADULT else {client.stage.value}
    return not wanted.isdisjoint(activity.people)


def _open_rests(tx: Tx, office: Office, client: Client) -> Iterator[Rest]:
    """What worries about this client rest: as long as a card rests, or nobody has looked."""
    for code, about, role in open_rests.of_client(tx, client.id):
        known = office.worries.codes.get(code)
        if known is not None and (about is About.CLIENT or role is Role.SELF):
            yield known.rests


def _takes(rest: Rest, activity: Activity) -> bool:
    return rest.takes(at_hand=False, card=activity.id, area=activity.area, codes=activity.safe)


def _safety(office: Office, actor: Person, activity: Activity) -> tuple[str, ...]:
    return office.catalog.in_language(actor.language).safety_texts(activity)


def _liking(tx: Tx, link: CareLink) -> dict[str, int]:
    of_assignment = liking_of(check_ins.of_client(tx, link.client.id, date.min, date.max))
    liking: dict[str, int] = {}
    for one in sight.all_assignments(tx, link):
        found = of_assignment.get(one.id, 0)
        liking[one.activity_id] = liking.get(one.activity_id, 0) + found
    return liking


def _candidate(idea: Idea, liking: dict[str, int]) -> Candidate:
    activity = idea.activity
    minutes = (idea.assignment.minutes if idea.assignment else None) or activity.minutes
    return Candidate(
        activity.id,
        activity.area,
        minutes,
        is_own=idea.assignment is not None,
        liking=liking.get(activity.id, 0),
    )
