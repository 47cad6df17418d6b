"""From the invitation's link to the first card: one question at a time, resumable at any."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from bot.domain import zones
from bot.domain.errors import Invalid, NotAllowed, Stale
from bot.domain.invite import token_hash
from bot.domain.people import Client, Person, Relation, Role
from bot.domain.rhythm import EVERY_DAY, SCHOOL_DAYS, Slot
from bot.domain.welcome import (
    AFTERNOON_MINUTE,
    CONSENT_VERSION,
    NO_REMINDER,
    Question,
    next_question,
)
from bot.services import access, ends
from bot.services.meet import add_person
from bot.services.office import Office, Visitor
from bot.services.reminder_days import put_afternoon
from bot.services.timing import put_reminder
from bot.services.turning_back import WELCOME
from bot.store import audit, clients, drafts, invites, people
from bot.store.database import Tx
from bot.store.drafts import Draft
from bot.store.invites import Invite

KIND: Final = WELCOME


@dataclass(frozen=True, slots=True)
class WelcomeStep:
    """Where somebody stands; `question` is None when they have arrived."""

    actor: Person
    draft_id: int
    question: Question | None
    client: Client
    role: Role
    therapist_name: str
    #: The place is asked for on this way in: it is not known from an earlier one.
    asks_zone: bool
    #: The last local date of a helper's time.
    ends_on: date | None = None


async def open_invite(office: Office, visitor: Visitor, token: str) -> WelcomeStep:
    """Follow an invitation's link.

    Raises:
        Invalid: unknown, used, revoked or expired (`invite_...`).
    """
    return await office.db.write(lambda tx: _open(tx, office, visitor, token))


async def resume_welcome(office: Office, visitor: Visitor) -> WelcomeStep | None:
    """Return where the welcome stands, or None when there is none under way.

    One without consent is over as soon as its invitation is: somebody else came first, say.
    """
    return await office.db.read(lambda tx: resume_step(tx, office, visitor))


def resume_step(tx: Tx, office: Office, visitor: Visitor) -> WelcomeStep | None:
    """Do what `resume_welcome` does, within a transaction."""
    known = people.by_telegram_id(tx, visitor.telegram_id)
    draft = drafts.of_kind(tx, known.id, KIND) if known else None
    if known is None or draft is None or not _goes_on(tx, office, known, draft):
        return None
    return _step(tx, office, known, draft)


async def answer_welcome(
    office: Office, visitor: Visitor, draft_id: int | None, question: Question, value: str
) -> WelcomeStep:
    """Take an answer; the same answer twice changes nothing.

    Args:
        draft_id: the form that the button belongs to; None for a typed answer.
        question: which question it answers.
        value: the choice's own code.

    Raises:
        Stale: that welcome is over. Invalid: not one of the choices.
    """
    return await office.db.write(lambda tx: _answer(tx, office, visitor, draft_id, question, value))


def _open(tx: Tx, office: Office, visitor: Visitor, token: str) -> WelcomeStep:
    invite = invites.by_hash(tx, token_hash(token))
    known = people.by_telegram_id(tx, visitor.telegram_id)
    if invite is None:
        raise Invalid("invite_unknown")
    draft = drafts.of_kind(tx, known.id, KIND) if known else None
    if known and draft and draft.data["invite"] == invite.id:
        return _step(tx, office, known, draft)
    if known and people.link(tx, known.id, invite.client_id, office.now_ms()) is not None:
        raise Invalid("invite_already_in")
    _check(invite, office.now_ms(), known)
    if clients.by_id(tx, invite.client_id) is None:
        raise Invalid("invite_unknown")
    known = known or add_person(tx, office, visitor)
    draft = drafts.begin(
        tx, known.id, KIND, {"invite": invite.id}, office.now_ms(), visitor.receipt
    )
    return _step(tx, office, known, draft)


def _check(invite: Invite, now: int, known: Person | None) -> None:
    if invite.revoked_at is not None:
        raise Invalid("invite_revoked")
    if invite.used_by is not None and (known is None or invite.used_by != known.id):
        raise Invalid("invite_used")
    if invite.expires_at <= now:
        raise Invalid("invite_expired")


def _goes_on(tx: Tx, office: Office, actor: Person, draft: Draft) -> bool:
    invite = invites.by_id(tx, draft.data["invite"])
    if invite is None or clients.by_id(tx, invite.client_id) is None:
        return False
    if Question.CONSENT in draft.data:
        return True
    try:
        _check(invite, office.now_ms(), actor)
    except Invalid:
        return False
    return True


def _step(tx: Tx, office: Office, actor: Person, draft: Draft) -> WelcomeStep:
    invite = invites.by_id(tx, draft.data["invite"])
    client = clients.by_id(tx, invite.client_id) if invite else None
    if invite is None or client is None:
        raise Stale("the client is gone")
    is_settled = bool(draft.data.get("settled"))
    question = next_question(
        draft.data,
        invite.role,
        languages=len(office.languages),
        is_settled=is_settled,
        slots=client.slots,
    )
    return WelcomeStep(
        actor,
        draft.id,
        question,
        client,
        invite.role,
        people.by_id(tx, invite.created_by).name,
        asks_zone=not is_settled,
        ends_on=date.fromisoformat(invite.ends_on) if invite.ends_on else None,
    )


def _answer(
    tx: Tx, office: Office, visitor: Visitor, draft_id: int | None, question: Question, value: str
) -> WelcomeStep:
    actor = access.person(tx, office, visitor.telegram_id)
    draft = drafts.of_kind(tx, actor.id, KIND)
    if draft is None or draft_id not in (None, draft.id):
        raise Stale("that welcome is over")
    now = office.now_ms()
    here = _step(tx, office, actor, draft)
    if Question.CONSENT not in draft.data and question not in (Question.LANGUAGE, Question.CONSENT):
        return here  # a later question cannot be answered before the consent
    if draft_id is None and draft.data.get("typed") == visitor.receipt:
        return here  # processed again: the same words do not answer the next question, too
    data: dict[str, Any] = {**draft.data, question: value}
    if draft_id is None:
        data["typed"] = visitor.receipt
    if question is Question.CONSENT:
        if Question.CONSENT not in draft.data:
            data |= _enter(tx, office, actor, here, draft)
        else:
            data = draft.data
    else:
        _keep(tx, office, actor, here, question, value)
    actor = access.person(tx, office, visitor.telegram_id)
    draft = drafts.save(tx, draft, data, now)
    step = _step(tx, office, actor, draft)
    if step.question is None:
        _arrive(tx, office, actor, step.client, data)
        drafts.drop(tx, draft.id)
    return step


def _keep(
    tx: Tx, office: Office, actor: Person, here: WelcomeStep, question: Question, value: str
) -> None:
    """Check an answer, and write down what belongs to the person."""
    match question:
        case Question.LANGUAGE:
            if value not in office.languages:
                raise Invalid("language", value=value)
            people.set_language(tx, actor.id, value)
        case Question.RELATION:
            if value not in list(Relation):
                raise Invalid("relation", value=value)
            people.set_relation(tx, here.client.id, actor.id, Relation(value))
        case Question.ZONE:
            if not zones.is_zone(value):
                raise Invalid("zone", value=value)
            people.set_zone(tx, actor.id, value)
            ends.follow_zone(tx, actor.id, value, office.now_ms())
        case _:
            digits = value.isascii() and value.isdigit() and len(value) <= 4
            if value != NO_REMINDER and not (digits and int(value) < 24 * 60):
                raise Invalid("time", value=value)


def _enter(
    tx: Tx, office: Office, actor: Person, here: WelcomeStep, draft: Draft
) -> dict[str, object]:
    """Consent given: from here on the person may see the client's program."""
    now = office.now_ms()
    invite = invites.by_id(tx, draft.data["invite"])
    if invite is None or clients.by_id(tx, invite.client_id) is None:
        raise Stale("the client is gone")
    _check(invite, now, actor)
    if not invites.use(tx, invite.id, actor.id, now):
        raise Invalid("invite_used")
    if people.link(tx, actor.id, invite.client_id, office.now_ms()) is not None:
        raise NotAllowed("linked already")
    settled = bool(access.care_links(tx, office, actor))
    ends_at, ends_on = ends.ends_at(invite.ends_on, actor.zone), invite.ends_on
    whom = invite.client_id, actor.id, invite.role
    people.add_link(tx, *whom, now, ends_at=ends_at, ends_on=ends_on)
    invites.add_consent(tx, actor.id, invite.client_id, CONSENT_VERSION, actor.language, now)
    audit.record(tx, now, "joined", person_id=actor.id, client_id=here.client.id, detail=here.role)
    return {Question.CONSENT: CONSENT_VERSION, "settled": settled}


def _arrive(tx: Tx, office: Office, actor: Person, client: Client, data: dict[str, Any]) -> None:
    """Write down the reminders that were asked for."""
    link = people.link(tx, actor.id, client.id, office.now_ms())
    days = SCHOOL_DAYS if link is not None and link.role is Role.SCHOOL else EVERY_DAY
    for slot, question in ((Slot.MORNING, Question.MORNING), (Slot.BEDTIME, Question.BEDTIME)):
        value = data.get(question, NO_REMINDER)
        if value != NO_REMINDER:
            put_reminder(tx, office, actor, client.id, slot, int(value), days, is_on=True)
    if client.slots == {Slot.AFTERNOON}:
        afternoon = Slot.AFTERNOON, AFTERNOON_MINUTE, days
        put_reminder(tx, office, actor, client.id, *afternoon, is_on=True)
    put_afternoon(tx, office, client.id)
