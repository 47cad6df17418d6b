"""A client's program for the therapist: the goal, and the activities in the day's order."""

from markupsafe import Markup

from bot.catalog import Activity
from bot.domain.program import Assignment, Status
from bot.services.program import ProgramPage
from bot.texts import Say
from bot.views import labels, load
from bot.views.preview_routes import PreviewNext
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
    if page.items:
        rows.append((button(say.plain("👁 What the family gets"), PreviewNext(client.id)),))
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


def _line(say: Say, page: ProgramPage, one: Assignment, activity: Activity) -> Markup:
    return say(
        "{sign} <b>{title}</b>: {slot}, {days}{until}{state}",
        sign=labels.SLOT_SIGN[one.slot],
        title=activity.title,
        slot=labels.within(labels.slot(say, one.slot, page.client)),
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
