"""The recent Bot API calls, for the curious and for tests: bounded, and without the token."""

from collections import deque
from collections.abc import Callable
from datetime import datetime
from typing import Any

from bot.sandbox.events import EventHub

CALLS_KEPT = 5_000


class CallLog:
    """Remembers each call with its parameters and its answer."""

    def __init__(self, now: Callable[[], datetime], events: EventHub) -> None:
        self._now = now
        self._events = events
        self._calls: deque[dict[str, Any]] = deque(maxlen=CALLS_KEPT)
        self.last = 0

    def add(
        self, method: str, params: dict[str, Any], answer: dict[str, Any], milliseconds: float
    ) -> None:
        """Remember one call; `answer` is the body of the response."""
        self.last += 1
        call = {
            "seq": self.last,
            "at": self._now().isoformat(),
            "method": method,
            "params": params,
            **answer,
            "ms": round(milliseconds, 3),
        }
        self._calls.append(call)
        self._events.publish("call", lambda: {"call": call})

    def after(self, seq: int) -> list[dict[str, Any]]:
        """Return the calls that came after call number `seq`, oldest first."""
        calls: list[dict[str, Any]] = []
        for call in reversed(self._calls):
            if call["seq"] <= seq:
                break
            calls.append(call)
        return calls[::-1]
