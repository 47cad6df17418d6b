"""A quiet timer beside a step: wished for each time, seen and not heard, stopped with one tap.

It is a delivery like every other: owed in a transaction, sent and edited by the ticker. A restart
in the middle goes on where the time is, and an update that comes twice starts one timer.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from bot.clock import from_epoch_ms
from bot.domain.errors import Invalid, NotAllowed, Stale
from bot.domain.people import Client, Person
from bot.domain.quiet_timer import MINUTES, MOST_MINUTES, QuietTimer
from bot.services import access
from bot.services.cards import Card, dated_card
from bot.services.office import Office, Visitor
from bot.store import deliveries, timers
from bot.store.database import Tx
from bot.store.deliveries import Delivery

#: So long after its end a sound is still of use.
BELL_WINDOW_MS: Final = 2 * 60_000


@dataclass(frozen=True, slots=True)
class TimerPage:
    """A timer as its person sees it: on which card and step, and how far it is."""

    actor: Person
    client: Client
    timer_id: int
    assignment_id: int
    on: date
    step: int
    timer: QuietTimer
    has_bell: bool
    now: int

    @property
    def ends(self) -> datetime:
        """The instant of its end."""
        return from_epoch_ms(self.timer.ends_at)


async def start(
    office: Office, visitor: Visitor, assignment_id: int, on: date, step: int
) -> tuple[Card, bool]:
    """Owe a timer of two minutes; say whether it is a new one (one at a time is enough).

    Raises:
        Stale: it has ended, or is not of that date. NotAllowed: not theirs, or low-demand.
    """

    def change(tx: Tx) -> tuple[Card, bool]:
        actor, link, assignment = access.caregiver_for(
            tx, office, visitor.telegram_id, assignment_id
        )
        if link.client.low_demand:
            raise NotAllowed("no timers here")
        card = dated_card(tx, office, actor, link, assignment, on)
        if not 1 <= step <= len(card.activity.steps):
            raise Invalid("choice", value=step)
        now = office.now_ms()
        if timers.is_running(tx, actor.id, link.client.id, card.today, now):
            return card, False
        deliveries.plan(
            tx,
            person_id=actor.id,
            client_id=link.client.id,
            slot=deliveries.NOTICE,
            local_date=card.today,
            subject=f"{timers.TIMER}:{assignment_id}:{on.isoformat()}:{step}:{visitor.receipt}",
            due_at=now,
            window_ends_at=now + MINUTES * 60_000,
        )
        return card, True

    return await office.db.write(change)


async def set_minutes(office: Office, visitor: Visitor, timer_id: int, minutes: int) -> TimerPage:
    """Let a timer last so many minutes altogether; its sound, if any, moves along.

    Raises:
        Stale: it is over. Invalid: too long. NotAllowed: not theirs.
    """
    if not 1 <= minutes <= MOST_MINUTES:
        raise Invalid("choice", value=minutes)

    def change(tx: Tx) -> TimerPage:
        actor, found = _own(tx, office, visitor, timer_id)
        now = office.now_ms()
        if now >= found.window_ends_at or found.message_id is None:
            raise Stale("its time is up")
        rings = timers.has_bell(tx, found)
        timers.drop_bell(tx, found)
        ends = found.due_at + minutes * 60_000
        timers.set_end(tx, timer_id, ends, now)
        moved = replace(found, window_ends_at=ends)
        if rings:
            _owe_bell(tx, moved)
        return page_of(tx, office, actor, moved)

    return await office.db.write(change)


async def ring_at_end(office: Office, visitor: Visitor, timer_id: int) -> TimerPage:
    """Let a sound come at the end.

    Raises:
        Stale: it is over. NotAllowed: not theirs.
    """

    def change(tx: Tx) -> TimerPage:
        actor, found = _own(tx, office, visitor, timer_id)
        if office.now_ms() >= found.window_ends_at or found.message_id is None:
            raise Stale("its time is up")
        _owe_bell(tx, found)
        return page_of(tx, office, actor, found)

    return await office.db.write(change)


async def stop(office: Office, visitor: Visitor, timer_id: int) -> TimerPage:
    """Stop a timer; stopping twice is no trouble.

    Raises:
        NotAllowed: not theirs. Stale: no such timer.
    """

    def change(tx: Tx) -> TimerPage:
        actor, found = _own(tx, office, visitor, timer_id)
        timers.stop(tx, found)
        return page_of(tx, office, actor, found)

    return await office.db.write(change)


def page_of(tx: Tx, office: Office, actor: Person, found: Delivery) -> TimerPage:
    """Return a timer's page, within a transaction that has authorised the actor.

    Raises:
        NotAllowed: the client is theirs no more.
    """
    _, assignment, on, step, _ = found.subject.split(":")
    _, link = access.caregiver_of(tx, office, actor.telegram_id, found.client_id)
    return TimerPage(
        actor,
        link.client,
        found.id,
        int(assignment),
        date.fromisoformat(on),
        int(step),
        QuietTimer(found.due_at, found.window_ends_at),
        timers.has_bell(tx, found),
        office.now_ms(),
    )


def _own(tx: Tx, office: Office, visitor: Visitor, timer_id: int) -> tuple[Person, Delivery]:
    actor = access.person(tx, office, visitor.telegram_id)
    found = timers.by_id(tx, timer_id)
    if found is None:
        raise Stale("no such timer")
    if found.person_id != actor.id:
        raise NotAllowed("somebody else's timer")
    return actor, found


def _owe_bell(tx: Tx, timer: Delivery) -> None:
    deliveries.plan(
        tx,
        person_id=timer.person_id,
        client_id=timer.client_id,
        slot=deliveries.NOTICE,
        local_date=timer.local_date,
        subject=f"{timers.BELL}:{timer.id}:{timer.window_ends_at}",
        due_at=timer.window_ends_at,
        window_ends_at=timer.window_ends_at + BELL_WINDOW_MS,
    )
