"""Updates wait until they are confirmed, and no longer than Telegram lets them wait.

One consumer at a time: a second poll ends the first one with the conflict that Telegram reports.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from telegram.constants import PollingLimit, UpdateType

from bot.sandbox.errors import ApiError, conflict

LONGEST_POLL_S = 50
_CALLBACK_LIFE = timedelta(seconds=150)
_LIFE = timedelta(hours=24)
_KINDS = frozenset(kind.value for kind in UpdateType)
_NOT_BY_DEFAULT = frozenset(
    {
        UpdateType.CHAT_MEMBER.value,
        UpdateType.MESSAGE_REACTION.value,
        UpdateType.MESSAGE_REACTION_COUNT.value,
    }
)
_OTHER_POLL = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)


@dataclass(slots=True)
class Waiting:
    """An update that is not confirmed yet.

    Attributes:
        retry_at: Monotonic seconds before which a webhook does not try it again.
        failures: How often a webhook has refused it.
    """

    update: dict[str, Any]
    at: datetime
    life: timedelta
    chat_id: int | None
    retry_at: float = 0.0
    failures: int = 0

    @property
    def id(self) -> int:
        """The update id."""
        return int(self.update["update_id"])


class UpdateQueue:
    """The updates for one bot."""

    def __init__(self, now: Callable[[], datetime], first_id: int) -> None:
        self._now = now
        self._next_id = first_id
        self._waiting: deque[Waiting] = deque()
        self._allowed = _KINDS - _NOT_BY_DEFAULT
        self._poll: asyncio.Future[None] | None = None
        self.allowed_updates: list[str] = []
        self.listener: Callable[[], None] | None = None
        self.idle = asyncio.Event()
        self.idle.set()

    def __len__(self) -> int:
        return len(self._waiting)

    @property
    def polled(self) -> bool:
        """Whether a poll waits now."""
        return self._poll is not None and not self._poll.done()

    def allow(self, kinds: Iterable[object]) -> None:
        """Keep only these kinds from now on; none named means the usual ones."""
        named = [str(kind) for kind in kinds if kind in _KINDS]
        self.allowed_updates = named
        self._allowed = frozenset(named) if named else _KINDS - _NOT_BY_DEFAULT

    def put(self, kind: str, payload: dict[str, Any]) -> int | None:
        """Add an update of one kind; return its id, or None when the bot does not want it."""
        return self.put_raw({"update_id": self._next_id, kind: payload})

    def put_raw(self, update: dict[str, Any]) -> int | None:
        """Add an update of any shape, with an id of its own when it has none."""
        kind = next((key for key in update if key != "update_id"), "")
        if kind in _KINDS and kind not in self._allowed:
            return None
        if "update_id" not in update:
            update = {"update_id": self._next_id, **update}
        life = _CALLBACK_LIFE if kind == UpdateType.CALLBACK_QUERY else _LIFE
        waiting = Waiting(update, self._now(), life, chat_of(update.get(kind)))
        self._next_id = max(self._next_id, waiting.id) + 1
        self._waiting.append(waiting)
        self.idle.clear()
        self.end_poll()
        if self.listener is not None:
            self.listener()
        return waiting.id

    async def poll(self, offset: int, limit: int, timeout_s: float) -> list[dict[str, Any]]:
        """Confirm what is below `offset`, then wait for updates.

        Args:
            offset: The first id wanted; negative keeps only the last so many updates.
            limit: At most so many updates.
            timeout_s: Real seconds to wait when there are none.

        Raises:
            ApiError: 409, another poll has begun.
        """
        self.end_poll(conflict(_OTHER_POLL))
        self._confirm(offset)
        found = self._batch(limit)
        if found or timeout_s <= 0:
            return found
        poll: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._poll = poll
        try:
            async with asyncio.timeout(min(timeout_s, LONGEST_POLL_S)):
                await poll
        except TimeoutError:
            return []
        finally:
            if self._poll is poll:
                self._poll = None
        return self._batch(limit)

    def end_poll(self, error: ApiError | None = None) -> None:
        """End the poll that waits now: with an error, or empty-handed."""
        if self._poll is not None and not self._poll.done():
            if error is None:
                self._poll.set_result(None)
            else:
                self._poll.set_exception(error)

    def waiting(self) -> list[Waiting]:
        """Return what is not confirmed, oldest first, without what has waited too long."""
        self._drop_old()
        return list(self._waiting)

    def confirm(self, waiting: Waiting) -> None:
        """Forget one update that was delivered."""
        if waiting in self._waiting:
            self._waiting.remove(waiting)
        self._tell_idle()

    def clear(self) -> None:
        """Forget all updates."""
        self._waiting.clear()
        self._tell_idle()

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            while len(self._waiting) > -offset:
                self._waiting.popleft()
        elif offset > 0:
            while self._waiting and self._waiting[0].id < offset:
                self._waiting.popleft()
        self._tell_idle()

    def _batch(self, limit: int) -> list[dict[str, Any]]:
        self._drop_old()
        if not PollingLimit.MIN_LIMIT <= limit <= PollingLimit.MAX_LIMIT:
            limit = PollingLimit.MAX_LIMIT
        return [w.update for _, w in zip(range(limit), self._waiting, strict=False)]

    def _drop_old(self) -> None:
        now = self._now()
        if self._waiting and now - self._waiting[0].at > _CALLBACK_LIFE:
            self._waiting = deque(w for w in self._waiting if now - w.at <= w.life)
            self._tell_idle()

    def _tell_idle(self) -> None:
        if not self._waiting:
            self.idle.set()


def chat_of(payload: object) -> int | None:
    """Return the id of the chat that an update is about, if it says so."""
    if not isinstance(payload, dict):
        return None
    for place in (payload, payload.get("message")):
        chat = place.get("chat") if isinstance(place, dict) else None
        if isinstance(chat, dict) and isinstance(chat.get("id"), int):
            return int(chat["id"])
    sender = payload.get("from")
    return sender["id"] if isinstance(sender, dict) and isinstance(sender.get("id"), int) else None
