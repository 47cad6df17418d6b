"""A therapist's caseload: seeing it, adding a client, inviting the family."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from bot.clock import epoch_ms
from bot.domain.errors import Invalid, Stale
from bot.domain.invite import LIFETIME, TOKEN_BYTES, payload, token_hash
from bot.domain.people import CareLink, Client, Person, Role, Stage, clean_name
from bot.domain.program import Assignment, Program
from bot.services import access
from bot.services.office import Office, Visitor
from bot.store import audit, clients, drafts, invites, people, programs
from bot.store.database import Tx
from bot.store.drafts import Draft

KIND: Final = "client"
NAME: Final = "client_name"
NAME_WAITS_MS: Final = 2 * 3600 * 1000


@dataclass(frozen=True, slots=True)
class ClientPage:
    """One client as their therapist sees them."""

    actor: Person
    client: Client
    caregivers: tuple[tuple[Person, CareLink], ...]
    program: Program | None
    assignments: tuple[Assignment, ...]


@dataclass(frozen=True, slots=True)
class ClientForm:
    """A client being added; `client` is set when that is done."""

    actor: Person
    draft_id: int
    nickname: str | None
    stage: Stage | None
    client: Client | None = None


@dataclass(frozen=True, slots=True)
class NewInvite:
    """A fresh invitation: the start parameter is shown once and stored as a hash."""

    actor: Person
    client: Client
    role: Role
    start_parameter: str
    expires_at: datetime


async def read_caseload(office: Office, visitor: Visitor) -> tuple[Person, tuple[ClientPage, ...]]:
    """Return a therapist's own clients.

    Raises:
        NotAllowed: not a therapist.
    """

    def ask(tx: Tx) -> tuple[Person, tuple[ClientPage, ...]]:
        actor = access.therapist(tx, office, visitor.telegram_id)
        links = access.caseload(tx, office, actor)
        return actor, tuple(_page(tx, office, actor, link.client) for link in links)

    return await office.db.read(ask)


async def read_client(office: Office, visitor: Visitor, client_id: int) -> ClientPage:
    """Return one client of the caseload.

    Raises:
        NotAllowed: not on this therapist's caseload.
    """

    def ask(tx: Tx) -> ClientPage:
        actor, link = access.therapist_of(tx, office, visitor.telegram_id, client_id)
        return _page(tx, office, actor, link.client)

    return await office.db.read(ask)


async def begin_client(office: Office, visitor: Visitor, nickname: str, stage: str) -> ClientForm:
    """Begin to add a client; the next typed text is the nickname if none was given.

    Raises:
        NotAllowed: not a therapist.
    """

    def change(tx: Tx) -> ClientForm:
        actor = access.therapist(tx, office, visitor.telegram_id)
        made = clients.by_origin(tx, visitor.receipt)
        if made is not None:
            return ClientForm(actor, 0, made.nickname, made.stage, made)
        data: dict[str, Any] = {}
        if name := clean_name(nickname):
            data["nickname"] = name
        if stage in list(Stage):
            data["stage"] = stage
        draft = drafts.begin(tx, actor.id, KIND, data, office.now_ms(), visitor.receipt)
        return _continue(tx, office, actor, draft, visitor.receipt)

    return await office.db.write(change)


async def answer_client(
    office: Office, visitor: Visitor, draft_id: int | None, field: str, value: str
) -> ClientForm:
    """Take an answer while a client is being added; with all answers the client is added.

    Raises:
        NotAllowed: not a therapist. Stale: that form is over. Invalid: no such choice.
    """

    def change(tx: Tx) -> ClientForm:
        actor = access.therapist(tx, office, visitor.telegram_id)
        made = clients.by_origin(tx, visitor.receipt)
        if made is not None:
            return ClientForm(actor, 0, made.nickname, made.stage, made)
        draft = drafts.of_kind(tx, actor.id, KIND)
        if draft is None or draft_id not in (None, draft.id):
            raise Stale("that form is over")
        clean = clean_name(value) if field == "nickname" else value
        choices: dict[str, list[str]] = {
            "stage": [str(stage) for stage in Stage],
            "pace": ["usual", "low"],
            "nickname": [clean],
        }
        if not clean or clean not in choices.get(field, []):
            raise Invalid("choice", value=value)
        draft = drafts.save(tx, draft, {**draft.data, field: clean}, office.now_ms())
        drafts.take_expected(tx, actor.id, visitor.receipt)
        return _continue(tx, office, actor, draft, visitor.receipt)

    return await office.db.write(change)


async def invite(office: Office, visitor: Visitor, client_id: int, role: Role) -> NewInvite:
    """Make a single-use invitation that expires in seven days.

    Raises:
        NotAllowed: not on this therapist's caseload.
    """
    if role not in (Role.FAMILY, Role.SELF):
        raise Invalid("role", value=role)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    expires = office.now() + LIFETIME

    def change(tx: Tx) -> NewInvite:
        actor, link = access.therapist_of(tx, office, visitor.telegram_id, client_id)
        now = office.now_ms()
        is_new = invites.add(
            tx,
            token_hash(token),
            client_id,
            role,
            by=actor.id,
            now=now,
            expires_at=epoch_ms(expires),
            origin=visitor.receipt,
        )
        if is_new:
            audit.record(tx, now, "invited", person_id=actor.id, client_id=client_id, detail=role)
        return NewInvite(actor, link.client, role, payload(token), expires)

    return await office.db.write(change)


def _page(tx: Tx, office: Office, actor: Person, client: Client) -> ClientPage:
    return ClientPage(
        actor,
        client,
        tuple(people.caregivers_of(tx, client.id, office.now_ms())),
        programs.open_program(tx, client.id),
        tuple(programs.assignments_of(tx, client.id)),
    )


def _continue(tx: Tx, office: Office, actor: Person, draft: Draft, receipt: int) -> ClientForm:
    data = draft.data
    stage = Stage(data["stage"]) if "stage" in data else None
    form = ClientForm(actor, draft.id, data.get("nickname"), stage)
    if form.nickname is None:
        drafts.expect(tx, actor.id, NAME, str(draft.id), office.now_ms() + NAME_WAITS_MS)
        return form
    if stage is None or "pace" not in data:
        return form
    client = clients.add(
        tx,
        form.nickname,
        stage,
        low_demand=data["pace"] == "low",
        by=actor.id,
        now=office.now_ms(),
        origin=receipt,
    )
    people.add_link(tx, client.id, actor.id, Role.THERAPIST, office.now_ms())
    audit.record(tx, office.now_ms(), "client added", person_id=actor.id, client_id=client.id)
    drafts.drop(tx, draft.id)
    return ClientForm(actor, draft.id, form.nickname, stage, client)
