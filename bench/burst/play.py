"""One burst of one bot: how fast its messages went out, what was refused, how long taps waited."""

import asyncio
import gc
import math
import random
import sys
import tempfile
import time
from asyncio.subprocess import DEVNULL
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from bench.chat.beside import beside
from bench.chat.bot import TOKEN, BotProcess
from bench.chat.client import Client
from bench.chat.taps import Tap, Tapper
from bench.chat.watch import Watch
from bench.crowd.fill import Crowd, chat_of, fill
from bot.clock import OffsetClock
from bot.domain.rhythm import Slot
from bot.sandbox.server import BotApiServer, Person

TAPPING: Final = 64
APART: Final = 50_000  # the tapping families' numbers begin here
TAPS_PER_SECOND: Final = 10.0
_STARTS_WITHIN_S: Final = 60.0
_LOOK_S: Final = 0.05


@dataclass(frozen=True, slots=True)
class Told:
    """What the server is told to be like.

    Attributes:
        cap: new messages a second over all chats; more are refused with 429.
        strict: a retry before its time makes the wait longer.
        messages: how many reminders are due at once.
    """

    cap: float = 30
    strict: bool = False
    messages: int = 1_000

    @property
    def patience_s(self) -> float:
        """How long a bot may take: what is not delivered by then counts as not delivered."""
        return 60 + 3 * self.messages / self.cap


@dataclass(frozen=True, slots=True)
class Burst:
    """How a burst went.

    Attributes:
        delivered: chats with their message.
        copies: messages beyond one in a chat.
        seconds: from the first message to the last.
        refused: calls that were answered with 429.
        tap_p99_ms: from a tap to its answer and its edited card, whichever came later.
    """

    told: Told
    delivered: int
    copies: int
    seconds: float
    refused: int
    tap_p99_ms: float

    @property
    def per_second(self) -> float:
        """Delivered messages a second, over at least the time that the cap needs for all of them.

        So a bot that delivers a few quickly and loses the rest is not called fast.
        """
        return self.delivered / max(self.seconds, self.told.messages / self.told.cap)

    @property
    def share(self) -> float:
        """How much of the cap was used, 0 to 1."""
        return self.per_second / self.told.cap

    def __str__(self) -> str:
        return (
            f"{self.per_second:.2f}/s ({self.share:.1%} of {self.told.cap:g}/s"
            f"{', strict' if self.told.strict else ''}), {self.delivered} of {self.told.messages} "
            f"delivered in {self.seconds:.1f} s, {self.copies} twice, {self.refused} refused, "
            f"taps {self.tap_p99_ms:.0f} ms (p99)"
        )


async def ours(told: Told) -> Burst:
    """Let our bot send a burst of reminders."""
    clock = OffsetClock()
    with tempfile.TemporaryDirectory(prefix="home-program-burst-") as folder:
        async with _serving(told, clock) as (url, crowd, tapping):
            bot = BotProcess(Path(folder), url)
            await asyncio.to_thread(fill, bot.database, crowd, tapping)
            await bot.start()
            try:
                burst = await _watched(told, url, Tapper(tapping, clock, random.Random(1)))
                await bot.stop()
            finally:
                await bot.clear()
    return burst


async def peer(module: Sequence[str], told: Told) -> Burst:
    """Let another bot send as many messages: a program that is given how many, and the URL."""
    clock = OffsetClock()
    async with _serving(told, clock) as (url, _, tapping):
        command = (sys.executable, "-W", "ignore", "-m", *module, str(told.messages), url)
        process = await asyncio.create_subprocess_exec(*command, stdout=DEVNULL)
        try:
            return await _watched(told, url, Tapper(tapping, clock, random.Random(1)))
        finally:
            if process.returncode is None:
                process.kill()
            await process.wait()


async def _watched(told: Told, url: str, tapper: Tapper) -> Burst:
    watch = Watch()
    gc.collect()
    gc.disable()  # a server that stops to tidy up lets messages arrive in heaps
    try:
        await _through(told, url, tapper, watch)
    finally:
        gc.enable()
    waits = sorted(waits_of(watch, tapper.made, tapper.clock.now()))
    return Burst(
        told=told,
        delivered=len(watch.copies),
        copies=watch.copies.total() - len(watch.copies),
        seconds=(watch.sent_at[-1] - watch.sent_at[0]).total_seconds(),
        refused=watch.refused,
        tap_p99_ms=waits[math.ceil(len(waits) * 0.99) - 1] * 1000,
    )


async def _through(told: Told, url: str, tapper: Tapper, watch: Watch) -> None:
    """Let people tap from the first message until the last."""
    async with Client(url) as client, beside(watch.run(client)):
        async with asyncio.timeout(_STARTS_WITHIN_S):
            while not watch.sent_at:
                await asyncio.sleep(_LOOK_S)
        ends_at = time.monotonic() + told.patience_s
        async with asyncio.TaskGroup() as group:
            group.create_task(tapper.run(client, per_second=TAPS_PER_SECOND))
            while not watch.is_over and len(watch.copies) < told.messages:
                await asyncio.sleep(_LOOK_S)
                if time.monotonic() > ends_at:
                    break
            tapper.is_over = True
        await asyncio.sleep(1)  # the last taps
        await watch.look(client)


def waits_of(watch: Watch, taps: list[Tap], now: datetime) -> list[float]:
    """Return how long each tap took, in seconds; one that is not done yet waits until now."""
    turns: dict[int, int] = defaultdict(int)
    waits = []
    for tap in taps:
        edits = watch.edited.get(tap.chat, [])
        turn = turns[tap.chat]
        turns[tap.chat] += 1
        edited = edits[turn] if turn < len(edits) else now
        answered = watch.answered.get(tap.query_id, now)
        waits.append((max(edited, answered) - tap.at).total_seconds())
    return waits


@asynccontextmanager
async def _serving(told: Told, clock: OffsetClock) -> AsyncIterator[tuple[str, Crowd, Crowd]]:
    """Run the Bot API server; yields its URL, who is due, and who taps."""
    at = clock.now() + timedelta(seconds=1)
    crowd = Crowd(told.messages, due=told.messages, at=at, slots=(Slot.MORNING,))
    tapping = Crowd(TAPPING, due=0, at=at, first=APART)
    people = [
        Person(chat_of(number), "Ana", started=True)
        for number in (*crowd.numbers, *tapping.numbers)
    ]
    server = BotApiServer(
        clock=clock,
        token=TOKEN,
        people=people,
        cap_per_second=told.cap,
        strict_retry_growth=told.strict,
    )
    await server.start()
    try:
        yield server.url, crowd, tapping
    finally:
        await server.stop()
