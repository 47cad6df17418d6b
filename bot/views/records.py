"""Two weeks of check-ins by day and activity: done, some, not today and unknown apart.

What was answered later is marked as remembered; help is said in words, never as a score.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from markupsafe import Markup

from bot.catalog import Activity
from bot.domain.attachment import CheckInAttachment, Kind
from bot.domain.check_in import CheckIn, latest
from bot.domain.details import Detail
from bot.domain.people import Person, Role, Stage
from bot.domain.program import Assignment
from bot.services.records import Records
from bot.texts import N_, Say
from bot.views import labels
from bot.views.detail_words import word
from bot.views.review import TRENDS
from bot.views.routes import ClientCard, Program
from bot.views.screen import Button, File, Row, Screen, blocks, button, in_rows, lines, short
from bot.views.talk_routes import CheckInsOf, PlayNote

ROOM: Final = 3900
NOTE_ROOM: Final = 200
FILES: Final = 12
CARDS: Final = 8
_FILE: Final = {Kind.PHOTO: "📷", Kind.VOICE: "🎤"}
_GONE: Final = N_("Telegram does not have this file any more.")


def records(say: Say, page: Records) -> Screen:
    """Show two weeks of all activities, or each answer about one of them."""
    name = page.client.nickname
    title = say(
        "<b>Check-ins</b> · {client} · {since} to {until}",
        client=name,
        since=say.day(page.since),
        until=say.day(page.until),
    )
    if not page.items:
        return Screen(blocks(title, say("No activities yet.")), _rows(say, page))
    head = blocks(title, _worries(say, page))
    if page.only:
        ((one, activity),) = page.shown
        line = lines(_line(say, page, one, activity), _weekly(say, page, one))
        parts = [head, line, *_days(say, page, one)]
    else:
        legend = lines(
            say("● done  ◐ some  ○ not today"),
            say("· no answer, which is fine, too  – not planned"),
            say("A gap stands before each Monday."),
        )
        grid = [_line(say, page, one, activity) for one, activity in page.items[:CARDS]]
        parts = [head, *grid, legend, *_notes(say, page)]
    while len(blocks(*parts).striptags()) > ROOM:
        parts.pop()
    return Screen(blocks(*parts), _rows(say, page))


def file(say: Say, who: Person, found: CheckInAttachment) -> Screen:
    """Show or play a photo or voice note, in a message of its own."""
    text = say("{who}, {day}", who=found.name, day=say.day(found.on))
    return Screen(text, file=File(found.kind, found.file_id, blocks(text, say(_GONE))))


# -- inside -------------------------------------------------------------------------------------


def _worries(say: Say, page: Records) -> Markup | None:
    if not page.worries:
        return None
    return say.many(
        "⚠️ {n} worry in these two weeks.",
        "⚠️ {n} worries in these two weeks.",
        len(page.worries),
    )


def _line(say: Say, page: Records, one: Assignment, activity: Activity) -> Markup:
    """Show one activity: a sign for each day, the help that fits, what was remembered later."""
    newest = latest([c for c in page.check_ins if c.assignment_id == one.id])
    mine = list(newest.values())
    later = sorted(c.on for c in mine if c.recalled)
    return lines(
        say(
            "<b>{title}</b> · {answered}",
            title=activity.title,
            answered=say.many("{n} answer", "{n} answers", len(mine)),
        ),
        Markup("<code>{}</code>").format(_signs(page, one, newest)),
        _help(say, page, one, mine),
        say("From memory: {days}", days=", ".join(say.day(day) for day in later))
        if later
        else None,
    )


def _signs(page: Records, one: Assignment, newest: dict[tuple[int, date], CheckIn]) -> str:
    begun = min((a.starts_on for a, _ in page.items), default=page.since)
    day = min(max(page.since, begun), page.until)
    signs = ""
    while day <= page.until:
        if signs and day.weekday() == 0:
            signs += " "
        answer = newest.get((one.id, day))
        if answer is not None:
            signs += labels.OUTCOME_SIGN[answer.outcome]
        elif (one.id, day) in page.planned:
            signs += labels.UNKNOWN_SIGN
        else:
            signs += labels.UNPLANNED_SIGN
        day += timedelta(days=1)
    return signs


def _help(say: Say, page: Records, one: Assignment, mine: Sequence[CheckIn]) -> Markup | None:
    levels = sorted(c.help_level for c in mine if c.help_level is not None)
    if not levels:
        return None
    words = labels.help_level(say, levels[len(levels) // 2], _role(page))
    goes = page.trends.get(one.id)
    if goes is None:
        return say("Help, mostly: {words}", words=words)
    return say("Help, mostly: {words} ({change})", words=words, change=say.plain(TRENDS[goes]))


def _weekly(say: Say, page: Records, one: Assignment) -> Markup | None:
    """Say the help in the middle of each week, when there are two weeks to look at."""
    levels = page.weekly.get(one.id, ())
    if sum(level is not None for level in levels) < 2:
        return None
    words = [
        "–" if level is None else labels.help_level(say, level, _role(page)).lower()
        for level in levels
    ]
    return say("Help by week, the latest last: {words}", words=" | ".join(words))


def _days(say: Say, page: Records, one: Assignment) -> list[Markup]:
    """Show each answer about one activity with all that was added, the newest day first."""
    mine = [c for c in page.check_ins if c.assignment_id == one.id]
    found = [_answer(say, page, c) for c in sorted(mine, key=lambda c: (c.on, c.changed_at))]
    return list(reversed(found)) or [say("No answers in these two weeks, which is fine, too.")]


def _answer(say: Say, page: Records, c: CheckIn) -> Markup:
    role = _role(page)
    said = []
    if c.help_level is not None:
        said.append(labels.help_level(say, c.help_level, role).lower())
    before, after = c.details.get(Detail.BEFORE_COMFORT), c.details.get(Detail.AFTER_COMFORT)
    if after is not None:
        words = " → ".join(word(say, one, role) for one in (before, after) if one)
        said.append(say.plain("comfort {words}", words=words))
    said += [
        word(say, c.details[one], role).lower()
        for one in (Detail.ENJOYED, Detail.REASON)
        if one in c.details
    ]
    files = "".join(_FILE[one.kind] for one in page.files if _belongs(one, c))
    return lines(
        say(
            "{sign} <b>{day}</b>, {who}{memory}{files}",
            sign=labels.OUTCOME_SIGN[c.outcome],
            day=say.day(c.on),
            who=c.answered_by,
            memory=say.plain(" (from memory)") if c.recalled else "",
            files=f" {files}" if files else "",
        ),
        Markup("{}").format("; ".join(said)) if said else None,
        say("“{note}”", note=short(c.note, NOTE_ROOM)) if c.note else None,
    )


def _notes(say: Say, page: Records) -> list[Markup]:
    titles = {one.id: activity.title for one, activity in page.items}
    shown = [
        say(
            "{day}, {title}, {who}: “{note}”",
            day=say.day(c.on),
            title=titles.get(c.assignment_id, ""),
            who=c.answered_by,
            note=short(c.note or "", NOTE_ROOM),
        )
        for c in sorted(page.check_ins, key=lambda c: (c.on, c.changed_at), reverse=True)
        if c.note
    ]
    return [lines(say("<b>Notes</b>"), shown[0]), *shown[1:]] if shown else []


def _rows(say: Say, page: Records) -> tuple[Row, ...]:
    client, n = page.client.id, page.page
    rows: list[Row] = [*_files(say, page)]
    if page.only:
        rows.append((button(say.plain("All activities"), CheckInsOf(client, 0, n)),))
    elif len(page.items) > 1:
        each = [
            button(activity.title, CheckInsOf(client, one.id, n))
            for one, activity in page.items[:20]
        ]
        rows += in_rows(each, 2)
    elif page.check_ins:
        ((one, _),) = page.items
        rows.append((button(say.plain("Each answer"), CheckInsOf(client, one.id, n)),))
    turn: list[Button] = []
    if page.has_earlier:
        turn.append(button(say.plain("‹ Two weeks before"), CheckInsOf(client, page.only, n + 1)))
    if n:
        turn.append(button(say.plain("Later ›"), CheckInsOf(client, page.only, n - 1)))
    if turn:
        rows.append(tuple(turn))
    name = page.client.nickname
    rows.append(
        (
            button(say.plain("Program"), Program(client)),
            button(say.plain("Open {name}", name=name), ClientCard(client)),
        )
    )
    return tuple(rows)


def _files(say: Say, page: Records) -> tuple[Row, ...]:
    shown = [one for one in page.files if page.only in (0, one.assignment_id)][:FILES]
    each = [
        button(
            f"{_FILE[one.kind]} {one.name}, {say.day(one.on)}",
            PlayNote(one.id, page.only, page.page),
        )
        for one in shown
    ]
    return in_rows(each, 2)


def _belongs(one: CheckInAttachment, c: CheckIn) -> bool:
    of = one.assignment_id, one.person_id, one.on
    return of == (c.assignment_id, c.person_id, c.on)


def _role(page: Records) -> Role:
    return Role.SELF if page.client.stage is Stage.ADULT else Role.FAMILY
