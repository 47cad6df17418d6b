"""`run` with a token: the bot on Telegram.

It listens first: what waits at Telegram is stored while most of the program is still being
loaded. A tap is safe, and its 150 seconds no longer run, a moment after the process begins.
"""

import asyncio
import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot.clock import Clock, SystemClock
from bot.commands.waiting import serve, until_told
from bot.first_poll import first_poll
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.app import Application


def run(settings: Settings) -> int:
    """Run until told to stop; return the exit status."""
    return asyncio.run(until_told(_run(settings)))


async def _run(settings: Settings) -> int:
    clock = SystemClock()
    with _nothing_collected():
        async with first_poll(settings, clock):
            build = await asyncio.to_thread(_load)
        app = build(settings, clock)
    try:
        await app.start()
        return await serve(app)
    finally:
        await app.stop()


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Loading makes next to no garbage: what is there at its end stays, and is never looked at."""
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        gc.enable()


def _load() -> "Callable[[Settings, Clock], Application]":
    from bot.app import build  # noqa: PLC0415 - half a second, while the first poll is under way

    return build
