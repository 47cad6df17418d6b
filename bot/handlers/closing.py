"""The end of a program, and its way back."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from bot.domain.errors import Invalid, NotAllowed
from bot.handlers.desk import Turn
from bot.services import closing, farewell
from bot.services.farewell import Farewell
from bot.views import closing as view
from bot.views import closing_routes as to
from bot.views import home
from bot.views.codec import Route
from bot.views.screen import Screen


async def on_close(turn: Turn, route: to.Close) -> Screen:
    """Close a program, after the page was read."""
    if not route.sure:
        page = await closing.preview_closing(turn.office, turn.visitor, route.client)
        return view.ask_close(turn.say(page.reader), page)
    done = await closing.close_program(turn.office, turn.visitor, route.client)
    seen = await closing.read_closed(turn.office, turn.visitor)
    return view.closed(turn.say(seen.actor), done.client)


async def on_words(turn: Turn, route: to.CloseWords) -> Screen:
    """The next text is the therapist's own words, or there are none."""
    if not route.keep:
        page = await closing.set_closing_words(turn.office, turn.visitor, route.client, None)
        return view.ask_close(turn.say(page.reader), page)
    page = await closing.await_closing_words(turn.office, turn.visitor, route.client)
    turn.expect()
    return view.ask_words(turn.say(page.reader), page)


async def on_words_text(turn: Turn, target: str) -> Screen:
    """The words were typed; what is too long is asked for again."""
    try:
        page = await closing.set_closing_words(turn.office, turn.visitor, int(target), turn.text)
    except Invalid:
        turn.expect()
        raise
    return view.ask_close(turn.say(page.reader), page)


async def on_closed_command(turn: Turn) -> Screen:
    """/closed."""
    return await on_closed(turn, to.ClosedList(0))


async def on_closed(turn: Turn, route: to.ClosedList) -> Screen:
    """The closed programs."""
    data = await closing.read_closed(turn.office, turn.visitor)
    return view.closed_list(turn.say(data.actor), data, route.page)


async def on_reopen(turn: Turn, route: to.Reopen) -> Screen:
    """Open a program again, after one more question."""
    data = await closing.read_closed(turn.office, turn.visitor)
    say = turn.say(data.actor)
    if route.sure:
        client = await closing.reopen_program(turn.office, turn.visitor, route.client)
        return view.reopened(say, client)
    found = next((one for one in data.closings if one.client.id == route.client), None)
    if found is None:
        raise NotAllowed("no closed client of theirs")
    return view.ask_reopen(say, found)


async def on_leave_closed(turn: Turn, route: to.LeaveClosed) -> Screen:
    """Take a consent back, after one more question."""
    pages = await farewell.read_farewells(turn.office, turn.visitor)
    page = next((one for one in pages if one.client.id == route.client), None)
    if route.sure:
        reader = await farewell.leave_closed(turn.office, turn.visitor, route.client)
        return home.ended(turn.say(reader))
    if page is None:
        raise NotAllowed("no closed program of theirs")
    return view.ask_leave(turn.say(page.reader), page)


async def farewell_or(turn: Turn, otherwise: Screen) -> Screen:
    """Show somebody without a running program the last page of the latest one."""
    pages: tuple[Farewell, ...] = await farewell.read_farewells(turn.office, turn.visitor)
    return view.farewell(turn.say(pages[0].reader), pages[0]) if pages else otherwise


COMMANDS: Final[Mapping[str, Callable[[Turn], Awaitable[Screen]]]] = {
    "closed": on_closed_command,
}
TAPS: Final[Mapping[type[Route], Callable[[Turn, Any], Awaitable[Screen]]]] = {
    to.Close: on_close,
    to.CloseWords: on_words,
    to.ClosedList: on_closed,
    to.Reopen: on_reopen,
    to.LeaveClosed: on_leave_closed,
}
EXPECTED: Final[Mapping[str, Callable[[Turn, str], Awaitable[Screen]]]] = {
    closing.WORDS: on_words_text,
}
