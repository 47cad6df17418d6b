"""What a caregiver sees: a client's day, and one activity card of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from bot.catalog import Activity
from bot.catalog.own_way import with_own_steps
from bot.domain.check_in import CheckIn, may_answer
from bot.domain.day import Item, plan_of
from bot.domain.errors import Invalid, Stale
from bot.domain.people import CareLink, Person
from bot.domain.program import Assignment
from bot.domain.rhythm import Slot
from bot.services import access, sight
from bot.services.load_due import evening_to_ask
from bot.services.office import Office, Visitor
from bot.store import cards_read, check_ins, people, programs, reminders
from bot.store.database import Tx


@dataclass(frozen=True, slots=True)
class DayItem:
    """One card on a day: the assignment, its text, and the latest answer."""

    assignment: Assignment
    activity: Activity
    answer: CheckIn | None


@dataclass(frozen=True, slots=True)
class Day:
    """A client's local date `on`, for one caregiver."""

    actor: Person
    link: CareLink
    on: date
    today: date
    items: tuple[DayItem, ...]
    goal: str | None
    other_clients: int = 0
    #: The family's own words for a time of day ("after breakfast").
    anchors: Mapping[Slot, str] = field(default_factory=dict)
    #: The evening that the load question on today's bedtime card is about, when it is due.
    load_evening: date | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """One activity card on a local date, for one caregiver."""

    actor: Person
    link: CareLink
    assignment: Assignment
    activity: Activity
    safety: tuple[str, ...]
    on: date
    today: date
    mine: CheckIn | None
    answers: tuple[CheckIn, ...]
    therapist_name: str
    #: This person has seen the card's safety texts before: they come folded.
    was_read: bool = False
    #: The step that this person has reached on that date.
    step: int | None = None
    #: A smaller one was wished for.
    is_smaller: bool = False
    #: Set when a note was too long to be kept whole.
    note_was_cut: bool = False
    #: Set when "not for us" was said twice: the therapist could be told.
    offers_to_tell: bool = False


def card_text(tx: Tx, office: Office, assignment: Assignment, language: str = "en") -> Activity:
    """Return the text that an assignment was made from, as the card has it."""
    current = office.catalog.activities.get(assignment.activity_id)
    if current is not None and current.revision == assignment.revision:
        return office.catalog.in_language(language).activities[assignment.activity_id]
    body = programs.revision_body(tx, assignment.activity_id, assignment.revision)
    if body is None:
        raise LookupError(f"assignment {assignment.id}: its revision is not kept")
    return Activity.model_validate_json(body)


def activity_of(tx: Tx, office: Office, assignment: Assignment, language: str = "en") -> Activity:
    """Return the text that an assignment was made from, whatever became of the library since.

    In a person's language as far as it is translated; a text that was kept is in English. With
    this client's own way through the steps, when the therapist has changed them.
    """
    return with_own_steps(card_text(tx, office, assignment, language), assignment.own_steps)


def day_of(tx: Tx, office: Office, actor: Person, link: CareLink, on: date) -> Day:
    """Return a client's day, within a transaction that has authorised the actor."""
    answers = sight.answers(tx, office, link, check_ins.of_client(tx, link.client.id, on, on))
    plan = plan_of(sight.all_assignments(tx, link), answers, on)
    program = sight.program(tx, link)
    return Day(
        actor=actor,
        link=link,
        on=on,
        today=office.today(actor.zone),
        items=tuple(_with_text(tx, office, item, actor.language) for item in plan),
        goal=program.goal if program else None,
        other_clients=len(access.care_links(tx, office, actor)) - 1,
        load_evening=evening_to_ask(tx, actor, link, on, office.today(actor.zone)),
    )


def card_of(
    tx: Tx,
    office: Office,
    actor: Person,
    link: CareLink,
    assignment: Assignment,
    on: date,
    *,
    names_therapist: bool = True,
) -> Card:
    """Return one card, within a transaction that has authorised the actor.

    A plain answer, which is what people tap most, names no therapist: that saves a look.
    """
    activity = activity_of(tx, office, assignment, actor.language)
    therapists = (
        people.therapists_of(tx, assignment.client_id, office.now_ms()) if names_therapist else ()
    )
    answers = sight.answers(tx, office, link, check_ins.of_assignment(tx, assignment.id, on))
    mark = cards_read.look(tx, actor.id, assignment.id, assignment.revision, on)
    return Card(
        actor=actor,
        link=link,
        assignment=assignment,
        activity=activity,
        safety=office.catalog.in_language(actor.language).safety_texts(activity),
        on=on,
        today=office.today(actor.zone),
        mine=next((a for a in answers if a.person_id == actor.id), None),
        answers=tuple(answers),
        therapist_name=therapists[0].name if therapists else "",
        was_read=mark.was_read,
        step=mark.step,
        is_smaller=mark.is_smaller,
    )


def dated_card(
    tx: Tx, office: Office, actor: Person, link: CareLink, assignment: Assignment, on: date
) -> Card:
    """Return one card of a date that it belongs to, or that was answered about.

    Raises:
        Stale: it is not of that date. Invalid: a date that is no business of this card.
    """
    if on > office.today(actor.zone) or on < assignment.starts_on:
        raise Invalid("choice", value=on)
    card = card_of(tx, office, actor, link, assignment, on)
    if not assignment.is_wanted_on(on) and not card.answers:
        raise Stale("not on that day")
    return card


async def read_past_day(office: Office, visitor: Visitor, client_id: int, on: date) -> Day:
    """Return one of the last three days, to answer about from memory.

    Raises:
        NotAllowed: not their client. Stale: it is too long ago.
    """

    def ask(tx: Tx) -> Day:
        actor, link = access.caregiver_of(tx, office, visitor.telegram_id, client_id)
        if not may_answer(on, office.today(actor.zone)):
            raise Stale("too long ago")
        return day_of(tx, office, actor, link, on)

    return await office.db.read(ask)


async def read_day(office: Office, visitor: Visitor, client_id: int) -> Day:
    """Return a client's present day.

    Raises:
        NotAllowed: not their client.
    """

    def ask(tx: Tx) -> Day:
        actor, link = access.caregiver_of(tx, office, visitor.telegram_id, client_id)
        day = day_of(tx, office, actor, link, office.today(actor.zone))
        wishes = reminders.of(tx, actor.id, client_id)
        return replace(day, anchors={w.slot: w.anchor for w in wishes if w.is_on and w.anchor})

    return await office.db.read(ask)


async def read_card(office: Office, visitor: Visitor, assignment_id: int, on: date) -> Card:
    """Return one activity card.

    Raises:
        Stale: it has ended, and nothing was answered on that date. NotAllowed: not theirs.
        Invalid: a date that is no business of this card.
    """

    def ask(tx: Tx) -> Card:
        actor, link, assignment = access.caregiver_for(
            tx, office, visitor.telegram_id, assignment_id
        )
        return dated_card(tx, office, actor, link, assignment, on)

    return await office.db.read(ask)


def _with_text(tx: Tx, office: Office, item: Item, language: str) -> DayItem:
    activity = activity_of(tx, office, item.assignment, language)
    return DayItem(item.assignment, activity, item.answer)
