"""Changing one assignment: authorised, checked, written down as a new version, never blindly.

An edit says which version it was made against. When somebody else changed the assignment since,
nothing is written: what they changed is shown first, and the edit waits in a draft.
"""

from dataclasses import dataclass
from typing import Final

from bot.domain.errors import Invalid, Stale
from bot.domain.people import Person
from bot.domain.program import Assignment, Status
from bot.domain.program_change import Edit, Field, edited, reordered
from bot.domain.program_versions import Version, is_same
from bot.domain.rhythm import Slot
from bot.services import access
from bot.services.cards import activity_of, card_text
from bot.services.family import family_zone
from bot.services.office import Office, Visitor
from bot.services.reminder_days import put_afternoon
from bot.services.steered import Steered, steered
from bot.services.typed import expect
from bot.store import assignment_versions, audit, drafts, programs, worry_rests
from bot.store.database import Tx

KIND: Final = "program_edit"
TYPED: Final = "program_edit"
#: What is kept as the reason when no words were given.
THERAPIST: Final = "therapist"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody else changed it first: what became of it, and the edit that waits.

    `versions` are those since the one that was seen, that one first.
    """

    page: Steered
    draft_id: int
    edit: Edit
    wanted: Assignment
    versions: tuple[Version, ...]


async def change_assignment(
    office: Office, visitor: Visitor, assignment_id: int, seen: int, edit: Edit
) -> Steered | Conflict:
    """Change one thing about an assignment, as of the version that the therapist saw.

    Raises:
        NotAllowed: not on this therapist's caseload. Stale: it has ended. Invalid: not possible.
    """

    def change(tx: Tx) -> Steered | Conflict:
        actor, _, _ = access.therapist_for(tx, office, visitor.telegram_id, assignment_id)
        drafts.take_expected(tx, actor.id, visitor.receipt)
        return put_change(tx, office, visitor, assignment_id, seen, edit)

    return await office.db.write(change)


async def change_anyway(office: Office, visitor: Visitor, draft_id: int) -> Steered | Conflict:
    """Make the edit that waited, now that what others changed has been seen.

    Raises:
        NotAllowed: somebody else's. Stale: it is over. Invalid: not possible any more.
    """

    def change(tx: Tx) -> Steered | Conflict:
        actor = access.therapist(tx, office, visitor.telegram_id)
        draft = access.own_draft(tx, actor, draft_id, KIND)
        data = draft.data
        edit = Edit(Field(data["field"]), data["value"], data["step"])
        made = put_change(tx, office, visitor, data["assignment"], data["seen"], edit)
        if isinstance(made, Steered):
            drafts.drop(tx, draft.id)
        return made

    return await office.db.write(change)


async def await_change(
    office: Office, visitor: Visitor, assignment_id: int, seen: int, edit: Edit
) -> Steered:
    """Take the next typed text, within two hours, as the value of an edit.

    Raises:
        NotAllowed: not on this therapist's caseload. Stale: it has ended.
    """

    def change(tx: Tx) -> Steered:
        actor, link, one = access.therapist_for(tx, office, visitor.telegram_id, assignment_id)
        if one.status is Status.ENDED:
            raise Stale("ended")
        target = f"{assignment_id}:{seen}:{edit.field}:{edit.step}"
        expect(tx, office, actor.id, TYPED, target)
        return steered(tx, office, actor, link.client, one)

    return await office.db.write(change)


def put_change(
    tx: Tx, office: Office, visitor: Visitor, assignment_id: int, seen: int, edit: Edit
) -> Steered | Conflict:
    """Change an assignment within a transaction, with every check."""
    actor, link, one = access.therapist_for(tx, office, visitor.telegram_id, assignment_id)
    today = office.today(family_zone(tx, office, one.client_id, actor))
    card_steps = len(card_text(tx, office, one).steps)
    if one.version != seen:
        page = steered(tx, office, actor, link.client, one)
        return _late(tx, office, visitor, page, seen, edit)
    if one.status is Status.ENDED:
        raise Stale("ended")
    if edit.field is Field.ORDER:
        program = programs.assignments_of(tx, one.client_id)
        places = reordered(program, one, int(edit.value) if edit.value.isdecimal() else -1)
        edit = Edit(Field.ORDER, str(places[one.id]))
        assignment_versions.put_in_order(tx, places)
    wanted = edited(one, edit, card_steps, today)
    saved = write_change(tx, office, actor, one, wanted, why_of(edit))
    return steered(tx, office, actor, link.client, saved)


def write_change(
    tx: Tx, office: Office, actor: Person, one: Assignment, wanted: Assignment, why: str | None
) -> Assignment:
    """Write a change down as one version, within a transaction that has authorised the actor.

    Raises:
        Invalid: it does not fit beside the rest of the program.
    """
    _fits(tx, office, programs.assignments_of(tx, one.client_id), one, wanted)
    if wanted == one:
        return one
    saved = assignment_versions.save(tx, one, wanted, actor.id, office.now_ms(), why)
    if saved is None:
        raise LookupError("an assignment changed within a transaction")
    _follow(tx, office, actor, one, saved)
    return saved


def _late(
    tx: Tx, office: Office, visitor: Visitor, page: Steered, seen: int, edit: Edit
) -> Steered | Conflict:
    """Somebody changed it since: the same edit again is done already; another one is asked about.

    Raises:
        Stale: it has ended meanwhile, or that version never was.
    """
    one = page.assignment
    versions = assignment_versions.of(tx, one)
    base = next((v.state for v in versions if v.state.version == seen), None)
    if base is None:
        raise Stale("no such version")
    if edit.field is Field.ORDER:
        if edit.value == str(page.place[0]):
            return page
    elif is_same(edited(base, edit, len(page.card.steps), page.today), one):
        return page
    if one.status is Status.ENDED:
        raise Stale("ended")
    data = {
        "assignment": one.id,
        "seen": one.version,
        "field": edit.field.value,
        "value": edit.value,
        "step": edit.step,
    }
    draft = drafts.begin(tx, page.actor.id, KIND, data, office.now_ms(), visitor.receipt)
    since = tuple(v for v in versions if v.state.version >= seen)
    wanted = edited(one, edit, len(page.card.steps), page.today)
    return Conflict(page, draft.id, edit, wanted, since)


def _fits(
    tx: Tx, office: Office, program: list[Assignment], one: Assignment, wanted: Assignment
) -> None:
    """Raise Invalid when a change does not fit beside the rest of the program."""
    for other in program:
        same = other.activity_id == one.activity_id and other.slot is wanted.slot
        if same and other.id != one.id:
            raise Invalid("twice_in_slot", title=activity_of(tx, office, one).title)
    if wanted.paused_until is not None and worry_rests.is_held(tx, one.id):
        raise Invalid("worry_rests")


def _follow(tx: Tx, office: Office, actor: Person, one: Assignment, saved: Assignment) -> None:
    """Do what goes with a change: the audit, the afternoon's reminders, a worry's rest."""
    now = office.now_ms()
    if saved.slot is Slot.AFTERNOON and one.slot is not Slot.AFTERNOON:
        put_afternoon(tx, office, one.client_id)
    if saved.status is Status.ACTIVE and one.status is not Status.ACTIVE:
        worry_rests.let_back(tx, one.id, actor.id, now)
    what = f"assignment {saved.status}" if saved.status is not one.status else "assignment changed"
    detail = f"{one.activity_id} v{saved.version}"
    audit.record(tx, now, what, person_id=actor.id, client_id=one.client_id, detail=detail)


def why_of(edit: Edit) -> str | None:
    """Return the reason that an edit gives, as the store keeps it."""
    if edit.field is Field.END:
        return edit.value.strip() or THERAPIST
    return THERAPIST if edit.field is Field.REST else None
