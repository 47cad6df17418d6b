"""The way in for a caregiver: a few taps, plain words about what is kept, then the first card."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.domain.people import Relation, Role
from bot.domain.practice import Setting
from bot.domain.rhythm import clock_time
from bot.domain.welcome import BEDTIME_CHOICES, MORNING_CHOICES, NO_REMINDER, Question
from bot.services.welcome import WelcomeStep
from bot.texts import Say
from bot.views import labels
from bot.views.consent import points
from bot.views.routes import Welcome, Zones
from bot.views.screen import Button, Screen, blocks, bullets, button, in_rows

NO = "no"


def question(
    say: Say,
    step: WelcomeStep,
    names: dict[str, str],
    now: datetime,
    usual: Mapping[Setting, int],
    notice: str | None = None,
) -> Screen:
    """Show the question that somebody stands at; `usual` holds the practice's own times."""
    match step.question:
        case Question.LANGUAGE:
            screen = _language(say, step, names)
        case Question.CONSENT:
            screen = _consent(say, step)
        case Question.RELATION:
            screen = _relation(say, step)
        case Question.ZONE:
            screen = _zone(say, step, now)
        case Question.MORNING:
            screen = _morning(say, step, usual.get(Setting.MORNING))
        case _:
            screen = _bedtime(say, step, usual.get(Setting.BEDTIME))
    return Screen(screen.text, screen.rows, notice)


def _choice(step: WelcomeStep, which: Question, label: str, value: str) -> Button:
    return button(label, Welcome(step.draft_id, which, value))


def _language(say: Say, step: WelcomeStep, names: dict[str, str]) -> Screen:
    choices = [_choice(step, Question.LANGUAGE, name, code) for code, name in names.items()]
    hello = say("<b>Hello {name}.</b>", name=step.actor.name)
    return Screen(blocks(hello, say("Which language shall we use?")), in_rows(choices, 2))


def _consent(say: Say, step: WelcomeStep) -> Screen:
    if step.role is Role.SELF:
        opening = say("{therapist} made a home program for you.", therapist=step.therapist_name)
    elif step.role is Role.SCHOOL:
        opening = say(
            "{therapist} made a program for {client}. Some of it is for school.",
            therapist=step.therapist_name,
            client=step.client.nickname,
        )
    else:
        opening = say(
            "{therapist} made a home program for {client}.",
            therapist=step.therapist_name,
            client=step.client.nickname,
        )
    kept = blocks(
        bullets(_limits(say, step)) if _limits(say, step) else None,
        points(say, step.client, step.role, step.therapist_name),
    )
    yes = Welcome(step.draft_id, Question.CONSENT, "yes")
    return Screen(
        blocks(
            say("<b>Before we begin</b>"),
            opening,
            kept,
            say("Is that all right for you?"),
        ),
        (
            (button(say.plain("Yes, that is all right"), yes, "success"),),
            (_choice(step, Question.CONSENT, say.plain("No, thank you"), NO),),
        ),
    )


def _limits(say: Say, step: WelcomeStep) -> list[str]:
    """Say what school staff do not see, and until when a helper is in."""
    found = []
    if step.role is Role.SCHOOL:
        found.append(say.plain("You see what is for school, and nothing of what is for home."))
    if step.ends_on is not None:
        until = say.plain(
            "You are in until {day}. Your access and the messages then end by themselves.",
            day=say.day(step.ends_on),
        )
        found.append(until)
    return found


def _relation(say: Say, step: WelcomeStep) -> Screen:
    choices = [
        _choice(step, Question.RELATION, labels.relation(say, which), which) for which in Relation
    ]
    return Screen(
        say("<b>Who are you to {client}?</b>", client=step.client.nickname), in_rows(choices, 2)
    )


def _zone(say: Say, step: WelcomeStep, now: datetime) -> Screen:
    local = now.astimezone(ZoneInfo(step.actor.zone))
    return Screen(
        blocks(
            say("<b>Is it {time} where you are?</b>", time=f"{local:%H:%M}"),
            say("Cards then come by your own clock."),
        ),
        (
            (_choice(step, Question.ZONE, say.plain("Yes, it is"), step.actor.zone),),
            (button(say.plain("No, choose my place"), Zones("-", 0)),),
        ),
    )


def _times(
    say: Say, step: WelcomeStep, which: Question, minutes: tuple[int, ...]
) -> tuple[tuple[Button, ...], ...]:
    choices = [_choice(step, which, clock_time(m), str(m)) for m in minutes]
    no = _choice(step, which, say.plain("No card at this time"), NO_REMINDER)
    return (*in_rows(choices, 4), (no,))


def around(usual: int | None, choices: tuple[int, ...]) -> tuple[int, ...]:
    """Return the times on offer: around the practice's usual one, when it has one."""
    if usual is None or usual in choices:
        return choices
    return tuple(sorted((usual + shift) % (24 * 60) for shift in (-30, 0, 30, 60)))


def _morning(say: Say, step: WelcomeStep, usual: int | None) -> Screen:
    return Screen(
        blocks(
            say("<b>When would a morning card suit you?</b>"),
            say("Tap a time, or type your own, like 6:45."),
        ),
        _times(say, step, Question.MORNING, around(usual, MORNING_CHOICES)),
    )


def _bedtime(say: Say, step: WelcomeStep, usual: int | None) -> Screen:
    return Screen(
        blocks(
            say("<b>And in the evening?</b>"),
            say("One card at bedtime. It also asks how the day's ideas went."),
            say("Tap a time, or type your own, like 19:15."),
        ),
        _times(say, step, Question.BEDTIME, around(usual, BEDTIME_CHOICES)),
    )


def arrived(say: Say, step: WelcomeStep) -> Markup:
    """The sentence that stands over the first day."""
    if step.role is Role.SELF:
        return say("<b>You are all set.</b> Here is your program.")
    return say("<b>You are all set.</b> Here is {client}'s program.", client=step.client.nickname)


def declined(say: Say) -> Screen:
    """Respect a no."""
    return Screen(
        blocks(
            say("<b>All right. Nothing is kept.</b>"),
            say("If you change your mind, tap the link from your therapist again."),
        )
    )
