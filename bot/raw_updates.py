"""Raw updates, as Telegram sent them: nothing in them is taken for granted."""

from typing import Any, Final

#: What a handler asks of a tapped card: which it is, where, and whether it is a picture.
_CARD_FIELDS: Final = ("message_id", "date", "chat", "photo")


def chat_of(raw: dict[str, Any]) -> int:
    """Return the chat whose order an update belongs to; 0 when it names none."""
    for value in raw.values():
        if not isinstance(value, dict):
            continue
        message = value.get("message")
        inner = message if isinstance(message, dict) else value
        for holder in (inner.get("chat"), value.get("from"), value.get("user")):
            if isinstance(holder, dict) and is_id(holder.get("id")):
                return int(holder["id"])
    return 0


def without_card(raw: dict[str, Any]) -> dict[str, Any]:
    """Return a tap without the text and buttons of its card, which no handler looks at.

    Reading them into objects costs as much as the rest of the update.
    """
    match raw:
        case {"callback_query": {"message": {"message_id": _, "date": _, "chat": _} as card}}:
            slim = {name: card[name] for name in _CARD_FIELDS if name in card}
            return {**raw, "callback_query": {**raw["callback_query"], "message": slim}}
    return raw


def has_id(raw: object) -> bool:
    """Say whether a raw update has an id that the store can hold."""
    return isinstance(raw, dict) and is_id(raw.get("update_id"))


def is_id(value: object) -> bool:
    """Say whether a value is an integer that the store can hold."""
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63


def query_of(raw: dict[str, Any]) -> str | None:
    """Return the id of the tap that an update holds, if it holds one that can be answered."""
    match raw.get("callback_query"):
        case {"id": str(query)} if query:
            return query
    return None
