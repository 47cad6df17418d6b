"""One client of the caseload, and adding one: quickly, with everything else for later."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from bot.domain.client_form import NAME_LIMIT, looks_like_full_name
from bot.domain.errors import Invalid, Stale
from bot.domain.nearest import exactly
from bot.domain.people import CareLink, Client, Person, Role, Stage, clean_name
from bot.domain.program import Assignment, Program
from bot.domain.typed_client import TypedClient, parse_client
from bot.services import access
from bot.services.client_details import columns_of
from bot.services.family import family_zone
from bot.services.office import Office, Visitor
from bot.services.typed import expect
from bot.store import audit, clients, drafts, flags, people, programs
from bot.store.database import Tx
from bot.store.drafts import Draft

KIND: Final = "client"
NAME: Final = "client_name"
#: The answer that keeps a nickname which looks like a full name.
KEEP: Final = "keep"


@dataclass(frozen=True, slots=True)
class ClientPage:
    """One client as their therapist sees them; `flags` are the safety answers by flag.

    `today` is the local date that the program counts by.
    """

    actor: Person
    client: Client
    caregivers: tuple[tuple[Person, CareLink], ...]
    program: Program | None
    assignments: tuple[Assignment, ...]
    flags: dict[str, str]
    today: date


@dataclass(frozen=True, slots=True)
class ClientForm:
    """A client being added; `client` is set when that is done.

    Attributes:
        asks_name: the nickname looks like a full name, and nobody has said to keep it.
        is_taken: another client of the caseload is called so.
    """

    actor: Person
    draft_id: int
    nickname: str | None
    stage: Stage | None
    client: Client | None = None
    asks_name: bool = False
    is_taken: bool = False


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """A typed line that changed nothing."""

    actor: Person
    typed: TypedClient


async def read_client(office: Office, visitor: Visitor, client_id: int) -> ClientPage:
    """Return one client of the caseload.

    Raises:
        NotAllowed: not on this therapist's caseload.
    """

    def ask(tx: Tx) -> ClientPage:
        actor, link = access.therapist_of(tx, office, visitor.telegram_id, client_id)
        return _page(tx, office, actor, link.client)

    return await office.db.read(ask)


async def add_typed(office: Office, visitor: Visitor, line: str) -> ClientForm | NotUnderstood:
    """Begin to add a client with what one typed line says; a line that is not clear does nothing.

    Raises:
        NotAllowed: not a therapist.
    """

    def change(tx: Tx) -> ClientForm | NotUnderstood:
        actor = access.therapist(tx, office, visitor.telegram_id)
        typed = parse_client(line, office.today(actor.zone))
        if typed.problems:
            return NotUnderstood(actor, typed)
        data: dict[str, Any] = {"more": columns_of(typed)}
        if typed.pace is not None:
            data["pace"] = typed.pace
        return _begin(tx, office, visitor, actor, typed.name, typed.stage, data)

    return await office.db.write(change)


async def begin_client(office: Office, visitor: Visitor, nickname: str, stage: str) -> ClientForm:
    """Begin to add a client; the next typed text is the nickname if none was given.

    Raises:
        NotAllowed: not a therapist.
    """

    def change(tx: Tx) -> ClientForm:
        actor = access.therapist(tx, office, visitor.telegram_id)
        known = Stage(stage) if stage in list(Stage) else None
        return _begin(tx, office, visitor, actor, clean_name(nickname), known, {})

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
        draft = drafts.save(tx, draft, _answered(draft, field, value), office.now_ms())
        drafts.take_expected(tx, actor.id, visitor.receipt)
        return _continue(tx, office, actor, draft, visitor.receipt)

    return await office.db.write(change)


def _answered(draft: Draft, field: str, value: str) -> dict[str, Any]:
    """Return the form's answers with one more."""
    clean = clean_name(value, NAME_LIMIT + 1) if field == "nickname" else value
    if field == "nickname" and len(clean) > NAME_LIMIT:
        raise Invalid("detail_long", most=NAME_LIMIT)
    choices: dict[str, list[str]] = {
        "stage": [str(stage) for stage in Stage],
        "pace": ["usual", "low"],
        "nickname": [clean],
        "name": [KEEP, "another"],
    }
    if not clean or clean not in choices.get(field, []):
        raise Invalid("choice", value=value)
    data = {**draft.data, field: clean}
    if field == "nickname":
        data.pop("name", None)
    if field == "name" and clean != KEEP:
        del data["name"]
        data.pop("nickname", None)
    return data


def _begin(
    tx: Tx,
    office: Office,
    visitor: Visitor,
    actor: Person,
    nickname: str,
    stage: Stage | None,
    data: dict[str, Any],
) -> ClientForm:
    made = clients.by_origin(tx, visitor.receipt)
    if made is not None:
        return ClientForm(actor, 0, made.nickname, made.stage, made)
    known = {"nickname": nickname} if nickname else {}
    if stage is not None:
        known["stage"] = stage
    draft = drafts.begin(tx, actor.id, KIND, {**data, **known}, office.now_ms(), visitor.receipt)
    return _continue(tx, office, actor, draft, visitor.receipt)


def _page(tx: Tx, office: Office, actor: Person, client: Client) -> ClientPage:
    return ClientPage(
        actor,
        client,
        tuple(people.caregivers_of(tx, client.id, office.now_ms())),
        programs.open_program(tx, client.id),
        tuple(programs.assignments_of(tx, client.id)),
        flags.answers(tx, client.id),
        office.today(family_zone(tx, office, client.id, actor)),
    )


def _continue(tx: Tx, office: Office, actor: Person, draft: Draft, receipt: int) -> ClientForm:
    data = draft.data
    stage = Stage(data["stage"]) if "stage" in data else None
    name = data.get("nickname")
    if name is None:
        expect(tx, office, actor.id, NAME, str(draft.id))
        return ClientForm(actor, draft.id, None, stage)
    own = {link.client.id: link.client.nickname for link in access.caseload(tx, office, actor)}
    is_taken = bool(exactly(name, own))
    if data.get("name") != KEEP and looks_like_full_name(name):
        expect(tx, office, actor.id, NAME, str(draft.id))
        return ClientForm(actor, draft.id, name, stage, asks_name=True)
    if stage is None or "pace" not in data:
        return ClientForm(actor, draft.id, name, stage, is_taken=is_taken)
    client = clients.add(
        tx,
        name,
        stage,
        low_demand=data["pace"] == "low",
        by=actor.id,
        now=office.now_ms(),
        origin=receipt,
    )
    if data.get("more"):
        clients.set_detail(tx, client.id, **data["more"])
    people.add_link(tx, client.id, actor.id, Role.THERAPIST, office.now_ms())
    audit.record(tx, office.now_ms(), "client added", person_id=actor.id, client_id=client.id)
    drafts.drop(tx, draft.id)
    made = clients.by_id(tx, client.id)
    return ClientForm(actor, draft.id, name, stage, made, is_taken=is_taken)
