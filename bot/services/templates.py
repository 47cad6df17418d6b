"""The shelf of templates: the library's programs, and those that the practice keeps of its own.

An own template holds activities and times alone. Notes, own steps and the goal are about somebody,
so they stay where they are.
"""

from dataclasses import dataclass
from typing import Final

from bot.catalog import Catalog
from bot.catalog.models import ProgramTemplate
from bot.domain.errors import Invalid, NotAllowed, Stale
from bot.domain.people import Client, Person, Stage, clean_name
from bot.domain.program import Status
from bot.domain.template import NAME_LIMIT, OwnTemplate, of_program
from bot.services import access
from bot.services.office import Office, Visitor
from bot.services.plan_form import PLAN, name_of
from bot.services.practice_weeks import usual_weeks
from bot.services.typed import expect
from bot.store import audit, drafts, programs, templates
from bot.store.database import Tx

SAVE: Final = "template_name"
RENAME: Final = "template_rename"


@dataclass(frozen=True, slots=True)
class Shelf:
    """The templates to choose from for a client; those that fit the client's age come first.

    `left` is a plan for this client that was not assigned: its draft and its name.
    """

    actor: Person
    client: Client
    fitting: tuple[ProgramTemplate, ...]
    others: tuple[ProgramTemplate, ...]
    own: tuple[OwnTemplate, ...]
    can_save: bool
    left: tuple[int, str] | None = None


@dataclass(frozen=True, slots=True)
class OwnPage:
    """One of the practice's own templates, as of a client that it is looked at for."""

    actor: Person
    client: Client
    template: OwnTemplate
    titles: tuple[str, ...]
    may_change: bool


async def read_shelf(office: Office, visitor: Visitor, client_id: int) -> Shelf:
    """Return the templates.

    Raises:
        NotAllowed: not on this therapist's caseload.
    """
    return await office.db.read(lambda tx: _shelf(tx, office, visitor, client_id))


async def read_own_template(
    office: Office, visitor: Visitor, client_id: int, template_id: int
) -> OwnPage:
    """Return one of the practice's own templates.

    Raises:
        NotAllowed: not on this therapist's caseload. Stale: it was removed.
    """
    return await office.db.read(lambda tx: _own(tx, office, visitor, client_id, template_id))


async def await_template_name(office: Office, visitor: Visitor, client_id: int) -> Shelf:
    """Take the next typed text as the name under which a client's program is kept.

    Raises:
        NotAllowed: not on this therapist's caseload. Invalid: there is nothing to keep.
    """

    def change(tx: Tx) -> Shelf:
        shelf = _shelf(tx, office, visitor, client_id)
        if not shelf.can_save:
            raise Invalid("nothing_to_keep")
        expect(tx, office, shelf.actor.id, SAVE, str(client_id))
        return shelf

    return await office.db.write(change)


async def save_template(office: Office, visitor: Visitor, client_id: int, name: str) -> OwnPage:
    """Keep a client's program for others, without anything that is about the client.

    Raises:
        NotAllowed: not on this therapist's caseload. Invalid: no name, or nothing to keep.
    """
    words = _name(name)

    def change(tx: Tx) -> OwnPage:
        actor, _ = access.therapist_of(tx, office, visitor.telegram_id, client_id)
        going = [a for a in programs.assignments_of(tx, client_id) if a.status is not Status.ENDED]
        if not going:
            raise Invalid("nothing_to_keep")
        now = office.now_ms()
        plan = of_program(going, usual_weeks(tx, office))
        made = templates.add(tx, words, plan, actor.id, now, visitor.receipt)
        drafts.take_expected(tx, actor.id, visitor.receipt)
        audit.record(tx, now, "template kept", person_id=actor.id, detail=str(made))
        return _own(tx, office, visitor, client_id, made)

    return await office.db.write(change)


