"""The form of buttons that assigns an activity: a draft whose next question is what is missing."""

from dataclasses import dataclass, replace
from typing import Any, Final

from bot.catalog import Activity
from bot.domain.assign_form import Field, back_to, next_field
from bot.domain.errors import Invalid, NotAllowed, Stale
from bot.domain.people import CareLink, Client, Person
from bot.domain.program import DEFAULT_WEEKS, MOST_WEEKS, NOTE_LIMIT
from bot.domain.rhythm import EVERY_DAY, Slot, Weekdays
from bot.domain.typed_assign import TypedAssign
from bot.services import access
from bot.services.assign import Assigned, put_assignment, result
from bot.services.office import Office, Visitor
from bot.store import drafts, programs
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


async def begin_assign(office: Office, visitor: Visitor, client_id: int | None) -> AssignForm:
    """Open the form; with one client on the caseload there is no need to choose.

    Raises:
        NotAllowed: not a therapist, or not their client.
    """

    def change(tx: Tx) -> AssignForm:
        actor = access.therapist(tx, office, visitor.telegram_id)
        chosen = client_id
        own = access.caseload(tx, office, actor)
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
        answer = _checked(tx, office, visitor, actor, field, value)
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
            return result(tx, office, visitor, made)
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
        assigned = put_assignment(tx, office, visitor, typed)
        drafts.drop(tx, draft.id)
        drafts.expect_nothing(tx, actor.id)
        return assigned

    return await office.db.write(change)


def _own_draft(tx: Tx, office: Office, visitor: Visitor, draft_id: int) -> tuple[Person, Draft]:
    actor = access.therapist(tx, office, visitor.telegram_id)
    draft = drafts.by_id(tx, draft_id)
    if draft is None or draft.kind != KIND:
        raise Stale("that form is over")
    if draft.person_id != actor.id:
        raise NotAllowed("not their form")
    return actor, draft


def _checked(
    tx: Tx, office: Office, visitor: Visitor, actor: Person, field: str, value: str
) -> object:
    """Return the answer in its stored form, or refuse it."""
    catalog = office.catalog_of(actor.id)
    whole = int(value) if value.isascii() and value.isdigit() and len(value) < 16 else None
    match field:
        case Field.CLIENT if whole is not None:
            access.therapist_of(tx, office, visitor.telegram_id, whole)
            return whole
        case Field.AREA if catalog.in_area(value):
            return value
        case Field.ACTIVITY if value in catalog.activities:
            if catalog.activities[value].enabled:
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
    own = tuple(access.caseload(tx, office, actor))
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
