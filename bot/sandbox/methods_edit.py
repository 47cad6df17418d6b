"""The methods that change or remove what has been sent, and the answer to a tap."""

import time
from datetime import timedelta

from telegram.constants import BulkRequestLimit, CallbackQueryLimit

from bot.sandbox.delivery import read_markup, text_fields
from bot.sandbox.detect import check_url
from bot.sandbox.errors import bad_request
from bot.sandbox.formatting import caption_text, message_text
from bot.sandbox.methods_send import input_media
from bot.sandbox.params import Call
from bot.sandbox.state import Chat, Json, Stored
from bot.sandbox.world import World

_MEDIA = frozenset({"photo", "video", "document", "audio", "animation", "voice"})
_CONTENT = _MEDIA | {
    "text",
    "entities",
    "caption",
    "caption_entities",
    "show_caption_above_media",
    "has_media_spoiler",
    "link_preview_options",
}
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
_QUERY_LIFE = timedelta(seconds=150)
_DELETABLE = timedelta(hours=48)


def edit_message_text(world: World, call: Call) -> Json:
    """`editMessageText`."""
    text, entities = message_text(
        call.params.get("text"), call.text("parse_mode"), call.params.get("entities")
    )
    content = text_fields(world, text, entities)
    chat, stored, content = _prepared(world, call, content)
    if "text" not in stored.body:
        raise bad_request("there is no text in the message to edit")
    preview = call.json("link_preview_options", "link preview options")
    if isinstance(preview, dict) and preview:
        content["link_preview_options"] = preview
    return _edited(world, chat, stored, content)


def edit_message_caption(world: World, call: Call) -> Json:
    """`editMessageCaption`."""
    text, entities = caption_text(
        call.params.get("caption"), call.text("parse_mode"), call.params.get("caption_entities")
    )
    caption = text_fields(world, text, entities, prefix="caption_")
    chat, stored, content = _prepared(world, call, caption)
    media = {key: value for key, value in stored.body.items() if key in _MEDIA}
    if not media:
        raise bad_request("there is no caption in the message to edit")
    if stored.body.get("has_media_spoiler"):
        media["has_media_spoiler"] = True
    if call.flag("show_caption_above_media"):
        media["show_caption_above_media"] = True
    return _edited(world, chat, stored, {**media, **content})


def edit_message_media(world: World, call: Call) -> Json:
    """`editMessageMedia`."""
    item = call.json("media", "InputMedia")
    if item is None:
        raise bad_request("input media is not specified")
    content = input_media(world, call, item)
    chat, stored, content = _prepared(world, call, content)
    if "voice" in stored.body:
        raise bad_request("message media can't be edited")
    if "text" not in stored.body and not _MEDIA & stored.body.keys():
        raise bad_request("there is no media in the message to edit")
    return _edited(world, chat, stored, content)


def edit_message_reply_markup(world: World, call: Call) -> Json:
    """`editMessageReplyMarkup`."""
    chat, stored, content = _prepared(world, call, {})
    kept = {key: value for key, value in stored.body.items() if key in _CONTENT}
    return _edited(world, chat, stored, {**kept, **content})


def delete_message(world: World, call: Call) -> bool:
    """`deleteMessage`."""
    chat = world.writable_chat(call)
    stored = chat.find(call.integer("message_id"))
    if stored is None:
        raise bad_request("message to delete not found")
    if not _may_delete(world, stored):
        raise bad_request("message can't be deleted")
    world.delete(chat, stored)
    return True


def delete_messages(world: World, call: Call) -> bool:
    """`deleteMessages`: what cannot be found or is too old is passed over."""
    chat = world.writable_chat(call)
    ids = call.json("message_ids", "message identifiers")
    if not isinstance(ids, list) or not ids:
        raise bad_request("message identifiers are not specified")
    if len(ids) > BulkRequestLimit.MAX_LIMIT:
        raise bad_request("too many message identifiers specified")
    for message_id in ids:
        stored = chat.find(message_id if isinstance(message_id, int) else None)
        if stored is not None and _may_delete(world, stored):
            world.delete(chat, stored)
    return True


def answer_callback_query(world: World, call: Call) -> bool:
    """`answerCallbackQuery`: once, within 150 seconds of the tap."""
    text = call.text("text")
    if text is not None and len(text) > CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH:
        raise bad_request("MESSAGE_TOO_LONG")
    url = call.text("url")
    if url is not None:
        _check_answer_url(world, url)
    query = world.queries.get(call.text("callback_query_id") or "")
    if (
        query is None
        or query.answer.done()
        or world.clock.now() - query.at > _QUERY_LIFE
        or time.monotonic() - query.made > _QUERY_LIFE.total_seconds()
    ):
        raise bad_request(_TOO_OLD)
    answer = {"text": text, "show_alert": call.flag("show_alert"), "url": url}
    query.answer.set_result(answer)
    world.events.publish(
        "answer",
        lambda: {
            "user_id": query.user_id,
            "message_id": query.message_id,
            "tap_id": query.id,
            **answer,
        },
    )
    return True


def _prepared(world: World, call: Call, content: Json) -> tuple[Chat, Stored, Json]:
    """Find the message to edit; add the new keyboard to the new content."""
    markup = read_markup(call, inline_only=True)
    if markup is not None:
        content = {**content, "reply_markup": markup}
    if call.text("inline_message_id") is not None:
        raise bad_request("MESSAGE_ID_INVALID")
    chat = world.writable_chat(call)
    message_id = call.integer("message_id")
    if not message_id:
        raise bad_request("message identifier is not specified")
    stored = chat.find(message_id)
    if stored is None:
        raise bad_request("message to edit not found")
    if not stored.from_bot or "forward_origin" in stored.body:
        raise bad_request("message can't be edited")
    return chat, stored, content


def _edited(world: World, chat: Chat, stored: Stored, content: Json) -> Json:
    """Put the new content in the place of the old, unless they are the same."""
    old = stored.body
    frame = {
        key: value
        for key, value in old.items()
        if key not in _CONTENT and key not in {"reply_markup", "edit_date"}
    }
    compared = _CONTENT | {"reply_markup"}
    if {key: old[key] for key in old if key in compared} == content:
        raise bad_request(_NOT_MODIFIED)
    body = {**frame, **content, "edit_date": world.timestamp()}
    world.replace(chat, stored, body)
    return body


def _may_delete(world: World, stored: Stored) -> bool:
    age = world.timestamp() - int(stored.body["date"])
    return age <= _DELETABLE.total_seconds()


def _check_answer_url(world: World, url: str) -> None:
    """Only the bot's own deep link may be opened by an answer."""
    username = world.bot["username"].lower()
    try:
        address = check_url(url).lower()
    except ValueError as error:
        raise bad_request("URL_INVALID") from error
    for start in (f"https://t.me/{username}?start=", f"http://t.me/{username}?start="):
        if address.startswith(start):
            return
    if address.startswith(f"tg://resolve?domain={username}&start="):
        return
    raise bad_request("URL_INVALID")
