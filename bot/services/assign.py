"""Assigning an activity: by a form of buttons or by one typed line, with the same checks."""

from dataclasses import dataclass, replace
from typing import Any, Final

from bot.catalog import Activity
from bot.domain.assign_form import Field, back_to, next_field
from bot.domain.errors import Invalid, NotAllowed, Stale
from bot.domain.people import CareLink, Client, Person
from bot.domain.program import DEFAULT_WEEKS, MOST_WEEKS, NOTE_LIMIT, Assignment, last_day
from bot.domain.rhythm import EVERY_DAY, Slot, Weekdays
from bot.domain.typed_assign import TypedAssign, parse_assign
from bot.services import access
from bot.services.office import Office, Visitor
from bot.services.timing import put_afternoon
from bot.store import audit, drafts, people, programs
from bot.store.database import Tx
from bot.store.drafts import Draft

KIND: Final = "assign"
NOTE: Final = "assign_note"
NOTE_WAITS_MS: Final = 2 * 3600 * 1000


@dataclass(frozen=True, slots=True)
class AssignForm:
    """A half-finished assignment; `field` is the next question, None when it can be confirmed."""

    actor: Person
    draft_id: int
    field: Field | None
    answers: dict[str, Any]
    clients: tuple[CareLink, ...]
    client: Client | None
    activity: Activity | None


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


async def begin_assign(office: Office, visitor: Visitor, client_id: int | None) -> AssignForm:
    """Open the form; with one client on the caseload there is no need to choose.

    Raises:
        NotAllowed: not a therapist, or not their client.
    """

    def change(tx: Tx) -> AssignForm:
        actor = access.therapist(tx, office, visitor.telegram_id)
        chosen = client_id
        own = access.caseload(tx, actor)
        if chosen is None and len(own) == 1:
            chosen = own[0].client.id
        if chosen is not None:
            access.therapist_of(tx, office, visitor.telegram_id, chosen)
        data = {} if chosen is None else {Field.CLIENT.value: chosen}
        draft = drafts.begin(tx, actor.id, KIND, data, office.now_ms(), visitor.receipt)
        return _form(tx, office, actor, draft)

    return await office.db.write(change)


async def answer_assign(
    office: Office, visitor: Visitor, draft_id: int, field: str, value: str
) -> AssignForm:
    """Take an answer of the form.

    Raises:
        NotAllowed: not a therapist, or not their client. Stale: that form is over.
        Invalid: not one of the choices.
    """

    def change(tx: Tx) -> AssignForm:
        actor, draft = _own_draft(tx, office, visitor, draft_id)
        answer = _checked(tx, office, visitor, field, value)
        draft = drafts.save(tx, draft, {**draft.data, field: answer}, office.now_ms())
        drafts.take_expected(tx, actor.id, visitor.receipt)
        return _form(tx, office, actor, draft)

    return await office.db.write(change)


async def resume_assign(office: Office, visitor: Visitor, draft_id: int) -> AssignForm:
    """Return the form as it stands.

    Raises:
        NotAllowed: not a therapist. Stale: that form is over.
    """

    def ask(tx: Tx) -> AssignForm:
        actor, draft = _own_draft(tx, office, visitor, draft_id)
        return _form(tx, office, actor, draft)

    return await office.db.read(ask)


async def back_in_assign(office: Office, visitor: Visitor, draft_id: int, field: str) -> AssignForm:
    """Go back to a question.

    Raises:
        NotAllowed: not a therapist. Stale: that form is over. Invalid: no such question.
    """
    if field not in list(Field):
        raise Invalid("choice", value=field)

    def change(tx: Tx) -> AssignForm:
        actor, draft = _own_draft(tx, office, visitor, draft_id)
        draft = drafts.save(tx, draft, back_to(draft.data, Field(field)), office.now_ms())
        return _form(tx, office, actor, draft)

    return await office.db.write(change)


async def await_assign_note(office: Office, visitor: Visitor, draft_id: int) -> AssignForm:
    """Take the next typed text, within two hours, as the note for the family.

    Raises:
        NotAllowed: not a therapist. Stale: that form is over.
    """

    def change(tx: Tx) -> AssignForm:
        actor, draft = _own_draft(tx, office, visitor, draft_id)
        drafts.expect(tx, actor.id, NOTE, str(draft_id), office.now_ms() + NOTE_WAITS_MS)
        return _form(tx, office, actor, draft)

    return await office.db.write(change)


