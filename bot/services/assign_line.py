"""Assigning by one typed line: what is clear is done, what is not changes nothing.

What a line leaves unclear can be chosen by a button, which completes that very line.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from bot.catalog import Activity, Catalog
from bot.domain.assign_form import Field
from bot.domain.errors import Invalid
from bot.domain.nearest import NEAREST, nearest
from bot.domain.people import CareLink, Client, Person
from bot.domain.typed_assign import Chosen, TypedAssign, parse_assign
from bot.domain.typed_when import When, mended
from bot.services import access
from bot.services.assign import Assigned, Wish, put_assignment, result, then_goal, weigh
from bot.services.assign_answers import answers_of
from bot.services.assign_form import AssignForm, open_form
from bot.services.office import Office, Visitor
from bot.services.precautions import NOTHING
from bot.services.told_apart import told_apart
from bot.store import drafts, programs
from bot.store.database import Tx
from bot.store.drafts import Draft

KIND: Final = "assign_line"

Kept = dict[str, Any]


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """A typed line that changed nothing.

    Attributes:
        draft_id: the line as it was kept, for the buttons that complete it.
        clients: the caseload.
        likely: what the words about when most likely meant, for a line to copy.
        near_clients: whom the words for the client may mean.
        carers: who cares for them, where a name alone does not tell them apart.
        near_activities: which cards the words for the activity may mean.
    """

    actor: Person
    draft_id: int
    typed: TypedAssign
    clients: tuple[CareLink, ...]
    client: Client | None
    activity: Activity | None
    likely: When
    near_clients: tuple[Client, ...]
    carers: Mapping[int, str]
    near_activities: tuple[Activity, ...]


async def assign_typed(
    office: Office, visitor: Visitor, line: str
) -> Assigned | NotUnderstood | AssignForm:
    """Assign by one typed line; a line that names a client alone opens the form for them.

    Raises:
        NotAllowed: not a therapist. Invalid: in the program for that slot already.
    """

    def change(tx: Tx) -> Assigned | NotUnderstood | AssignForm:
        actor = access.therapist(tx, office, visitor.telegram_id)
        made = programs.by_origin(tx, visitor.receipt)
        if made is not None:
            return result(tx, office, visitor, made)
        return _read(tx, office, visitor, actor, {"line": line})

    return await office.db.write(change)


async def complete_line(
    office: Office, visitor: Visitor, draft_id: int, part: str, value: str
) -> Assigned | NotUnderstood | AssignForm:
    """Take the client or the activity that a button names, and read the line again.

    Raises:
        NotAllowed: not their line, not their client. Stale: it is done with.
        Invalid: no such choice, or in the program for that slot already.
    """
    if part not in ("client", "activity"):
        raise Invalid("choice", value=part)

    def change(tx: Tx) -> Assigned | NotUnderstood | AssignForm:
        actor = access.therapist(tx, office, visitor.telegram_id)
        made = programs.by_origin(tx, visitor.receipt)
        if made is not None:
            return result(tx, office, visitor, made)
        draft = access.own_draft(tx, actor, draft_id, KIND)
        done = _read(tx, office, visitor, actor, {**draft.data, part: value}, draft)
        if not isinstance(done, NotUnderstood):
            drafts.drop(tx, draft.id)
        return done

    return await office.db.write(change)


def _read(
    tx: Tx, office: Office, visitor: Visitor, actor: Person, kept: Kept, draft: Draft | None = None
) -> Assigned | NotUnderstood | AssignForm:
    own = tuple(access.caseload(tx, office, actor))
    catalog = office.catalog_of(actor.id)
    library = {a.id: a.title for a in catalog.activities.values() if a.enabled}
    names = {link.client.id: link.client.nickname for link in own}
    chosen = _chosen(kept, names, library)
    typed = parse_assign(kept["line"], names, library, office.today(actor.zone), chosen)
    if typed.is_client_alone:
        return open_form(tx, office, visitor, {Field.CLIENT: typed.client_id})
    if not typed.problems and typed.client_id is not None and typed.activity_id is not None:
        wish = Wish(typed.client_id, typed.activity_id, typed.when, typed.note)
        last = weigh(tx, office, actor, wish)
        if last.lets_pass(NOTHING):
            done = then_goal(tx, office, put_assignment(tx, office, visitor, wish))
            return replace(done, load=last.load)
        return open_form(tx, office, visitor, answers_of(wish))
    now = office.now_ms()
    near = _near_clients(typed, own)
    draft = (
        drafts.begin(tx, actor.id, KIND, kept, now, visitor.receipt)
        if draft is None
        else drafts.save(tx, draft, kept, now)
    )
    return NotUnderstood(
        actor,
        draft.id,
        typed,
        own,
        next((link.client for link in own if link.client.id == typed.client_id), None),
        catalog.activities.get(typed.activity_id or ""),
        mended(typed.rest, office.today(actor.zone)),
        near,
        told_apart(tx, office, near),
        _near_activities(catalog, typed),
    )


def _chosen(kept: Kept, names: Mapping[int, str], library: Mapping[str, str]) -> Chosen:
    """Return what buttons have chosen so far, as far as it is still there."""
    said, activity_id = str(kept.get("client", "")), kept.get("activity")
    client_id = int(said) if said.isascii() and said.isdigit() else None
    if (said and client_id not in names) or (activity_id and activity_id not in library):
        raise Invalid("choice", value=said)
    return Chosen(client_id, activity_id)


def _near_clients(typed: TypedAssign, own: tuple[CareLink, ...]) -> tuple[Client, ...]:
    """Return whom the words may mean: those of that name, or the three nearest."""
    if typed.client_id is not None:
        return ()
    if typed.same_name:
        return tuple(link.client for link in own if link.client.id in typed.same_name)
    known = {link.client.id: link.client for link in own}
    names = {who: client.nickname for who, client in known.items()}
    return tuple(known[who] for who in nearest(typed.said_client, names))


def _near_activities(catalog: Catalog, typed: TypedAssign) -> tuple[Activity, ...]:
    if typed.activity_id is not None:
        return ()
    said = next((words for code, words in typed.problems if code == "activity"), "")
    return tuple(catalog.search(said, limit=NEAREST))
