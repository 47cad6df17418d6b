"""How long taps wait while pictures are drawn without a pause, none of them drawn before.

The bot and the drawing share one process, as they do in a practice; the server is another one.
"""

import asyncio
import math
import random
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from bench.burst.play import waits_of
from bench.chat.beside import beside
from bench.chat.client import Client
from bench.chat.taps import Tapper
from bench.chat.watch import Watch
from bench.crowd.fill import CONTENT, Crowd, fill
from bench.draw import step_cards
from bench.soak.day import serving, settings_for
from bot.app import build
from bot.catalog import load
from bot.clock import OffsetClock
from bot.pictures import StepCard, Studio

_FAMILIES: Final = 64
_TAPS_PER_SECOND: Final = 20.0
_SECONDS: Final = 10.0


async def tap_p99_ms(*, drawing: bool) -> tuple[float, int]:
    """Return the wait that 99 of 100 taps stay under, and how many pictures were drawn."""
    clock = OffsetClock()
    crowd = Crowd(_FAMILIES, due=0, at=clock.now())
    with tempfile.TemporaryDirectory(prefix="home-program-drawing-") as folder:
        database = Path(folder) / "data" / "bot.sqlite3"
        await asyncio.to_thread(fill, database, crowd)
        async with serving(_FAMILIES) as url, Client(url) as client:
            app = build(settings_for(database, url), clock)
            studio = Studio(Path(folder) / "drawn") if drawing else None
            try:
                await app.start()
                return await _through(studio, client, Tapper(crowd, clock, random.Random(1)))
            finally:
                await app.stop()
                if studio is not None:
                    await studio.close()


async def _through(studio: Studio | None, client: Client, tapper: Tapper) -> tuple[float, int]:
    watch, drawn = Watch(), 0
    async with beside(watch.run(client)), asyncio.TaskGroup() as group:
        group.create_task(tapper.run(client, per_second=_TAPS_PER_SECOND))
        ends_at = asyncio.get_running_loop().time() + _SECONDS
        pictures = _new_pictures()
        while asyncio.get_running_loop().time() < ends_at:
            if studio is None:
                await asyncio.sleep(0.02)
            else:
                await studio.picture(next(pictures))
                drawn += 1
        tapper.is_over = True
        await asyncio.sleep(1)  # the last taps
        await watch.look(client)
    waits = sorted(waits_of(watch, tapper.made, tapper.clock.now()))
    return waits[math.ceil(len(waits) * 0.99) - 1] * 1000, drawn


def _new_pictures() -> Iterator[StepCard]:
    cards = step_cards(load([CONTENT]))
    for turn in range(1_000):
        for card in cards:
            yield replace(card, words=f"{card.words} {turn}")
