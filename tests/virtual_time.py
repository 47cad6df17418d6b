"""An event loop whose seconds pass as soon as nothing is left to do in them."""

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class _Selector(selectors.DefaultSelector):
    """Looks without waiting, and moves the loop's clock on instead: a microsecond at least."""

    skipped = 0.0

    def select(self, timeout: float | None = None) -> Any:
        if timeout is None:
            raise RuntimeError("everybody waits for somebody else")
        self.skipped += max(timeout, 1e-6)
        return super().select(0)


class VirtualLoop(asyncio.SelectorEventLoop):
    """Starts at second 1000; only sleeping takes time."""

    def __init__(self) -> None:
        self._virtual = _Selector()
        super().__init__(self._virtual)

    def time(self) -> float:
        return 1000.0 + self._virtual.skipped


def run_virtually(job: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine whose sleeps take no real time."""
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(job)
