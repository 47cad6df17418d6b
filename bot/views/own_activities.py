"""A practice's own activities: the shelf, one of them, and what became of a file."""

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from bot.catalog import Catalog, Problem
from bot.domain.own_activity import State
from bot.services.library import OwnCard
from bot.services.own_activities import OwnPage, Shelf
from bot.services.own_save import Outcome, Saved
from bot.texts import N_, Say
from bot.views.learn import card_text
from bot.views.own_routes import ExportCard, OwnActivity, OwnShelf, OwnState
from bot.views.routes import Assign, Home
from bot.views.screen import Button, Row, Screen, blocks, bullets, button, lines

A_PAGE: Final = 10
#: However long a list of problems is, the message stays within Telegram's 4,096 characters.
ROOM_FOR_PROBLEMS: Final = 2_800
_STATES: Final = {
    State.PRIVATE: N_("Only you see it. Families see it when you assign it."),
    State.SHARED: N_("Shared: every therapist of the practice can assign it."),
    State.RETIRED: N_("Retired: it goes on where it runs, and nobody can assign it anew."),
}
_SIGNS: Final = {
    State.PRIVATE: N_("{title} · only you"),
    State.SHARED: N_("{title} · shared"),
    State.RETIRED: N_("{title} · retired"),
}
_BECAME: Final = {
    Outcome.NEW: N_("<b>“{title}” is in the library.</b>"),
    Outcome.CHANGED: N_(
        "<b>“{title}” has a new text.</b> Whoever has it already keeps the earlier one."
    ),
    Outcome.SAME: N_("<b>“{title}” is here already, word for word.</b> Nothing was changed."),
}


def shelf(say: Say, found: Shelf, page: int) -> Screen:
    """Show the own activities that a therapist sees, page by page."""
    labelled = [(_labelled(say, card), card) for card in found.mine]
    labelled += [(card.activity.title, card) for card in found.shared]
    first = page * A_PAGE
    rows: list[Row] = [
        (button(label, OwnActivity(card.standing.activity_id)),)
        for label, card in labelled[first : first + A_PAGE]
    ]
    moves: list[Button] = []
    if page > 0:
        moves.append(button(say.plain("Back"), OwnShelf(page - 1)))
    if len(labelled) > first + A_PAGE:
        moves.append(button(say.plain("More"), OwnShelf(page + 1)))
    if moves:
        rows.append(tuple(moves))
    rows.append((button(say.plain("Start page"), Home()),))
    return Screen(
        blocks(
            say("<b>Your own activities</b>"),
            None if labelled else say("There is none yet."),
            say("You can send one as a YAML file (.yaml). Export makes such a file from any card."),
        ),
        tuple(rows),
    )


def page(say: Say, found: OwnPage, catalog: Catalog, notice: str | None = None) -> Screen:
    """Show one own activity with what can be done about it."""
    card = found.card
    state = say(_STATES[card.standing.state])
    whose = None if found.is_mine else say("Written by {name}.", name=found.author_name)
    return Screen(
        blocks(text_of(say, card, catalog), lines(state, whose)),
        (*_doors(say, found), (button(say.plain("Own activities"), OwnShelf(0)),)),
        notice,
    )


def text_of(say: Say, card: OwnCard, catalog: Catalog) -> Markup:
    """Return an own activity as a therapist looks at it before assigning."""
    area = catalog.areas.get(card.activity.area)
    safety = tuple(catalog.safety.get(code, code) for code in card.activity.safe)
    return card_text(say, card.activity, area.name if area else card.activity.area, safety)


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
            say(_STATES[card.standing.state]),
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
            say("Mend it and send it once more. Export on any card shows how a file looks."),
        ),
        ((button(say.plain("Own activities"), OwnShelf(0)),),),
    )


def warnings(say: Say, found: Sequence[Problem]) -> Markup | None:
    """List words that could be kinder; they are the therapist's own and stay."""
    if not found:
        return None
    told, rest = some_of(say, found, room=900)
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
        say("That file is too large for one activity. It holds {n} KB at most.", n=kilobytes),
        ((button(say.plain("Own activities"), OwnShelf(0)),),),
    )


def not_fetched(say: Say) -> Screen:
    """Say that the file did not come through."""
    return Screen(
        say("The file did not reach me. Please send it once more."),
        ((button(say.plain("Own activities"), OwnShelf(0)),),),
    )


def _labelled(say: Say, card: OwnCard) -> str:
    return say.plain(_SIGNS[card.standing.state], title=card.activity.title)


def _more(say: Say, rest: int) -> Markup | None:
    return say.many("and {n} more", "and {n} more", rest) if rest > 0 else None


def _doors(say: Say, found: OwnPage) -> tuple[Row, ...]:
    name, state = found.card.standing.activity_id, found.card.standing.state
    rows: list[Row] = []
    if state is not State.RETIRED:
        rows.append((button(say.plain("Assign an activity"), Assign(0), "primary"),))
    row = [button(say.plain("Export"), ExportCard(name))]
    if found.is_mine and state is State.PRIVATE:
        row.append(button(say.plain("Share with colleagues"), OwnState(name, State.SHARED)))
    rows.append(tuple(row))
    if found.is_mine and state is State.RETIRED:
        rows.append((button(say.plain("Bring it back"), OwnState(name, State.PRIVATE)),))
    elif found.is_mine:
        rows.append((button(say.plain("Retire"), OwnState(name, State.RETIRED)),))
    return tuple(rows)
