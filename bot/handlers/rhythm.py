"""Reminders and pauses."""

from zoneinfo import ZoneInfo

from bot.domain.errors import Invalid
from bot.domain.rhythm import REMINDED_SLOTS, Slot, parse_clock_time
from bot.handlers.desk import Turn
from bot.handlers.start import day_or_choice
from bot.services import meet, timing, typed
from bot.views import day as day_view
from bot.views import rhythm as view
from bot.views.routes import (
    Pause,
    PauseUntil,
    Reminders,
    ReminderTimes,
    Resume,
    SetAnchor,
    SetReminder,
    Snooze,
)
from bot.views.screen import Screen


async def on_reminders_command(turn: Turn) -> Screen:
    """/reminders."""
    return await _for_client(turn, to_pause=False)


async def on_pause_command(turn: Turn) -> Screen:
    """/pause."""
    return await _for_client(turn, to_pause=True)


async def _for_client(turn: Turn, *, to_pause: bool) -> Screen:
    arrival = await meet.meet(turn.office, turn.visitor)
    if not arrival.cares_for:
        return await day_or_choice(turn, arrival)
    say = turn.say(arrival.actor)
    if len(arrival.cares_for) > 1:
        return view.choose(say, arrival.cares_for, to_pause=to_pause)
    client = arrival.cares_for[0].client.id
    rhythm = await timing.read_rhythm(turn.office, turn.visitor, client)
    return view.pause(say, rhythm) if to_pause else view.reminders(say, rhythm)


async def on_reminders(turn: Turn, route: Reminders) -> Screen:
    """A client's reminders."""
    rhythm = await timing.read_rhythm(turn.office, turn.visitor, route.client)
    return view.reminders(turn.say(rhythm.actor), rhythm)


async def on_times(turn: Turn, route: ReminderTimes) -> Screen:
    """Choose or type a time."""
    if route.slot not in REMINDED_SLOTS:
        raise Invalid("choice", value=route.slot)
    rhythm = await timing.read_rhythm(turn.office, turn.visitor, route.client)
    target = f"{route.client}:{route.slot}"
    await typed.expect_text(turn.office, turn.visitor, typed.TIME, target)
    turn.expect()
    return view.times(turn.say(rhythm.actor), rhythm, route.slot)


async def on_set_reminder(turn: Turn, route: SetReminder) -> Screen:
    """A time was tapped, or "no card"."""
    rhythm = await timing.set_reminder(
        turn.office, turn.visitor, route.client, route.slot, route.minute, is_on=route.on
    )
    say = turn.say(rhythm.actor)
    return view.reminders(say, rhythm, notice=say.plain("Saved"))


async def on_time_text(turn: Turn, target: str) -> Screen:
    """A time was typed."""
    minute = parse_clock_time(turn.text)
    if minute is None:
        turn.expect()
        raise Invalid("time", value=turn.text)
    client, _, slot = target.partition(":")
    rhythm = await timing.set_reminder(
        turn.office, turn.visitor, int(client), Slot(slot), minute, is_on=True
    )
    await typed.take_expected(turn.office, turn.visitor)
    return view.reminders(turn.say(rhythm.actor), rhythm)


async def on_anchor(turn: Turn, route: SetAnchor) -> Screen:
    """A time was given words."""
    anchor = view.anchor_of(route.slot, route.anchor)
    rhythm = await timing.set_anchor(turn.office, turn.visitor, route.client, route.slot, anchor)
    return view.times(turn.say(rhythm.actor), rhythm, route.slot)


async def on_snooze(turn: Turn, route: Snooze) -> Screen:
    """Later: ask for how long, or let the card come back then."""
    rhythm = await timing.read_rhythm(turn.office, turn.visitor, route.client)
    say = turn.say(rhythm.actor)
    if route.minutes == 0:
        return day_view.snooze(say, rhythm.link, route.slot, route.on)
    actor, _, back = await timing.snooze(
        turn.office, turn.visitor, route.client, route.slot, route.on, route.minutes
    )
    local = back.astimezone(ZoneInfo(actor.zone))
    return day_view.snoozed(say, rhythm.link, f"{local:%H:%M}")


async def on_pause(turn: Turn, route: Pause) -> Screen:
    """Until when?"""
    rhythm = await timing.read_rhythm(turn.office, turn.visitor, route.client)
    return view.pause(turn.say(rhythm.actor), rhythm)


async def on_pause_until(turn: Turn, route: PauseUntil) -> Screen:
    """Rest the reminders."""
    rhythm = await timing.pause(turn.office, turn.visitor, route.client, route.day)
    return view.paused(turn.say(rhythm.actor), rhythm)


async def on_resume(turn: Turn, route: Resume) -> Screen:
    """Let them come again."""
    rhythm = await timing.pause(turn.office, turn.visitor, route.client, None)
    say = turn.say(rhythm.actor)
    return view.reminders(say, rhythm, notice=say.plain("Welcome back. Nothing was lost."))
