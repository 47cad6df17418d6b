"""Thank you, in one tap, to the caregivers who answered a card.

Whoever is thanked hears of it in one quiet message a day, however many thanks there are.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from bot.clock import epoch_ms, from_epoch_ms
from bot.domain.check_in import Outcome
from bot.domain.errors import Stale
from bot.domain.people import CareLink, Person
from bot.domain.rhythm import local_date, occurrence
from bot.services import access, sight
from bot.services.office import Office, Visitor
from bot.store import check_ins, deliveries, people, sent_cards, thanks
from bot.store.database import Tx

NOTICE: Final = "thanks"
#: A card of last week is not what somebody is thanked for.
THANKED_FOR: Final = timedelta(days=3)
#: Thanks gather for a while, so that several come together.
GATHER_MS: Final = 15 * 60_000
DAY_MS: Final = 24 * 60 * 60_000
#: What comes after the day's message is told at this minute of the next day.
MORNING: Final = 9 * 60


@dataclass(frozen=True, slots=True)
class Thanked:
    """Who was thanked, by name."""

    actor: Person
    link: CareLink
    names: tuple[str, ...]


async def thank(office: Office, visitor: Visitor, assignment_id: int, on: date) -> Thanked:
    """Thank every other caregiver who did something of a card on a date; twice is once.

    Raises:
        NotAllowed: not theirs. Stale: too long ago, or nobody else has done it.
    """

    def change(tx: Tx) -> Thanked:
        actor, link, assignment = access.caregiver_for(
            tx, office, visitor.telegram_id, assignment_id
        )
        if not timedelta(0) <= office.today(actor.zone) - on <= THANKED_FOR:
            raise Stale("too long ago")
        given = sight.answers(tx, office, link, check_ins.of_assignment(tx, assignment_id, on))
        others = {
            one.person_id: one.answered_by
            for one in given
            if one.person_id != actor.id and one.outcome is not Outcome.NOT_TODAY
        }
        cares = {person.id for person, _ in _family(tx, office, link)}
        names = []
        for person_id, name in others.items():
            if person_id not in cares:
                continue
            now = office.now_ms()
            names.append(name)
            if thanks.add(
                tx,
                from_person=actor.id,
                to_person=person_id,
                assignment_id=assignment.id,
                on=on,
                now=now,
            ):
                _owe(tx, office, people.by_id(tx, person_id), link.client.id)
        if not names:
            raise Stale("nobody to thank")
        return Thanked(actor, link, tuple(names))

    return await office.db.write(change)


def to_tell(tx: Tx, person_id: int, client_id: int, due_at: int) -> list[thanks.Thanks]:
    """Return what the message that is due then tells: the thanks since the one before it.

    Args:
        tx: the transaction.
        person_id: who was thanked.
        client_id: about whom.
        due_at: of the message, UTC epoch milliseconds.
    """
    last = sent_cards.last_due_about(tx, person_id, client_id, NOTICE, due_at)
    return thanks.to_tell(tx, person_id, client_id, last or due_at - 2 * DAY_MS, due_at)


def _family(tx: Tx, office: Office, link: CareLink) -> list[tuple[Person, CareLink]]:
    return people.caregivers_of(tx, link.client.id, office.now_ms())


def _owe(tx: Tx, office: Office, to: Person, client_id: int) -> None:
    """One message a day: what comes after it was due waits for the next morning."""
    now = office.now_ms()
    day = office.today(to.zone)
    due = now + GATHER_MS
    latest = sent_cards.last_due_about(tx, to.id, client_id, NOTICE, now + 2 * DAY_MS)
    if latest is not None and latest >= now:
        return  # it is still to come, and tells of this, too
    if latest is not None and local_date(from_epoch_ms(latest), to.zone) == day:
        day += timedelta(days=1)
        morning = occurrence(day, MORNING, to.zone)
        due = epoch_ms(morning) if morning else now + DAY_MS
    deliveries.plan(
        tx,
        person_id=to.id,
        client_id=client_id,
        slot=deliveries.NOTICE,
        local_date=day,
        subject=NOTICE,
        due_at=due,
        window_ends_at=due + DAY_MS,
    )
