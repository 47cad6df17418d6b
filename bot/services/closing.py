"""Closing a client's program, and opening it again: cards end, records stay.

The family gets a last page in words. Nothing is counted on it, and it says whom to ask.
"""

from dataclasses import dataclass
from typing import Final

from bot.domain.errors import Invalid, NotAllowed
from bot.domain.people import Client, Person, Role
from bot.domain.team import Change, Closing
from bot.services import access
from bot.services.farewell import Farewell, page_of
from bot.services.office import Office, Visitor
from bot.services.team_notices import owe_farewell, tell_family
from bot.services.timing import reschedule
from bot.services.typed import expect
from bot.store import audit, closings, drafts, people, reminders, team
from bot.store.database import Tx

WORDS: Final = "farewell"
WORDS_LIMIT: Final = 600


@dataclass(frozen=True, slots=True)
class Closed:
    """The closed clients of a therapist."""

    actor: Person
    closings: tuple[Closing, ...]


async def preview_closing(office: Office, visitor: Visitor, client_id: int) -> Farewell:
    """Return the last page as the family would get it now.

    Raises:
        NotAllowed: not on this therapist's caseload, or they only cover.
    """
    return await office.db.read(lambda tx: _preview(tx, office, visitor, client_id))


async def await_closing_words(office: Office, visitor: Visitor, client_id: int) -> Farewell:
    """Take the next typed text, within two hours, as the therapist's own words for the page.

    Raises:
        NotAllowed: not on this therapist's caseload, or they only cover.
    """

    def change(tx: Tx) -> Farewell:
        page = _preview(tx, office, visitor, client_id)
        expect(tx, office, page.reader.id, WORDS, str(client_id))
        return page

    return await office.db.write(change)


async def set_closing_words(
    office: Office, visitor: Visitor, client_id: int, words: str | None
) -> Farewell:
    """Keep the therapist's own words for the last page; None takes them away.

    Raises:
        NotAllowed: not on this therapist's caseload, or they only cover.
        Invalid: too long, or nothing in it.
    """
    clean = None if words is None else " ".join(words.split())
    if clean is not None and not 0 < len(clean) <= WORDS_LIMIT:
        raise Invalid("closing_words")

    def change(tx: Tx) -> Farewell:
        page = _preview(tx, office, visitor, client_id)
        closings.set_words(tx, client_id, clean)
        drafts.take_expected(tx, page.reader.id, visitor.receipt)
        return _preview(tx, office, visitor, client_id)

    return await office.db.write(change)


async def close_program(office: Office, visitor: Visitor, client_id: int) -> Closing:
    """Close a client's program: cards and reminders end, the family gets the last page.

    Closing twice is closing once.

    Raises:
        NotAllowed: not on this therapist's caseload, or they only cover.
        Invalid: a worry is there that nobody has looked at (`closing_worry`).
    """

    def change(tx: Tx) -> Closing:
        actor = access.therapist(tx, office, visitor.telegram_id)
        now = office.now_ms()
        before = closings.closing(tx, actor.id, client_id, now)
        if before is not None and before.role is Role.THERAPIST:
            return before
        _preview(tx, office, visitor, client_id)
        if closings.unseen_worries(tx, client_id):
            raise Invalid("closing_worry")
        family = people.caregivers_of(tx, client_id, now)
        closings.skip_open(tx, client_id)
        closings.rest_reminders(tx, client_id)
        closings.revoke_links(tx, client_id, now)
        closings.close(tx, client_id, actor.id, now)
        for person, _ in family:
            owe_farewell(tx, office, client_id, person)
        audit.record(tx, now, "closed", person_id=actor.id, client_id=client_id)
        after = closings.closing(tx, actor.id, client_id, now)
        if after is None:
            raise LookupError("a closed client vanished within a transaction")
        return after

    return await office.db.write(change)


async def read_closed(office: Office, visitor: Visitor) -> Closed:
    """Return a therapist's closed clients, the latest first.

    Raises:
        NotAllowed: not a therapist.
    """

    def ask(tx: Tx) -> Closed:
        actor = access.therapist(tx, office, visitor.telegram_id)
        found = closings.closings_of(tx, actor.id, office.now_ms())
        return Closed(actor, tuple(one for one in found if one.role is Role.THERAPIST))

    return await office.db.read(ask)


async def reopen_program(office: Office, visitor: Visitor, client_id: int) -> Client:
    """Open a closed program again: what was running runs, reminders come at their times.

    Raises:
        NotAllowed: not a therapist whose client it was.
    """

    def change(tx: Tx) -> Client:
        actor = access.therapist(tx, office, visitor.telegram_id)
        now = office.now_ms()
        closed = closings.closing(tx, actor.id, client_id, now)
        if closed is None or closed.role is not Role.THERAPIST:
            _, link = access.therapist_of(tx, office, visitor.telegram_id, client_id)
            return link.client  # it is open already
        closings.reopen(tx, client_id)
        for person, _ in people.caregivers_of(tx, client_id, now):
            for reminder in reminders.of(tx, person.id, client_id):
                reschedule(tx, office, reminder)
        tell_family(tx, office, client_id, Change.REOPENED, about=actor.id)
        audit.record(tx, now, "reopened", person_id=actor.id, client_id=client_id)
        return closed.client

    return await office.db.write(change)


# -- inside -------------------------------------------------------------------------------------


def _preview(tx: Tx, office: Office, visitor: Visitor, client_id: int) -> Farewell:
    actor, link = access.therapist_of(tx, office, visitor.telegram_id, client_id)
    stays = [m for m in team.members_of(tx, client_id, office.now_ms()) if m.stays]
    if not any(one.person.id == actor.id for one in stays):
        raise NotAllowed("only covers")
    words = closings.words_of(tx, client_id)
    return page_of(tx, office, actor, link.client, Role.FAMILY, actor.id, words, is_closed=False)
