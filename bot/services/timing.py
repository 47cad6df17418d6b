"""When reminders come: times, pauses, zones. Used inside other services' transactions too."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from bot.clock import epoch_ms
from bot.domain.errors import Invalid, Stale
from bot.domain.kindness import SNOOZES
from bot.domain.people import CareLink, Person, clean_name
from bot.domain.rhythm import (
    EVERY_DAY,
    REMINDED_SLOTS,
    Reminder,
    Slot,
    Weekdays,
    next_occurrence,
)
from bot.services import access
from bot.services.office import Office, Visitor
from bot.services.other_time import owe_again
from bot.services.planning import catch_up
from bot.store import deliveries, people, reminders, sent_cards, wishes
from bot.store.database import Tx

LONGEST_PAUSE: Final = timedelta(days=366)
#: A pause without an end, as the store keeps it: a date that never comes.
OPEN_END: Final = date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A caregiver's reminders for one client, as of their local date `today`."""

    actor: Person
    link: CareLink
    reminders: tuple[Reminder, ...]
    today: date

    @property
    def is_paused(self) -> bool:
        """Say whether reminders rest today."""
        return is_paused(self.link, self.today)


def is_paused(link: CareLink, today: date) -> bool:
    """Say whether a caregiver's reminders rest on a local date."""
    return link.paused_until is not None and today.isoformat() < link.paused_until


async def read_rhythm(office: Office, visitor: Visitor, client_id: int) -> Rhythm:
    """Return a caregiver's own reminders for a client.

    Raises:
        NotAllowed: not their client.
    """
    return await office.db.read(lambda tx: rhythm_of(tx, office, visitor, client_id))


async def set_reminder(
    office: Office, visitor: Visitor, client_id: int, slot: Slot, minute: int, *, is_on: bool
) -> Rhythm:
    """Set one slot's time (minute of the local day), or switch it off.

    Raises:
        NotAllowed: not their client. Invalid: no such time or slot.
    """
    if slot not in REMINDED_SLOTS or not 0 <= minute < 24 * 60:
        raise Invalid("time", value=minute)

    def change(tx: Tx) -> Rhythm:
        actor, _ = access.caregiver_of(tx, office, visitor.telegram_id, client_id)
        own = reminders.of_slot(tx, actor.id, client_id, slot)
        days = own.weekdays if own else EVERY_DAY
        put_reminder(tx, office, actor, client_id, slot, minute, days, is_on=is_on)
        return rhythm_of(tx, office, visitor, client_id)

    return await office.db.write(change)


async def pause(office: Office, visitor: Visitor, client_id: int, until: date | None) -> Rhythm:
    """Rest a caregiver's reminders until a local date (the day they come back), or end the rest.

    Raises:
        NotAllowed: not their client. Invalid: a date in the past, or years away.
    """

    def change(tx: Tx) -> Rhythm:
        actor, link = access.caregiver_of(tx, office, visitor.telegram_id, client_id)
        today = office.today(actor.zone)
        if until is not None and until != OPEN_END and not today < until <= today + LONGEST_PAUSE:
            raise Invalid("pause_date", value=until)
        if until is not None or is_paused(link, today):
            # The day they come back stays on record: the silence begins anew with it.
            people.set_pause(tx, client_id, actor.id, (until or today).isoformat())
        return rhythm_of(tx, office, visitor, client_id)

    return await office.db.write(change)


async def snooze(
    office: Office, visitor: Visitor, client_id: int, slot: Slot, on: date, minutes: int
) -> tuple[Person, CareLink, datetime]:
    """Owe a slot's card once more, in so many minutes; return when it comes.

    It comes back once: the latest wish counts.

    Raises:
        NotAllowed: not their client. Stale: that day is over. Invalid: no such choice.
    """
    if minutes not in SNOOZES or slot not in REMINDED_SLOTS:
        raise Invalid("choice", value=minutes)

    def change(tx: Tx) -> tuple[Person, CareLink, datetime]:
        actor, link = access.caregiver_of(tx, office, visitor.telegram_id, client_id)
        today = office.today(actor.zone)
        if not today - timedelta(days=1) <= on <= today:
            raise Stale("that day is over")
        back = owe_again(tx, office, actor, client_id, slot, on, minutes, visitor.receipt)
        return actor, link, back

    return await office.db.write(change)


async def set_anchor(
    office: Office, visitor: Visitor, client_id: int, slot: Slot, anchor: str | None
) -> Rhythm:
    """Keep the family's own words for a slot's time ("after breakfast"), at most 40 characters.

    Raises:
        NotAllowed: not their client. Invalid: no card comes in that slot.
    """
    if slot not in REMINDED_SLOTS:
        raise Invalid("choice", value=slot)

    def change(tx: Tx) -> Rhythm:
        actor, _ = access.caregiver_of(tx, office, visitor.telegram_id, client_id)
        reminders.set_anchor(tx, actor.id, client_id, slot, clean_name(anchor) if anchor else None)
        return rhythm_of(tx, office, visitor, client_id)

    return await office.db.write(change)


async def set_quiet_hours(office: Office, visitor: Visitor, begin: int, end: int) -> Person:
    """Set the hours in which nothing late or repeated is sent, in minutes of the local day.

    Raises:
        Invalid: no such times. NotAllowed: nobody we know.
    """
    if not (0 <= begin < 24 * 60 and 0 <= end < 24 * 60):
        raise Invalid("time", value=begin)

    def change(tx: Tx) -> Person:
        actor = access.person(tx, office, visitor.telegram_id)
        wishes.set_quiet_hours(tx, actor.id, begin, end)
        return access.person(tx, office, visitor.telegram_id)

    return await office.db.write(change)


def put_reminder(
    tx: Tx,
    office: Office,
    actor: Person,
    client_id: int,
    slot: Slot,
    minute: int,
    weekdays: Weekdays,
    *,
    is_on: bool,
) -> None:
    """Write down a wish and when it is due next."""
    catch_up(tx, actor.id, office.now_ms())
    reminder = reminders.put(tx, actor.id, client_id, slot, minute, weekdays, is_on=is_on)
    reschedule(tx, office, reminder)


def reschedule(tx: Tx, office: Office, reminder: Reminder) -> None:
    """Work out when a reminder is due next; never twice for one local date."""
    if not reminder.is_on:
        reminders.schedule(tx, reminder.id, None, None)
        return
    served = sent_cards.last_planned(tx, reminder.person_id, reminder.client_id, reminder.slot)
    day, instant = next_occurrence(
        office.now(), reminder.minute_of_day, reminder.weekdays, reminder.zone, served
    )
    reminders.schedule(tx, reminder.id, epoch_ms(instant), day)


def stop_all(tx: Tx, person_id: int, client_id: int, reason: str) -> None:
    """Send nothing more to a person about a client."""
    reminders.delete_of(tx, person_id, client_id)
    deliveries.skip_open_of(tx, person_id, client_id, reason)


def rhythm_of(tx: Tx, office: Office, visitor: Visitor, client_id: int) -> Rhythm:
    """Do what `read_rhythm` does, within a transaction."""
    actor, link = access.caregiver_of(tx, office, visitor.telegram_id, client_id)
    return Rhythm(
        actor, link, tuple(reminders.of(tx, actor.id, client_id)), office.today(actor.zone)
    )
