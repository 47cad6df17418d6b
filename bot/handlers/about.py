"""What is known about a client, and the safety flags: asked one by one, changed at any time."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from bot.domain.client_form import LIMITS, Detail, next_detail
from bot.domain.errors import Invalid
from bot.handlers.desk import Turn
from bot.services import client_details as details
from bot.services import flags
from bot.services.client_details import NAME, PACE, STAGE, About
from bot.services.flags import FlagSheet
from bot.views import about as view
from bot.views import caseload_routes as to
from bot.views import declined
from bot.views import flags as flag_view
from bot.views.routes import Route
from bot.views.screen import Screen

#: What can be typed as well as tapped, or only typed.
TYPED: Final = (NAME, Detail.BIRTH, *LIMITS)
FIELDS: Final = (NAME, STAGE, PACE, *Detail)


async def on_about(turn: Turn, route: to.About) -> Screen:
    """What is known."""
    data = await details.read_about(turn.office, turn.visitor, route.client)
    return view.page(turn.say(data.actor), data)


async def on_ask_about(turn: Turn, route: to.AskAbout) -> Screen:
    """One question."""
    if route.field not in FIELDS or (route.goes_on and route.field not in list(Detail)):
        raise Invalid("choice", value=route.field)
    return await _ask(turn, route.client, route.field, goes_on=route.goes_on)


async def on_set_about(turn: Turn, route: to.SetAbout) -> Screen:
    """An answer by button."""
    data = await details.set_detail(
        turn.office, turn.visitor, route.client, route.field, route.value
    )
    return await _after(turn, data, route.field, goes_on=route.goes_on)


async def on_detail_text(turn: Turn, target: str) -> Screen:
    """An answer was typed; one that cannot be read is asked for once more."""
    client, field, goes_on = target.split(":")
    try:
        data = await details.set_detail(turn.office, turn.visitor, int(client), field, turn.text)
    except Invalid as why:
        data = await details.read_about(turn.office, turn.visitor, int(client))
        say = turn.say(data.actor)
        turn.expect()
        hint = say("{why}", why=declined.alert(say, why))
        return view.ask(say, data, field, goes_on=goes_on == "1", hint=hint)
    return await _after(turn, data, field, goes_on=goes_on == "1")


async def on_set_slot(turn: Turn, route: to.SetClientSlot) -> Screen:
    """A time of day, on or off."""
    data = await details.set_slot(turn.office, turn.visitor, route.client, route.slot, on=route.on)
    return view.ask(turn.say(data.actor), data, Detail.SLOTS, goes_on=route.goes_on)


async def _ask(turn: Turn, client: int, field: str, *, goes_on: bool) -> Screen:
    if field in TYPED:
        data = await details.await_detail(turn.office, turn.visitor, client, field, goes_on=goes_on)
        turn.expect()
    else:
        data = await details.read_about(turn.office, turn.visitor, client)
    return view.ask(turn.say(data.actor), data, field, goes_on=goes_on)


async def _after(turn: Turn, data: About, field: str, *, goes_on: bool) -> Screen:
    """The next question, the flags after the last, or the page."""
    if not goes_on or field not in list(Detail):
        say = turn.say(data.actor)
        return view.page(say, data, say.plain("Saved"))
    following = next_detail(Detail(field))
    if following is None:
        return await on_flags(turn, to.Flags(data.client.id))
    return await _ask(turn, data.client.id, following, goes_on=True)


async def on_flags(turn: Turn, route: to.Flags) -> Screen:
    """The safety flags."""
    data = await flags.read_flags(turn.office, turn.visitor, route.client)
    return flag_view.page(turn.say(data.actor), data)


async def on_ask_flag(turn: Turn, route: to.AskFlag) -> Screen:
    """One flag."""
    data = await flags.read_flags(turn.office, turn.visitor, route.client)
    return _ask_flag(turn, data, route.flag, goes_on=route.goes_on)


async def on_set_flag(turn: Turn, route: to.SetFlag) -> Screen:
    """An answer about one flag."""
    data = await flags.set_flag(turn.office, turn.visitor, route.client, route.flag, route.answer)
    onward = data.open_after(route.flag) if route.goes_on else None
    if onward is not None:
        return _ask_flag(turn, data, onward.id, goes_on=True)
    say = turn.say(data.actor)
    return flag_view.page(say, data, say.plain("Saved"))


async def on_open_flags_no(turn: Turn, route: to.OpenFlagsNo) -> Screen:
    """All that nobody has answered: no."""
    if not route.sure:
        data = await flags.read_flags(turn.office, turn.visitor, route.client)
        return flag_view.ask_all_no(turn.say(data.actor), data)
    data = await flags.answer_open_no(turn.office, turn.visitor, route.client)
    say = turn.say(data.actor)
    return flag_view.page(say, data, say.plain("Saved"))


def _ask_flag(turn: Turn, data: FlagSheet, flag_id: str, *, goes_on: bool) -> Screen:
    flag = data.questions.get(flag_id)
    if flag is None:
        raise Invalid("choice", value=flag_id)
    return flag_view.ask(turn.say(data.actor), data, flag, goes_on=goes_on)


TAPS: Final[Mapping[type[Route], Callable[[Turn, Any], Awaitable[Screen]]]] = {
    to.About: on_about,
    to.AskAbout: on_ask_about,
    to.SetAbout: on_set_about,
    to.SetClientSlot: on_set_slot,
    to.Flags: on_flags,
    to.AskFlag: on_ask_flag,
    to.SetFlag: on_set_flag,
    to.OpenFlagsNo: on_open_flags_no,
}
EXPECTED: Final[Mapping[str, Callable[[Turn, str], Awaitable[Screen]]]] = {
    details.DETAIL: on_detail_text,
}
