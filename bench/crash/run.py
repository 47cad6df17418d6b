"""One run: start the bot on a burst, kill it at a random moment, start it again, count."""

import asyncio
import random
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.chat.beside import beside
from bench.chat.bot import TOKEN, BotProcess
from bench.chat.client import Client
from bench.chat.nursery import Nursery
from bench.chat.taps import Tapper
from bench.chat.watch import Watch
from bench.crash.count import Cost, count, in_flight, is_done
from bench.crash.scene import REMINDED, Scene
from bot.clock import Clock, OffsetClock, epoch_ms
from bot.sandbox.server import BotApiServer

#: The pace of the burst: 500 reminders in one second and a half, were nobody killed.
PER_SECOND: Final = 350.0
TAPS_PER_SECOND: Final = 60.0
#: The kill comes up to so long after the message that it waits for.
LATER_S: Final = 0.04
#: A kill that waits for no message comes up to so long after the bot's first call.
STARTING_S: Final = 0.3
_LONGEST_S: Final = 300.0
_LOOK_S: Final = 0.05


@dataclass(frozen=True, slots=True)
class Moment:
    """When the process is killed: after so many messages, and so many seconds more."""

    messages: int
    seconds: float

    @classmethod
    def choose(cls, chance: random.Random) -> "Moment":
        """Choose any moment of the burst, its planning included."""
        messages = chance.randrange(REMINDED)
        return cls(messages, chance.uniform(0, LATER_S if messages else STARTING_S))


async def crash(
    scene: Scene, moment: Moment, chance: random.Random, nursery: Nursery | None
) -> Cost:
    """Play one run.

    Raises:
        RuntimeError: the bot ended by itself. TimeoutError: it never got done.
    """
    clock = OffsetClock()
    watch = Watch()
    tapper = Tapper(scene.tapping, clock, chance)
    with tempfile.TemporaryDirectory(prefix="home-program-crash-") as folder:
        async with (
            asyncio.timeout(_LONGEST_S),
            _server(scene, clock) as url,
            Client(url) as client,
            beside(watch.run(client)),
        ):
            bot = BotProcess(Path(folder), url, per_second=PER_SECOND, nursery=nursery)
            scene.lay(bot.database, clock)
            try:
                flying = await _play(bot, client, watch, tapper, moment)
            finally:
                await bot.clear()
            await watch.look(client)
        return count(bot.database, scene.reminded.numbers, watch.copies, flying, tapper.made)


async def _play(
    bot: BotProcess, client: Client, watch: Watch, tapper: Tapper, moment: Moment
) -> set[int]:
    """Return the families whose message was in flight at the kill."""
    async with asyncio.TaskGroup() as group:
        group.create_task(tapper.run(client, per_second=TAPS_PER_SECOND))
        await bot.start()
        await _reached(watch, moment.messages)
        await asyncio.sleep(moment.seconds)
        await bot.kill()
        flying = in_flight(bot.database)
        await bot.start()
        while watch.starts < 2:
            await asyncio.sleep(_LOOK_S)
        await _done(bot, tapper.clock)
        tapper.is_over = True
    await client.fetched()
    await _done(bot, tapper.clock)
    await bot.stop()
    return flying


async def _reached(watch: Watch, messages: int) -> None:
    """Wait for the first call, or for so many messages."""
    while not watch.calls or len(watch.sent_at) < messages:
        await asyncio.sleep(0.001)


async def _done(bot: BotProcess, clock: Clock) -> None:
    """Wait until the bot owes nothing: no reminder, no tap that it was handed."""
    while not await asyncio.to_thread(is_done, bot.database, epoch_ms(clock.now())):
        await asyncio.sleep(_LOOK_S)


@asynccontextmanager
async def _server(scene: Scene, clock: OffsetClock) -> AsyncIterator[str]:
    server = BotApiServer(clock=clock, token=TOKEN, people=scene.people, cap_per_second=None)
    await server.start()
    try:
        yield server.url
    finally:
        await server.stop()
