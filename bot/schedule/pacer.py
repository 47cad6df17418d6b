"""One budget for all new messages: answers to people never wait, reminders use what is left."""

import asyncio
from collections.abc import Callable


class Pacer:
    """Spaces new messages so that no more than `per_second` go out.

    Args:
        per_second: the budget, in messages a second.
        monotonic: seconds on a clock that only runs forwards (the event loop's, usually).
    """

    def __init__(self, per_second: float, monotonic: Callable[[], float]) -> None:
        self._gap = 1 / per_second
        self._monotonic = monotonic
        self._free_at = 0.0

    def note(self) -> None:
        """An answer to a person goes out now: it takes its place in the budget."""
        self._free_at = max(self._free_at, self._monotonic()) + self._gap

    async def grant(self) -> None:
        """Wait until the budget has room for a reminder, and take it."""
        while (wait := self._free_at - self._monotonic()) > 0:
            await asyncio.sleep(wait)
        self.note()