async def finish_assign(office: Office, visitor: Visitor, draft_id: int) -> Assigned:
    """Assign what the form says.

    Raises:
        NotAllowed: not their client. Stale: that form is over.
        Invalid: not all is answered, or it is in the program for that slot already.
    """

    def change(tx: Tx) -> Assigned:
        actor = access.therapist(tx, office, visitor.telegram_id)
        made = programs.by_origin(tx, visitor.receipt)
        if made is not None:
            return _assigned(tx, office, visitor, made)
        _, draft = _own_draft(tx, office, visitor, draft_id)
        answers = draft.data
        if next_field(answers) is not None:
            raise Invalid("unfinished")
        typed = TypedAssign(
            answers[Field.CLIENT],
            answers[Field.ACTIVITY],
            Slot(answers[Field.SLOT]),
            Weekdays(answers[Field.DAYS]),
            answers.get("weeks", DEFAULT_WEEKS),
            answers.get("note"),
        )
        assigned = _assign(tx, office, visitor, typed)
        drafts.drop(tx, draft.id)
        drafts.expect_nothing(tx, actor.id)
        return assigned

    return await office.db.write(change)


async def assign_typed(office: Office, visitor: Visitor, line: str) -> Assigned | NotUnderstood:
    """Assign by one typed line; a line that is not clear changes nothing.

    Raises:
        NotAllowed: not a therapist. Invalid: in the program for that slot already.
    """

    def change(tx: Tx) -> Assigned | NotUnderstood:
        actor = access.therapist(tx, office, visitor.telegram_id)
        made = programs.by_origin(tx, visitor.receipt)
        if made is not None:
            return _assigned(tx, office, visitor, made)
        own = tuple(access.caseload(tx, actor))
        library = {a.id: a.title for a in office.catalog.activities.values() if a.enabled}
        typed = parse_assign(line, {link.client.id: link.client.nickname for link in own}, library)
        if not typed.problems:
            return _assign(tx, office, visitor, typed)
        said = next((words for code, words in typed.problems if code == "activity"), "")
        return NotUnderstood(
            actor,
            typed,
            own,
            next((link.client for link in own if link.client.id == typed.client_id), None),
            office.catalog.activities.get(typed.activity_id or ""),
            tuple(office.catalog.search(said, limit=3)),
        )

    return await office.db.write(change)


def _assign(tx: Tx, office: Office, visitor: Visitor, typed: TypedAssign) -> Assigned:
    if typed.client_id is None or typed.activity_id is None:
        raise Invalid("unfinished")
    actor, link = access.therapist_of(tx, office, visitor.telegram_id, typed.client_id)
    activity = office.catalog.activities.get(typed.activity_id)
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
    return _assigned(tx, office, visitor, found)


def _assigned(tx: Tx, office: Office, visitor: Visitor, made: Assignment) -> Assigned:
    actor, link = access.therapist_of(tx, office, visitor.telegram_id, made.client_id)
    return Assigned(
        actor,
        link.client,
        made,
        office.catalog.activities[made.activity_id],
        bool(people.caregivers_of(tx, made.client_id)),
    )


def _own_draft(tx: Tx, office: Office, visitor: Visitor, draft_id: int) -> tuple[Person, Draft]:
    actor = access.therapist(tx, office, visitor.telegram_id)
    draft = drafts.by_id(tx, draft_id)
    if draft is None or draft.kind != KIND:
        raise Stale("that form is over")
    if draft.person_id != actor.id:
        raise NotAllowed("not their form")
    return actor, draft


def _checked(tx: Tx, office: Office, visitor: Visitor, field: str, value: str) -> object:
    """Return the answer in its stored form, or refuse it."""
    whole = int(value) if value.isascii() and value.isdigit() and len(value) < 16 else None
    match field:
        case Field.CLIENT if whole is not None:
            access.therapist_of(tx, office, visitor.telegram_id, whole)
            return whole
        case Field.AREA if office.catalog.in_area(value):
            return value
        case Field.ACTIVITY if value in office.catalog.activities:
            if office.catalog.activities[value].enabled:
                return value
        case Field.SLOT if value in list(Slot):
            return value
        case Field.DAYS if whole is not None and 1 <= whole <= EVERY_DAY.mask:
            return whole
        case "days_so_far" if whole is not None and whole <= EVERY_DAY.mask:
            return whole
        case "weeks" if whole is not None and 1 <= whole <= MOST_WEEKS:
            return whole
        case "note" if value.strip() and len(value.strip()) <= NOTE_LIMIT:
            return value.strip()
        case _:
            pass
    raise Invalid("note_long" if field == "note" else "choice", value=len(value))


def _form(tx: Tx, office: Office, actor: Person, draft: Draft) -> AssignForm:
    own = tuple(access.caseload(tx, actor))
    client_id = draft.data.get(Field.CLIENT)
    return AssignForm(
        actor=replace(actor),
        draft_id=draft.id,
        field=next_field(draft.data),
        answers=dict(draft.data),
        clients=own,
        client=next((link.client for link in own if link.client.id == client_id), None),
        activity=office.catalog.activities.get(draft.data.get(Field.ACTIVITY, "")),
    )
