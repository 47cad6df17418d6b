"""What became of an activity that was sent or written: kept, or refused with every problem."""

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from bot.catalog import Problem
from bot.services.own_save import Outcome, Saved
from bot.texts import N_, Say
from bot.views.own_activities import STATES
from bot.views.own_routes import OwnActivity, OwnShelf
from bot.views.screen import Screen, blocks, bullets, button, lines

#: However long a list of problems is, the message stays within Telegram's 4,096 characters.
ROOM_FOR_PROBLEMS: Final = 2_800
_BECAME: Final = {
    Outcome.NEW: N_("<b>“{title}” is in the library.</b>"),
    Outcome.CHANGED: N_(
        "<b>“{title}” has a new text.</b> Whoever has it already keeps the earlier one."
    ),
    Outcome.SAME: N_("<b>“{title}” is here already, word for word.</b> Nothing was changed."),
}


def saved(say: Say, done: Saved) -> Screen:
    """Say what became of an activity that was sent or written."""
    if done.card is None:
        return refused(say, done.looked.problems)
    card = done.card
    return Screen(
        blocks(
            say(_BECAME[done.outcome], title=card.activity.title),
            say(
                "It is called {id} here. The file says {called}.",
                id=card.activity.id,
                called=done.called,
            )
            if done.called
            else None,
            say(STATES[card.standing.state]),
            warnings(say, done.looked.warnings),
        ),
        (
            (button(say.plain("Look at it"), OwnActivity(card.activity.id), "primary"),),
            (button(say.plain("Own activities"), OwnShelf(0)),),
        ),
    )


def refused(say: Say, problems: Sequence[Problem]) -> Screen:
    """List what stops a file; nothing of it was kept."""
    told, rest = some_of(say, problems)
    return Screen(
        blocks(
            say("<b>Nothing was kept.</b> The file needs a change first:"),
            lines(bullets(told), _more(say, rest)),
            say("Every place is in the file that comes with this.") if rest else None,
            say("Once that is mended, send it again. Export on any card shows how a file looks."),
        ),
        ((button(say.plain("Own activities"), OwnShelf(0)),),),
    )


def warnings(say: Say, found: Sequence[Problem], room: int = 900) -> Markup | None:
    """List words that could be kinder; they are the therapist's own and stay."""
    if not found:
        return None
    told, rest = some_of(say, found, room=max(min(room, 900), 100))
    return lines(
        say("<b>Some words could be kinder.</b> They stay as they are; you decide:"),
        bullets(told),
        _more(say, rest),
    )


def some_of(
    say: Say, problems: Sequence[Problem], room: int = ROOM_FOR_PROBLEMS
) -> tuple[list[str], int]:
    """Return the problems as lines, as many as there is room for, and how many are left."""
    told: list[str] = []
    for problem in problems:
        line = problem_line(say, problem)
        if told and room < len(line):
            break
        told.append(line[:room])
        room -= len(line)
    return told, len(problems) - len(told)


def problem_line(say: Say, problem: Problem) -> str:
    """Return a problem with its line in the file, its field, what is wrong and what would do."""
    fix = f"; {problem.fix}" if problem.fix else ""
    what = f"{problem.reason}{fix}"
    named = problem.field and not problem.field.startswith("line ")
    what = f"{problem.field}: {what}" if named else what
    if problem.line is None:
        return what
    return say.plain("line {number}: {what}", number=problem.line, what=what)


def not_a_file(say: Say, name: str) -> Screen:
    """Say which files can be read here."""
    return Screen(
        blocks(
            say("I cannot read “{name}”.", name=name),
            say("An activity comes as a YAML file whose name ends in .yaml."),
            say("Export on any card of /library makes such a file, to start from."),
        ),
        ((button(say.plain("Own activities"), OwnShelf(0)),),),
    )


def too_large(say: Say, kilobytes: int) -> Screen:
    """Say how large a file may be."""
    return Screen(
        say(
            "That file is too large for one activity. It holds {n} kilobytes at most.", n=kilobytes
        ),
        ((button(say.plain("Own activities"), OwnShelf(0)),),),
    )


def not_fetched(say: Say) -> Screen:
    """Say that the file did not come through."""
    return Screen(
        say("The file did not reach me. Please send it once more."),
        ((button(say.plain("Own activities"), OwnShelf(0)),),),
    )


def _more(say: Say, rest: int) -> Markup | None:
    return say.many("and {n} more", "and {n} more", rest) if rest > 0 else None
