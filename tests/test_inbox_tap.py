"""A plain tap read the short way says what the library would have read; the rest is left to it."""

from copy import deepcopy
from typing import Any

import pytest
from telegram import Update

from bot.inbox.tap import read_tap

TAP: dict[str, Any] = {
    "update_id": 7,
    "callback_query": {
        "id": "9",
        "from": {"id": 1003, "is_bot": False, "first_name": "Alice", "language_code": "en"},
        "message": {
            "message_id": 41,
            "date": 1_799_654_400,
            "chat": {"id": 1003, "type": "private", "first_name": "Alice"},
            "text": "Socks on",
            "reply_markup": {"inline_keyboard": [[{"text": "We did it", "callback_data": "a:1"}]]},
        },
        "chat_instance": "5",
        "data": "a:1",
    },
}


def changed(*path: str, to: Any) -> dict[str, Any]:
    """The tap with one thing in it changed."""
    raw = deepcopy(TAP)
    inner = raw
    for name in path[:-1]:
        inner = inner[name]
    inner[path[-1]] = to
    return raw


def facts(update: Update | None) -> tuple[object, ...]:
    """What the handlers ask of a tap."""
    assert update is not None and update.callback_query is not None
    assert update.effective_user is not None and update.effective_chat is not None
    query, user, card = update.callback_query, update.effective_user, update.callback_query.message
    assert card is not None
    who = user.id, user.first_name, user.is_bot, user.language_code
    where = card.chat.id, card.chat.type, card.message_id, card.date, card.is_accessible
    return update.update_id, query.id, query.data, who, where, update.effective_chat.id


@pytest.mark.parametrize(
    "raw", [TAP, changed("callback_query", "from", "language_code", to=None)], ids=["whole", "bare"]
)
def test_it_says_the_same_as_the_library(raw: dict[str, Any]) -> None:
    assert facts(read_tap(raw, None)) == facts(Update.de_json(raw, None))


@pytest.mark.parametrize(
    "raw",
    [
        changed("callback_query", "message", "photo", to=[]),
        changed("callback_query", "message", "date", to=0),
        changed("callback_query", "message", "date", to=10**18),
        changed("callback_query", "message", "message_id", to=True),
        changed("callback_query", "message", "chat", to={"id": -5, "type": "group"}),
        changed("callback_query", "message", to=None),
        changed("callback_query", "from", "is_bot", to=True),
        changed("callback_query", "from", "id", to="1003"),
        changed("callback_query", "from", "language_code", to=5),
        changed("callback_query", "data", to=None),
        changed("callback_query", to=[]),
        {**TAP, "message": {}},
        {"update_id": 7},
    ],
)
def test_what_is_not_plain_is_left_to_the_library(raw: dict[str, Any]) -> None:
    assert read_tap(raw, None) is None
