"""A plan before it is assigned: its activities with what stands before each, and its load."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.catalog import Activity, Catalog
from bot.catalog.models import fingerprint
from bot.domain.load import Load
from bot.domain.people import Client, Person
from bot.domain.program import Assignment
from bot.domain.rhythm import Slot
from bot.domain.template import Plan, PlanItem, from_data, joins_in, named_for, spread
from bot.services import access, load, precautions
from bot.services.office import Office, Visitor
from bot.services.precautions import MARK_LENGTH, NOTHING, Precautions
from bot.store import programs, templates
from bot.store.database import Tx
from bot.store.drafts import Draft

#: The kind of draft that a plan is.
PLAN: Final = "plan"


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One activity of a plan, and what stands before it.

    Attributes:
        activity: None when it is not in the library (any more).
        is_there: it is in the program for that time of day already.
        safety: the card's safety texts.
    """

    item: PlanItem
    activity: Activity | None
    checks: Precautions
    is_there: bool
    starts_on: date
    safety: tuple[str, ...] = ()

    @property
    def is_possible(self) -> bool:
        """Say whether it can be assigned."""
        return self.activity is not None and not self.is_there and not self.checks.blocked

    @property
    def is_taken(self) -> bool:
        """Say whether the last tap assigns it."""
        return self.item.is_in and self.is_possible


@dataclass(frozen=True, slots=True)
class PlanForm:
    """A plan before it is assigned.

    Attributes:
        hint: the library's words about starting small.
        idea: a goal to accept in one tap; None where the template has none.
        goal: the goal that was chosen, or that the program has already.
        has_goal: the program has one already.
        mark: what the last tap carries: it confirms just what this form shows.
    """

    actor: Person
    client: Client
    draft_id: int
    name: str
    hint: str | None
    idea: str | None
    goal: str | None
    has_goal: bool
    plan: Plan
    lines: tuple[PlanLine, ...]
    load: Load
    today: date

    @property
    def taken(self) -> tuple[PlanLine, ...]:
        """The activities that the last tap assigns."""
        return tuple(line for line in self.lines if line.is_taken)

    @property
    def asks(self) -> bool:
        """Say whether there is something to look at first."""
        return any(line.checks.mark != NOTHING for line in self.taken)

    @property
    def mark(self) -> str:
        """Return what a button carries that assigns and confirms just what is shown."""
        shown = [
            [one.activity_id, one.slot, one.weekdays.mask, one.week, line.checks.mark]
            for line in self.taken
            for one in [line.item]
        ]
        return fingerprint([shown, self.plan.weeks])[:MARK_LENGTH]


@dataclass(frozen=True, slots=True)
class Planned:
    """What was assigned, in the order in which it joins."""

    actor: Person
    client: Client
    items: tuple[tuple[Assignment, str], ...]
    goal: str | None
    has_family: bool
    today: date


def plan_from(tx: Tx, catalog: Catalog, template: str) -> Plan | None:
    """Return the plan that a template begins with: the library's by id, an own one by number."""
    if template.isascii() and template.isdigit() and len(template) < 16:
        own = templates.one(tx, int(template))
        return None if own is None else own.plan
    found = catalog.programs.get(template)
    if found is None:
        return None
    weeks = joins_in([item.week for item in found.items])
    items = tuple(
        PlanItem(item.activity, Slot(item.slot), spread(item.days), week)
        for item, week in zip(found.items, weeks, strict=True)
    )
    return Plan(items, found.weeks)


def form_of(tx: Tx, office: Office, visitor: Visitor, draft: Draft) -> PlanForm:
    """Return a plan's page, within a transaction; the client has to be on the caseload still.

    Raises:
        NotAllowed: not on this therapist's caseload any more.
    """
    data = draft.data
    actor, link = access.therapist_of(tx, office, visitor.telegram_id, data["client"])
    catalog = office.catalog_of(actor.id).in_language(actor.language)
    today = office.today(actor.zone)
    plan = from_data(data["plan"])
    lines = _lines(tx, office, actor, catalog, link.client, plan, today)
    pieces = [
        load.piece(
            office,
            line.activity,
            line.item.weekdays,
            line.starts_on,
            plan.ends_on(today),
            line.item.minutes,
        )
        for line in lines
        if line.is_taken and line.activity is not None
    ]
    library = catalog.programs.get(data["template"])
    program = programs.open_program(tx, link.client.id)
    written = program.goal if program else None
    return PlanForm(
        actor,
        link.client,
        draft.id,
        name_of(tx, catalog, data["template"]),
        library.start_small if library else None,
        named_for(library.goal, library.named, link.client.nickname) if library else None,
        written or data.get("goal"),
        bool(written),
        plan,
        lines,
        load.load_with(tx, office, link.client.id, today, pieces),
        today,
    )


def _lines(
    tx: Tx,
    office: Office,
    actor: Person,
    catalog: Catalog,
    client: Client,
    plan: Plan,
    today: date,
) -> tuple[PlanLine, ...]:
    there = {(a.activity_id, a.slot) for a in programs.assignments_of(tx, client.id)}
    lines: list[PlanLine] = []
    for item in plan.items:
        activity = catalog.activities.get(item.activity_id)
        if activity is not None and not activity.enabled:
            activity = None
        checks = Precautions()
        if activity is not None:
            checks = precautions.look(tx, office, actor, client.id, activity)
        where = item.activity_id, item.slot
        safety = catalog.safety_texts(activity) if activity is not None else ()
        starts_on = plan.starts_on(item, today)
        line = PlanLine(item, activity, checks, where in there, starts_on, safety)
        if line.is_taken:
            there.add(where)
        lines.append(line)
    return tuple(lines)


def name_of(tx: Tx, catalog: Catalog, template: str) -> str:
    """Return a template's name; an own one that was removed since has none."""
    if template in catalog.programs:
        return catalog.programs[template].name
    own = templates.one(tx, int(template)) if template.isdigit() else None
    return own.name if own is not None else ""
