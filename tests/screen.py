"""Reading a message as it stands on the screen: its words, its buttons, who wrote it."""

from typing import Any

Message = dict[str, Any]


def message_id(message: Message | int) -> int:
    """Return the id of a message, or the id itself."""
    return message if isinstance(message, int) else int(message["message_id"])


def buttons(message: Message) -> list[dict[str, Any]]:
    """Return the inline buttons of a message in reading order."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button for row in rows for button in row]


def has_button(message: Message, label: str) -> bool:
    """Tell whether a message has a button with this label or callback data."""
    return any(
        label in (button["text"], button.get("callback_data")) for button in buttons(message)
    )


def labels(message: Message) -> list[str]:
    """Return the labels of the inline buttons in reading order."""
    return [button["text"] for button in buttons(message)]


def is_from_bot(message: Message) -> bool:
    """Tell whether a bot wrote it."""
    return bool(message.get("from", {}).get("is_bot"))


def text_of(message: Message) -> str:
    """Return the text or caption of a message."""
    return str(message.get("text", message.get("caption", "")))


def label_rows(message: Message) -> list[list[str]]:
    """Return the labels of the inline buttons row by row."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [[button["text"] for button in row] for row in rows]


def kind_of(message: Message) -> str:
    """Return what a message without words is."""
    kinds = ("photo", "voice", "document", "sticker", "location", "video", "audio")
    return next((kind for kind in kinds if kind in message), "something else")
