"""What a tick costs our bot, measured from inside; a process of its own.

Arguments: a database with many families, which is changed, and the instant at which they are due.
Prints one JSON object: seconds to plan all that is due, the longest time in milliseconds that the
event loop was held meanwhile, and the milliseconds of a tick that finds nothing to do.
"""

import asyncio
import contextlib
import json
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Final, TypedDict

from bench.chat.bot import TOKEN
from bench.crowd.fill import CONTENT
from bench.pin import pin
from bot.app import Application, build
from bot.clock import OffsetClock
from bot.logs import configure
from bot.schedule.planner import plan_due
from bot.settings import Settings

IDLE_TICKS: Final = 200
BEAT_S: Final = 0.001
_EARLIER: Final = timedelta(minutes=3)


class Ticks(TypedDict):
    """What was measured."""

    planned: int
    plan_s: float
    longest_hold_ms: float
    idle_ms: float


class Heart:
    """Beats on the event loop; a beat that comes late tells how long the loop was held."""

    def __init__(self) -> None:
        self.latest_s = 0.0

    async def beat(self) -> None:
        """Beat until cancelled."""
        while True:
            began = time.perf_counter()
            await asyncio.sleep(BEAT_S)
            self.latest_s = max(self.latest_s, time.perf_counter() - began - BEAT_S)


async def measure(database: Path, at: datetime) -> Ticks:
    """Tick before anything is due, then let all of it be due and plan it."""
    clock = OffsetClock(at - _EARLIER)
    app = build(settings_for(database), clock)
    await app.database.open()
    try:
        idle_ms = await _idle(app)
        clock.move_to(at)
        heart = Heart()
        beating = asyncio.create_task(heart.beat())
        await asyncio.sleep(0.1)
        heart.latest_s = 0.0
        began = time.perf_counter()
        while await plan_due(app.office):
            await asyncio.sleep(0)
        took = time.perf_counter() - began
        beating.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await beating
        planned = await app.database.read(lambda tx: tx.value("SELECT count(*) FROM deliveries"))
    finally:
        await app.database.close()
    return {
        "planned": planned,
        "plan_s": took,
        "longest_hold_ms": heart.latest_s * 1000,
        "idle_ms": idle_ms,
    }


async def _idle(app: Application) -> float:
    times = []
    for _ in range(IDLE_TICKS):
        began = time.perf_counter()
        await app.ticker.tick()
        times.append(time.perf_counter() - began)
    return median(times) * 1000


def settings_for(database: Path) -> Settings:
    """Return the settings of a bot that is measured from inside."""
    return Settings.model_validate(
        {
            "bot_token": TOKEN,
            "database_url": f"sqlite:///{database}",
            "content_dir": str(CONTENT),
        }
    )


if __name__ == "__main__":
    pin(-1)
    configure("WARNING", [TOKEN])
    arguments = Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2])
    print(json.dumps(asyncio.run(measure(*arguments))))