async def await_new_name(
    office: Office, visitor: Visitor, client_id: int, template_id: int
) -> OwnPage:
    """Take the next typed text as a template's new name.

    Raises:
        NotAllowed: not theirs to change. Stale: it was removed.
    """

    def change(tx: Tx) -> OwnPage:
        page = _changeable(tx, office, visitor, client_id, template_id)
        expect(tx, office, page.actor.id, RENAME, f"{client_id}:{template_id}")
        return page

    return await office.db.write(change)


async def rename_template(
    office: Office, visitor: Visitor, client_id: int, template_id: int, name: str
) -> OwnPage:
    """Give one of the practice's own templates another name.

    Raises:
        NotAllowed: not theirs to change. Stale: it was removed. Invalid: no name.
    """
    words = _name(name)

    def change(tx: Tx) -> OwnPage:
        page = _changeable(tx, office, visitor, client_id, template_id)
        templates.rename(tx, template_id, words)
        drafts.take_expected(tx, page.actor.id, visitor.receipt)
        return _own(tx, office, visitor, client_id, template_id)

    return await office.db.write(change)


async def remove_template(
    office: Office, visitor: Visitor, client_id: int, template_id: int
) -> Shelf:
    """Take a template off the shelf; programs that began with it go on.

    Raises:
        NotAllowed: not theirs to change. Stale: it was removed.
    """

    def change(tx: Tx) -> Shelf:
        page = _changeable(tx, office, visitor, client_id, template_id)
        now = office.now_ms()
        templates.remove(tx, template_id, now)
        audit.record(tx, now, "template removed", person_id=page.actor.id, detail=str(template_id))
        return _shelf(tx, office, visitor, client_id)

    return await office.db.write(change)


def _shelf(tx: Tx, office: Office, visitor: Visitor, client_id: int) -> Shelf:
    actor, link = access.therapist_of(tx, office, visitor.telegram_id, client_id)
    catalog = office.catalog_of(actor.id).in_language(actor.language)
    every = tuple(catalog.programs.values())
    fitting = tuple(one for one in every if _fits(catalog, one, link.client))
    return Shelf(
        actor,
        link.client,
        fitting,
        tuple(one for one in every if one not in fitting),
        tuple(templates.every(tx)),
        bool(programs.assignments_of(tx, client_id)),
        _left(tx, catalog, actor, client_id),
    )


def _left(tx: Tx, catalog: Catalog, actor: Person, client_id: int) -> tuple[int, str] | None:
    """Return a plan for the client that was begun and not assigned."""
    draft = drafts.of_kind(tx, actor.id, PLAN)
    if draft is None or draft.data["client"] != client_id:
        return None
    return draft.id, name_of(tx, catalog, draft.data["template"])


def _fits(catalog: Catalog, template: ProgramTemplate, client: Client) -> bool:
    """Say whether every card of a template is for somebody of the client's age."""
    people = {"adult", "older"} if client.stage is Stage.ADULT else {client.stage.value}
    cards = [catalog.activities.get(item.activity) for item in template.items]
    return all(card is not None and not people.isdisjoint(card.people) for card in cards)


def _own(tx: Tx, office: Office, visitor: Visitor, client_id: int, template_id: int) -> OwnPage:
    actor, link = access.therapist_of(tx, office, visitor.telegram_id, client_id)
    template = templates.one(tx, template_id)
    if template is None:
        raise Stale("no such template")
    catalog = office.catalog_of(actor.id).in_language(actor.language)
    cards = [catalog.activities.get(item.activity_id) for item in template.plan.items]
    return OwnPage(
        actor,
        link.client,
        template,
        tuple(card.title for card in cards if card is not None and card.enabled),
        template.made_by == actor.id or actor.is_admin,
    )


def _changeable(
    tx: Tx, office: Office, visitor: Visitor, client_id: int, template_id: int
) -> OwnPage:
    page = _own(tx, office, visitor, client_id, template_id)
    if not page.may_change:
        raise NotAllowed("somebody else's template")
    return page


def _name(text: str) -> str:
    words = clean_name(text, NAME_LIMIT + 1)
    if not words:
        raise Invalid("template_name")
    if len(words) > NAME_LIMIT:
        raise Invalid("template_name_long", most=NAME_LIMIT)
    return words
