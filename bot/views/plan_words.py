"""The words that a plan's pages share: one activity in a line, and why one is left out."""

from markupsafe import Markup

from bot.services.plan_form import PlanForm, PlanLine
from bot.texts import Say
from bot.views import labels
from bot.views.assign_card import blocked


def line_of(say: Say, form: PlanForm, line: PlanLine) -> Markup:
    """Return one activity in a line."""
    if not line.is_taken:
        return say("✗ {title}", title=title(say, line))
    return say(
        "Week {n}: <b>{title}</b>, {slot}, {days}",
        n=line.item.week,
        title=title(say, line),
        slot=labels.within(labels.slot(say, line.item.slot, form.client)),
        days=labels.weekdays(say, line.item.weekdays),
    )


def why_out(say: Say, line: PlanLine) -> Markup | None:
    """Return why an activity cannot be assigned, or None when it can."""
    if line.activity is None:
        return say("it is not in the library now.")
    if line.checks.blocked:
        return Markup(" ").join(blocked(say, reason) for reason in line.checks.blocked)
    if line.is_there:
        return say("it is in the program for that time already.")
    return None


def title(say: Say, line: PlanLine) -> str:
    """Return an activity's title, or its id when it is not in the library."""
    return line.activity.title if line.activity else line.item.activity_id


def weeks_of(say: Say, count: int) -> str:
    """Return a number of weeks in words."""
    return str(say.many("{n} week", "{n} weeks", count))
