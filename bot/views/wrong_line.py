"""A typed line that was not clear: what was understood, what was not, and one that works.

Nothing was changed by it, and the answer fits in one message however much was typed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from bot.texts import Say
from bot.views.screen import Button, Row, Screen, blocks, bullets, lines

#: So many pieces are named.
MOST_SHOWN: Final = 6
#: What Telegram copies at a tap.
MOST_COPIED: Final = 256


@dataclass(frozen=True, slots=True)
class WrongLine:
    """What to say about a line.

    Attributes:
        understood: what was clear, in words.
        wrong: what was not, and what would do, in words.
        example: the whole line as it would work; None when a button is the better way.
        hint: one more way to go on.
    """

    understood: Sequence[str]
    wrong: Sequence[str]
    example: str | None
    hint: Markup | None = None


def wrong_line(say: Say, line: WrongLine, rows: tuple[Row, ...] = ()) -> Screen:
    """Say what was understood, what was not, and give a line to copy; `rows` complete it."""
    wrong = list(line.wrong[:MOST_SHOWN])
    if len(line.wrong) > MOST_SHOWN:
        wrong.append(say.plain("and {n} more", n=len(line.wrong) - MOST_SHOWN))
    code = Markup("<code>{}</code>")
    copies = line.example is not None and len(line.example) <= MOST_COPIED
    copy = Button(say.plain("Copy this line"), copy=line.example)
    return Screen(
        blocks(
            say("<b>Nothing was changed.</b>"),
            lines(say("I understood:"), bullets(line.understood)) if line.understood else None,
            lines(say("Not clear to me:"), bullets(wrong)),
            lines(say("A line that works (tap to copy):"), code.format(line.example))
            if line.example
            else None,
            line.hint,
        ),
        (*rows, (copy,)) if copies else rows,
    )
