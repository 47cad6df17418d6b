"""A plan from a template: what joins when, what to look at first, and one tap that assigns it."""

from typing import Final

from markupsafe import Markup

from bot.services.plan_form import PlanForm, Planned
from bot.texts import Say
from bot.views import labels
from bot.views.assign_card import nobody_answered, parts_asked
from bot.views.load import concerns
from bot.views.plan_words import line_of, title, weeks_of, why_out
from bot.views.routes import ClientCard, DropDraft, Invite, Program
from bot.views.screen import Row, Screen, blocks, bullets, button, lines
from bot.views.template_routes import PlanChange, PlanDone, PlanGoal, PlanPage, PlanWeeks

#: What Telegram takes, less a little.
ROOM: Final = 3900


def plan(say: Say, form: PlanForm) -> Screen:
    """Show the whole plan; every part of it can be changed before anything is assigned."""
    head = say("<b>{name}</b> · {client}", name=form.name, client=form.client.nickname)
    parts = (
        head,
        _goal(say, form),
        lines(*(line_of(say, form, line) for line in form.lines)),
        _left_out(say, form),
        concerns(say, form.load),
        _look_at(say, form),
    )
    text = blocks(parts[0], _hint(form), *parts[1:])
    text = text if len(text) <= ROOM else blocks(*parts)
    fits = len(text) <= ROOM
    if not fits:
        text = blocks(*parts[:4], say("There is too much to look at for one page. Leave one out."))
    return Screen(
        text,
        (
            *(_take(say, form) if fits else ()),
            *_goal_buttons(say, form),
            *_items(form),
            (
                button("✎ " + weeks_of(say, form.plan.weeks), PlanWeeks(form.draft_id)),
                button(say.plain("Cancel"), DropDraft(form.draft_id)),
            ),
        ),
    )


def planned(say: Say, done: Planned) -> Screen:
    """Confirm what was assigned, and when each activity joins."""
    client = done.client
    rows: list[Row] = [
        (
            button(say.plain("Program"), Program(client.id)),
            button(say.plain("Open {name}", name=client.nickname), ClientCard(client.id)),
        )
    ]
    if done.has_family:
        next_up = say("The family gets each activity from its first day on, not before.")
    else:
        next_up = say("Nobody has joined yet. The family's link is one tap away.")
        invite = button(say.plain("Invite the family"), Invite(client.id, "family"), "primary")
        rows.insert(0, (invite,))
    joined = [
        say(
            "{day}: <b>{title}</b>, {slot}, {days}",
            day=say.plain("Today") if one.starts_on <= done.today else say.day(one.starts_on),
            title=title,
            slot=labels.within(labels.slot(say, one.slot, client)),
            days=labels.weekdays(say, one.weekdays),
        )
        for one, title in done.items
    ]
    count = say.many(
        "✓ <b>{n} activity</b> is in {client}'s program.",
        "✓ <b>{n} activities</b> are in {client}'s program.",
        len(joined),
        client=client.nickname,
    )
    goal = say("Goal: <i>{goal}</i>", goal=done.goal) if done.goal else None
    return Screen(blocks(count, lines(*joined), goal, next_up), tuple(rows))


# -- the page's lines ---------------------------------------------------------------------------


def _hint(form: PlanForm) -> Markup | None:
    return Markup("<i>{}</i>").format(form.hint) if form.hint else None


def _goal(say: Say, form: PlanForm) -> Markup | None:
    if form.goal:
        return say("Goal: <i>{goal}</i>", goal=form.goal)
    if form.idea:
        return say("An idea for the goal: <i>{goal}</i>", goal=form.idea)
    return say("No goal in the family's words yet.")


def _left_out(say: Say, form: PlanForm) -> Markup | None:
    found = [
        say("{title}: {why}", title=title(say, line), why=why)
        for line in form.lines
        if (why := why_out(say, line)) is not None
    ]
    return lines(say("<b>Left out</b>"), bullets(found)) if found else None


def _look_at(say: Say, form: PlanForm) -> Markup | None:
    """Say what to look at first, once for all the activities that it is about."""
    found: dict[str, list[str]] = {}
    unanswered: dict[str, list[str]] = {}
    for line in form.taken:
        known, labels_of, others = parts_asked(say, line.checks, form.client)
        for where, words in ((found, [*known, *others]), (unanswered, labels_of)):
            for one in words:
                where.setdefault(one, []).append(title(say, line))
    together: dict[tuple[str, ...], list[str]] = {}
    for flag, titles in unanswered.items():
        together.setdefault(tuple(titles), []).append(flag)
    found |= {nobody_answered(say, flags): list(titles) for titles, flags in together.items()}
    if not found:
        return None
    return lines(
        say("🔎 <b>Please look at this first</b>"),
        bullets(
            say("{words} ({titles})", words=words, titles=", ".join(titles))
            for words, titles in found.items()
        ),
        say("Your name and the time are kept with what you confirm."),
    )


# -- the page's buttons -------------------------------------------------------------------------


def _take(say: Say, form: PlanForm) -> tuple[Row, ...]:
    count = len(form.taken)
    if not count:
        return ()
    if not form.asks:
        label = str(say.many("Assign {n} activity", "Assign {n} activities", count))
    else:
        label = str(
            say.many(
                "I have looked. Assign {n} activity", "I have looked. Assign {n} activities", count
            )
        )
    return ((button(label, PlanDone(form.draft_id, form.mark), "success"),),)


def _goal_buttons(say: Say, form: PlanForm) -> tuple[Row, ...]:
    if form.has_goal:
        return ()
    own = button(say.plain("Write the goal"), PlanGoal(form.draft_id))
    if form.goal:
        drop = PlanChange(form.draft_id, 0, "goal", "0")
        return ((own, button(say.plain("No goal yet"), drop)),)
    if form.idea is None:
        return ((own,),)
    take = PlanChange(form.draft_id, 0, "goal", "1")
    return ((button(say.plain("Take this goal"), take, "primary"), own),)


def _items(form: PlanForm) -> tuple[Row, ...]:
    return tuple(
        (
            button(
                "✎ " + (line.activity.title if line.activity else line.item.activity_id),
                PlanPage(form.draft_id, number),
            ),
        )
        for number, line in enumerate(form.lines, start=1)
    )
