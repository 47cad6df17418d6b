"""What differs between two versions of an assignment, in a therapist's words."""

from itertools import pairwise
from typing import Final

from markupsafe import Markup

from bot.domain.details import NOT_FOR_US
from bot.domain.own_steps import OwnSteps
from bot.domain.people import Client
from bot.domain.program import Assignment
from bot.domain.program_change import Reason
from bot.domain.program_versions import Aspect, Version, aspects
from bot.domain.worry import WORRY
from bot.services.halving import HALVED
from bot.services.program_edit import THERAPIST
from bot.texts import N_, Say
from bot.views import labels
from bot.views.screen import short

REASONS: Final = {
    Reason.GOAL: N_("The goal is reached"),
    Reason.NOT_FITTING: N_("It was not for them"),
    Reason.SOMETHING_ELSE: N_("Something else fits better"),
    Reason.PART_OF_DAY: N_("It is part of the day now"),
}
#: So much of a note is said again in a list of changes.
NOTE_SHOWN = 120


def differences(
    say: Say, client: Client, before: Assignment, after: Assignment, why: str | None = None
) -> list[Markup]:
    """Return one line for each thing that changed."""
    return [_line(say, client, one, before, after, why) for one in aspects(before, after)]


def since(say: Say, client: Client, versions: tuple[Version, ...]) -> list[Markup]:
    """Return what became of an assignment since a version: who, when and what."""
    found: list[Markup] = []
    for before, after in pairwise(versions):
        what = differences(say, client, before.state, after.state, after.why)
        found += [say("{who}: {what}", who=who(say, after), what=line) for line in what]
    return found


def who(say: Say, version: Version) -> str:
    """Return who made a version."""
    return version.by or say.plain("the bot")


def reason(say: Say, why: str | None) -> str | None:
    """Return why something rests or has ended, when there is more to say than that it does."""
    if why in REASONS:
        return say.plain(REASONS[Reason(why)])
    if why == WORRY:
        return say.plain("a worry was told")
    if why == HALVED:
        return say.plain("the family halved the plan")
    if why == NOT_FOR_US:
        return say.plain("the family said it is not for them")
    return None if why in (None, "", THERAPIST) else short(why, NOTE_SHOWN)


def _line(
    say: Say, client: Client, which: Aspect, before: Assignment, after: Assignment, why: str | None
) -> Markup:
    match which:
        case Aspect.SLOT:
            return say(
                "time of day: {old} → {new}",
                old=labels.slot(say, before.slot, client),
                new=labels.slot(say, after.slot, client),
            )
        case Aspect.DAYS:
            return say(
                "days: {old} → {new}",
                old=labels.weekdays(say, before.weekdays),
                new=labels.weekdays(say, after.weekdays),
            )
        case Aspect.MINUTES:
            return say(
                "minutes: {old} → {new}",
                old=before.minutes or say.plain("as on the card"),
                new=after.minutes or say.plain("as on the card"),
            )
        case Aspect.START:
            return say("first day: {new}", new=say.day(after.starts_on))
        case Aspect.UNTIL if after.ends_on:
            return say("until {new}", new=say.day(after.ends_on))
        case Aspect.UNTIL:
            return say("without an end")
        case Aspect.TEXT:
            return say("a newer text of the card")
        case Aspect.NOTE if after.note:
            return say("note: “{new}”", new=short(after.note, NOTE_SHOWN))
        case Aspect.NOTE:
            return say("the note is gone")
        case _:
            return _more(say, which, before, after, why)


def _more(
    say: Say, which: Aspect, before: Assignment, after: Assignment, why: str | None
) -> Markup:
    told = reason(say, why)
    match which:
        case Aspect.STEPS:
            return _steps(say, before.own_steps, after.own_steps)
        case Aspect.HAND_OVER if after.hand_over_from:
            return say("handed over from step {n} on", n=after.hand_over_from)
        case Aspect.HAND_OVER:
            return say("no part is handed over")
        case Aspect.ORDER:
            return say("another place in the list")
        case Aspect.REST if after.paused_until:
            return say("rests until {day}", day=say.day(after.paused_until))
        case Aspect.REST if told:
            return say("rests: {why}", why=told)
        case Aspect.REST:
            return say("rests")
        case Aspect.BACK:
            return say("is back")
        case _ if told:
            return say("has ended: {why}", why=told)
        case _:
            return say("has ended")


def _steps(say: Say, before: OwnSteps | None, after: OwnSteps | None) -> Markup:
    if after is None:
        return say("steps: as on the card again")
    changed = [step.text for step in after if step.text and step not in (before or ())]
    if changed:
        return say("a step in other words: “{words}”", words=short(changed[0], NOTE_SHOWN))
    if before is None or len(after) < len(before):
        return say("a step is left out")
    return say("a step has the words of the card again")
