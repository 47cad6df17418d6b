"""The methods about chats and about messages that are there already: copy, forward, pin, react."""

from telegram.constants import ReactionEmoji

from bot.sandbox.delivery import deliver, read_markup, text_fields
from bot.sandbox.errors import bad_request
from bot.sandbox.formatting import caption_text
from bot.sandbox.params import Call
from bot.sandbox.state import Chat, Json, Stored
from bot.sandbox.world import World

_EMOJI = frozenset(emoji.value for emoji in ReactionEmoji)
# What makes up the content of a message that can be sent on.
_CONTENT = frozenset(
    {
        "text",
        "entities",
        "photo",
        "voice",
        "video",
        "document",
        "audio",
        "animation",
        "sticker",
        "location",
        "caption",
        "caption_entities",
        "has_media_spoiler",
        "show_caption_above_media",
        "link_preview_options",
    }
)
_CAPTIONED = frozenset({"photo", "voice", "video", "document", "audio", "animation"})


def get_chat(world: World, call: Call) -> Json:
    """`getChat`."""
    chat = world.known_chat(call)
    full: Json = {**chat.info, "accent_color_id": chat.id % 7, "max_reaction_count": 11}
    full["accepted_gift_types"] = {
        "unlimited_gifts": False,
        "limited_gifts": False,
        "unique_gifts": False,
        "premium_subscription": False,
        "gifts_from_channels": False,
    }
    pinned = chat.find(chat.pinned)
    if pinned is not None:
        full["pinned_message"] = pinned.body
    return full


def get_chat_member(world: World, call: Call) -> Json:
    """`getChatMember`."""
    chat = world.known_chat(call)
    user_id = call.integer("user_id")
    user = None if user_id is None else world.user(user_id)
    if user is None or user_id not in {chat.id, world.bot["id"]}:
        raise bad_request("user not found")
    if user is world.bot and chat.person is not None and chat.person.blocked:
        return {"user": user, "status": "kicked", "until_date": 0}
    return {"user": user, "status": "member"}


def copy_message(world: World, call: Call) -> Json:
    """`copyMessage`."""
    source = _source(world, call, "copy")
    content = {key: value for key, value in source.body.items() if key in _CONTENT}
    if "caption" in call.params and _CAPTIONED & content.keys():
        text, entities = caption_text(
            call.params.get("caption"), call.text("parse_mode"), call.params.get("caption_entities")
        )
        content.pop("caption", None)
        content.pop("caption_entities", None)
        content |= text_fields(world, text, entities, prefix="caption_")
    return {"message_id": deliver(world, call, content, read_markup(call)).id}


def forward_message(world: World, call: Call) -> Json:
    """`forwardMessage`."""
    source = _source(world, call, "forward")
    content = {key: value for key, value in source.body.items() if key in _CONTENT}
    content["forward_origin"] = source.body.get("forward_origin") or {
        "type": "user",
        "sender_user": source.body["from"],
        "date": source.body["date"],
    }
    return deliver(world, call, content, None).body


def pin_chat_message(world: World, call: Call) -> bool:
    """`pinChatMessage`."""
    chat = world.writable_chat(call)
    stored = chat.find(call.integer("message_id"))
    if stored is None:
        raise bad_request("message to pin not found")
    _set_pin(world, chat, stored)
    return True


def unpin_chat_message(world: World, call: Call) -> bool:
    """`unpinChatMessage`: without a message id, the pinned one."""
    chat = world.writable_chat(call)
    message_id = call.integer("message_id")
    pinned = chat.find(chat.pinned)
    if pinned is None or message_id not in {None, pinned.id}:
        raise bad_request("message to unpin not found")
    _set_pin(world, chat, None)
    return True


def unpin_all_chat_messages(world: World, call: Call) -> bool:
    """`unpinAllChatMessages`."""
    _set_pin(world, world.writable_chat(call), None)
    return True


def set_message_reaction(world: World, call: Call) -> bool:
    """`setMessageReaction`: a bot may set one emoji, or take it away."""
    emoji = _reaction(call.json("reaction", "reaction"))
    chat = world.writable_chat(call)
    stored = chat.find(call.integer("message_id"))
    if stored is None:
        raise bad_request("message to react not found")
    stored.extra = {**stored.extra, "reactions": emoji}
    world.touched(chat, stored)
    return True


def _reaction(value: object) -> list[str]:
    """Return the emoji to set.

    Raises:
        ApiError: Too many, or none that a bot may use.
    """
    if value is None:
        return []
    if not isinstance(value, list):
        raise bad_request("expected an Array of ReactionType")
    if len(value) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    emoji = []
    for kind in value:
        known = isinstance(kind, dict) and kind.get("type") == "emoji"
        if not known or kind.get("emoji") not in _EMOJI:
            raise bad_request("REACTION_INVALID")
        emoji.append(str(kind["emoji"]))
    return emoji


def _set_pin(world: World, chat: Chat, stored: Stored | None) -> None:
    """Pin one message in place of another, and show it at both."""
    before = chat.find(chat.pinned)
    chat.pinned = None if stored is None else stored.id
    for changed in (before, stored):
        if changed is not None:
            changed.extra = {**changed.extra, "pinned": changed is stored}
            world.touched(chat, changed)


def _source(world: World, call: Call, verb: str) -> Stored:
    """Return the message to send on."""
    from_chat = call.integer("from_chat_id")
    chat = None if from_chat is None else world.chats.get(from_chat)
    if chat is None:
        raise bad_request("chat not found")
    stored = chat.find(call.integer("message_id"))
    if stored is None:
        raise bad_request(f"message to {verb} not found")
    if stored.body.get("has_protected_content") or not _CONTENT & stored.body.keys():
        ending = "ied" if verb == "copy" else "ed"
        raise bad_request(f"message can't be {verb.removesuffix('y')}{ending}")
    return stored
