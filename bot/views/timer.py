"""A timer to look at: four signs that grow fewer. It asks nothing, and its end is quiet."""

from typing import Final
from zoneinfo import ZoneInfo

from bot.domain.quiet_timer import MINUTES, MOST_MINUTES, QUARTERS
from bot.services.quiet_timers import TimerPage
from bot.texts import Say
from bot.views.card_routes import StopTimer, TimerLasts, TimerRings
from bot.views.routes import Step
from bot.views.screen import Row, Screen, blocks, button

FULL, EMPTY = "🟦", "⬜"
LONGER: Final = MINUTES


def timer(say: Say, page: TimerPage) -> Screen:
    """Show how far a timer is; it comes and changes without a sound."""
    left = page.timer.quarters_left(page.now)
    if left == 0:
        return Screen(
            say("⌛ The time is up. Go on whenever it suits."), (_back(say, page),), is_silent=True
        )
    ends = page.ends.astimezone(ZoneInfo(page.actor.zone))
    rows: list[Row] = []
    longer = page.timer.minutes + LONGER
    more = [button(say.plain("Stop the timer"), StopTimer(page.timer_id))]
    if longer <= MOST_MINUTES:
        more.append(button(say.plain("2 minutes more"), TimerLasts(page.timer_id, longer)))
    rows.append(tuple(more))
    if not page.has_bell:
        rows.append((button(say.plain("🔔 A sound at the end"), TimerRings(page.timer_id)),))
    return Screen(
        blocks(
            say("⏳ {signs}", signs=FULL * left + EMPTY * (QUARTERS - left)),
            say("Until {time}, with a sound at the end.", time=f"{ends:%H:%M}")
            if page.has_bell
            else say("Until {time}, without a sound.", time=f"{ends:%H:%M}"),
        ),
        tuple(rows),
        is_silent=True,
    )


def stopped(say: Say, page: TimerPage) -> Screen:
    """Say that no timer runs."""
    return Screen(say("The timer is off. No hurry."), (_back(say, page),))


def bell(say: Say) -> Screen:
    """The sound at the end."""
    return Screen(say("🔔 The time is up. Go on whenever it suits."))


def _back(say: Say, page: TimerPage) -> Row:
    to = Step(page.assignment_id, page.on, page.step)
    return (button(say.plain("Back to step {number}", number=page.step), to),)
