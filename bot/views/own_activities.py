"""A practice's own activities: the shelf, and one of them with what can be done about it."""

from typing import Final

from markupsafe import Markup

from bot.catalog import Activity, Catalog
from bot.domain.own_activity import State
from bot.pictures import strip_of
from bot.services.library import OwnCard
from bot.services.own_activities import OwnPage, Shelf
from bot.texts import N_, Say
from bot.views.assign_routes import AssignThis
from bot.views.learn import card_text
from bot.views.new_text import new_text_of
from bot.views.own_routes import (
    NONE,
    ExportCard,
    OwnActivity,
    OwnEdit,
    OwnNew,
    OwnPictures,
    OwnShelf,
    OwnState,
)
from bot.views.own_words import facts
from bot.views.pictures import Photos, captions, direction_of
from bot.views.routes import Home
from bot.views.screen import Button, Row, Screen, blocks, button, lines

A_PAGE: Final = 10
EARLIER_SHOWN: Final = 12
STATES: Final = {
    State.PRIVATE: N_("Only you see it. Families see it when you assign it."),
    State.SHARED: N_("Shared: every therapist of the practice can assign it."),
    State.RETIRED: N_("Retired: it goes on where it runs, and nobody can assign it anew."),
}
_SIGNS: Final = {
    State.PRIVATE: N_("{title} · only you"),
    State.SHARED: N_("{title} · shared"),
    State.RETIRED: N_("{title} · retired"),
}


def shelf(say: Say, found: Shelf, page: int, half_written: Button | None = None) -> Screen:
    """Show the own activities that a therapist sees, page by page; a half-written one first."""
    labelled = [(_labelled(say, card), card) for card in found.mine]
    labelled += [
        (card.activity.title if card.standing.state is State.SHARED else _labelled(say, card), card)
        for card in found.shared
    ]
    first = page * A_PAGE
    rows: list[Row] = [(button(say.plain("New activity"), OwnNew(NONE, anew=False), "primary"),)]
    if half_written is not None:
        rows.insert(0, (half_written,))
    rows += [
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
    state = say(STATES[card.standing.state])
    whose = None if found.is_mine else say("Written by {name}.", name=found.author_name)
    earlier = say.many(
        "{n} running program has an earlier text. One tap gives it the new one.",
        "{n} running programs have an earlier text. One tap gives each the new one.",
        len(found.earlier),
    )
    return Screen(
        blocks(
            text_of(say, card, catalog),
            facts(say, card.activity),
            lines(state, whose),
            earlier if found.earlier else None,
        ),
        (*_doors(say, found), (button(say.plain("Own activities"), OwnShelf(0)),)),
        notice,
    )


def strip(say: Say, activity: Activity, photos: Photos) -> Screen:
    """Show all steps in one picture."""
    return Screen(
        say("<b>{title}</b>", title=activity.title),
        ((button(say.plain("Back"), OwnActivity(activity.id)),),),
        picture=strip_of(
            activity,
            photos=photos,
            language=say.language,
            direction=direction_of(say),
            captions=captions(say),
        ),
    )


def text_of(say: Say, card: OwnCard, catalog: Catalog) -> Markup:
    """Return an own activity as a therapist looks at it before assigning."""
    area = catalog.areas.get(card.activity.area)
    safety = tuple(catalog.safety.get(code, code) for code in card.activity.safe)
    return card_text(say, card.activity, area.name if area else card.activity.area, safety)


def _labelled(say: Say, card: OwnCard) -> str:
    return say.plain(_SIGNS[card.standing.state], title=card.activity.title)


def _doors(say: Say, found: OwnPage) -> tuple[Row, ...]:
    name, state = found.card.standing.activity_id, found.card.standing.state
    rows: list[Row] = []
    if state is not State.RETIRED:
        rows.append((button(say.plain("Assign this"), AssignThis(name), "primary"),))
    row = [button(say.plain("Export"), ExportCard(name))]
    if found.is_mine:
        row.insert(0, button(say.plain("Edit"), OwnEdit(name, anew=False)))
    elif state is State.SHARED:
        row.append(button(say.plain("Make my own version"), OwnNew(name, anew=False)))
    if found.is_mine and state is State.PRIVATE:
        row.append(button(say.plain("Share with colleagues"), OwnState(name, State.SHARED)))
    rows.append(tuple(row))
    rows.append((button(say.plain("All steps in one picture"), OwnPictures(name)),))
    rows += [
        (
            button(
                say.plain("New text for {client}", client=one.client.nickname),
                new_text_of(one.assignment),
            ),
        )
        for one in found.earlier[:EARLIER_SHOWN]
    ]
    if found.may_retire and state is State.RETIRED:
        rows.append((button(say.plain("Bring it back"), OwnState(name, State.PRIVATE)),))
    elif found.may_retire:
        rows.append((button(say.plain("Retire"), OwnState(name, State.RETIRED)),))
    return tuple(rows)
