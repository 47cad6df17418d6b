"""The summary of a client for a colleague, and the trail of who did what."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from markupsafe import Markup

from bot.clock import from_epoch_ms
from bot.domain.check_in import CheckIn, Outcome
from bot.domain.people import Role
from bot.domain.program import Assignment, Status
from bot.domain.team import Event
from bot.services.summary import Summary
from bot.services.trail import TrailPage
from bot.texts import N_, Say
from bot.views import labels
from bot.views.routes import CheckIns, ClientCard, Program
from bot.views.screen import Row, Screen, blocks, button, lines, short
from bot.views.staff import pager
from bot.views.team_routes import Team, Trail

SHOWN: Final = 12
NOTES: Final = 4
#: What the trail says, by the beginning of an action; the longest that fits.
ACTIONS: Final[Mapping[str, str]] = {
    "client added": N_("{name} added the client"),
    "client": N_("{name} changed what is known of the client"),
    "flag": N_("{name} answered a safety question"),
    "invit": N_("{name} made or withdrew a link"),
    "agreed": N_("{name} agreed to what is kept"),
    "care ended": N_("Somebody's care ended, by {name} or by itself"),
    "care prolonged": N_("{name} moved the end of somebody's care"),
    "plan": N_("{name} made the plan lighter, or put it back"),
    "joined": N_("{name} joined"),
    "left": N_("{name} left"),
    "assigned": N_("{name} assigned an activity"),
    "assignment": N_("{name} changed an activity"),
    "new text": N_("{name} took the newer text of an activity"),
    "looked at": N_("{name} looked at the signs"),
    "review on": N_("{name} set the day of the next review"),
    "program": N_("{name} changed the program"),
    "worry told": N_("{name} told a worry"),
    "worry seen": N_("{name} looked at a worry"),
    "worry": N_("{name} went on with a worry"),
    "opened": N_("{name} looked for the first time"),
    "colleague joined": N_("{name} brought in {detail}"),
    "cover planned": N_("{name} planned a cover: {detail}"),
    "left the team": N_("{name}: {detail} is off the team"),
    "handed over": N_("{name} handed over to {detail}"),
    "closed": N_("{name} closed the program"),
    "reopened": N_("{name} opened the program again"),
}
#: What it says where it knows which activity that was.
NAMED: Final[Mapping[str, str]] = {
    "assigned": N_("{name} assigned {title}"),
    "assignment changed": N_("{name} changed {title}"),
    "assignment paused": N_("{name} let {title} rest"),
    "assignment active": N_("{name} brought {title} back"),
    "assignment ended": N_("{name} ended {title}"),
    "new text": N_("{name} took the newer text of {title}"),
}
_OTHER: Final = N_("{name} changed something")


def summary(say: Say, data: Summary) -> Screen:
    """Show a client to a colleague who goes on with them."""
    one = data.client
    return Screen(
        blocks(
            say(
                "<b>{client}</b> · {stage}", client=one.nickname, stage=labels.stage(say, one.stage)
            ),
            say("Goal: <i>{goal}</i>", goal=data.goal) if data.goal else say("No goal is set yet."),
            say("Low-demand: the lighter way comes first.") if one.low_demand else None,
            _circle(say, data),
            _flags(say, data),
            _worries(say, data),
            _running(say, data),
            _notes(say, data),
        ),
        (
            (
                button(say.plain("Program"), Program(one.id)),
                button(say.plain("Check-ins"), CheckIns(one.id)),
            ),
            (
                button(say.plain("Team"), Team(one.id)),
                button(say.plain("Open {name}", name=one.nickname), ClientCard(one.id)),
            ),
        ),
    )


def trail(say: Say, data: TrailPage) -> Screen:
    """Show who did what for a client, newest first."""
    one = data.client
    rows: list[Row] = []
    if turn := pager(data.page, data.last, lambda at: Trail(one.id, at)):
        rows.append(turn)
    rows.append((button(say.plain("Back"), Team(one.id)),))
    return Screen(
        blocks(
            say("<b>Who did what</b> · {client}", client=one.nickname),
            lines(*(_event(say, data, event) for event in data.events)),
        ),
        tuple(rows),
    )


def _event(say: Say, data: TrailPage, event: Event) -> Markup:
    fitting = [begin for begin in ACTIONS if event.action.startswith(begin)]
    words = ACTIONS[max(fitting, key=len)] if fitting else _OTHER
    title = data.titles.get(event.about)
    if title is not None:
        words = NAMED.get(event.action, words)
    what = say.plain(words, name=event.name or "–", detail=event.detail, title=title or "")
    when = say.moment(from_epoch_ms(event.at), data.actor.zone)
    return say("{when} · {what}", when=when, what=what)


def _circle(say: Say, data: Summary) -> Markup:
    if not data.caregivers:
        return say("Nobody at home has joined yet.")
    names = ", ".join(
        who.name
        if link.role is Role.SELF
        else f"{who.name} ({labels.relation(say, link.relation).lower()})"
        if link.role is Role.FAMILY
        else say.plain("{name} (school)", name=who.name)
        for who, link in data.caregivers
    )
    return say("At home: {names}", names=names)


def _flags(say: Say, data: Summary) -> Markup:
    known = (
        say("To look out for: {flags}", flags="; ".join(data.flags))
        if data.flags
        else say("Nothing to look out for is known.")
    )
    open_ones = (
        say.many("{n} safety question is open.", "{n} safety questions are open.", data.unknown)
        if data.unknown
        else None
    )
    return lines(known, open_ones)


def _worries(say: Say, data: Summary) -> Markup:
    if not data.worries:
        return say("No worry is open.")
    told = [
        say(
            "• {what}, {when}",
            what=label,
            when=say.moment(from_epoch_ms(one.created_at), data.actor.zone),
        )
        for one, label in data.worries[:SHOWN]
    ]
    return lines(say("<b>Open worries</b>"), *told)


def _running(say: Say, data: Summary) -> Markup:
    if not data.running:
        return say("No activity is running.")
    head = say("<b>Activities, and the last two weeks</b>")
    return lines(head, *(_activity(say, data, a, act.title) for a, act in data.running[:SHOWN]))


def _activity(say: Say, data: Summary, one: Assignment, title: str) -> Markup:
    answers = [c for c in data.check_ins if c.assignment_id == one.id]
    signs = "".join(_SIGNS[c.outcome] for c in _by_day(answers)) or "·"
    resting = say(" (rests)") if one.status_on(data.until) is Status.PAUSED else Markup("")
    return say(
        "• {title}, {slot}, {days}{resting} {signs}",
        title=title,
        slot=labels.slot(say, one.slot, data.client).lower(),
        days=labels.weekdays(say, one.weekdays),
        resting=resting,
        signs=signs,
    )


_SIGNS: Final = {Outcome.DONE: "●", Outcome.SOME: "◐", Outcome.NOT_TODAY: "○"}


def _by_day(answers: list[CheckIn]) -> list[CheckIn]:
    """Return the latest answer of each day, oldest day first."""
    latest: dict[date, CheckIn] = {}
    for one in sorted(answers, key=lambda c: (c.on, c.changed_at)):
        latest[one.on] = one
    return list(latest.values())


def _notes(say: Say, data: Summary) -> Markup | None:
    written = [c for c in data.check_ins if c.note]
    if not written:
        return None
    newest = sorted(written, key=lambda c: c.changed_at, reverse=True)[:NOTES]
    said = [
        say(
            "• {day}, {name}: <i>{note}</i>",
            day=say.day(c.on),
            name=c.answered_by,
            note=short(c.note or "", 200),
        )
        for c in newest
    ]
    return lines(say("<b>What they wrote</b>"), *said)
