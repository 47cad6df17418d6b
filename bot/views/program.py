"""A client's program for the therapist, and two weeks of check-ins by day and activity."""

from collections.abc import Sequence
from datetime import date, timedelta

from markupsafe import Markup

from bot.catalog import Activity
from bot.domain.check_in import CheckIn, latest
from bot.domain.program import Assignment, Status
from bot.services.program import ProgramPage, Records
from bot.texts import Say
from bot.views import labels, load
from bot.views.program_routes import Ended
from bot.views.routes import (
    Assign,
    AssignmentCard,
    CheckIns,
    ClientCard,
    Goal,
    Learning,
    PrintProgram,
    Program,
)
from bot.views.screen import Row, Screen, blocks, button, lines
from bot.views.template_routes import Templates

NOTES_SHOWN = 12
TEXT_BUDGET = 3300


def program(say: Say, page: ProgramPage, notice: str | None = None) -> Screen:
    """Show a client's program; each assignment opens."""
    client = page.client
    title = say("<b>Program</b> · {client}", client=client.nickname)
    if not page.items:
        text = blocks(title, say("No activities yet."))
    else:
        goal = (
            say("Goal: <i>{goal}</i>", goal=page.program.goal)
            if page.program and page.program.goal
            else say("No goal in the family's words yet.")
        )
        shown = lines(*(_line(say, page, a, act) for a, act in page.items))
        text = blocks(title, goal, shown, load.concerns(say, page.load))
    rows: list[Row] = [
        (button(activity.title, AssignmentCard(assignment.id)),)
        for assignment, activity in page.items[:20]
    ]
    rows += [
        (
            button(say.plain("Assign an activity"), Assign(client.id), "primary"),
            button(say.plain("Write the goal"), Goal(client.id)),
        ),
        (
            button(say.plain("Check-ins"), CheckIns(client.id)),
            button(say.plain("Sheet to print"), PrintProgram(client.id)),
        ),
        (
            button(say.plain("Learn cards"), Learning(client.id)),
            button(say.plain("Open {name}", name=client.nickname), ClientCard(client.id)),
        ),
    ]
    rows.append((button(say.plain("📋 Templates"), Templates(client.id, all_of=False)),))
    if page.has_ended:
        rows.append((button(say.plain("What has ended"), Ended(client.id)),))
    return Screen(text, tuple(rows), notice)


def ask_goal(say: Say, page: ProgramPage) -> Screen:
    """Ask for the goal: the next text is it."""
    return Screen(
        blocks(
            say("<b>Goal</b> · {client}", client=page.client.nickname),
            say("What would the family like to feel lighter or be able to do? Use their words."),
            say("Your next message is the goal."),
        ),
        ((button(say.plain("Back"), Program(page.client.id)),),),
    )


def records(say: Say, page: Records) -> Screen:
    """Show two weeks: done, some, not today and unknown apart; then notes and help."""
    client = page.client
    begin = min((a.starts_on for a, _ in page.items), default=page.since)
    since = min(max(page.since, begin), page.until)
    title = say(
        "<b>Check-ins</b> · {client} · {since} to {until}",
        client=client.nickname,
        since=say.day(since),
        until=say.day(page.until),
    )
    back: tuple[Row, ...] = (
        (
            button(say.plain("Program"), Program(client.id)),
            button(say.plain("Open {name}", name=client.nickname), ClientCard(client.id)),
        ),
    )
    if not page.items:
        return Screen(blocks(title, say("No activities yet.")), back)
    newest = latest(list(page.check_ins))
    days = [since + timedelta(days=n) for n in range((page.until - since).days + 1)]
    grid = [_row(say, page, a, activity, newest, days) for a, activity in page.items]
    legend = lines(
        say("● done  ◐ some  ○ not today"),
        say("· no answer, which is fine, too  – not planned"),
        say("A gap stands before each Monday."),
    )
    worried = (
        say.many(
            "⚠️ {n} worry in these two weeks.",
            "⚠️ {n} worries in these two weeks.",
            len(page.worries),
        )
        if page.worries
        else None
    )
    head = blocks(title, worried, blocks(*grid), legend)
    return Screen(blocks(head, _notes(say, page, TEXT_BUDGET - len(head))), back)


def _row(
    say: Say,
    page: Records,
    assignment: Assignment,
    activity: Activity,
    newest: dict[tuple[int, date], CheckIn],
    days: Sequence[date],
) -> Markup:
    signs: list[str] = []
    for day in days:
        if signs and day.weekday() == 0:
            signs.append(" ")
        answer = newest.get((assignment.id, day))
        if answer is not None:
            signs.append(labels.OUTCOME_SIGN[answer.outcome])
        elif day in assignment.weekdays and assignment.starts_on <= day:
            signs.append(labels.UNKNOWN_SIGN)
        else:
            signs.append(labels.UNPLANNED_SIGN)
    mine = [c for (aid, _), c in newest.items() if aid == assignment.id]
    answered = say.many("{n} answer", "{n} answers", len(mine))
    help_line = _help(say, mine)
    return lines(
        say("<b>{title}</b> · {answered}", title=activity.title, answered=answered),
        Markup("<code>{}</code>").format("".join(signs)),
        help_line,
    )


def _help(say: Say, mine: list[CheckIn]) -> Markup | None:
    levels = sorted(c.help_level for c in mine if c.help_level is not None)
    if not levels:
        return None
    middle = levels[len(levels) // 2]
    return say("Help, mostly: {words}", words=labels.help_level(say, middle))


def _notes(say: Say, page: Records, room: int) -> Markup | None:
    titles = {a.id: activity.title for a, activity in page.items}
    noted = [c for c in reversed(page.check_ins) if c.note][:NOTES_SHOWN]
    shown: list[Markup] = []
    for c in noted:
        line = say(
            "{day}, {title}, {who}: “{note}”",
            day=say.day(c.on),
            title=titles.get(c.assignment_id, ""),
            who=c.answered_by,
            note=(c.note or "")[:200],
        )
        room -= len(line) + 2
        if room < 0:
            break
        shown.append(line)
    return lines(say("<b>Notes</b>"), *shown) if shown else None


def _line(say: Say, page: ProgramPage, one: Assignment, activity: Activity) -> Markup:
    return say(
        "{sign} <b>{title}</b>: {slot}, {days}{until}{state}",
        sign=labels.SLOT_SIGN[one.slot],
        title=activity.title,
        slot=labels.slot(say, one.slot, page.client).lower(),
        days=labels.weekdays(say, one.weekdays),
        until=_until(say, page, one),
        state=_state(say, page, one),
    )


def _until(say: Say, page: ProgramPage, one: Assignment) -> str:
    if one.starts_on > page.today:
        return say.plain(", begins {day}", day=say.day(one.starts_on))
    return say.plain(", until {day}", day=say.day(one.ends_on)) if one.ends_on else ""


def _state(say: Say, page: ProgramPage, one: Assignment) -> str:
    if one.status_on(page.today) is not Status.PAUSED:
        return ""
    if one.id in page.worried:
        return say.plain(" – resting, a worry was told")
    if one.paused_until:
        return say.plain(" – resting until {day}", day=say.day(one.paused_until))
    return say.plain(" – resting")
