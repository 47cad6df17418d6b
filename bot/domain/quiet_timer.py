"""A timer that one can see and does not hear: four signs that grow fewer, and nothing at the end.

Never by default, and never for whom the low-demand door comes first (brief 0.2, rule 5).
"""

from dataclasses import dataclass
from typing import Final

MINUTES: Final = 2
MOST_MINUTES: Final = 30
QUARTERS: Final = 4


@dataclass(frozen=True, slots=True)
class QuietTimer:
    """One timer; both instants are UTC epoch milliseconds."""

    starts_at: int
    ends_at: int

    @property
    def minutes(self) -> int:
        """How long it is, in minutes."""
        return (self.ends_at - self.starts_at) // 60_000

    def quarters_left(self, now: int) -> int:
        """Return how many quarters are left, 4 to 0; a quarter that has begun counts whole."""
        left, whole = self.ends_at - now, self.ends_at - self.starts_at
        if left <= 0 or whole <= 0:
            return 0
        return min(QUARTERS, -(-left * QUARTERS // whole))

    def next_look(self, now: int) -> int | None:
        """Return the instant at which it looks different; None when its time is up."""
        left = self.quarters_left(now)
        if left == 0:
            return None
        return self.ends_at - (self.ends_at - self.starts_at) * (left - 1) // QUARTERS
