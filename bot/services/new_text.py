"""A running assignment goes on with a newer text of its card only when its therapist says so.

The newer text is looked at like a new assignment: what the client's flags block stays as it is,
and what is to be confirmed is confirmed first.
"""

from dataclasses import dataclass, field

from bot.catalog import Activity
from bot.domain.errors import Invalid, Stale
from bot.domain.people import Client, Person
from bot.domain.program import Assignment, Status
from bot.services import access, precautions
from bot.services.cards import card_text
from bot.services.office import Office, Visitor
from bot.services.precautions import Precautions
from bot.store import assignment_versions, audit, programs
from bot.store.database import Tx


@dataclass(frozen=True, slots=True)
class NewText:
    """A newer text of a running card.

    Attributes:
        checks: what stands before it.
        loses_steps: the client's own steps, or the part to hand over, would begin anew.
        is_taken: the assignment has it now.
    """

    actor: Person
    client: Client
    assignment: Assignment
    activity: Activity
    checks: Precautions = field(default_factory=Precautions)
    loses_steps: bool = False
    is_taken: bool = False


def newer_text(office: Office, actor: Person, one: Assignment) -> Activity | None:
    """Return the text that the library has now, when it is another one and theirs to see."""
    found = office.catalog_of(actor.id).activities.get(one.activity_id)
    if found is None or found.revision == one.revision:
        return None
    own = office.library.own_card(one.activity_id)
    is_seen = own is None or own.standing.is_seen_by(actor.id)
    return found if is_seen and one.status is not Status.ENDED else None


async def take_new_text(
    office: Office, visitor: Visitor, assignment_id: int, seen: int, mark: str, *, sure: bool
) -> NewText:
    """Let an assignment go on with the newer text, as of the version that the therapist saw.

    Where something is to be looked at first, nothing changes until they are `sure`, with the mark
    of what they have looked at.

    Raises:
        NotAllowed: not on this therapist's caseload. Stale: it has ended, or there is no newer
            text. Invalid: somebody else changed it meanwhile.
    """

    def change(tx: Tx) -> NewText:
        actor, link, one = access.therapist_for(tx, office, visitor.telegram_id, assignment_id)
        found = office.catalog_of(actor.id).activities.get(one.activity_id)
        if found is not None and found.revision == one.revision and one.version == seen + 1:
            return NewText(actor, link.client, one, found, is_taken=True)
        activity = newer_text(office, actor, one)
        if activity is None:
            raise Stale("no newer text")
        if one.version != seen:
            raise Invalid("own_changed")
        checks = precautions.look(tx, office, actor, one.client_id, activity)
        keeps = card_text(tx, office, one).steps == activity.steps
        loses = not keeps and (one.own_steps is not None or one.hand_over_from is not None)
        page = NewText(actor, link.client, one, activity, checks, loses)
        if not checks.lets_pass(mark) or (loses and not sure):
            return page
        return _taken(tx, office, page, keeps_steps=keeps)

    return await office.db.write(change)


def _taken(tx: Tx, office: Office, page: NewText, *, keeps_steps: bool) -> NewText:
    now, one, activity, by = office.now_ms(), page.assignment, page.activity, page.actor.id
    programs.keep_revision(tx, activity.id, activity.revision, activity.model_dump_json(), now)
    if not assignment_versions.take_text(
        tx, one, activity.revision, keeps_steps=keeps_steps, by=by, now=now
    ):
        raise Invalid("own_changed")
    precautions.record(tx, page.checks, one.id, by, now)
    looked_at = " ".join(reason.flag for reason in page.checks.confirm)
    detail = f"{activity.id}: {activity.revision} {looked_at}".strip()
    audit.record(tx, now, "new text", person_id=by, client_id=one.client_id, detail=detail)
    after = programs.assignment(tx, one.id) or one
    return NewText(page.actor, page.client, after, activity, is_taken=True)
