"""Text meets Telegram's limits here, in Telegram's order: parse, clean, trim, count."""

import json
from typing import Any

from telegram.constants import MessageLimit, ParseMode

from bot.sandbox.detect import check_url, find_entities, user_link
from bot.sandbox.entities import (
    Entity,
    add_detected,
    clean,
    fix_entities,
    limit_count,
    utf16_length,
)
from bot.sandbox.errors import bad_request
from bot.sandbox.parse_html import parse_html
from bot.sandbox.parse_markdown import parse_markdown_v2
from bot.sandbox.parse_markdown_legacy import parse_markdown

# The raw text may hold so many bytes of UTF-8 before it is parsed.
RAW_TEXT_BYTES = 32768

_PARSERS = {
    ParseMode.HTML.lower(): parse_html,
    ParseMode.MARKDOWN_V2.lower(): parse_markdown_v2,
    ParseMode.MARKDOWN.lower(): parse_markdown,
}
_GIVEN = frozenset(
    {
        "bold",
        "italic",
        "underline",
        "strikethrough",
        "spoiler",
        "blockquote",
        "expandable_blockquote",
        "code",
        "pre",
        "text_link",
        "text_mention",
        "custom_emoji",
    }
)
# Telegram accepts these kinds and then finds them by itself.
_FOUND = frozenset(
    {
        "mention",
        "hashtag",
        "cashtag",
        "bot_command",
        "url",
        "email",
        "phone_number",
        "date_time",
    }
)


def message_text(
    source: object, parse_mode: str | None, entities: object
) -> tuple[str, list[Entity]]:
    """Return the text of a message and its entities.

    Raises:
        ApiError: Empty, too long, or not readable in its parse mode.
    """
    if source is None or source == "":
        raise bad_request("message text is empty")
    text, found = formatted(source, parse_mode, entities)
    if not text:
        raise bad_request("text must be non-empty")
    if len(text) > MessageLimit.MAX_TEXT_LENGTH:
        raise bad_request("message is too long")
    return text, found


def caption_text(
    source: object, parse_mode: str | None, entities: object
) -> tuple[str, list[Entity]]:
    """Return a caption and its entities; a caption may be empty.

    Raises:
        ApiError: Too long, or not readable in its parse mode.
    """
    if source is None or source == "":
        return "", []
    text, found = formatted(source, parse_mode, entities)
    if len(text) > MessageLimit.CAPTION_LENGTH:
        raise bad_request("message caption is too long")
    return text, found


def formatted(source: object, parse_mode: str | None, entities: object) -> tuple[str, list[Entity]]:
    """Return parsed, cleaned and trimmed text with given and detected entities."""
    text = source if isinstance(source, str) else json.dumps(source)
    if not text.isascii() or len(text) > RAW_TEXT_BYTES:
        _check_bytes(text)
    if parse_mode:
        parser = _PARSERS.get(parse_mode.lower())
        if parser is None:
            raise bad_request("unsupported parse_mode")
        text, found = parser(text)
    else:
        found = given_entities(text, entities)
    if found:
        found = fix_entities(found)
    text, found = clean(text, found)
    return text, limit_count(add_detected(found, find_entities(text)))


def plain(text: str) -> tuple[str, list[Entity]]:
    """Return what a person's own phone makes of typed text: trimmed, with links and commands."""
    text, _ = clean(text, [])
    return text, find_entities(text)


def given_entities(text: str, entities: object) -> list[Entity]:
    """Return the entities that the caller listed, checked.

    Raises:
        ApiError: An entity has no such type, or lies outside the text.
    """
    if isinstance(entities, str) and entities:
        try:
            entities = json.loads(entities)
        except (ValueError, RecursionError) as error:
            raise bad_request("can't parse entities JSON object") from error
    if not entities:
        return []
    if not isinstance(entities, list):
        raise bad_request("expected an Array of MessageEntity")
    end = utf16_length(text)
    return [checked for entity in entities if (checked := _given_entity(entity, end)) is not None]


def _check_bytes(text: str) -> None:
    try:
        size = len(text.encode())
    except UnicodeEncodeError as error:
        raise bad_request("strings must be encoded in UTF-8") from error
    if size > RAW_TEXT_BYTES:
        raise bad_request("text is too long")


def _given_entity(entity: object, end: int) -> Entity | None:
    if not isinstance(entity, dict):
        raise bad_request("can't parse MessageEntity: expected an Object")
    kind = entity.get("type")
    offset, length = _whole(entity, "offset"), _whole(entity, "length")
    if kind in _FOUND:
        return None
    if kind not in _GIVEN:
        raise bad_request("can't parse MessageEntity: Unsupported type specified")
    if offset < 0:
        raise bad_request(f"receive an entity with incorrect offset {offset}")
    if length < 0:
        raise bad_request(f"receive an entity with incorrect length {length}")
    if offset > end:
        raise bad_request(f"entity begins after the end of the text at UTF-16 offset {offset}")
    if offset + length > end:
        raise bad_request(
            f"entity beginning at UTF-16 offset {offset} ends after the end of the text "
            f"at UTF-16 offset {offset + length}"
        )
    return {"type": kind, "offset": offset, "length": length, **_details(str(kind), entity)}


def _whole(entity: dict[str, Any], field: str) -> int:
    value = entity.get(field)
    if value is None:
        raise bad_request(f"can't parse MessageEntity: Can't find field \"{field}\"")
    if isinstance(value, bool) or not isinstance(value, int):
        raise bad_request(f'can\'t parse MessageEntity: Field "{field}" must be of type Number')
    return value


def _details(kind: str, entity: dict[str, Any]) -> Entity:
    """Return the fields that only this kind of entity carries."""
    needed = {"text_link": "url", "text_mention": "user", "custom_emoji": "custom_emoji_id"}
    field = needed.get(kind)
    if field is not None and entity.get(field) is None:
        raise bad_request(f"can't parse MessageEntity: Can't find field \"{field}\"")
    if kind == "text_link":
        url = str(entity["url"])
        if user_link(url) is not None:
            return {"type": "text_mention", "user": {"id": user_link(url)}}
        try:
            return {"url": check_url(url)}
        except ValueError as error:
            raise bad_request(f"entity URL '{url}' is invalid: {error}") from error
    if kind == "text_mention":
        user = entity["user"]
        if not isinstance(user, dict) or not isinstance(user.get("id"), int):
            raise bad_request("user not found")
        return {"user": {"id": user["id"]}}
    if kind == "custom_emoji":
        return {"custom_emoji_id": str(entity["custom_emoji_id"])}
    if kind == "pre" and entity.get("language"):
        return {"language": str(entity["language"])}
    return {}
