"""Starting a program from a template: a draft that is changed as one likes, then assigned whole.

Each card's gates stand before it. A blocked card is left out and it is said why; what is to be
confirmed is confirmed for all at once, by a tap that names exactly what was shown.
"""

from typing import Any, Final

from bot.domain.errors import Invalid, Stale
from bot.domain.program import GOAL_LIMIT, Assignment
from bot.domain.template import changed, from_data, to_data
from bot.domain.typed_when import When
from bot.services import access, assign_form
from bot.services.assign import Wish, put_assignment
from bot.services.cards import activity_of
from bot.services.office import Office, Visitor
from bot.services.plan_form import PLAN, PlanForm, PlanLine, Planned, form_of, plan_from
from bot.services.typed import expect
from bot.store import drafts, people, programs
from bot.store.database import Tx
from bot.store.drafts import Draft

GOAL: Final = "plan_goal"


async def begin_plan(office: Office, visitor: Visitor, client_id: int, template: str) -> PlanForm:
    """Open a plan from a template: the library's by its id, the practice's own by its number.

    Raises:
        NotAllowed: not on this therapist's caseload. Stale: no such template.
    """

    def change(tx: Tx) -> PlanForm:
        actor, _ = access.therapist_of(tx, office, visitor.telegram_id, client_id)
        plan = plan_from(tx, office.catalog, template)
        if plan is None:
            raise Stale("no such template")
        data: dict[str, Any] = {"client": client_id, "template": template, "plan": to_data(plan)}
        typed = drafts.of_kind(tx, actor.id, assign_form.KIND)
        if typed is not None and typed.data.get("client") == client_id:
            data["goal"] = typed.data.get("goal")  # it was typed a moment ago, on the way here
        draft = drafts.begin(tx, actor.id, PLAN, data, office.now_ms(), visitor.receipt)
        return form_of(tx, office, visitor, draft)

    return await office.db.write(change)


async def read_plan(office: Office, visitor: Visitor, draft_id: int) -> PlanForm:
    """Return a plan as it stands.

    Raises:
        NotAllowed: somebody else's. Stale: it is over.
    """
    return await office.db.read(
        lambda tx: form_of(tx, office, visitor, _own_draft(tx, office, visitor, draft_id))
    )


async def change_plan(
    office: Office, visitor: Visitor, draft_id: int, number: int, field: str, value: str
) -> PlanForm:
    """Change one thing about a plan; activities are counted from 1, 0 is the plan itself.

    Raises:
        NotAllowed: somebody else's. Stale: it is over. Invalid: no such choice.
    """

    def change(tx: Tx) -> PlanForm:
        draft = _own_draft(tx, office, visitor, draft_id)
        if (number, field) == (0, "goal"):
            idea = form_of(tx, office, visitor, draft).idea
            data = {**draft.data, "goal": idea if value == "1" else None}
        else:
            plan = changed(from_data(draft.data["plan"]), number, field, value)
            data = {**draft.data, "plan": to_data(plan)}
        draft = drafts.save(tx, draft, data, office.now_ms())
        return form_of(tx, office, visitor, draft)

    return await office.db.write(change)


async def await_plan_goal(office: Office, visitor: Visitor, draft_id: int) -> PlanForm:
    """Take the next typed text as the goal in the family's words.

    Raises:
        NotAllowed: somebody else's. Stale: it is over.
    """

    def change(tx: Tx) -> PlanForm:
        draft = _own_draft(tx, office, visitor, draft_id)
        expect(tx, office, draft.person_id, GOAL, str(draft_id))
        return form_of(tx, office, visitor, draft)

    return await office.db.write(change)


async def set_plan_goal(office: Office, visitor: Visitor, draft_id: int, goal: str) -> PlanForm:
    """Keep the typed goal, at most 300 characters.

    Raises:
        NotAllowed: somebody else's. Stale: it is over.
    """

    def change(tx: Tx) -> PlanForm:
        draft = _own_draft(tx, office, visitor, draft_id)
        words = " ".join(goal.split())[:GOAL_LIMIT]
        draft = drafts.save(tx, draft, {**draft.data, "goal": words or None}, office.now_ms())
        drafts.take_expected(tx, draft.person_id, visitor.receipt)
        return form_of(tx, office, visitor, draft)

    return await office.db.write(change)


async def finish_plan(
    office: Office, visitor: Visitor, draft_id: int, mark: str
) -> Planned | PlanForm:
    """Assign the whole plan; when what stands before it has changed, the plan comes back.

    Raises:
        NotAllowed: not their client. Stale: it is over. Invalid: nothing is left to assign.
    """

    def change(tx: Tx) -> Planned | PlanForm:
        made = programs.all_by_origin(tx, visitor.receipt)
        if made:
            return _planned(tx, office, visitor, made)
        draft = _own_draft(tx, office, visitor, draft_id)
        form = form_of(tx, office, visitor, draft)
        if not form.taken:
            raise Invalid("nothing_to_assign")
        if form.mark != mark:
            return form
        for line in form.taken:
            put_assignment(tx, office, visitor, _wish(form, line), line.checks.mark)
        if form.goal and not form.has_goal:
            program = programs.begin_program(tx, form.client.id, form.actor.id, office.now_ms())
            programs.set_goal(tx, program.id, form.goal)
        drafts.drop(tx, draft.id)
        drafts.expect_nothing(tx, form.actor.id)
        return _planned(tx, office, visitor, programs.all_by_origin(tx, visitor.receipt))

    return await office.db.write(change)


def _own_draft(tx: Tx, office: Office, visitor: Visitor, draft_id: int) -> Draft:
    actor = access.therapist(tx, office, visitor.telegram_id)
    return access.own_draft(tx, actor, draft_id, PLAN)


def _wish(form: PlanForm, line: PlanLine) -> Wish:
    item = line.item
    when = When(
        slot=item.slot,
        weekdays=item.weekdays,
        weeks=form.plan.weeks_of(item),
        minutes=item.minutes,
        starts_on=line.starts_on,
    )
    return Wish(form.client.id, item.activity_id, when)


def _planned(tx: Tx, office: Office, visitor: Visitor, made: list[Assignment]) -> Planned:
    actor, link = access.therapist_of(tx, office, visitor.telegram_id, made[0].client_id)
    program = programs.open_program(tx, link.client.id)
    return Planned(
        actor,
        link.client,
        tuple(
            (one, activity_of(tx, office, one, actor.language).title)
            for one in sorted(made, key=lambda one: (one.starts_on, one.id))
        ),
        program.goal if program else None,
        bool(people.caregivers_of(tx, link.client.id, office.now_ms())),
        office.today(actor.zone),
    )
