"""Assigning an activity: the act itself, with all its checks."""

from dataclasses import dataclass, replace
from datetime import date

from bot.catalog import Activity
from bot.domain.errors import Invalid
from bot.domain.load import Load
from bot.domain.people import Client, Person
from bot.domain.program import Assignment, Place, last_day
from bot.domain.rhythm import EVERY_DAY, Slot
from bot.domain.typed_when import UNSAID, When
from bot.services import access, load, precautions
from bot.services.office import Office, Visitor
from bot.services.practice_weeks import usual_weeks
from bot.services.precautions import Precautions
from bot.services.program import GOAL
from bot.services.reminder_days import put_afternoon
from bot.services.typed import expect
from bot.store import audit, people, programs
from bot.store.database import Tx


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be assigned; what `when` leaves open takes the card's usual value."""

    client_id: int
    activity_id: str
    when: When = UNSAID
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Assigned:
    """A new assignment.

    Attributes:
        asks_goal: whether the goal in the family's words is asked for now.
        load: the program with it, where nobody has seen it before assigning.
    """

    actor: Person
    client: Client
    assignment: Assignment
    activity: Activity
    has_family: bool
    asks_goal: bool
    starts_later: bool
    load: Load | None = None


@dataclass(frozen=True, slots=True)
class LastCard:
    """What is weighed before anything is assigned.

    Attributes:
        wish: what would be assigned.
        checks: what blocks it, and what to look at first.
        load: the program with it.
        is_there: whether the activity is in the program for that time of day already.
        today: the therapist's local date.
        weeks: for how many weeks it would run.
    """

    wish: Wish
    activity: Activity
    checks: Precautions
    load: Load
    is_there: bool
    today: date
    weeks: int

    def lets_pass(self, mark: str) -> bool:
        """Say whether it may be assigned by somebody who confirmed what a mark says."""
        return not self.is_there and self.checks.lets_pass(mark)


def weigh(tx: Tx, office: Office, actor: Person, wish: Wish) -> LastCard:
    """Return what is to be weighed, within a transaction that has authorised the actor.

    Raises:
        Invalid: no such activity.
    """
    activity = _activity(office, actor, wish)
    today = office.today(actor.zone)
    when = wish.when
    starts_on = max(when.starts_on or today, today)
    weeks = when.weeks or usual_weeks(tx, office)
    ends_on = last_day(starts_on, weeks)
    slot = when.slot or Slot(activity.slot)
    days = when.weekdays or EVERY_DAY
    asked = load.piece(office, activity, days, starts_on, ends_on, when.minutes)
    return LastCard(
        wish,
        office.catalog_of(actor.id).in_language(actor.language).activities[activity.id],
        precautions.look(tx, office, actor, wish.client_id, activity),
        load.load_with(tx, office, wish.client_id, today, [asked]),
        any(
            (a.activity_id, a.slot) == (activity.id, slot)
            for a in programs.assignments_of(tx, wish.client_id)
        ),
        today,
        weeks,
    )


def put_assignment(
    tx: Tx, office: Office, visitor: Visitor, wish: Wish, mark: str = precautions.NOTHING
) -> Assigned:
    """Assign within a transaction, with every check.

    Args:
        tx: the transaction.
        office: the desk.
        visitor: who it is.
        wish: what to assign.
        mark: what the therapist has confirmed (see `Precautions.mark`).

    Raises:
        NotAllowed: not their client.
        Invalid: no such activity, blocked, not confirmed, or assigned already.
    """
    actor, link = access.therapist_of(tx, office, visitor.telegram_id, wish.client_id)
    activity = _activity(office, actor, wish)
    checks = precautions.look(tx, office, actor, wish.client_id, activity)
    if not checks.lets_pass(mark):
        raise Invalid("precautions", title=activity.title, client=link.client.nickname)
    now = office.now_ms()
    when = wish.when
    today = office.today(actor.zone)
    starts_on = max(when.starts_on or today, today)
    program = programs.begin_program(tx, link.client.id, actor.id, now)
    programs.keep_revision(tx, activity.id, activity.revision, activity.model_dump_json(), now)
    slot = when.slot or Slot(activity.slot)
    made = programs.add_assignment(
        tx,
        program,
        activity_id=activity.id,
        revision=activity.revision,
        slot=slot,
        weekdays=when.weekdays or EVERY_DAY,
        starts_on=starts_on,
        ends_on=last_day(starts_on, when.weeks or usual_weeks(tx, office)),
        note=wish.note,
        by=actor.id,
        now=now,
        origin=visitor.receipt,
        minutes=when.minutes,
        place=when.place or Place.HOME,
    )
    if made is None:
        raise Invalid("assigned_already", title=activity.title, client=link.client.nickname)
    if slot is Slot.AFTERNOON:
        put_afternoon(tx, office, link.client.id)
    precautions.record(tx, checks, made, actor.id, now)
    audit.record(
        tx, now, "assigned", person_id=actor.id, client_id=link.client.id, detail=activity.id
    )
    found = programs.assignment(tx, made)
    if found is None:
        raise LookupError("an assignment vanished within a transaction")
    return result(tx, office, visitor, found)


def result(tx: Tx, office: Office, visitor: Visitor, made: Assignment) -> Assigned:
    """Return an assignment that was made, also when the same update comes again."""
    actor, link = access.therapist_of(tx, office, visitor.telegram_id, made.client_id)
    return Assigned(
        actor,
        link.client,
        made,
        office.catalog.activities[made.activity_id],
        bool(people.caregivers_of(tx, made.client_id, office.now_ms())),
        asks_for_goal(tx, made.client_id, besides=made.id),
        made.starts_on > office.today(actor.zone),
    )


def asks_for_goal(tx: Tx, client_id: int, besides: int | None = None) -> bool:
    """Say whether the goal is still to be asked for: there was no activity before (`besides`)."""
    program = programs.open_program(tx, client_id)
    if program is not None and program.goal:
        return False
    return all(a.id == besides for a in programs.all_assignments_of(tx, client_id))


def then_goal(tx: Tx, office: Office, done: Assigned, *, is_asked: bool = False) -> Assigned:
    """Take the next text, within two hours, for the goal, unless it was asked for already."""
    if is_asked or not done.asks_goal:
        return replace(done, asks_goal=False)
    expect(tx, office, done.actor.id, GOAL, str(done.client.id))
    return done


def _activity(office: Office, actor: Person, wish: Wish) -> Activity:
    activity = office.catalog_of(actor.id).activities.get(wish.activity_id)
    if activity is None or not activity.enabled:
        raise Invalid("activity", value=wish.activity_id)
    return activity
