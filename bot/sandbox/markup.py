"""A keyboard is checked button by button, because one bad button makes Telegram refuse it all."""

from collections.abc import Callable
from typing import Any

from telegram.constants import (
    InlineKeyboardButtonLimit,
    InlineKeyboardMarkupLimit,
    KeyboardButtonStyle,
)

from bot.sandbox.detect import check_url, user_link
from bot.sandbox.errors import bad_request

Markup = dict[str, Any]

_STYLES = frozenset(style.value for style in KeyboardButtonStyle)
_BUTTON = "can't parse inline keyboard button: "


def check_markup(value: object, *, inline_only: bool = False) -> Markup | None:
    """Return the reply markup as Telegram keeps it, or None when there is nothing in it.

    Raises:
        ApiError: It has a wrong shape, or one button of it is refused.
    """
    if value is None or value == "":
        return None
    if not isinstance(value, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in value:
        rows = _rows(value["inline_keyboard"], "inline_keyboard", _inline_button)
        return {"inline_keyboard": rows} if rows else None
    if inline_only and value:
        raise bad_request("inline keyboard expected")
    if "keyboard" in value:
        rows = _rows(value["keyboard"], "keyboard", _reply_button)
        return {**_flags(value), "keyboard": rows} if rows else None
    if "remove_keyboard" in value or "force_reply" in value:
        flags = _flags(value)
        return flags if flags.get("remove_keyboard") or flags.get("force_reply") else None
    return None


def buttons(markup: Markup | None) -> list[dict[str, Any]]:
    """Return the inline buttons in reading order."""
    if markup is None:
        return []
    return [button for row in markup.get("inline_keyboard", []) for button in row]


def _rows(
    value: object, field: str, check: Callable[[object], dict[str, Any]]
) -> list[list[dict[str, Any]]]:
    if not isinstance(value, list):
        raise bad_request(f'field "{field}" must be of type Array')
    rows = []
    for row in value:
        if not isinstance(row, list):
            raise bad_request(f'field "{field}" must be an Array of Arrays')
        if row:
            rows.append([check(button) for button in row])
    if sum(map(len, rows)) > InlineKeyboardMarkupLimit.TOTAL_BUTTON_NUMBER:
        raise bad_request("reply markup is too long")
    return rows


def _flags(value: Markup) -> Markup:
    flags: Markup = {}
    for name in (
        "force_reply",
        "remove_keyboard",
        "selective",
        "one_time_keyboard",
        "is_persistent",
        "resize_keyboard",
    ):
        if name in value:
            if not isinstance(value[name], bool):
                raise bad_request(f'field "{name}" must be of type Boolean')
            flags[name] = value[name]
    if isinstance(value.get("input_field_placeholder"), str):
        flags["input_field_placeholder"] = value["input_field_placeholder"]
    return flags


def _text(button: dict[str, Any], prefix: str) -> str:
    if "text" not in button:
        raise bad_request(f'{prefix}Can\'t find field "text"')
    if not isinstance(button["text"], str):
        raise bad_request(f'{prefix}Field "text" must be of type String')
    return button["text"]


def _reply_button(button: object) -> dict[str, Any]:
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict):
        raise bad_request("can't parse keyboard button: KeyboardButton must be an Object")
    if not _text(button, "can't parse keyboard button: ").strip():
        raise bad_request("keyboard button text must be non-empty")
    return button


def _inline_button(button: object) -> dict[str, Any]:
    if not isinstance(button, dict):
        raise bad_request(f"{_BUTTON}InlineKeyboardButton must be an Object")
    text = _text(button, _BUTTON)
    if not text.strip():
        raise bad_request("inline keyboard button text must be non-empty")
    kept: dict[str, Any] = {"text": text}
    style = button.get("style")
    if style is not None:
        if style not in _STYLES:
            raise bad_request(f"{_BUTTON}invalid button style specified")
        kept["style"] = style
    if isinstance(button.get("icon_custom_emoji_id"), str):
        kept["icon_custom_emoji_id"] = button["icon_custom_emoji_id"]
    actions = [name for name in _ACTIONS if button.get(name) not in (None, "", False)]
    # An empty inline query is an action; other empty values are none.
    actions += [name for name in _QUERIES if button.get(name) is not None]
    if not actions:
        raise bad_request(f"{_BUTTON}Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad_request(f"{_BUTTON}exactly one action must be used, found {', '.join(actions)}")
    action = actions[0]
    kept[action] = _ACTIONS.get(action, _as_given)(button[action])
    return kept


def _as_given(value: object) -> object:
    return value


def _callback_data(value: object) -> object:
    if not isinstance(value, str):
        raise bad_request(f'{_BUTTON}Field "callback_data" must be of type String')
    size = len(value.encode("utf-8", "surrogatepass"))
    if size > InlineKeyboardButtonLimit.MAX_CALLBACK_DATA:
        raise bad_request("BUTTON_DATA_INVALID")
    return value


def _url(value: object) -> object:
    if not isinstance(value, str):
        raise bad_request(f'{_BUTTON}Field "url" must be of type String')
    if user_link(value) is not None:
        return value
    try:
        return check_url(value)
    except ValueError as error:
        raise bad_request(f"inline keyboard button URL '{value}' is invalid: {error}") from error


def _copy_text(value: object) -> object:
    text = value.get("text") if isinstance(value, dict) else None
    limit = InlineKeyboardButtonLimit.MAX_COPY_TEXT
    if not isinstance(text, str) or not 1 <= len(text) <= limit:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    return {"text": text}


def _web_app(value: object) -> object:
    url = value.get("url") if isinstance(value, dict) else None
    if not isinstance(url, str) or not url.startswith("https://"):
        raise bad_request(
            f"inline keyboard button Web App URL '{url}' is invalid: Only HTTPS links are allowed"
        )
    return {"url": url}


def _refused(_: object) -> object:
    raise bad_request("BUTTON_TYPE_INVALID")


_ACTIONS: dict[str, Callable[[object], object]] = {
    "callback_data": _callback_data,
    "url": _url,
    "copy_text": _copy_text,
    "web_app": _web_app,
    "login_url": _refused,
    "callback_game": _refused,
    "pay": _refused,
}
_QUERIES = (
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
)
