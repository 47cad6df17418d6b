"""One budget for all new messages: answers to people never wait, reminders use what is left.

Telegram's true cap is unpublished and changes. The pace starts a little under the budget, slows
to what was really accepted when Telegram says 429, and probes upwards again, ever more rarely
above a pace that was refused.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Final

#: Evenly spaced messages at this share of the budget never fill a second of it, jitter included.
HEADROOM: Final = 0.965
WINDOW_S: Final = 1.0
#: Below this share of the pace, a 429 is one chat's own and says nothing about the whole.
BUSY_SHARE: Final = 0.6
PROBE_AFTER_S: Final = 40.0
PROBE_EVERY_S: Final = 5.0
PROBE_STEP: Final = 1.04
HIGHEST_SHARE: Final = 1.25
LOWEST_PER_SECOND: Final = 1.0
BREATH_GAPS: Final = 4
CHAT_GAP_S: Final = 1.0


class Pacer:
    """Spaces new messages.

    Args:
        per_second: the budget, in messages a second, that the pace starts from.
        monotonic: seconds on a clock that only runs forwards (the event loop's, usually).
    """

    def __init__(self, per_second: float, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._highest = per_second * HIGHEST_SHARE
        self._pace = per_second * HEADROOM
        self._free_at = 0.0
        self._sent: deque[float] = deque()
        self._refused_pace: float | None = None
        self._probe_wait = PROBE_EVERY_S
        self._busy_since: float | None = None
        self._probe_at = 0.0
        self._chats: dict[int, float] = {}

    @property
    def per_second(self) -> float:
        """The present pace, in messages a second."""
        return self._pace

    def note(self) -> None:
        """An answer to a person goes out now: it takes its place in the budget."""
        now = self._monotonic()
        self._free_at = max(self._free_at, now) + 1 / self._pace
        self._remember(now)

    async def grant(self) -> None:
        """Wait until the budget has room for a reminder, and take it."""
        while (wait := self._free_at - self._monotonic()) > 0:
            await asyncio.sleep(wait)
        self._probe(self._monotonic())
        self.note()

    def give_back(self) -> None:
        """A granted place was not used: there was nothing to send."""
        self._free_at -= 1 / self._pace
        if self._sent:
            self._sent.pop()
        self._busy_since = None

    def chat_wait(self, chat_id: int) -> float:
        """Return how many seconds a chat's next message has to wait; 0 takes the place."""
        now = self._monotonic()
        free_at = self._chats.get(chat_id, 0.0)
        if free_at > now:
            return free_at - now
        if len(self._chats) > 4096:
            self._chats = {c: at for c, at in self._chats.items() if at > now}
        self._chats[chat_id] = now + CHAT_GAP_S
        return 0.0

    def refused(self) -> None:
        """Telegram said 429. In a busy second the whole was too fast, else one chat was."""
        now = self._monotonic()
        accepted = max(len(self._recent(now)) - 1, 0)  # the refused one does not count
        if accepted < self._pace * BUSY_SHARE:
            return
        self._refused_pace = self._pace
        self._pace = max(min(accepted / WINDOW_S, self._pace) * HEADROOM, LOWEST_PER_SECOND)
        self._probe_wait = min(max(self._probe_wait, PROBE_EVERY_S) * 4, 600.0)
        self._probe_at = now + self._probe_wait
        self._free_at = max(self._free_at, now) + BREATH_GAPS / self._pace

    # -- inside ---------------------------------------------------------------------------------

    def _probe(self, now: float) -> None:
        """After a long busy stretch, try a little more."""
        if self._busy_since is None or now - self._free_at > WINDOW_S:
            self._busy_since = now
            self._probe_at = max(self._probe_at, now + PROBE_AFTER_S)
        if now >= self._probe_at:
            self._pace = min(self._pace * PROBE_STEP, self._highest)
            self._probe_at = now + self._probe_wait

    def _remember(self, now: float) -> None:
        self._sent.append(now)
        self._recent(now)

    def _recent(self, now: float) -> deque[float]:
        while self._sent and self._sent[0] <= now - WINDOW_S:
            self._sent.popleft()
        return self._sent
