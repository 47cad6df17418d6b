"""A typed line that was not clear: what was understood, what was not, and one that works."""

from typing import Final

from markupsafe import Markup

from bot.catalog import Activity
from bot.domain.program import MOST_WEEKS, NOTE_LIMIT
from bot.services.assign import NotUnderstood
from bot.texts import Say
from bot.views.screen import Button, Row, Screen, blocks, bullets, lines, short

#: However much was typed, the answer fits in one message: so many pieces are named.
MOST_SHOWN: Final = 6


def not_understood(say: Say, line: NotUnderstood) -> Screen:
    """Say what was understood, what was not, and give a line to copy. Nothing was changed."""
    typed = line.typed
    client = line.client.nickname if line.client else None
    understood = [
        say.plain("Client: {name}", name=client) if client else None,
        say.plain("Activity: {title}", title=line.activity.title) if line.activity else None,
    ]
    wrong = [_problem(say, code, short(words), line) for code, words in typed.problems[:MOST_SHOWN]]
    if len(typed.problems) > MOST_SHOWN:
        wrong.append(say.plain("and {n} more", n=len(typed.problems) - MOST_SHOWN))
    example = _example(line)
    rows: tuple[Row, ...] = tuple(
        (Button(one.title, copy=_example(line, one)),) for one in line.nearest
    )
    known = [one for one in understood if one]
    return Screen(
        blocks(
            say("<b>Nothing was changed.</b>"),
            lines(say("I understood:"), bullets(known)) if known else None,
            lines(say("Not clear to me:"), bullets(wrong)),
            lines(
                say("A line that works (tap to copy):"), Markup("<code>{}</code>").format(example)
            ),
            say("/assign alone shows buttons."),
        ),
        rows,
    )


def _problem(say: Say, code: str, words: str, line: NotUnderstood) -> str:
    names = ", ".join(link.client.nickname for link in line.clients[:8]) or "–"
    match code:
        case "client":
            return say.plain("the client “{words}”. You have: {names}", words=words, names=names)
        case "client_twice":
            return say.plain("two clients are called “{words}”. Use /assign alone", words=words)
        case "activity":
            return say.plain("the activity “{words}”", words=words)
        case "weeks":
            return say.plain("the weeks “{words}”: 1 to {most}", words=words, most=MOST_WEEKS)
        case "slots":
            return say.plain("more than one time of day: {words}", words=words)
        case "note_long":
            return say.plain(
                "the note has {words} characters; it holds {most}", words=words, most=NOTE_LIMIT
            )
        case _:
            return say.plain("the word “{words}”", words=words)


def _example(line: NotUnderstood, activity: Activity | None = None) -> str:
    client = line.client or (line.clients[0].client if line.clients else None)
    chosen = activity or line.activity or (line.nearest[0] if line.nearest else None)
    name = client.nickname if client else "Sunny"
    card = chosen.id if chosen else "dress-socks-on"
    return f"/assign {name} {card} morning mon wed fri 4w"
