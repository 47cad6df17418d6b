"""The questions on the way in."""

from bot.domain import zones
from bot.domain.errors import Stale
from bot.domain.people import Person
from bot.domain.rhythm import parse_clock_time
from bot.domain.welcome import Question
from bot.handlers.desk import Turn
from bot.services import cards, practice_times, turning_back, welcome
from bot.services.welcome import WelcomeStep
from bot.views import settings
from bot.views import today as today_view
from bot.views import welcome as view
from bot.views.routes import Welcome
from bot.views.screen import Screen


async def welcome_screen(turn: Turn, step: WelcomeStep, notice: str | None = None) -> Screen:
    """Show the question somebody stands at, or their first day when they have arrived."""
    say = turn.say(step.actor)
    if step.question is None:
        day = await cards.read_day(turn.office, turn.visitor, step.client.id)
        return today_view.today(say, day, view.arrived(say, step))
    usual = await practice_times.usual_times(turn.office)
    return view.question(say, step, turn.desk.texts.names, turn.office.now(), usual, notice)


async def on_welcome(turn: Turn, route: Welcome) -> Screen:
    """An answer by button."""
    if route.field == Question.CONSENT and route.value == view.NO:
        await turning_back.decline_welcome(turn.office, turn.visitor, route.draft)
        return view.declined(turn.say(None))
    if route.field not in list(Question):
        raise Stale("no such question")
    step = await welcome.answer_welcome(
        turn.office, turn.visitor, route.draft, Question(route.field), route.value
    )
    return await welcome_screen(turn, step)


async def on_welcome_text(turn: Turn, step: WelcomeStep) -> Screen:
    """A typed answer: a time, a city, or the time on the wall."""
    say = turn.say(step.actor)
    minute = parse_clock_time(turn.text)
    if step.question in (Question.MORNING, Question.BEDTIME):
        if minute is None:
            ask = await welcome_screen(turn, step)
            return Screen(say("I did not read that as a time.") + "\n\n" + ask.text, ask.rows)
        next_step = await welcome.answer_welcome(
            turn.office, turn.visitor, None, step.question, str(minute)
        )
        return await welcome_screen(turn, next_step)
    if step.question is Question.ZONE:
        return zone_choices(turn, step.actor)
    return await welcome_screen(turn, step)


def zone_choices(turn: Turn, actor: Person) -> Screen:
    """Offer the places that fit what was typed: a city, or the time on the wall."""
    now = turn.office.now()
    minute = parse_clock_time(turn.text)
    if minute is None:
        found = zones.by_city(turn.text)
    else:
        found = zones.at_wall_time(now, minute, actor.zone)
    return settings.zone_hits(turn.say(actor), found, now)
