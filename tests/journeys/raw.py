"""Updates made by hand, for what a phone would not send."""

from typing import Any


def user_of(who: int) -> dict[str, Any]:
    """Return a Bot API `User`."""
    return {"id": who, "is_bot": False, "first_name": "Alice", "language_code": "en"}


def message_of(
    who: int,
    *,
    text: str,
    chat: dict[str, Any] | None = None,
    by: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Return an update with a text in it, from a private chat unless `chat` says otherwise."""
    return {
        "message": {
            "message_id": 900_000_000,
            "date": 1799650000,
            "chat": chat or {"id": who, "type": "private", "first_name": "Alice"},
            "from": by or user_of(who),
            "text": text,
        }
    }
