"""Assigning an activity: the act itself with all its checks, and the one typed line."""

from dataclasses import dataclass

from bot.catalog import Activity
from bot.domain.errors import Invalid
from bot.domain.people import CareLink, Client, Person
from bot.domain.program import Assignment, last_day
from bot.domain.rhythm import EVERY_DAY, Slot
from bot.domain.typed_assign import TypedAssign, parse_assign
from bot.services import access
from bot.services.office import Office, Visitor
from bot.services.timing import put_afternoon
from bot.store import audit, people, programs
from bot.store.database import Tx


@dataclass(frozen=True, slots=True)
class Assigned:
    """A new assignment."""

    actor: Person
    client: Client
    assignment: Assignment
    activity: Activity
    has_family: bool


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """A typed line that changed nothing."""

    actor: Person
    typed: TypedAssign
    clients: tuple[CareLink, ...]
    client: Client | None
    activity: Activity | None
    nearest: tuple[Activity, ...]


async def assign_typed(office: Office, visitor: Visitor, line: str) -> Assigned | NotUnderstood:
    """Assign by one typed line; a line that is not clear changes nothing.

    Raises:
        NotAllowed: not a therapist. Invalid: in the program for that slot already.
    """

    def change(tx: Tx) -> Assigned | NotUnderstood:
        actor = access.therapist(tx, office, visitor.telegram_id)
        made = programs.by_origin(tx, visitor.receipt)
        if made is not None:
            return result(tx, office, visitor, made)
        own = tuple(access.caseload(tx, office, actor))
        catalog = office.catalog_of(actor.id)
        library = {a.id: a.title for a in catalog.activities.values() if a.enabled}
        typed = parse_assign(line, {link.client.id: link.client.nickname for link in own}, library)
        if not typed.problems:
            return put_assignment(tx, office, visitor, typed)
        said = next((words for code, words in typed.problems if code == "activity"), "")
        return NotUnderstood(
            actor,
            typed,
            own,
            next((link.client for link in own if link.client.id == typed.client_id), None),
            catalog.activities.get(typed.activity_id or ""),
            tuple(catalog.search(said, limit=3)),
        )

    return await office.db.write(change)


def put_assignment(tx: Tx, office: Office, visitor: Visitor, typed: TypedAssign) -> Assigned:
    """Assign within a transaction, with every check.

    Raises:
        NotAllowed: not their client. Invalid: not whole, no such activity, or assigned already.
    """
    if typed.client_id is None or typed.activity_id is None:
        raise Invalid("unfinished")
    actor, link = access.therapist_of(tx, office, visitor.telegram_id, typed.client_id)
    activity = office.catalog_of(actor.id).activities.get(typed.activity_id)
    if activity is None or not activity.enabled:
        raise Invalid("activity", value=typed.activity_id)
    now = office.now_ms()
    starts_on = office.today(actor.zone)
    program = programs.begin_program(tx, link.client.id, actor.id, now)
    programs.keep_revision(tx, activity.id, activity.revision, activity.model_dump_json(), now)
    slot = typed.slot or Slot(activity.slot)
    made = programs.add_assignment(
        tx,
        program,
        activity_id=activity.id,
        revision=activity.revision,
        slot=slot,
        weekdays=typed.weekdays or EVERY_DAY,
        starts_on=starts_on,
        ends_on=last_day(starts_on, typed.weeks),
        note=typed.note,
        by=actor.id,
        now=now,
        origin=visitor.receipt,
    )
    if made is None:
        raise Invalid("assigned_already", title=activity.title, client=link.client.nickname)
    if slot is Slot.AFTERNOON:
        put_afternoon(tx, office, link.client.id)
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
    )
