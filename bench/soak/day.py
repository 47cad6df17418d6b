"""The day itself: the clock moves on minute by minute, reminders go out, people tap.

The bot runs in this process, so that its tasks can be counted; the server runs in another one.
"""

import asyncio
import gc
import random
import sys
import tempfile
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Final

from bench.chat.bot import TOKEN
from bench.chat.client import Client
from bench.chat.taps import Answer, Tapper
from bench.crowd.fill import CONTENT, Crowd, fill
from bench.crowd.memory import resident_mb
from bot.app import Application, build
from bot.clock import OffsetClock
from bot.domain.check_in import Outcome
from bot.settings import Settings
from bot.store.database import Tx

BEGIN: Final = datetime(2027, 1, 11, 8, 0, tzinfo=UTC)
STEP: Final = timedelta(minutes=1)
TAPS_A_STEP: Final = 10
#: The first part of a day fills caches and pools; what comes after is compared.
WARM_UP: Final = 0.25
#: Connections are kept alive for a while: how many there are follows the load, not the hours.
KEPT_ALIVE: Final = 10
GROWTH: Final = 0.10
_SAMPLES: Final = 40


@dataclass(frozen=True, slots=True)
class Sample:
    """How much the bot holds at one moment, when it has nothing to do."""

    rss_mb: float
    files: int
    tasks: int


@dataclass(frozen=True, slots=True)
class Day:
    """How a day went; `samples` begin after the warm-up."""

    sent: int
    owed: int
    taps: int
    check_ins: int
    samples: tuple[Sample, ...]

    @property
    def growth(self) -> float:
        """How much more memory there is at the end than at the beginning, as a share."""
        part = max(len(self.samples) // 4, 1)
        first = median(sample.rss_mb for sample in self.samples[:part])
        return median(sample.rss_mb for sample in self.samples[-part:]) / first - 1

    @property
    def leaks(self) -> list[str]:
        """What is wrong, in words; nothing when all is well."""
        found = []
        first, last = self.samples[0], self.samples[-1]
        if abs(self.growth) > GROWTH:
            found.append(f"memory changed by {self.growth:.1%}")
        if min(s.files for s in self.samples[-3:]) > first.files + KEPT_ALIVE:
            found.append(f"open files: {first.files}, then {last.files}")
        if min(s.tasks for s in self.samples[-3:]) > first.tasks:
            found.append(f"tasks: {first.tasks}, then {last.tasks}")
        if self.owed:
            found.append(f"{self.owed} reminders were not sent")
        if self.check_ins != self.taps:
            found.append(f"{self.taps} cards were answered, {self.check_ins} answers are kept")
        return found


async def play(families: int, hours: float) -> Day:
    """Play a day; return what was measured."""
    clock = OffsetClock(BEGIN)
    crowd = Crowd(families, due=0, at=BEGIN)
    with tempfile.TemporaryDirectory(prefix="home-program-soak-") as folder:
        database = Path(folder) / "data" / "bot.sqlite3"
        await asyncio.to_thread(fill, database, crowd)
        async with serving(families) as url, Client(url) as client:
            app = build(settings_for(database, url), clock)
            try:
                await app.start()
                return await _through(app, clock, client, crowd, round(hours * 60))
            finally:
                await app.stop()


async def _through(
    app: Application, clock: OffsetClock, client: Client, crowd: Crowd, steps: int
) -> Day:
    tapper = Tapper(crowd, clock, random.Random(1))
    answers = tapper.answers()
    warm, every = round(steps * WARM_UP), max(1, round(steps * (1 - WARM_UP) / _SAMPLES))
    samples: list[Sample] = []
    tapped: set[Answer] = set()
    for step in range(1, steps + 1):
        clock.move_to(BEGIN + step * STEP)
        for answer in answers[(step - 1) * TAPS_A_STEP : step * TAPS_A_STEP]:
            await tapper.tap(client, answer, Outcome.DONE)
            tapped.add(answer)
        await client.fetched()
        await app.settle()
        await app.ticker.put_away()  # by the day's clock, which runs faster than the bot's own
        if step >= warm and (step - warm) % every == 0:
            samples.append(_sample())
    sent, owed, check_ins = await app.database.read(_counts)
    return Day(sent, owed, len(tapped), check_ins, tuple(samples))


def _counts(tx: Tx) -> tuple[int, int, int]:
    return (
        tx.value(
            "SELECT (SELECT count(*) FROM deliveries WHERE state = 'sent') "
            "+ (SELECT count(*) FROM cards_put_away WHERE skipped_why IS NULL)"
        ),
        tx.value("SELECT count(*) FROM deliveries WHERE state IN ('planned', 'sending')"),
        tx.value("SELECT count(*) FROM check_ins"),
    )


def _sample() -> Sample:
    gc.collect()
    return Sample(
        rss_mb=resident_mb(),
        files=sum(1 for _ in Path("/proc/self/fd").iterdir()),
        tasks=len(asyncio.all_tasks()),
    )


def settings_for(database: Path, url: str) -> Settings:
    return Settings.model_validate(
        {
            "bot_token": TOKEN,
            "bot_api_url": url,
            "database_url": f"sqlite:///{database}",
            "content_dir": str(CONTENT),
            "messages_per_second": "1000",
        }
    )


@asynccontextmanager
async def serving(families: int) -> AsyncIterator[str]:
    command = (sys.executable, "-m", "bench.soak.server", str(families))
    process = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE)
    if process.stdout is None:
        raise RuntimeError("the server's output cannot be read")
    try:
        yield (await process.stdout.readline()).decode().strip()
    finally:
        await process.communicate(b"")  # which closes its input
