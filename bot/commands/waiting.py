"""How a bot runs until somebody says stop, or it cannot go on."""

import asyncio
import contextlib
import signal
import sys
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.app import Application


async def serve(app: "Application") -> int:
    """Wait until the bot cannot go on; say why, and return the exit status."""
    print(await app.failed, file=sys.stderr)
    return 1


async def until_told(job: Coroutine[Any, Any, int]) -> int:
    """Run a job until it ends or SIGINT or SIGTERM comes; then let it close in order."""
    task = asyncio.ensure_future(job)
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, task.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        return await task
    return 0
