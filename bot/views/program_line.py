"""What a typed line about a program has changed, or why it changed nothing."""

from typing import Final

from markupsafe import Markup

from bot.domain.program import MOST_MINUTES, MOST_WEEKS, NOTE_LIMIT
from bot.domain.program_change import REASON_LIMIT
from bot.services.program_line import Changed, UnclearLine
from bot.texts import Say
from bot.views import change_words, steering
from bot.views.routes import AssignmentCard, Program
from bot.views.screen import Row, Screen, blocks, bullets, button, lines, short
from bot.views.wrong_line import WrongLine, wrong_line

CARDS_SHOWN: Final = 12


def changed(say: Say, done: Changed) -> Screen:
    """Say what was changed, over the page it was changed on."""
    page = done.page
    what = change_words.differences(say, page.client, done.before, page.assignment, done.why)
    head = (
        lines(say("✓ <b>Changed</b>"), bullets(what)) if what else say("It was like that already.")
    )
    ended = page.assignment.status is not done.before.status and page.assignment.status == "ended"
    screen = steering.ended(say, page) if ended else steering.show(say, page)
    return Screen(blocks(head, screen.text), screen.rows)


def unclear(say: Say, line: UnclearLine) -> Screen:
    """Say what was understood and what was not, and give a line that works."""
    typed, client = line.typed, line.client
    found = next((one for one in line.program if one.assignment == typed.assignment), None)
    understood = [say.plain("Client: {name}", name=client.nickname)]
    if found is not None:
        understood.append(say.plain("Activity: {title}", title=found.title))
    wrong = [_problem(say, code, short(words)) for code, words in typed.problems]
    if not wrong:
        wrong = [say.plain("what to change")]
    example = found or (line.program[0] if line.program else None)
    named = example.activity_id if example else "dress-socks-on"
    rows: list[Row] = [
        (button(one.title, AssignmentCard(one.assignment)),)
        for one in line.program[:CARDS_SHOWN]
        if found is None and (not typed.meant or one.assignment in typed.meant)
    ]
    rows.append((button(say.plain("Program"), Program(client.id)),))
    said = WrongLine(
        understood, wrong, f"/program {client.nickname} {named} bedtime mon wed fri", _hint(say)
    )
    return wrong_line(say, said, tuple(rows))


def _hint(say: Say) -> Markup:
    return say("Also: pause socks-on until 2027-02-01 · resume socks-on · end socks-on: a reason")


def _problem(say: Say, code: str, words: str) -> str:
    match code:
        case "activity" if words:
            return say.plain("the activity “{words}”", words=words)
        case "activity":
            return say.plain("which activity")
        case "twice":
            return say.plain("“{words}” is there at two times of day. Which one?", words=words)
        case "weeks":
            return say.plain("the weeks “{words}”: 1 to {most}", words=words, most=MOST_WEEKS)
        case "minutes":
            return say.plain("the minutes “{words}”: 1 to {most}", words=words, most=MOST_MINUTES)
        case "slots":
            return say.plain("more than one time of day: {words}", words=words)
        case "note_long":
            return say.plain(
                "the note has {words} characters; it holds {most}", words=words, most=NOTE_LIMIT
            )
        case "note_empty":
            return say.plain("the note is empty")
        case "reason_long":
            return say.plain(
                "the reason has {words} characters; it holds {most}",
                words=words,
                most=REASON_LIMIT,
            )
        case _:
            return _when(say, code, words)


def _when(say: Say, code: str, words: str) -> str:
    match code:
        case "date" | "date_alone" | "past" | "far" | "pause_date" | "until":
            return say.plain("the day “{words}”, such as until 2027-02-01", words=words)
        case "how_often":
            return say.plain("“{words}”: on which days? Such as mon wed fri", words=words)
        case "every_day":
            return say.plain("every day and single days together: {words}", words=words)
        case "place" | "places":
            return say.plain("home or school cannot be changed in a line: “{words}”", words=words)
        case _:
            return say.plain("the word “{words}”", words=words)
