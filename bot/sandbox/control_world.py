"""`/sim/...` for the world around the chats: people, clock, faults, raw updates, history."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

from bot.sandbox.control_chat import shown, tell_people
from bot.sandbox.control_http import Ask
from bot.sandbox.faults import KINDS, Fault
from bot.sandbox.incoming import PhoneError, learn
from bot.sandbox.state import Json, Person
from bot.sandbox.world import World

# Of the control interface: it grows when a script that worked would work no more.
_VERSION = 1
_SETTLE_S = 60.0
_YEARS = (1971, 2099)
_LARGEST_ID = 2**52
_NAME_LENGTH = 128


def people(world: World, _: Ask) -> Json:
    """`GET /sim/people`."""
    return {"people": [shown(world, person) for person in world.accounts.values()]}


def add_person(world: World, ask: Ask) -> Json:
    """`POST /sim/people`: `name`, and if you like `language`, `id`, `username`, `started`."""
    name = ask.text("name").strip()
    if not 1 <= len(name) <= _NAME_LENGTH:
        raise PhoneError(f"A name has 1 to {_NAME_LENGTH} characters.")
    user_id = ask.whole("id")
    if user_id is None:
        user_id = max((*world.accounts, 1000)) + 1
    if not 0 < user_id < _LARGEST_ID:
        raise PhoneError("An id is a positive whole number below 2^52.")
    username = ask.values.get("username")
    person = Person(
        user_id,
        name,
        str(ask.values.get("language") or "en"),
        str(username) if username else None,
        ask.values.get("started") is True,
    )
    try:
        account = world.add_person(person)
    except ValueError as error:
        raise PhoneError(str(error), 409) from error
    tell_people(world)
    return {"people": [shown(world, account)]}


def clock(world: World, _: Ask) -> Json:
    """`GET /sim/clock`."""
    return {"now": world.clock.now().isoformat()}


def move_clock(world: World, ask: Ask) -> Json:
    """`POST /sim/clock`: `to` an instant with its zone, or `advance_s` seconds."""
    if ("to" in ask.values) == ("advance_s" in ask.values):
        raise PhoneError('Say either "to" or "advance_s".')
    try:
        instant = _instant(world, ask)
    except (ValueError, OverflowError) as error:
        raise PhoneError("The clock cannot be set to that.") from error
    if instant.tzinfo is None:
        raise PhoneError("The instant needs its zone, as in 2026-03-02T07:00:00+00:00.")
    if not _YEARS[0] <= instant.year <= _YEARS[1]:
        raise PhoneError(f"The clock goes from the year {_YEARS[0]} to {_YEARS[1]}.")
    world.clock.move_to(instant)
    return clock(world, ask)


def faults(world: World, _: Ask) -> Json:
    """`GET /sim/faults`: the orders that still wait for a call."""
    return {"faults": [fault.shown() for fault in world.faults.pending]}


def add_fault(world: World, ask: Ask) -> Json:
    """`POST /sim/faults`: the next matching calls fail; `times` null is until cleared."""
    kind = ask.text("kind")
    if kind not in KINDS:
        raise PhoneError(f'"kind" is one of {", ".join(KINDS)}.')
    times = 1 if "times" not in ask.values else ask.whole("times")
    if times is not None and times < 1:
        raise PhoneError('"times" is 1 or more, or null for ever.')
    method = ask.values.get("method")
    retry_after = ask.whole("retry_after")
    world.faults.pending.append(
        Fault(
            kind,
            ask.whole("user_id"),
            str(method).lower() if method else None,
            times,
            1 if retry_after is None else max(retry_after, 1),
            ask.number("delay_s", 1.0),
        )
    )
    return faults(world, ask)


def clear_faults(world: World, ask: Ask) -> Json:
    """`DELETE /sim/faults`."""
    world.faults.pending.clear()
    return faults(world, ask)


def raw_update(world: World, ask: Ask) -> Json:
    """`POST /sim/update`: any update at all, for tests of groups, channels and damage."""
    update = ask.values.get("update")
    if not isinstance(update, dict):
        raise PhoneError('"update" has to be an object.')
    given = update.get("update_id", 0)
    if isinstance(given, bool) or not isinstance(given, int):
        raise PhoneError('"update_id" has to be a whole number when it is given.')
    learn(world, update)
    return {"update_id": world.updates.put_raw(update)}


def calls(world: World, ask: Ask) -> Json:
    """`GET /sim/calls`: the Bot API calls after number `after`."""
    return {"calls": world.calls.after(ask.whole("after") or 0), "last": world.calls.last}


def bot(world: World, _: Ask) -> Json:
    """`GET /sim/bot`."""
    return {
        "version": _VERSION,
        "username": world.bot["username"],
        "name": world.profile.text("name", ""),
        "description": world.profile.text("description", ""),
        "zone": world.zone,
    }


def _instant(world: World, ask: Ask) -> datetime:
    if "to" in ask.values:
        return datetime.fromisoformat(ask.text("to"))
    seconds = ask.values["advance_s"]
    if isinstance(seconds, bool) or not isinstance(seconds, (int, float)):
        raise PhoneError('"advance_s" has to be a number of seconds.')
    return world.clock.now() + timedelta(seconds=seconds)


async def settle(
    world: World, hook: Callable[[], Awaitable[Any]] | None, limit_s: float = _SETTLE_S
) -> Json:
    """`POST /sim/settle`: wait until there is nothing left to do at the present clock.

    Args:
        world: Whose updates have to be confirmed.
        hook: The bot's own "I have done everything that is due"; None when there is none.
        limit_s: Real seconds.

    Raises:
        PhoneError: It took longer.
    """
    try:
        async with asyncio.timeout(limit_s):
            while True:
                await world.updates.idle.wait()
                if hook is not None:
                    await hook()
                if world.updates.idle.is_set():
                    return {"now": world.clock.now().isoformat(), "settled": True}
    except TimeoutError as error:
        waiting = len(world.updates)
        raise PhoneError(
            f"The bot did not settle within {limit_s:g} seconds; {waiting} updates wait.", 504
        ) from error
