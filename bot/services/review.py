"""What a therapist reads before a visit: four weeks in words, and what is worth asking.

It says what was tried, not what was not: nothing here is a share of anything.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from bot.clock import epoch_ms
from bot.domain.errors import Invalid, Stale
from bot.domain.patterns import WINDOW_DAYS, Sign, signs_of
from bot.domain.people import Client, Person
from bot.domain.program import Program, Status
from bot.domain.tried import Tried, tried
from bot.domain.weekly_load import Load
from bot.domain.worry import Worry
from bot.services import access
from bot.services.cards import activity_of
from bot.services.evidence import evidence_of, reviews_of
from bot.services.needs import signs_with_titles
from bot.services.office import Office, Visitor
from bot.store import (
    audit,
    check_in_attachments,
    check_ins,
    load_answers,
    looking,
    message_copies,
    people,
    programs,
    worries,
)
from bot.store.database import Tx

WEEKS: Final = (2, 4, 8, 12)
#: Worries are told of for so long, loads for so many answers.
WORRY_DAYS: Final = 56
LOADS_SHOWN: Final = 4


@dataclass(frozen=True, slots=True)
class Note:
    """Words that came with an answer."""

    on: date
    title: str
    who: str
    words: str


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """Everything to know before a visit, from `since` to `until` (local dates)."""

    actor: Person
    client: Client
    since: date
    until: date
    program: Program | None
    tried: tuple[Tried, ...]
    signs: tuple[tuple[Sign, str | None], ...]
    loads: tuple[tuple[str, date, Load], ...]
    worries: tuple[tuple[Worry, str], ...]
    notes: tuple[Note, ...]
    files: int
    messages: int
    due: date | None
    review_on: date | None


async def read_review(office: Office, visitor: Visitor, client_id: int) -> ReviewPage:
    """Return what to know of a client before a visit.

    Raises:
        NotAllowed: not on this therapist's caseload.
    """

    def ask(tx: Tx) -> ReviewPage:
        actor, link = access.therapist_of(tx, office, visitor.telegram_id, client_id)
        return _page(tx, office, actor, link.client)

    return await office.db.read(ask)


async def mark_looked(office: Office, visitor: Visitor, client_id: int) -> ReviewPage:
    """Say that somebody has looked: what was answered until today asks for no other look.

    Raises:
        NotAllowed: not on this therapist's caseload.
    """

    def change(tx: Tx) -> ReviewPage:
        actor, link = access.therapist_of(tx, office, visitor.telegram_id, client_id)
        today = office.today(actor.zone)
        if looking.looks(tx, [client_id]).get(client_id) != today:
            looking.look(tx, client_id, actor.id, today, office.now_ms())
            _note(tx, office, actor, client_id, "looked at the signs")
        return _page(tx, office, actor, link.client)

    return await office.db.write(change)


async def set_review(office: Office, visitor: Visitor, client_id: int, weeks: int) -> ReviewPage:
    """Set the day of the next review.

    Raises:
        NotAllowed: not on this therapist's caseload. Invalid: no such choice. Stale: no program.
    """
    if weeks not in WEEKS:
        raise Invalid("choice", value=weeks)

    def change(tx: Tx) -> ReviewPage:
        actor, link = access.therapist_of(tx, office, visitor.telegram_id, client_id)
        on = office.today(actor.zone) + timedelta(weeks=weeks)
        if looking.reviews(tx, [client_id]).get(client_id) != on:
            if not looking.set_review(tx, client_id, on):
                raise Stale("no program")
            _note(tx, office, actor, client_id, f"review on {on.isoformat()}")
        return _page(tx, office, actor, link.client)

    return await office.db.write(change)


def _note(tx: Tx, office: Office, actor: Person, client_id: int, what: str) -> None:
    audit.record(tx, office.now_ms(), what, person_id=actor.id, client_id=client_id)


def _page(tx: Tx, office: Office, actor: Person, client: Client) -> ReviewPage:
    until = office.today(actor.zone)
    since = until - timedelta(days=WINDOW_DAYS - 1)
    found = check_ins.of_client(tx, client.id, since, until)
    there = {c.assignment_id for c in found}
    cards = [
        one
        for one in programs.all_assignments_of(tx, client.id)
        if one.status is not Status.ENDED or one.id in there
    ]
    titles = {one.id: activity_of(tx, office, one, actor.language).title for one in cards}
    evidence = evidence_of(tx, office, [client.id], until, actor.zone)[client.id]
    files = check_in_attachments.of_client(tx, client.id, since, until)
    return ReviewPage(
        actor,
        client,
        since,
        until,
        programs.open_program(tx, client.id),
        tuple(
            tried(one, titles[one.id], [c for c in found if c.assignment_id == one.id], until)
            for one in cards
        ),
        signs_with_titles(tx, office, signs_of(evidence, until)),
        _loads(tx, client.id, until),
        _worries(tx, office, client.id),
        tuple(
            Note(c.on, titles[c.assignment_id], c.answered_by, c.note)
            for c in sorted(found, key=lambda c: (c.on, c.changed_at), reverse=True)
            if c.note and c.assignment_id in titles
        ),
        len(files),
        message_copies.unseen_of(tx, actor.id).get(client.id, (0, 0))[0],
        reviews_of(tx, [client.id], until).get(client.id),
        looking.reviews(tx, [client.id]).get(client.id),
    )


def _loads(tx: Tx, client_id: int, until: date) -> tuple[tuple[str, date, Load], ...]:
    found = load_answers.of_client(tx, client_id, until - timedelta(days=WINDOW_DAYS))
    return tuple(
        (people.by_id(tx, one.person_id).name, one.on, one.value) for one in found[:LOADS_SHOWN]
    )


def _worries(tx: Tx, office: Office, client_id: int) -> tuple[tuple[Worry, str], ...]:
    since = epoch_ms(office.now() - timedelta(days=WORRY_DAYS))
    codes = office.worries.codes
    return tuple(
        (one, codes[one.code].label if one.code in codes else one.code)
        for one in worries.of_client(tx, client_id, since)
    )
