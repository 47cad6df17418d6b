"""When cards come: reminders by slot, their times, and resting them for a while."""

from datetime import date, timedelta
from typing import Final

from markupsafe import Markup

from bot.domain.people import CareLink, Role
from bot.domain.rhythm import REMINDED_SLOTS, Reminder, Slot, clock_time
from bot.domain.zones import city
from bot.services.timing import OPEN_END, Rhythm
from bot.texts import N_, Say
from bot.views import labels
from bot.views.life_routes import LoadDays, ReminderDays
from bot.views.routes import (
    Pause,
    PauseUntil,
    QuietHours,
    Reminders,
    ReminderTimes,
    Resume,
    SetAnchor,
    SetReminder,
    Today,
)
from bot.views.screen import Button, Row, Screen, blocks, button, in_rows, lines

CHOICES: Final = {
    Slot.MORNING: (360, 390, 420, 450, 480, 510, 540, 600),
    Slot.AFTERNOON: (780, 840, 870, 900, 930, 960, 990, 1020),
    Slot.BEDTIME: (1050, 1080, 1110, 1140, 1170, 1200, 1230, 1260),
}
PAUSES: Final = (1, 3, 7, 14)


def reminders(say: Say, rhythm: Rhythm, notice: str | None = None) -> Screen:
    """Show a caregiver's own reminders for a client."""
    client = rhythm.link.client
    by_slot = {r.slot: r for r in rhythm.reminders}
    shown = [
        say(
            "{sign} {slot}: <b>{when}</b>",
            sign=labels.sign(slot, client),
            slot=labels.slot(say, slot, client),
            when=_when(say, by_slot.get(slot)),
        )
        for slot in REMINDED_SLOTS
    ]
    clock = say(
        "Times are by the clock in {place}. /settings changes that.", place=city(rhythm.actor.zone)
    )
    rows: list[Row] = [
        (button(labels.slot(say, slot, client), ReminderTimes(client.id, slot)),)
        for slot in REMINDED_SLOTS
    ]
    resting: Markup | None = None
    if rhythm.is_paused:
        resting = _resting(say, rhythm)
        rows.append((button(say.plain("Let them come again"), Resume(client.id), "primary"),))
    else:
        rows.append((button(say.plain("Rest them for a while"), Pause(client.id)),))
    quiet = button(say.plain("Quiet hours"), QuietHours())
    week = button(say.plain("The week's question"), LoadDays())
    rows.append((quiet,) if rhythm.link.role is Role.SCHOOL else (quiet, week))
    rows.append((button(say.plain("Back to today"), Today(client.id)),))
    title = labels.head(say, say.plain("When cards come"), rhythm.link)
    return Screen(blocks(title, resting, lines(*shown), clock), tuple(rows), notice)


def times(say: Say, rhythm: Rhythm, slot: Slot, notice: str | None = None) -> Screen:
    """Offer times for one slot."""
    client = rhythm.link.client
    now = next((r for r in rhythm.reminders if r.slot is slot), None)
    choices = [
        button(
            ("✓ " if now and now.is_on and now.minute_of_day == m else "") + clock_time(m),
            SetReminder(client.id, slot, m, on=True),
        )
        for m in CHOICES[slot]
    ]
    anchors = [
        button(
            ("✓ " if now and now.anchor == words else "") + say.plain(words),
            SetAnchor(client.id, slot, 0 if now and now.anchor == words else number),
        )
        for number, words in enumerate(ANCHORS[slot], start=1)
    ]
    off = SetReminder(client.id, slot, now.minute_of_day if now else CHOICES[slot][2], on=False)
    return Screen(
        blocks(
            labels.head(say, labels.slot(say, slot, client), rhythm.link),
            say("Tap a time, or type your own, like 7:40."),
            say("It comes on the days with a ✓.") if now and now.is_on else None,
        ),
        (
            *in_rows(choices, 4),
            *(in_rows(_days(say, now), 4) if now and now.is_on else ()),
            *(in_rows(anchors, 1) if now and now.is_on else ()),
            (button(say.plain("No card at this time"), off),),
            (button(say.plain("Back"), Reminders(client.id)),),
        ),
        notice,
    )


def _days(say: Say, now: Reminder) -> tuple[Button, ...]:
    """Return a button for each weekday; the last one that is on stays on."""
    return tuple(
        button(
            ("✓ " if now.weekdays.mask >> day & 1 else "") + say.weekday(day),
            ReminderDays(now.client_id, now.slot, now.weekdays.mask ^ 1 << day or 1 << day),
        )
        for day in range(7)
    )


ANCHORS: Final = {
    Slot.MORNING: (N_("after breakfast"), N_("before getting dressed"), N_("before school")),
    Slot.AFTERNOON: (N_("after the snack"), N_("after school"), N_("before supper")),
    Slot.BEDTIME: (N_("after supper"), N_("after the bath"), N_("before the story")),
}


def anchor_of(slot: Slot, number: int) -> str | None:
    """Return the words that a choice stands for; None for none of them."""
    choices = ANCHORS.get(slot, ())
    return choices[number - 1] if 1 <= number <= len(choices) else None


def pause(say: Say, rhythm: Rhythm) -> Screen:
    """Ask for how long; no reason is asked."""
    client = rhythm.link.client
    rows: list[Row] = [
        (
            button(
                say.plain("Until {day}", day=say.day(rhythm.today + timedelta(days=days))),
                PauseUntil(client.id, rhythm.today + timedelta(days=days)),
            ),
        )
        for days in PAUSES
    ]
    rows.append((button(say.plain("Until I say so"), PauseUntil(client.id, OPEN_END)),))
    rows.append((button(say.plain("Back"), Reminders(client.id)),))
    return Screen(
        blocks(
            labels.head(say, say.plain("Rest the reminders"), rhythm.link),
            say("Until when? /today keeps working all the while."),
        ),
        tuple(rows),
    )


def paused(say: Say, rhythm: Rhythm) -> Screen:
    """Confirm a pause warmly."""
    client = rhythm.link.client
    return Screen(
        blocks(_resting(say, rhythm), say("Rest well. Nothing piles up meanwhile.")),
        (
            (button(say.plain("Let them come again"), Resume(client.id)),),
            (button(say.plain("Back to today"), Today(client.id)),),
        ),
    )


def choose(say: Say, links: tuple[CareLink, ...], *, to_pause: bool) -> Screen:
    """Ask whose reminders a command is about."""
    rows = tuple(
        (
            button(
                link.client.nickname,
                Pause(link.client.id) if to_pause else Reminders(link.client.id),
            ),
        )
        for link in links
    )
    return Screen(say("<b>Whose reminders?</b>"), rows)


def _resting(say: Say, rhythm: Rhythm) -> Markup:
    until = rhythm.link.paused_until
    if until is None or until == OPEN_END.isoformat():
        return say("⏸ Reminders rest until you let them come again.")
    return say("⏸ Reminders rest. They come back on {day}.", day=say.day(date.fromisoformat(until)))


def _when(say: Say, reminder: Reminder | None) -> str:
    if reminder is None or not reminder.is_on:
        return say.plain("no card")
    time = clock_time(reminder.minute_of_day)
    words = f" ({say.plain(reminder.anchor)})" if reminder.anchor else ""
    return f"{time}{words}, {labels.weekdays(say, reminder.weekdays)}"
