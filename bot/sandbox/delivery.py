"""A new message of the bot: the checks that every sending method shares, in Telegram's order."""

from typing import Any

from bot.sandbox.errors import bad_request
from bot.sandbox.markup import Markup, check_markup
from bot.sandbox.params import Call
from bot.sandbox.state import Chat, Json, Stored
from bot.sandbox.world import World

_MARKUP = "reply keyboard markup"


def read_markup(call: Call, *, inline_only: bool = False) -> Markup | None:
    """Return the checked reply markup of a call.

    Raises:
        ApiError: It is refused.
    """
    value = call.json("reply_markup", _MARKUP)
    return None if value is None else check_markup(value, inline_only=inline_only)


def named_users(world: World, entities: list[Json]) -> list[Json]:
    """Fill in whom the text mentions; somebody the bot has never met is left out."""
    if not any(entity["type"] == "text_mention" for entity in entities):
        return entities
    kept = []
    for entity in entities:
        if entity["type"] == "text_mention":
            user = world.user(entity["user"]["id"])
            if user is None:
                continue
            entity = {**entity, "user": user}  # noqa: PLW2901
        kept.append(entity)
    return kept


def text_fields(world: World, text: str, entities: list[Json], *, prefix: str = "") -> Json:
    """Return the fields of a message that hold its text, or with the prefix its caption."""
    fields: Json = {}
    if text:
        fields["caption" if prefix else "text"] = text
    entities = named_users(world, entities)
    if entities:
        fields[f"{prefix}entities"] = entities
    return fields


def deliver(world: World, call: Call, content: Json, markup: Markup | None) -> Stored:
    """Send one message.

    Raises:
        ApiError: The chat, the message to reply to, or the rate refuses it.
    """
    return deliver_all(world, call, [content], markup)[0]


def deliver_all(
    world: World, call: Call, contents: list[Json], markup: Markup | None
) -> list[Stored]:
    """Send several messages as one: an album, or copies."""
    chat = world.writable_chat(call)
    _check_options(call)
    options = _options(chat, call)
    extra: dict[str, Any] = {}
    if markup is not None:
        if "inline_keyboard" in markup:
            options["reply_markup"] = markup
        else:
            extra["reply_markup"] = markup
    world.pacer.count(chat.id, len(contents))
    return [
        world.add(
            chat, {**world.base(chat, world.bot), **content, **options}, from_bot=True, extra=extra
        )
        for content in contents
    ]


def _check_options(call: Call) -> None:
    params = call.params
    if params.get("business_connection_id"):
        raise bad_request("business connection not found")
    if params.get("message_thread_id"):
        raise bad_request("message thread not found")
    if "allow_paid_broadcast" in params and call.flag("allow_paid_broadcast"):
        raise bad_request("FLOODSKIP_NOT_ALLOWED")


def _options(chat: Chat, call: Call) -> Json:
    options: Json = {}
    reply = _reply(chat, call)
    if reply is not None:
        options["reply_to_message"] = {
            key: value for key, value in reply.body.items() if key != "reply_to_message"
        }
    if "protect_content" in call.params and call.flag("protect_content"):
        options["has_protected_content"] = True
    preview = call.json("link_preview_options", "link preview options")
    if isinstance(preview, dict) and preview:
        options["link_preview_options"] = preview
    return options


def _reply(chat: Chat, call: Call) -> Stored | None:
    message_id = call.integer("reply_to_message_id")
    may_be_gone = call.flag("allow_sending_without_reply")
    parameters = call.json("reply_parameters", "reply parameters")
    if isinstance(parameters, dict):
        message_id = parameters.get("message_id")
        if message_id is None:
            raise bad_request('can\'t find field "message_id"')
        may_be_gone = parameters.get("allow_sending_without_reply") is True
    if not message_id:
        return None
    found = chat.find(message_id if isinstance(message_id, int) else None)
    if found is None and not may_be_gone:
        raise bad_request("message to be replied not found")
    return found
