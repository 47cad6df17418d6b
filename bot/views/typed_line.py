"""A line after /assign that was not clear: said word by word, with buttons that complete it."""

from typing import Final

from bot.domain.program import MOST_MINUTES, MOST_WEEKS, NOTE_LIMIT
from bot.domain.rhythm import Slot, Weekdays
from bot.domain.typed_assign import spell
from bot.domain.typed_when import UNSAID, When, near_word
from bot.services.assign_line import NotUnderstood
from bot.texts import N_, Say
from bot.views import labels
from bot.views.assign_routes import CompleteLine
from bot.views.screen import Row, Screen, button, short
from bot.views.wrong_line import WrongLine, wrong_line

_USUAL_DAYS: Final = Weekdays.of((0, 2, 4))
_USUAL_WEEKS: Final = 4
_NOTHING: Final = "–"

_PROBLEMS: Final = {
    "client": N_("the client “{words}”. You have: {names}"),
    "client_twice": N_("two clients are called “{words}”"),
    "activity": N_("the activity “{words}”"),
    "weeks": N_("the weeks “{words}”: 1 to {weeks}"),
    "minutes": N_("the minutes “{words}”: 1 to {minutes}"),
    "slots": N_("more than one time of day: {words}"),
    "places": N_("home and school at once: one of them for each line"),
    "every_day": N_("every day, and single days as well: {words}"),
    "how_often": N_("“{words}”: which days? Such as mon wed fri"),
    "date": N_("the date “{words}”. Try from 2027-02-01"),
    "date_alone": N_("the date “{words}”. Write “from” before it"),
    "past": N_("{words} is over already"),
    "far": N_("{words} is too far ahead: up to a year"),
    "note_long": N_("the note has {words} characters; it holds {note}"),
    "word": N_("the word “{words}”"),
}
_NO_CLIENT: Final = N_("for whom? You have: {names}")
_NO_ACTIVITY: Final = N_("which activity?")
_PERHAPS: Final = N_("the word “{words}”. Perhaps “{near}”?")


def not_understood(say: Say, line: NotUnderstood) -> Screen:
    """Say what was understood, what was not, and give a line to copy. Nothing was changed."""
    typed = line.typed
    rows: tuple[Row, ...] = tuple(
        (
            button(
                labels.apart(say, one, line.carers),
                CompleteLine(line.draft_id, "client", str(one.id)),
                "primary",
            ),
        )
        for one in line.near_clients
    )
    if not line.near_clients:
        rows = tuple(
            (button(one.title, CompleteLine(line.draft_id, "activity", one.id), "primary"),)
            for one in line.near_activities
        )
    wrong = [_problem(say, code, words, line) for code, words in typed.problems]
    return wrong_line(
        say,
        WrongLine(
            _understood(say, line), wrong, _example(line), say("/assign alone shows buttons.")
        ),
        rows,
    )


def _understood(say: Say, line: NotUnderstood) -> list[str]:
    when = line.typed.when
    said = [
        say.plain("Client: {name}", name=line.client.nickname) if line.client else None,
        say.plain("Activity: {title}", title=line.activity.title) if line.activity else None,
        labels.slot(say, when.slot, line.client) if when.slot and line.client else None,
        labels.weekdays(say, when.weekdays) if when.weekdays else None,
    ]
    return [one for one in said if one]


def _problem(say: Say, code: str, words: str, line: NotUnderstood) -> str:
    names = ", ".join(link.client.nickname for link in line.clients[:8]) or _NOTHING
    sentence = _PROBLEMS[code]
    near = near_word(words) if code == "word" else None
    if not words:
        sentence = {"client": _NO_CLIENT, "activity": _NO_ACTIVITY}.get(code, sentence)
    return say.plain(
        _PERHAPS if near else sentence,
        words=short(words),
        names=names,
        near=near,
        weeks=MOST_WEEKS,
        minutes=MOST_MINUTES,
        note=NOTE_LIMIT,
    )


def _example(line: NotUnderstood) -> str:
    """Return the line as it would work: what was clear stays, the rest is put right."""
    near = line.near_clients[0] if line.near_clients else None
    client = line.client or near or (line.clients[0].client if line.clients else None)
    card = line.activity or (line.near_activities[0] if line.near_activities else None)
    likely = line.likely
    if likely == UNSAID:
        slot = Slot(card.slot) if card else Slot.MORNING
        likely = When(slot, _USUAL_DAYS, _USUAL_WEEKS)
    return spell(
        client.nickname if client else "Sunny",
        card.id if card else "dress-socks-on",
        likely,
        line.typed.note,
    )
