"""The one source of "now": nothing else in the project reads the wall clock."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the present instant."""

    def now(self) -> datetime:
        """Return the present instant, timezone-aware, in UTC."""
        ...


def epoch_ms(instant: datetime) -> int:
    """Return an aware instant as UTC epoch milliseconds, the store's form of time."""
    return round(instant.timestamp() * 1000)


def from_epoch_ms(ms: int) -> datetime:
    """Return UTC epoch milliseconds as an aware instant in UTC."""
    return datetime.fromtimestamp(ms / 1000, UTC)


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Return the present instant in UTC."""
        return datetime.now(UTC)


class OffsetClock:
    """A running clock that can be moved, for the local chat and the tests.

    It always runs on at the speed of the system's clock; moving it shifts it once.
    Whoever wants to act at once on a move registers with `on_move`.
    """

    def __init__(self, start: datetime | None = None) -> None:
        self._offset = timedelta()
        self._listeners: list[Callable[[], None]] = []
        if start is not None:
            self._offset = start - datetime.now(UTC)

    def now(self) -> datetime:
        """Return the shifted present instant in UTC."""
        return datetime.now(UTC) + self._offset

    def on_move(self, listener: Callable[[], None]) -> None:
        """Call `listener` after each move."""
        self._listeners.append(listener)

    def move_to(self, instant: datetime) -> None:
        """Shift the clock so that now is `instant` (timezone-aware)."""
        self._offset = instant - datetime.now(UTC)
        self._tell()

    def advance(self, seconds: float) -> None:
        """Shift the clock by `seconds`, forwards or backwards."""
        self._offset += timedelta(seconds=seconds)
        self._tell()

    def _tell(self) -> None:
        for listener in self._listeners:
            listener()
