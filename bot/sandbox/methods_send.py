"""The methods that send something new."""

from telegram.constants import ChatAction, LocationLimit, MediaGroupLimit

from bot.sandbox.delivery import deliver, deliver_all, read_markup, text_fields
from bot.sandbox.errors import bad_request
from bot.sandbox.formatting import caption_text, message_text
from bot.sandbox.media import media_content
from bot.sandbox.params import Call
from bot.sandbox.state import Json
from bot.sandbox.world import World

_ACTIONS = frozenset(action.value for action in ChatAction)
_ALBUM_KINDS = frozenset({"photo", "video", "document", "audio"})
_FILES_APART = frozenset({"document", "audio"})


def send_message(world: World, call: Call) -> Json:
    """`sendMessage`."""
    params = call.params
    text, entities = message_text(
        params.get("text"), call.text("parse_mode"), params.get("entities")
    )
    content = text_fields(world, text, entities)
    return deliver(world, call, content, read_markup(call)).body


def send_photo(world: World, call: Call) -> Json:
    """`sendPhoto`."""
    return _send_media(world, call, "photo")


def send_document(world: World, call: Call) -> Json:
    """`sendDocument`."""
    return _send_media(world, call, "document")


def send_voice(world: World, call: Call) -> Json:
    """`sendVoice`."""
    return _send_media(world, call, "voice")


def send_audio(world: World, call: Call) -> Json:
    """`sendAudio`."""
    return _send_media(world, call, "audio")


def send_video(world: World, call: Call) -> Json:
    """`sendVideo`."""
    return _send_media(world, call, "video")


def send_animation(world: World, call: Call) -> Json:
    """`sendAnimation`."""
    return _send_media(world, call, "animation")


def send_sticker(world: World, call: Call) -> Json:
    """`sendSticker`."""
    content = media_content(world, call, "sticker", call.text("sticker"), call.params)
    return deliver(world, call, content, read_markup(call)).body


def send_location(world: World, call: Call) -> Json:
    """`sendLocation`."""
    content = {"location": location(call.params)}
    return deliver(world, call, content, read_markup(call)).body


def send_media_group(world: World, call: Call) -> list[Json]:
    """`sendMediaGroup`."""
    media = call.json("media", "media")
    if not isinstance(media, list):
        raise bad_request("expected an Array of InputMedia")
    if not MediaGroupLimit.MIN_MEDIA_LENGTH <= len(media) <= MediaGroupLimit.MAX_MEDIA_LENGTH:
        raise bad_request("group must contain 2-10 items for sending")
    contents = [input_media(world, call, item) for item in media]
    kinds = {item["type"] for item in media}
    if not kinds <= _ALBUM_KINDS or (len(kinds) > 1 and kinds & _FILES_APART):
        raise bad_request("can't use the media of the specified type in the album")
    group = str(world.fresh_number())
    for content in contents:
        content["media_group_id"] = group
    return [stored.body for stored in deliver_all(world, call, contents, None)]


def send_chat_action(world: World, call: Call) -> bool:
    """`sendChatAction`."""
    action = call.text("action")
    if action not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = world.writable_chat(call)
    world.events.publish("action", lambda: {"user_id": chat.id, "action": action})
    return True


def input_media(world: World, call: Call, item: object) -> Json:
    """Return the content of a message made from one `InputMedia`.

    Raises:
        ApiError: It has a wrong shape, or its file or caption is refused.
    """
    if not isinstance(item, dict):
        raise bad_request("can't parse InputMedia: expected an Object")
    kind = item.get("type")
    if kind not in _ALBUM_KINDS | {"animation"}:
        raise bad_request("can't parse InputMedia: invalid media type specified")
    if not item.get("media"):
        raise bad_request("can't parse InputMedia: media not found")
    mode = item.get("parse_mode")
    text, entities = caption_text(
        item.get("caption"), str(mode) if mode else None, item.get("caption_entities")
    )
    content = media_content(world, call, kind, item["media"], item)
    return {
        **content,
        **text_fields(world, text, entities, prefix="caption_"),
        **_caption_flags(item),
    }


def location(params: Json) -> Json:
    """Return a `Location`.

    Raises:
        ApiError: It lies nowhere on earth.
    """
    try:
        latitude, longitude = float(params["latitude"]), float(params["longitude"])
    except (KeyError, TypeError, ValueError) as error:
        raise bad_request("latitude or longitude is empty or no number") from error
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        raise bad_request("GEO_POINT_INVALID")
    found: Json = {"latitude": latitude, "longitude": longitude}
    try:
        accuracy = float(params.get("horizontal_accuracy") or 0)
    except (TypeError, ValueError) as error:
        raise bad_request("horizontal_accuracy is no number") from error
    if accuracy > 0:
        found["horizontal_accuracy"] = min(accuracy, LocationLimit.HORIZONTAL_ACCURACY)
    return found


def _send_media(world: World, call: Call, kind: str) -> Json:
    params = call.params
    text, entities = caption_text(
        params.get("caption"), call.text("parse_mode"), params.get("caption_entities")
    )
    markup = read_markup(call)
    content = {
        **media_content(world, call, kind, call.text(kind), params),
        **text_fields(world, text, entities, prefix="caption_"),
        **_caption_flags({name: call.flag(name) for name in _FLAGS if name in params}),
    }
    return deliver(world, call, content, markup).body


_FLAGS = {
    "show_caption_above_media": "show_caption_above_media",
    "has_spoiler": "has_media_spoiler",
}


def _caption_flags(options: Json) -> Json:
    return {field: True for name, field in _FLAGS.items() if options.get(name) is True}
