"""New messages are counted as Telegram counts them; who is too fast is told how long to wait."""

import math
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.sandbox.errors import too_many_requests

_WINDOW_S = 1.0
# One chat may get so many messages at once before its rate counts.
_CHAT_BURST = 3
_LONGEST_WAIT_S = 300.0


@dataclass(slots=True)
class _Ban:
    """How long one scope has to wait, and how long the last wait was."""

    until: float = 0.0
    wait: float = 0.0


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: float


@dataclass(slots=True)
class Pacer:
    """Counts new messages over all chats and, when told so, in each chat.

    Attributes:
        now: Monotonic seconds.
        cap_per_second: Over all chats, in a sliding second; None counts nothing.
        chat_per_second: In one chat, after a short burst; None counts nothing.
        strict_growth: A retry before its time makes the wait longer.
    """

    now: Callable[[], float]
    cap_per_second: float | None
    chat_per_second: float | None
    strict_growth: bool
    _sent: deque[float] = field(default_factory=deque)
    _buckets: dict[int, _Bucket] = field(default_factory=dict)
    _bans: dict[int | None, _Ban] = field(default_factory=dict)

    def count(self, chat_id: int, messages: int = 1) -> None:
        """Count new messages to one chat.

        Raises:
            ApiError: 429; nothing was counted.
        """
        if self.cap_per_second is None and self.chat_per_second is None:
            return
        now = self.now()
        self._check_ban(None, now)
        self._check_ban(chat_id, now)
        self._check_chat(chat_id, messages, now)
        self._check_all(messages, now)

    def _check_all(self, messages: int, now: float) -> None:
        if self.cap_per_second is None:
            return
        sent = self._sent
        while sent and sent[0] <= now - _WINDOW_S:
            sent.popleft()
        if len(sent) + messages > max(self.cap_per_second, messages):
            self._refuse(None, sent[0] + _WINDOW_S - now, now)
        sent.extend([now] * messages)

    def _check_chat(self, chat_id: int, messages: int, now: float) -> None:
        rate = self.chat_per_second
        if rate is None:
            return
        size = max(_CHAT_BURST, rate)
        bucket = self._buckets.setdefault(chat_id, _Bucket(size, now))
        bucket.tokens = min(size, bucket.tokens + (now - bucket.at) * rate)
        bucket.at = now
        # An album is one burst: it passes when the bucket is full enough for one message.
        if bucket.tokens < 1:
            self._refuse(chat_id, (1 - bucket.tokens) / rate, now)
        bucket.tokens -= messages

    def _check_ban(self, scope: int | None, now: float) -> None:
        ban = self._bans.get(scope)
        if ban is None:
            return
        if now >= ban.until:
            del self._bans[scope]
            return
        ban.wait = min(ban.wait * 2, _LONGEST_WAIT_S)
        ban.until = now + ban.wait
        raise too_many_requests(math.ceil(ban.wait))

    def _refuse(self, scope: int | None, wait: float, now: float) -> None:
        seconds = max(1, math.ceil(wait))
        if self.strict_growth:
            self._bans[scope] = _Ban(until=now + seconds, wait=seconds)
        raise too_many_requests(seconds)
