"""So far: what was tried, which help fitted, what went up; in words, and as one picture.

It grows and never starts anew. There is no share, no row of days, and nothing for what was not.
"""

from typing import Final

from markupsafe import Markup

from bot.domain.people import Role
from bot.domain.progress import Tried
from bot.pictures import Face, SoFar, SoFarRow
from bot.services.progress import LookBack
from bot.texts import Say
from bot.views import labels
from bot.views.pictures import captions, direction_of
from bot.views.progress_routes import Progress, ProgressPicture
from bot.views.routes import ClientCard, Today
from bot.views.screen import Button, Row, Screen, blocks, bullets, button, lines

#: The page stays a page: what was tried most stands on it.
MOST_LINES: Final = 8
MOST_HELP: Final = 3
MOST_ROWS: Final = 6


def page(say: Say, found: LookBack) -> Screen:
    """Show the look back in words."""
    back = (_back(say, found),)
    if not found.progress.tried:
        return Screen(
            blocks(
                _head(say, found),
                say("Nothing is written down here yet, and that is fine."),
                say("What is tried shows here, and stays."),
            ),
            (back,),
        )
    picture = button(say.plain("As a picture"), ProgressPicture(found.link.client.id))
    return Screen(
        blocks(
            _head(say, found),
            _days(say, found),
            lines(say("<b>Tried</b>"), bullets(_tried(say, found))),
            _helped(say, found),
            _went_up(say, found),
            _liked(say, found),
        ),
        ((picture,), back),
        may_stay=True,
    )


def picture(say: Say, found: LookBack) -> Screen:
    """Show the look back as one picture, with its words under it."""
    rows: tuple[Row, ...] = (
        (button(say.plain("In words"), Progress(found.link.client.id)),),
        (_back(say, found),),
    )
    if not found.progress.tried:
        return page(say, found)
    shown = tuple(
        SoFarRow(
            Face(found.cards[one.activity].title, found.cards[one.activity].pictures[-1].codes),
            one.days,
            _one_line(say, found, one),
        )
        for one in found.progress.tried[:MOST_ROWS]
    )
    spec = SoFar(
        title=_title(say, found),
        line=str(_days(say, found).striptags()),
        rows=shown,
        language=say.language,
        direction=direction_of(say),
        captions=captions(say),
    )
    return Screen(blocks(_head(say, found), _days(say, found)), rows, picture=spec)


def _title(say: Say, found: LookBack) -> str:
    if found.link.role is Role.SELF:
        return say.plain("So far")
    return say.plain("So far · {client}", client=found.link.client.nickname)


def _head(say: Say, found: LookBack) -> Markup:
    return Markup("<b>{}</b>").format(_title(say, found))


def _days(say: Say, found: LookBack) -> Markup:
    return say.many(
        "On {n} day something was tried. That stays.",
        "On {n} days something was tried. That stays.",
        found.progress.days,
    )


def _tried(say: Say, found: LookBack) -> list[str]:
    return [
        str(
            say.many(
                "{title}: on {n} day",
                "{title}: on {n} days",
                one.days,
                title=Markup("{}").format(found.cards[one.activity].title),
            ).unescape()
        )
        for one in found.progress.tried[:MOST_LINES]
    ]


def _helped(say: Say, found: LookBack) -> Markup | None:
    if not found.progress.helped:
        return None
    role = found.link.role
    words = [labels.help_level(say, one, role) for one in found.progress.helped[:MOST_HELP]]
    return lines(say("<b>Help that fitted</b>, the most frequent first"), bullets(words))


def _went_up(say: Say, found: LookBack) -> Markup | None:
    shown = [
        say.plain("{title}: {what}", title=found.cards[one.activity].title, what=what)
        for one in found.progress.tried
        for what in _what_went_up(say, found, one)
    ]
    return lines(say("<b>What went up</b>"), bullets(shown[:MOST_LINES])) if shown else None


def _what_went_up(say: Say, found: LookBack, one: Tried) -> list[str]:
    what = []
    if one.began_with is not None and one.reached is not None:
        role = found.link.role
        what.append(
            say.plain(
                "it began with “{began}”, and “{reached}” has been enough",
                began=labels.help_level(say, one.began_with, role),
                reached=labels.help_level(say, one.reached, role),
            )
        )
    if one.comfort_up:
        what.append(
            str(
                say.many(
                    "more comfortable afterwards, once",
                    "more comfortable afterwards, {n} times",
                    one.comfort_up,
                ).unescape()
            )
        )
    return what


def _liked(say: Say, found: LookBack) -> Markup | None:
    titles = [found.cards[one.activity].title for one in found.progress.tried if one.is_liked]
    return lines(say("<b>Liked</b>"), bullets(titles[:MOST_LINES])) if titles else None


def _one_line(say: Say, found: LookBack, one: Tried) -> str:
    """Return what stands beside a row of the picture."""
    what = _what_went_up(say, found, one)
    if what:
        return what[0][:1].upper() + what[0][1:]
    return say.plain("Liked") if one.is_liked else ""


def _back(say: Say, found: LookBack) -> Button:
    client = found.link.client
    if found.link.role is Role.THERAPIST:
        return button(say.plain("Open {name}", name=client.nickname), ClientCard(client.id))
    return button(say.plain("Back to today"), Today(client.id))
