"""A practice's own activities: the shelf, one of them, in by a file and out as a file."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from bot.catalog import Activity
from bot.catalog.source import MAX_BYTES
from bot.catalog.writing import as_yaml
from bot.domain.attachment import Attachment
from bot.domain.errors import Stale
from bot.handlers import files
from bot.handlers.desk import Turn
from bot.handlers.pictures import photos_of
from bot.services import caseload, new_text, own_activities, own_form, own_save
from bot.views import new_text as new_text_view
from bot.views import own_activities as view
from bot.views import own_files
from bot.views.codec import Route
from bot.views.learn import library_card
from bot.views.own_routes import (
    ExportCard,
    OwnActivity,
    OwnPictures,
    OwnShelf,
    OwnState,
    TakeNewText,
)
from bot.views.own_whole import go_on_with
from bot.views.screen import Screen

ENDINGS: Final = (".yaml", ".yml")


async def on_own_command(turn: Turn) -> Screen:
    """/myactivities."""
    return await on_shelf(turn, OwnShelf(0))


async def on_shelf(turn: Turn, route: OwnShelf) -> Screen:
    """The shelf."""
    found = await own_activities.read_own_shelf(turn.office, turn.visitor)
    say = turn.say(found.actor)
    _, begun = await own_form.unfinished_own(turn.office, turn.visitor)
    return view.shelf(say, found, route.page, go_on_with(say, *begun) if begun else None)


async def on_own_activity(turn: Turn, route: OwnActivity) -> Screen:
    """One own activity."""
    found = await own_activities.read_own_page(turn.office, turn.visitor, route.activity)
    catalog = turn.office.catalog.in_language(found.actor.language)
    return view.page(turn.say(found.actor), found, catalog)


async def on_state(turn: Turn, route: OwnState) -> Screen:
    """Share, retire, bring back."""
    found = await own_activities.set_own_state(
        turn.office, turn.visitor, route.activity, route.state
    )
    say = turn.say(found.actor)
    catalog = turn.office.catalog.in_language(found.actor.language)
    return view.page(say, found, catalog, say.plain("Saved"))


async def on_export(turn: Turn, route: ExportCard) -> Screen:
    """A card as a file, of the library or of one's own."""
    actor = (await caseload.read_caseload(turn.office, turn.visitor)).actor
    say = turn.say(actor)
    own = turn.office.library.own_card(route.activity)
    if own is not None:
        found = await own_activities.read_own_page(turn.office, turn.visitor, route.activity)
        await _send(turn, found.card.activity)
        screen = view.page(say, found, turn.office.catalog.in_language(actor.language))
    else:
        activity = turn.office.catalog.activities.get(route.activity)
        if activity is None:
            raise Stale("no such card")
        await _send(turn, activity)
        screen = library_card(say, activity, turn.office.catalog.in_language(actor.language))
    return Screen(screen.text, screen.rows, say.plain("Here is the file. Photos stay here."))


def is_card(sent: Attachment | None) -> bool:
    """Say whether a file calls itself a card."""
    return sent is not None and (sent.file_name or "").lower().endswith(ENDINGS)


async def on_file(turn: Turn, sent: Attachment) -> Screen:
    """A therapist sent a file: an activity, perhaps."""
    actor = (await caseload.read_caseload(turn.office, turn.visitor)).actor
    say, name = turn.say(actor), sent.file_name or ""
    if not is_card(sent):
        return own_files.not_a_file(say, name)
    if (sent.size or 0) > MAX_BYTES:
        return own_files.too_large(say, MAX_BYTES // 1024)
    raw = await files.fetch(turn.desk.messenger, sent.file_id, MAX_BYTES)
    if raw is None:
        return own_files.not_fetched(say)
    done = await own_save.import_own(turn.office, turn.visitor, raw, name)
    problems = done.looked.problems
    if own_files.some_of(say, problems)[1]:
        every = "\n".join(own_files.problem_line(say, problem) for problem in problems)
        await files.send(turn.desk.messenger, turn.chat_id, every.encode(), f"{name}.txt")
    return own_files.saved(say, done)


async def on_pictures(turn: Turn, route: OwnPictures) -> Screen:
    """All steps in one picture."""
    found = await own_activities.read_own_page(turn.office, turn.visitor, route.activity)
    photos = await photos_of(turn, found.photos)
    return view.strip(turn.say(found.actor), found.card.activity, photos)


async def on_new_text(turn: Turn, route: TakeNewText) -> Screen:
    """A newer text for a running assignment."""
    page = await new_text.take_new_text(
        turn.office, turn.visitor, route.assignment, route.seen, route.mark, sure=route.sure
    )
    return new_text_view.show(turn.say(page.actor), page)


async def _send(turn: Turn, activity: Activity) -> None:
    content = as_yaml(activity).encode()
    await files.send(turn.desk.messenger, turn.chat_id, content, f"{activity.id}.yaml")


COMMANDS: Final[Mapping[str, Callable[[Turn], Awaitable[Screen]]]] = {
    "myactivities": on_own_command
}
TAPS: Final[Mapping[type[Route], Callable[[Turn, Any], Awaitable[Screen]]]] = {
    OwnShelf: on_shelf,
    OwnActivity: on_own_activity,
    OwnState: on_state,
    ExportCard: on_export,
    OwnPictures: on_pictures,
    TakeNewText: on_new_text,
}
