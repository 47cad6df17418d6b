"""One budget for all new messages: answers to people never wait, reminders use what is left.

Telegram's true cap is unpublished and changes. The pace starts a little under the budget, slows
to what was really accepted when Telegram says 429, and probes upwards again, ever more rarely.
One chat's own 429 parks that chat and nobody else.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Final

WINDOW_S: Final = 1.0
#: Evenly spaced messages at this share of a cap never fill a second of it, though each takes its
#: own time on the way.
HEADROOM: Final = 0.965
#: So late may a grant come and the next one still keep to the beat.
SLACK_S: Final = 0.008
#: Grants run ahead of what sets out by no more than this.
LONGEST_LEAD_S: Final = 0.25
#: Messages are counted over this much more than a second: they do not arrive as evenly as they go.
COUNTED_S: Final = WINDOW_S + 0.012
#: From this share of the pace on, a second is busy and can say something about the whole.
BUSY_SHARE: Final = 0.6
#: A pace that has run busily for so long is not blamed for a single chat's refusal.
PROVEN_AFTER_S: Final = 3.0
#: How long everybody waits at most when one chat was refused, and when two were.
DOUBTFUL_HALT_S: Final = (1.0, 2.0)
PROBE_AFTER_S: Final = 40.0
PROBE_EVERY_S: Final = 2.0
PROBE_STEP: Final = 1.08
PATIENCE_S: Final = 120.0
LONGEST_PATIENCE_S: Final = 600.0
#: A refusal so long ago says nothing about today's burst.
FORGET_AFTER_S: Final = 3600.0
HIGHEST_SHARE: Final = 1.25
LOWEST_PER_SECOND: Final = 1.0
CHAT_GAP_S: Final = 1.0
CHATS_KEPT: Final = 4096


class Pacer:
    """Spaces new messages.

    Args:
        per_second: the budget, in messages a second, that the pace starts from.
        monotonic: seconds on a clock that only runs forwards (the event loop's, usually).
    """

    def __init__(self, per_second: float, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._highest = per_second * HIGHEST_SHARE
        self._first = self._pace = per_second * HEADROOM
        self._free_at = 0.0  # when the next place is free
        self._out_at = 0.0  # when the next granted message may set out
        self._halted_until = 0.0
        self._sent: deque[float] = deque()  # the places taken in the last two seconds
        self._chats: dict[int, float] = {}  # when each may have its next message
        self._steady_since: float | None = None  # since when this pace has been used to the full
        self._proven = 0.0  # the pace that has held
        self._probe_wait = PROBE_AFTER_S
        self._patience = PATIENCE_S
        self._slowed_at = 0.0
        self._refusing: set[int] = set()  # chats refused since a message was last accepted

    @property
    def per_second(self) -> float:
        """The present pace, in messages a second."""
        return self._pace

    def note(self) -> None:
        """An answer to a person goes out now: it takes its place, and keeps one for the next."""
        now = self._monotonic()
        self._take(now)
        self._free_at = min(self._free_at + 1 / self._pace, now + WINDOW_S)
        self._out_at = min(max(self._out_at, now) + 1 / self._pace, now + WINDOW_S)

    async def grant(self) -> None:
        """Wait until the budget has room for a reminder, and take it."""
        while (wait := max(self._free_at, self._halted_until) - self._monotonic()) > 0:
            await asyncio.sleep(wait)
        now = self._monotonic()
        self._look_up(now)
        self._take(now)

    async def set_out(self) -> None:
        """Wait for the moment to send: a gap after the message before.

        What a busy disk took since the grant is evened out here, else messages that were granted
        one by one would arrive in a heap.
        """
        now = self._monotonic()
        at = max(now, self._out_at, self._halted_until)
        self._out_at = at + 1 / self._pace
        self._free_at = max(self._free_at, at - LONGEST_LEAD_S)
        if at > now:
            await asyncio.sleep(at - now)

    def give_back(self) -> None:
        """A granted place was not used: there was nothing to send."""
        self._free_at -= 1 / self._pace
        if self._sent:
            self._sent.pop()

    def chat_wait(self, chat_id: int) -> float:
        """Return how many seconds a chat's next message has to wait; 0 takes the place."""
        now = self._monotonic()
        free_at = self._chats.get(chat_id, 0.0)
        if free_at > now:
            return free_at - now
        if len(self._chats) >= CHATS_KEPT:
            self._chats = {chat: at for chat, at in self._chats.items() if at > now}
        self._chats[chat_id] = now + CHAT_GAP_S
        return 0.0

    def accepted(self) -> None:
        """A message went out: whatever was refused before was those chats' own matter."""
        self._refusing.clear()

    def refused(self, chat_id: int, retry_after: float) -> None:
        """Telegram said 429 to a message that `chat_wait` had let pass.

        Args:
            chat_id: is parked, whoever's fault it was.
            retry_after: seconds that Telegram asked to wait.
        """
        now = self._monotonic()
        sent_at = self._chats.get(chat_id, now + CHAT_GAP_S) - CHAT_GAP_S
        self._chats[chat_id] = now + retry_after
        self._refusing.add(chat_id)
        others = len(self._refusing) - 1
        accepted = sum(sent_at - COUNTED_S < at <= sent_at for at in self._sent) - 1
        busy = accepted >= self._pace * BUSY_SHARE
        if not others and (not busy or self._pace <= self._proven):
            return
        # All of it was too fast, or so it seems: from the third chat in a row on it is certain.
        halt = retry_after if others > 1 else min(retry_after, DOUBTFUL_HALT_S[others])
        self._halted_until = max(self._halted_until, now + halt)
        if busy and sent_at > self._slowed_at:
            self._slow_down(now, accepted)

    # -- inside ---------------------------------------------------------------------------------

    def _take(self, now: float) -> None:
        self._free_at = max(self._free_at, now - SLACK_S) + 1 / self._pace
        self._sent.append(now)
        while self._sent[0] <= now - 2 * WINDOW_S:
            self._sent.popleft()

    def _slow_down(self, now: float, accepted: int) -> None:
        self._pace = max(min(accepted / WINDOW_S, self._pace) * HEADROOM, LOWEST_PER_SECOND)
        self._proven = 0.0
        self._slowed_at = now
        self._steady_since = None
        self._probe_wait = self._patience
        self._patience = min(self._patience * 2, LONGEST_PATIENCE_S)

    def _forget(self) -> None:
        self._pace = max(self._pace, self._first)
        self._probe_wait, self._patience = PROBE_AFTER_S, PATIENCE_S

    def _look_up(self, now: float) -> None:
        """Remember a pace that holds; after a long busy stretch, try a little more."""
        last_second = sum(at > now - WINDOW_S for at in self._sent)
        if last_second < self._pace * BUSY_SHARE:
            self._steady_since = None
            if now - self._slowed_at > FORGET_AFTER_S:
                self._forget()
        elif self._steady_since is None:
            self._steady_since = now
        elif now - self._steady_since >= self._probe_wait and self._pace < self._highest:
            self._pace = min(self._pace * PROBE_STEP, self._highest)
            self._probe_wait = PROBE_EVERY_S
            self._steady_since = now
        elif now - self._steady_since >= PROVEN_AFTER_S:
            self._proven = max(self._proven, self._pace)
