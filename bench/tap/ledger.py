"""What was tapped, and what a bot did about it: answers, edits, and their order in each chat."""

import json
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final, TypedDict

CHATS: Final = 64
OUTCOMES: Final = ("done", "some", "not_today")
_FIRST_UPDATE: Final = 1000


class Chat(TypedDict):
    """One person's private chat: the card there and the data of its three buttons."""

    chat_id: int
    message_id: int
    data: list[str]


class Verdict(TypedDict):
    """The result of one run; `complaints` is empty when every tap was treated rightly."""

    taps: int
    seconds: float
    complaints: list[str]
    in_order: bool


def plain_chats() -> list[Chat]:
    """Return 64 chats for a bot without a database."""
    return [
        {"chat_id": 5000 + n, "message_id": 100 + n, "data": list(OUTCOMES)} for n in range(CHATS)
    ]


@dataclass
class Ledger:
    """Hands out taps, chat after chat in turn, and keeps account of what comes back.

    One tap a chat goes ahead untimed, so that no bot pays for its first connections.
    """

    chats: list[Chat]
    taps_each: int
    answers: Counter[str] = field(default_factory=Counter)
    edits: dict[int, list[str]] = field(default_factory=dict)
    started: float = 0.0
    ended: float = 0.0

    def __post_init__(self) -> None:
        self.edits = {chat["chat_id"]: [] for chat in self.chats}
        self._missing = {chat["chat_id"]: self.taps_each + 1 for chat in self.chats}
        self._updates = [
            self._tap(turn * len(self.chats) + number, chat, turn)
            for turn in range(self.taps_each + 1)
            for number, chat in enumerate(self.chats)
        ]
        self._warm = len(self.chats)  # only the warm-up taps are there at first
        self._left = len(self._updates)  # edits not seen yet
        self._unanswered = len(self._updates)

    @property
    def done(self) -> bool:
        """Whether each tap was answered and each chat's card edited as often as tapped."""
        return self._left <= 0 and self._unanswered <= 0

    def updates(self, offset: int, limit: int) -> list[bytes]:
        """Return what getUpdates would: the waiting taps from `offset` on."""
        first = max(0, offset - _FIRST_UPDATE)
        if self._warm and len(self._updates) - self._left >= self._warm and self._warmed():
            self._warm = 0
        if not self._warm and not self.started:
            self.started = time.perf_counter()
        return self._updates[first : min(first + limit, self._warm or len(self._updates))]

    def answered(self, query_id: str) -> None:
        """Note an answerCallbackQuery."""
        self.answers[query_id] += 1
        if self.answers[query_id] == 1:
            self._unanswered -= 1

    def edited(self, chat_id: int, text: str) -> None:
        """Note an edit of a card."""
        self.edits[chat_id].append(text)
        if self._missing[chat_id] > 0:
            self._missing[chat_id] -= 1
            self._left -= 1
        self.ended = time.perf_counter()

    def verdict(self) -> Verdict:
        """Return the time from the first timed tap to the last edit, and what was wrong."""
        ids = [str(_FIRST_UPDATE + index) for index in range(len(self._updates))]
        wrong = sum(self.answers[each] != 1 for each in ids)
        short = sum(left for left in self._missing.values() if left > 0)
        complaints = []
        if wrong or set(self.answers) - set(ids):
            complaints.append(f"{wrong} taps were not answered exactly once")
        if short:
            complaints.append(f"{short} edits are missing")
        return {
            "taps": self.taps_each * len(self.chats),
            "seconds": self.ended - self.started,
            "complaints": complaints,
            "in_order": all(map(_in_order, self.edits.values())),
        }

    def _warmed(self) -> bool:
        return len(self._updates) - self._unanswered >= self._warm

    def _tap(self, number: int, chat: Chat, turn: int) -> bytes:
        person = {
            "id": chat["chat_id"],
            "is_bot": False,
            "first_name": "Ana",
            "language_code": "en",
        }
        buttons = [[{"text": data, "callback_data": data}] for data in chat["data"]]
        message: dict[str, Any] = {
            "message_id": chat["message_id"],
            "from": {"id": 1, "is_bot": True, "first_name": "Bot", "username": "home_bot"},
            "chat": {"id": chat["chat_id"], "type": "private", "first_name": "Ana"},
            "date": 1_772_348_400,
            "text": "Socks on. How did it go?",
            "reply_markup": {"inline_keyboard": buttons},
        }
        query = {
            "id": str(_FIRST_UPDATE + number),
            "from": person,
            "message": message,
            "chat_instance": "1",
            "data": chat["data"][turn % len(chat["data"])],
        }
        update = {"update_id": _FIRST_UPDATE + number, "callback_query": query}
        return json.dumps(update).encode()


def _in_order(texts: list[str]) -> bool:
    """Tell whether a chat's cards came in the order of its taps.

    The three buttons are tapped in turn and each gives a card of its own, so the right order
    repeats every three cards, and no card equals the one before it.
    """
    cycle = len(OUTCOMES)
    repeats = all(a == b for a, b in zip(texts, texts[cycle:], strict=False))
    return repeats and all(a != b for a, b in pairwise(texts))
