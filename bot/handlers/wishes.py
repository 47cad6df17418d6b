"""A person's wishes: the evening of the load question, thanks, and the days of a reminder."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from bot.handlers.desk import Turn
from bot.handlers.settings import show_settings
from bot.services import reminder_days, wishes
from bot.views import rhythm as rhythm_view
from bot.views import wishes as view
from bot.views.life_routes import (
    LoadDays,
    ReminderDays,
    SetLoadDay,
    SetThanksWords,
    ThanksWords,
)
from bot.views.screen import Screen


async def on_load_days(turn: Turn, route: LoadDays) -> Screen:
    """Choose the evening."""
    actor = await wishes.read_person(turn.office, turn.visitor)
    return view.load_days(turn.say(actor), actor)


async def on_set_load_day(turn: Turn, route: SetLoadDay) -> Screen:
    """The evening was chosen."""
    actor = await wishes.set_load_day(turn.office, turn.visitor, route.day)
    return await show_settings(turn, turn.say(actor).plain("Saved"))


async def on_thanks_words(turn: Turn, route: ThanksWords) -> Screen:
    """Choose how thanks sound."""
    actor = await wishes.read_person(turn.office, turn.visitor)
    return view.thanks_words(turn.say(actor), actor)


async def on_set_thanks_words(turn: Turn, route: SetThanksWords) -> Screen:
    """How thanks sound was chosen."""
    actor = await wishes.set_thanks(turn.office, turn.visitor, route.words)
    return await show_settings(turn, turn.say(actor).plain("Saved"))


async def on_reminder_days(turn: Turn, route: ReminderDays) -> Screen:
    """The weekdays of one slot were changed."""
    rhythm = await reminder_days.set_days(
        turn.office, turn.visitor, route.client, route.slot, route.days
    )
    say = turn.say(rhythm.actor)
    return rhythm_view.times(say, rhythm, route.slot, notice=say.plain("Saved"))


TAPS: Final[Mapping[Any, Callable[[Turn, Any], Awaitable[Screen]]]] = {
    LoadDays: on_load_days,
    SetLoadDay: on_set_load_day,
    ThanksWords: on_thanks_words,
    SetThanksWords: on_set_thanks_words,
    ReminderDays: on_reminder_days,
}
