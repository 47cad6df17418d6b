"""Writing an activity in the chat: typed words, photos and taps, one card at a time."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from bot.domain.errors import Invalid
from bot.handlers.desk import Turn
from bot.services import own_finish, own_form
from bot.services.own_card import Defaults
from bot.services.own_form import OwnFormPage
from bot.services.own_save import Saved
from bot.views import own_files
from bot.views import own_form as view
from bot.views.codec import Route
from bot.views.own_routes import NONE, OwnDraft, OwnEdit, OwnNew, OwnSave
from bot.views.own_whole import half_written
from bot.views.own_words import defaults
from bot.views.screen import Screen, button


async def on_new(turn: Turn, route: OwnNew) -> Screen:
    """Write an activity, from nothing or from a card."""
    if not route.anew:
        begun = await _half_written(turn, OwnNew(route.activity, anew=True))
        if begun is not None:
            return begun
    model = None if route.activity == NONE else route.activity
    return _shown(turn, await own_form.begin_own(turn.office, turn.visitor, _fill(turn), model))


async def on_edit(turn: Turn, route: OwnEdit) -> Screen:
    """Write a new text of an own activity."""
    if not route.anew:
        begun = await _half_written(turn, OwnEdit(route.activity, anew=True))
        if begun is not None:
            return begun
    page = await own_form.edit_own(turn.office, turn.visitor, _fill(turn), route.activity)
    return _shown(turn, page)


async def on_draft(turn: Turn, route: OwnDraft) -> Screen:
    """A button of the form."""
    page = await own_form.tap_own(
        turn.office, turn.visitor, _fill(turn), route.draft, route.turn, route.act, route.value
    )
    return _shown(turn, page)


async def on_words(turn: Turn, target: str) -> Screen:
    """Typed words, for the question that is shown."""
    page = await own_form.type_own(turn.office, turn.visitor, _fill(turn), int(target), turn.text)
    return _shown(turn, page)


async def on_photo(turn: Turn, target: str) -> Screen:
    """A photo, for a step."""
    photo = turn.photo_id
    if photo is None:
        raise Invalid("own_photo")
    page = await own_form.photo_own(turn.office, turn.visitor, _fill(turn), int(target), photo)
    return _shown(turn, page)


async def on_save(turn: Turn, route: OwnSave) -> Screen:
    """Keep it."""
    done = await own_finish.save_own(turn.office, turn.visitor, _fill(turn), route.draft)
    if isinstance(done, Saved):
        return own_files.saved(turn.say(done.actor), done)
    return _shown(turn, done)


async def _half_written(turn: Turn, anew: Route) -> Screen | None:
    """Return the question what is to become of a half-written activity, if there is one."""
    actor, begun = await own_form.unfinished_own(turn.office, turn.visitor)
    if begun is None:
        return None
    say, (draft_id, form) = turn.say(actor), begun
    return half_written(say, draft_id, form, button(say.plain("Begin anew"), anew))


def _fill(turn: Turn) -> Callable[[str], Defaults]:
    return lambda language: defaults(turn.desk.texts.say(language))


def _shown(turn: Turn, page: OwnFormPage) -> Screen:
    if page.form.ask is not None:
        turn.expect()
    return view.form(turn.say(page.actor), page)


TAPS: Final[Mapping[type[Route], Callable[[Turn, Any], Awaitable[Screen]]]] = {
    OwnNew: on_new,
    OwnEdit: on_edit,
    OwnDraft: on_draft,
    OwnSave: on_save,
}
EXPECTED: Final[Mapping[str, Callable[[Turn, str], Awaitable[Screen]]]] = {
    own_form.KIND: on_words,
}
ATTACHED: Final[Mapping[str, Callable[[Turn, str], Awaitable[Screen]]]] = {
    own_form.KIND: on_photo,
}
