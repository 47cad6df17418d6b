"""One activity of a plan, and what is asked about the plan as a whole."""

from typing import Final

from markupsafe import Markup

from bot.domain.program import GOAL_LIMIT
from bot.domain.rhythm import Slot
from bot.domain.template import JOINS
from bot.services.plan_form import PlanForm, PlanLine
from bot.texts import Say
from bot.views import labels
from bot.views.assign_card import what_is_asked
from bot.views.plan import plan
from bot.views.plan_words import line_of, title, weeks_of, why_out
from bot.views.screen import Button, Row, Screen, blocks, bullets, button, in_rows, lines
from bot.views.template_routes import PlanChange, PlanPage

WEEKS: Final = (2, 4, 6, 8, 12)


def item(say: Say, form: PlanForm, number: int) -> Screen:
    """Show one activity of the plan: time of day, days, week, in or out."""
    if not 1 <= number <= len(form.lines):
        return plan(say, form)
    line = form.lines[number - 1]

    def choice(field: str, value: object, label: str, *, is_now: bool) -> Button:
        shown = ("✓ " if is_now else "") + label
        return button(shown, PlanChange(form.draft_id, number, field, str(value)))

    one = line.item
    slots = [
        choice("slot", slot, labels.slot(say, slot, form.client), is_now=slot is one.slot)
        for slot in Slot
    ]
    mask = one.weekdays.mask
    days = [
        choice("days", (mask ^ 1 << day) or mask, say.weekday(day), is_now=bool(mask >> day & 1))
        for day in range(7)
    ]
    weeks = [
        choice("week", week, say.plain("Week {n}", n=week), is_now=week == one.week)
        for week in range(1, min(JOINS, form.plan.weeks) + 1)
    ]
    rows: list[Row] = [*in_rows(slots, 2), *in_rows(days, 4), *in_rows(weeks, 4)]
    if line.is_possible or line.is_there:
        keep = say.plain("Leave it out") if one.is_in else say.plain("Take it in")
        rows.append((choice("in", int(not one.is_in), keep, is_now=False),))
    rows.append((button(say.plain("Back to the plan"), PlanPage(form.draft_id, 0)),))
    stands = what_is_asked(say, line.checks, form.client)
    look = say("🔎 <b>Please look at this first</b>")
    return Screen(
        blocks(
            say("<b>{title}</b> · {client}", title=title(say, line), client=form.client.nickname),
            *_about(say, line),
            line_of(say, form, line),
            _left_out(say, line),
            lines(look, bullets(stands)) if stands else None,
        ),
        tuple(rows),
    )


def weeks(say: Say, form: PlanForm) -> Screen:
    """Ask for how many weeks."""
    found = [
        button(
            ("✓ " if n == form.plan.weeks else "") + weeks_of(say, n),
            PlanChange(form.draft_id, 0, "weeks", str(n)),
        )
        for n in sorted({*WEEKS, form.plan.weeks})
    ]
    back = button(say.plain("Back to the plan"), PlanPage(form.draft_id, 0))
    return Screen(
        blocks(
            say("<b>{name}</b> · {client}", name=form.name, client=form.client.nickname),
            say("After how many weeks will you look at it again? It is no deadline."),
        ),
        (*in_rows(found, 3), (back,)),
    )


def ask_goal(say: Say, form: PlanForm) -> Screen:
    """Ask for the goal: the next text is it."""
    idea = say("An idea: <i>{goal}</i>", goal=form.idea) if form.idea else None
    return Screen(
        blocks(
            say("<b>Goal</b> · {client}", client=form.client.nickname),
            say("What would the family like to feel lighter or be able to do? Use their words."),
            idea,
            say("Your next message is the goal, up to {n} characters.", n=GOAL_LIMIT),
        ),
        ((button(say.plain("Back to the plan"), PlanPage(form.draft_id, 0)),),),
    )


def _about(say: Say, line: PlanLine) -> tuple[Markup, ...]:
    """Return the card in short: why, its safety and its stop signs, folded."""
    if line.activity is None:
        return ()
    safety = lines(say("⚠️ <b>Safety</b>"), bullets(line.safety))
    stop = line.activity.stop
    stops = lines(say("<b>Stop signs</b>"), bullets(stop)) if stop else None
    fold = Markup("<blockquote expandable>{}</blockquote>")
    return Markup("{}").format(line.activity.why), fold.format(blocks(safety, stops))


def _left_out(say: Say, line: PlanLine) -> Markup | None:
    why = why_out(say, line)
    return None if why is None else say("Left out: {why}", why=why)
