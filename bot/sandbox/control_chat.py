"""`/sim/...` for what one person does: send, edit, tap, read, block, look."""

import asyncio
import base64
import binascii
from collections.abc import Callable
from typing import Any

from bot.sandbox import samples
from bot.sandbox.control_http import Ask, account
from bot.sandbox.errors import ApiError
from bot.sandbox.incoming import (
    PhoneError,
    block,
    captioned,
    change,
    find_button,
    say,
    start_text,
    tap,
    text_contents,
)
from bot.sandbox.media import as_content, keep_file
from bot.sandbox.methods_send import location
from bot.sandbox.params import Upload
from bot.sandbox.state import Account, Chat, Json, Query, Stored
from bot.sandbox.world import World, view

_SAMPLES: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "photo": (samples.photo, "photo.png", "image/png"),
    "voice": (samples.voice, "voice.ogg", "audio/ogg"),
    "document": (samples.document, "note.txt", "text/plain"),
    "sticker": (samples.sticker, "sticker.webp", "image/webp"),
}
_SAMPLE_PLACE = {"latitude": 51.4779, "longitude": -0.0015}
_ALBUM = 10


def send(world: World, ask: Ask) -> Json:
    """`POST /sim/send`: `text`, `start`, `photo`, `voice`, `document`, `sticker`, `location`."""
    person = account(world, ask)
    sent = say(world, person, _contents(world, ask), ask.whole("reply_to"))
    return {"messages": [view(stored) for stored in sent]}


def edit(world: World, ask: Ask) -> Json:
    """`POST /sim/edit`: a person changes their own text."""
    person = account(world, ask)
    stored = change(world, person, ask.needed("message_id"), ask.text("text"))
    return {"messages": [view(stored)]}


async def press(world: World, ask: Ask) -> Json:
    """`POST /sim/tap`: a person taps a button and sees what comes back."""
    person = account(world, ask)
    chat = world.chats[person.person.id]
    stored = _message(chat, ask)
    wait_s = ask.number("wait_s", 10)
    if "data" in ask.values:
        return await _pressed(tap(world, person, stored, ask.text("data")), wait_s)
    wanted = ask.text("button")
    button = find_button(stored, wanted)
    if button is None:
        raise PhoneError(f'Message {stored.id} has no button "{wanted}".', 404)
    if "callback_data" in button:
        return await _pressed(tap(world, person, stored, button["callback_data"]), wait_s)
    # The phone acts on the other buttons by itself: the bot hears nothing.
    shown: Json = {"answer": None, "answered": False, "tap_id": ""}
    if "url" in button:
        shown["opened"] = button["url"]
    if "copy_text" in button:
        shown["copied"] = button["copy_text"]["text"]
    return shown


def messages(world: World, ask: Ask) -> Json:
    """`GET /sim/messages`: a private chat, oldest first."""
    chat = world.chats[account(world, ask).person.id]
    after = ask.whole("after") or 0
    return {"messages": [view(stored) for stored in chat.messages.values() if stored.id > after]}


def read(world: World, ask: Ask) -> Json:
    """`POST /sim/read`: the person has seen everything."""
    person = account(world, ask)
    chat = world.chats[person.person.id]
    if chat.unread:
        chat.unread = 0
        tell_people(world)
    return {"unread": 0}


def set_blocked(world: World, ask: Ask) -> Json:
    """`POST /sim/block`: the person blocks or unblocks the bot."""
    person = account(world, ask)
    blocked = ask.values.get("blocked")
    if not isinstance(blocked, bool):
        raise PhoneError('"blocked" has to be true or false.')
    block(world, person, blocked=blocked)
    tell_people(world)
    return {"people": [shown(world, person)]}


def commands(world: World, ask: Ask) -> Json:
    """`GET /sim/commands`: the menu as this person sees it."""
    person = account(world, ask).person
    return {"commands": world.profile.menu_for(person.id, person.language)}


def shown(world: World, person: Account) -> Json:
    """Return a person as the control interface shows them."""
    about: Json = {
        "id": person.person.id,
        "name": person.person.name,
        "language": person.person.language,
        "unread": world.chats[person.person.id].unread,
        "blocked": person.blocked,
    }
    if person.person.username is not None:
        about["username"] = person.person.username
    return about


def tell_people(world: World) -> None:
    """Tell watchers that the list of people has changed."""
    world.events.publish(
        "people", lambda: {"people": [shown(world, person) for person in world.accounts.values()]}
    )


async def _pressed(query: Query, wait_s: float) -> Json:
    answer: Json | None = None
    if wait_s > 0:
        try:
            async with asyncio.timeout(wait_s):
                answer = await asyncio.shield(query.answer)
        except TimeoutError:
            pass
    elif query.answer.done():
        answer = query.answer.result()
    return {"answer": answer, "answered": answer is not None, "tap_id": query.id}


def _message(chat: Chat, ask: Ask) -> Stored:
    message_id = ask.needed("message_id")
    stored = chat.find(message_id)
    if stored is None:
        raise PhoneError(f"There is no message {message_id} in this chat.", 404)
    return stored


def _contents(world: World, ask: Ask) -> list[Json]:
    values = ask.values
    given = [kind for kind in ("text", "start", "location", *_SAMPLES) if kind in values]
    if len(given) != 1:
        kinds = ", ".join(("text", "start", "location", *_SAMPLES))
        raise PhoneError(f"Say one thing to send: {kinds}.")
    kind = given[0]
    if kind == "text":
        return text_contents(ask.text("text"))
    if kind == "start":
        return text_contents(start_text(ask.text("start")))
    try:
        if kind == "location":
            place = values[kind] if isinstance(values[kind], dict) and values[kind] else None
            return [{"location": location(place or _SAMPLE_PLACE)}]
        if isinstance(values[kind], list):
            return _album(world, kind, values[kind])
        return [_file(world, kind, values[kind])]
    except ApiError as error:
        raise PhoneError(f"This cannot be sent: {error.description}.") from error


def _album(world: World, kind: str, items: list[Any]) -> list[Json]:
    if not 1 <= len(items) <= _ALBUM or kind == "sticker":
        raise PhoneError(f"An album holds 1 to {_ALBUM} photos or documents.")
    group = str(world.fresh_number())
    return [{**_file(world, kind, item), "media_group_id": group} for item in items]


def _file(world: World, kind: str, value: object) -> Json:
    options = value if isinstance(value, dict) else {}
    if not isinstance(value, dict) and value is not True:
        raise PhoneError(f'"{kind}" has to be an object, or true for a sample.')
    make, name, mime = _SAMPLES[kind]
    if options.get("data"):
        try:
            data = base64.b64decode(str(options["data"]), validate=True)
        except binascii.Error as error:
            raise PhoneError('"data" has to be base64.') from error
        name = str(options.get("name") or name)
        mime = str(options.get("mime") or "")
    else:
        data = make()
        options = {"duration": samples.VOICE_SECONDS, "emoji": "🙂", **options}
    stored = keep_file(world, kind, Upload(name, mime, data), options)
    return captioned(as_content(stored), options.get("caption"))
