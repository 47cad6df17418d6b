"""What a family will get, for the therapist to look at: read alone, nothing written or sent.

The family's own services make the day and the cards, for the first caregiver as they are now. Own
photos of a family stay with whoever gave them.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from bot.domain.errors import Invalid
from bot.domain.people import CareLink, Person, Role, Stage
from bot.domain.program import Assignment
from bot.domain.rhythm import Slot
from bot.services import access
from bot.services.cards import Card, Day, DayItem, card_of, day_of
from bot.services.office import Office, Visitor
from bot.store import people, programs, reminders
from bot.store.database import Tx

#: How far ahead a day is looked for that holds something, and may be looked at.
AHEAD: Final = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class DayPreview:
    """A day as a caregiver gets it.

    Attributes:
        actor: the therapist who looks.
        day: as of that date; its actor is the caregiver.
        has_family: whether somebody has joined; else the therapist stands in.
    """

    actor: Person
    day: Day
    has_family: bool


@dataclass(frozen=True, slots=True)
class SlotPreview:
    """A time of day's message: its items, and the card when there is one alone."""

    actor: Person
    day: Day
    slot: Slot
    items: tuple[DayItem, ...]
    only: Card | None


@dataclass(frozen=True, slots=True)
class CardPreview:
    """One card as a caregiver gets it."""

    actor: Person
    card: Card


async def preview_day(
    office: Office, visitor: Visitor, client_id: int, on: date | None
) -> DayPreview:
    """Return a day; without a date, the next one that holds something.

    Raises:
        NotAllowed: not on this therapist's caseload. Invalid: a date that is no business of this.
    """

    def ask(tx: Tx) -> DayPreview:
        actor, reader, link = _reader(tx, office, visitor, client_id)
        today = office.today(reader.zone)
        when = on or _next_day(programs.assignments_of(tx, client_id), today)
        day = _day(tx, office, reader, link, when)
        return DayPreview(actor, day, reader.id != actor.id)

    return await office.db.read(ask)


async def preview_slot(
    office: Office, visitor: Visitor, client_id: int, on: date, slot: Slot
) -> SlotPreview:
    """Return what a time of day's message would hold.

    Raises:
        NotAllowed: not on this therapist's caseload. Invalid: nothing is planned for it.
    """

    def ask(tx: Tx) -> SlotPreview:
        actor, reader, link = _reader(tx, office, visitor, client_id)
        day = _day(tx, office, reader, link, on)
        items = tuple(item for item in day.items if slot in (Slot.BEDTIME, item.assignment.slot))
        if not items:
            raise Invalid("nothing_planned")
        open_ones = [item for item in items if item.answer is None] or list(items)
        only = None
        if len(open_ones) == 1:
            card = card_of(tx, office, reader, link, open_ones[0].assignment, on)
            items, only = tuple(open_ones), replace(card, today=on)
        return SlotPreview(actor, day, slot, items, only)

    return await office.db.read(ask)


async def preview_card(
    office: Office, visitor: Visitor, assignment_id: int, on: date | None
) -> CardPreview:
    """Return a card; without a date, on the next day that it belongs to.

    Raises:
        NotAllowed: not on this therapist's caseload. Stale: no such assignment.
        Invalid: a date that is no business of this.
    """

    def ask(tx: Tx) -> CardPreview:
        _, _, one = access.therapist_for(tx, office, visitor.telegram_id, assignment_id)
        actor, reader, link = _reader(tx, office, visitor, one.client_id)
        when = on or _next_day([one], office.today(reader.zone))
        _checked(office, reader, when)
        card = card_of(tx, office, reader, link, one, when)
        return CardPreview(actor, replace(card, today=when))

    return await office.db.read(ask)


def _reader(
    tx: Tx, office: Office, visitor: Visitor, client_id: int
) -> tuple[Person, Person, CareLink]:
    """Return the therapist, and through whose eyes they look: the first caregiver's."""
    actor, own = access.therapist_of(tx, office, visitor.telegram_id, client_id)
    for person, link in people.caregivers_of(tx, client_id, office.now_ms()):
        if link.role is not Role.SCHOOL:
            return actor, person, link
    role = Role.SELF if own.client.stage is Stage.ADULT else Role.FAMILY
    return actor, actor, replace(own, role=role)


def _day(tx: Tx, office: Office, reader: Person, link: CareLink, on: date) -> Day:
    _checked(office, reader, on)
    day = day_of(tx, office, reader, link, on)
    wishes = reminders.of(tx, reader.id, link.client.id)
    anchors = {w.slot: w.anchor for w in wishes if w.is_on and w.anchor}
    return replace(day, today=on, anchors=anchors, other_clients=max(0, day.other_clients))


def _checked(office: Office, reader: Person, on: date) -> None:
    today = office.today(reader.zone)
    if not today <= on <= today + AHEAD:
        raise Invalid("choice", value=on)


def _next_day(assignments: list[Assignment], today: date) -> date:
    """Return the first day from today on that holds something; today when none does."""
    days = (today + timedelta(days=n) for n in range(AHEAD.days))
    return next((day for day in days if any(a.is_wanted_on(day) for a in assignments)), today)
