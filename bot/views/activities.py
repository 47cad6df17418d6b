"""How the library stands, for the practice's administrator."""

from collections.abc import Mapping, Sequence
from typing import Final

from markupsafe import Markup

from bot.texts import Say
from bot.views.routes import Home
from bot.views.screen import Row, Screen, blocks, bullets, button, lines

SHOWN: Final = 8
LINE_LIMIT: Final = 300


def library(say: Say, counted: Mapping[str, int]) -> Screen:
    """Show what the library holds."""
    return Screen(
        blocks(
            say("<b>The library</b>"),
            _counts(say, counted),
            say("/activities reload reads the content folders anew."),
        ),
        _home(say),
    )


def reloaded(say: Say, counted: Mapping[str, int]) -> Screen:
    """Confirm that the library was read anew."""
    return Screen(
        blocks(
            say("<b>The library was read anew.</b>"),
            _counts(say, counted),
            say("Running programs keep the texts they were assigned from."),
        ),
        _home(say),
    )


def not_reloaded(say: Say, problems: Sequence[str]) -> Screen:
    """List what is wrong; nothing was changed."""
    shown = bullets(problem[:LINE_LIMIT] for problem in problems[:SHOWN])
    rest = len(problems) - SHOWN
    more = say.many("and {n} more", "and {n} more", rest) if rest > 0 else None
    return Screen(
        blocks(say("<b>Nothing was changed.</b> The library has problems:"), lines(shown, more)),
        _home(say),
    )


def _counts(say: Say, counted: Mapping[str, int]) -> Markup:
    return say(
        "{activities} activities ({reviewed} reviewed), {programs} programs, {learn} learn cards",
        activities=counted["activities"],
        reviewed=counted["reviewed"],
        programs=counted["programs"],
        learn=counted["learn"],
    )


def _home(say: Say) -> tuple[Row, ...]:
    return ((button(say.plain("Start page"), Home()),),)
