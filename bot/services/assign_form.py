"""The form of buttons that assigns an activity: a draft whose next page is what is missing.

Whom and what are asked; everything else has a default and waits on the last card to be changed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from bot.catalog import Activity
from bot.domain.assign_form import Field, Page, back_to, page_of
from bot.domain.errors import Invalid
from bot.domain.people import CareLink, Client, Person
from bot.services import access
from bot.services.assign import (
    Assigned,
    LastCard,
    asks_for_goal,
    put_assignment,
    result,
    then_goal,
    weigh,
)
from bot.services.assign_answers import answer_of, found_by, wish_of, with_what_was_left
from bot.services.office import Office, Visitor
from bot.services.told_apart import told_apart
from bot.services.typed import expect
from bot.store import drafts, programs
from bot.store.database import Tx
from bot.store.drafts import Draft

KIND: Final = "assign"
NOTE: Final = "assign_note"
GOAL: Final = "assign_goal"
WORDS: Final = "assign_words"
_EXPECTS: Final = {Page.GOAL: GOAL, Page.AREAS: WORDS, Page.AREA: WORDS, Page.FOUND: WORDS}


@dataclass(frozen=True, slots=True)
class AssignForm:
    """A half-finished assignment.

    Attributes:
        asks_goal: whether the goal is asked for in this form.
        carers: who cares for clients of one name.
        found: the cards that the typed words found.
        last: what the last card shows; None before that.
    """

    actor: Person
    draft_id: int
    page: Page
    answers: dict[str, Any]
    clients: tuple[CareLink, ...]
    client: Client | None
    asks_goal: bool
    carers: Mapping[int, str]
    found: tuple[Activity, ...] = ()
    last: LastCard | None = None

    @property
    def awaits_text(self) -> bool:
        """Say whether the next typed text is for this page."""
        return self.page in _EXPECTS


async def begin_assign(
    office: Office, visitor: Visitor, client_id: int | None, activity_id: str | None = None
) -> AssignForm:
    """Open the form; with one client on the caseload there is no need to choose.

    Raises:
        NotAllowed: not a therapist, or not their client. Invalid: no such activity.
    """

    def change(tx: Tx) -> AssignForm:
        actor = access.therapist(tx, office, visitor.telegram_id)
        own = access.caseload(tx, office, actor)
        known: dict[str, Any] = {}
        if activity_id is not None:
            today, catalog = office.today(actor.zone), office.catalog_of(actor.id)
            known = answer_of(catalog, {}, Field.ACTIVITY, activity_id, today)
        chosen = own[0].client.id if client_id is None and len(own) == 1 else client_id
        answers = known if chosen is None else {Field.CLIENT: chosen, **known}
        return open_form(tx, office, visitor, answers)

    return await office.db.write(change)


def open_form(tx: Tx, office: Office, visitor: Visitor, answers: dict[str, Any]) -> AssignForm:
    """Open the form within a transaction, with what is known already.

    Raises:
        NotAllowed: not a therapist, or not their client.
    """
    actor = access.therapist(tx, office, visitor.telegram_id)
    if Field.CLIENT in answers:
        access.therapist_of(tx, office, visitor.telegram_id, answers[Field.CLIENT])
    before = drafts.of_kind(tx, actor.id, KIND)
    if before is not None and Field.ACTIVITY not in answers:
        answers = with_what_was_left(answers, before.data)
    draft = drafts.begin(tx, actor.id, KIND, answers, office.now_ms(), visitor.receipt)
    return _form(tx, office, actor, draft)


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
        if draft.data.get("receipt") == visitor.receipt:
            return _form(tx, office, actor, draft)  # the same update, after a crash
        if field == Field.CLIENT and value.isascii() and value.isdigit():
            access.therapist_of(tx, office, visitor.telegram_id, int(value))
        today = office.today(actor.zone)
        data = answer_of(office.catalog_of(actor.id), draft.data, field, value, today)
        data["receipt"] = visitor.receipt
        draft = drafts.save(tx, draft, data, office.now_ms())
        drafts.take_expected(tx, actor.id, visitor.receipt)
        return _form(tx, office, actor, draft)

    return await office.db.write(change)


async def resume_assign(office: Office, visitor: Visitor, draft_id: int) -> AssignForm:
    """Return the form as it stands.

    Raises:
        NotAllowed: not a therapist. Stale: that form is over.
    """

    def change(tx: Tx) -> AssignForm:
        actor, draft = _own_draft(tx, office, visitor, draft_id)
        return _form(tx, office, actor, draft)

    return await office.db.write(change)


async def back_in_assign(office: Office, visitor: Visitor, draft_id: int, page: str) -> AssignForm:
    """Go back to a page.

    Raises:
        NotAllowed: not a therapist. Stale: that form is over. Invalid: no such page.
    """
    if page not in list(Page):
        raise Invalid("choice", value=page)

    def change(tx: Tx) -> AssignForm:
        actor, draft = _own_draft(tx, office, visitor, draft_id)
        draft = drafts.save(tx, draft, back_to(draft.data, Page(page)), office.now_ms())
        return _form(tx, office, actor, draft)

    return await office.db.write(change)


async def await_assign_note(office: Office, visitor: Visitor, draft_id: int) -> AssignForm:
    """Take the next typed text, within two hours, as the note for the family.

    Raises:
        NotAllowed: not a therapist. Stale: that form is over.
    """

    def change(tx: Tx) -> AssignForm:
        actor, draft = _own_draft(tx, office, visitor, draft_id)
        expect(tx, office, actor.id, NOTE, str(draft_id))
        return _form(tx, office, actor, draft)

    return await office.db.write(change)


async def finish_assign(
    office: Office, visitor: Visitor, draft_id: int, mark: str
) -> Assigned | AssignForm:
    """Assign what the form says; when something stands before it, the form comes back.

    Args:
        office: the desk.
        visitor: who it is.
        draft_id: the form.
        mark: what the therapist has confirmed by this tap (see `Precautions.mark`).

    Raises:
        NotAllowed: not their client. Stale: that form is over. Invalid: no such card any more.
    """

    def change(tx: Tx) -> Assigned | AssignForm:
        actor = access.therapist(tx, office, visitor.telegram_id)
        made = programs.by_origin(tx, visitor.receipt)
        if made is not None:
            return result(tx, office, visitor, made)
        _, draft = _own_draft(tx, office, visitor, draft_id)
        form = _form(tx, office, actor, draft)
        if form.last is None or not form.last.lets_pass(mark):
            return form
        done = put_assignment(tx, office, visitor, form.last.wish, mark)
        goal = draft.data.get(Field.GOAL)
        if goal:
            program = programs.begin_program(tx, done.client.id, actor.id, office.now_ms())
            programs.set_goal(tx, program.id, goal)
        drafts.drop(tx, draft.id)
        drafts.expect_nothing(tx, actor.id)
        return then_goal(tx, office, done, is_asked=goal is not None)

    return await office.db.write(change)


def _own_draft(tx: Tx, office: Office, visitor: Visitor, draft_id: int) -> tuple[Person, Draft]:
    actor = access.therapist(tx, office, visitor.telegram_id)
    return actor, access.own_draft(tx, actor, draft_id, KIND)


def _form(tx: Tx, office: Office, actor: Person, draft: Draft) -> AssignForm:
    """Return the form, and take the next text for what the page asks for."""
    own = tuple(access.caseload(tx, office, actor))
    answers = dict(draft.data)
    client = next((li.client for li in own if li.client.id == answers.get(Field.CLIENT)), None)
    if client is None:
        answers = {k: v for k, v in answers.items() if k != Field.CLIENT}
    asks_goal = client is not None and asks_for_goal(tx, client.id)
    page = page_of(answers, asks_goal=asks_goal)
    if page in _EXPECTS:
        expect(tx, office, actor.id, _EXPECTS[page], str(draft.id))
    carers = told_apart(tx, office, (link.client for link in own)) if client is None else {}
    form = AssignForm(actor, draft.id, page, answers, own, client, asks_goal, carers)
    if page is Page.FOUND:
        catalog = office.catalog_of(actor.id).in_language(actor.language)
        return replace(form, found=found_by(catalog, answers["words"], client))
    if page is Page.CONFIRM and client is not None:
        return replace(form, last=weigh(tx, office, actor, wish_of(answers)))
    return form
