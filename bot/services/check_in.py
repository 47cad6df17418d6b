"""How it went, in one tap: written by upsert, so that the same tap twice counts once."""

from dataclasses import replace
from datetime import date

from bot.domain.check_in import HELP_LEVELS, Outcome, may_answer, may_undo
from bot.domain.details import CHOICES, NOT_FOR_US, NOT_FOR_US_TWICE, Detail
from bot.domain.errors import Invalid, Stale
from bot.domain.people import CareLink, Person
from bot.domain.program import Assignment, Status
from bot.domain.rhythm import Slot
from bot.services import access
from bot.services.cards import Card, Day, card_of, day_of
from bot.services.notices import owe_notice
from bot.services.office import Office, Visitor
from bot.store import audit, cards_read, check_ins, owed_edits, programs
from bot.store.database import Tx


async def check_in(
    office: Office, visitor: Visitor, assignment_id: int, on: date, outcome: Outcome
) -> Card:
    """Record or change an answer about a local date, given on the card itself.

    Who answered there has had its safety texts whole before their eyes: from then on they come
    folded (brief 0.2, rule 4).

    Raises:
        Stale: the assignment has ended, or that date is too long ago. NotAllowed: not theirs.
    """

    def change(tx: Tx) -> Card:
        card = check_in_within(tx, office, visitor, assignment_id, on, outcome)
        if not card.was_read:
            at = card.actor.id, assignment_id, card.assignment.revision
            cards_read.reach(tx, *at, on, None, office.now_ms())
        return card

    return await office.db.write(change)


async def check_in_from_list(
    office: Office, visitor: Visitor, assignment_id: int, on: date, outcome: Outcome
) -> Day:
    """Do what `check_in` does; return the whole day, for the list that the tap came from."""

    def change(tx: Tx) -> Day:
        card = check_in_within(tx, office, visitor, assignment_id, on, outcome)
        return day_of(tx, office, card.actor, card.link, on)

    return await office.db.write(change)


async def set_help(
    office: Office, visitor: Visitor, assignment_id: int, on: date, level: int
) -> Card:
    """Add how much help was needed: 0 (on their own) to 5 (brief 4.2).

    Raises:
        Invalid: no such level. Stale: there is no answer of theirs. NotAllowed: not theirs.
    """
    if level not in HELP_LEVELS:
        raise Invalid("help_level", value=level)

    def change(tx: Tx) -> Card:
        actor, link, assignment = still_open(tx, office, visitor, assignment_id, on)
        if not check_ins.set_help(
            tx,
            assignment_id=assignment_id,
            person_id=actor.id,
            on=on,
            level=level,
            now=office.now_ms(),
        ):
            raise Stale("no answer yet")
        return card_of(tx, office, actor, link, assignment, on)

    return await office.db.write(change)


async def add_detail(
    office: Office, visitor: Visitor, assignment_id: int, on: date, detail: Detail, value: str
) -> Card:
    """Add one of the optional answers (brief 4.1 to 4.4).

    Raises:
        Invalid: no such choice. Stale: there is no answer of theirs. NotAllowed: not theirs.
    """
    if value not in CHOICES[detail]:
        raise Invalid("choice", value=value)

    def change(tx: Tx) -> Card:
        actor, link, assignment = still_open(tx, office, visitor, assignment_id, on)
        if not check_ins.set_detail(
            tx,
            assignment_id=assignment_id,
            person_id=actor.id,
            on=on,
            detail=detail,
            value=value,
            now=office.now_ms(),
        ):
            raise Stale("no answer yet")
        card = card_of(tx, office, actor, link, assignment, on)
        times = check_ins.times_not_for_us(tx, assignment_id) if value == NOT_FOR_US else 0
        return replace(card, offers_to_tell=times >= NOT_FOR_US_TWICE)

    return await office.db.write(change)


async def undo(office: Office, visitor: Visitor, assignment_id: int, on: date) -> Card:
    """Take an answer back within 48 hours; taking back twice is no trouble.

    Raises:
        Stale: it is too long ago. NotAllowed: not theirs.
    """

    def change(tx: Tx) -> Card:
        actor, link, assignment = access.caregiver_for(
            tx, office, visitor.telegram_id, assignment_id
        )
        mine = check_ins.one(tx, assignment_id, actor.id, on)
        if mine is not None:
            if not may_undo(mine.answered_at, office.now_ms()):
                raise Stale("too long ago")
            check_ins.withdraw(
                tx, assignment_id=assignment_id, person_id=actor.id, on=on, now=office.now_ms()
            )
        return card_of(tx, office, actor, link, assignment, on)

    return await office.db.write(change)


async def tell_not_for_us(office: Office, visitor: Visitor, assignment_id: int, on: date) -> Card:
    """Tell the therapists that an activity does not suit; the card rests meanwhile.

    Raises:
        Stale: no such assignment. NotAllowed: not theirs.
    """

    def change(tx: Tx) -> Card:
        actor, link, assignment = access.caregiver_for(
            tx, office, visitor.telegram_id, assignment_id
        )
        if assignment.status_on(office.today(actor.zone)) is Status.ACTIVE:
            now = office.now_ms()
            programs.set_status(tx, assignment_id, Status.PAUSED, NOT_FOR_US, now, actor.id)
            audit.record(
                tx,
                now,
                "assignment paused",
                person_id=actor.id,
                client_id=link.client.id,
                detail=assignment.activity_id,
            )
            subject = f"{NOT_FOR_US}:{actor.id}:{assignment_id}:{visitor.receipt}"
            owe_notice(tx, office, link.client.id, subject)
        return card_of(tx, office, actor, link, assignment, on)

    return await office.db.write(change)


def check_in_within(
    tx: Tx, office: Office, visitor: Visitor, assignment_id: int, on: date, outcome: Outcome
) -> Card:
    """Do what `check_in` does, within a transaction."""
    actor, link, assignment = still_open(tx, office, visitor, assignment_id, on)
    if not assignment.is_wanted_on(on) and not check_ins.of_assignment(tx, assignment_id, on):
        raise Stale("not on that day")
    check_ins.upsert(
        tx,
        assignment_id=assignment_id,
        version=assignment.version,
        person_id=actor.id,
        on=on,
        outcome=outcome,
        recalled=on < office.today(actor.zone),
        now=office.now_ms(),
    )
    owed_edits.refresh_others(
        tx,
        client_id=assignment.client_id,
        on=on,
        slots=(assignment.slot, Slot.BEDTIME),
        but_person=actor.id,
        now=office.now_ms(),
    )
    return card_of(tx, office, actor, link, assignment, on, names_therapist=False)


def still_open(
    tx: Tx, office: Office, visitor: Visitor, assignment_id: int, on: date
) -> tuple[Person, CareLink, Assignment]:
    """Return whose answer it is, their link and what it is about, for three days.

    Raises:
        Stale: no such assignment, or it is too long ago. NotAllowed: not theirs.
    """
    found = access.caregiver_for(tx, office, visitor.telegram_id, assignment_id)
    if not may_answer(on, office.today(found[0].zone)):
        raise Stale("too long ago")
    return found
