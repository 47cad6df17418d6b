"""The beat: every second one look at what is due, once a night the housekeeping.

APScheduler gives the beat alone. Ticks never overlap (a beat during a tick does nothing), a late
one is made up for once (`coalesce`), however late (`misfire_grace_time=None`): what is due is in
the database.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Final

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.schedule.housekeeping import Housekeeping
from bot.schedule.outage import OutageWatch
from bot.schedule.pacer import CHAT_GAP_S
from bot.schedule.planner import plan_due
from bot.schedule.sender import Sender
from bot.schedule.watches import MinuteLook
from bot.services.office import Office
from bot.store.deliveries_waiting import held_back
from bot.store.errors import DatabaseError

log = logging.getLogger(__name__)

BEAT_S: Final = 1.0
#: So many times the settling waits for a chat's next second.
SETTLE_ROUNDS: Final = 3
PUT_AWAY_EVERY_S: Final = 300.0
#: Cards stay at hand for longer than any outage concerns them.
PUT_AWAY_AFTER_MS: Final = 30 * 60_000
NIGHTLY_HOUR_UTC: Final = 2
NIGHTLY_MINUTE: Final = 37


class Ticker:
    """Plans and sends what is due, again and again."""

    def __init__(
        self,
        office: Office,
        sender: Sender,
        outage: OutageWatch,
        housekeeping: Housekeeping,
        watches: tuple[MinuteLook, ...],
    ) -> None:
        self._office = office
        self._sender = sender
        self._outage = outage
        self._housekeeping = housekeeping
        self._watches = watches
        self._lock = asyncio.Lock()
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._ticked_at: float | None = None

    async def start(self) -> None:
        """Take up what was in flight, then begin to tick."""
        await self._sender.recover()
        await self._outage.begin()
        always = {"max_instances": 1, "coalesce": True, "misfire_grace_time": None}
        beside_a_tick = {**always, "max_instances": 2}
        self._scheduler.add_job(self._beat, "interval", seconds=BEAT_S, **beside_a_tick)
        self._scheduler.add_job(self._look, "interval", seconds=BEAT_S, **always)
        self._scheduler.add_job(self.put_away, "interval", seconds=PUT_AWAY_EVERY_S, **always)
        self._scheduler.add_job(
            self._housekeeping.nightly,
            "cron",
            hour=NIGHTLY_HOUR_UTC,
            minute=NIGHTLY_MINUTE,
            **always,
        )
        self._scheduler.start()

    async def stop(self) -> None:
        """Begin nothing more; what is on its way is waited for and written down."""
        if self._scheduler.running:
            self._scheduler.pause()
        self._sender.finish()
        try:
            async with self._lock:
                await self._outage.end()
        finally:  # the scheduler's own end cancels a tick that outlasts everybody's patience
            if self._scheduler.running:
                self._scheduler.shutdown(wait=False)

    def seconds_since_tick(self) -> float | None:
        """Return how long ago a whole tick was done, or None before the first."""
        return None if self._ticked_at is None else time.monotonic() - self._ticked_at

    def seconds_since_heard(self) -> float:
        """Return how long ago Telegram answered a poll."""
        return self._outage.seconds_since_heard()

    async def tick(self) -> None:
        """Plan and send everything that is due now."""
        async with self._lock:
            try:
                await self._outage.look()
                for watch in self._watches:
                    await watch.look()
                while await plan_due(self._office):
                    await asyncio.sleep(0)
                async with asyncio.TaskGroup() as both:  # a long burst keeps no edit waiting
                    sent = both.create_task(_all(self._sender.send_due))
                    both.create_task(_all(self._sender.refresh_due))
                if sent.result():  # what went out may change a page that says so
                    await _all(self._sender.refresh_due)
                self._ticked_at = time.monotonic()
            except Exception:
                log.exception("a tick failed; the next one tries again")

    async def settle(self) -> None:
        """Send everything that is due now, also what waits for its chat's next second.

        Whoever is owed many messages at once gets the rest of them one by one, as ever.
        """
        await self.tick()
        within = round(CHAT_GAP_S * 1000)
        for _ in range(SETTLE_ROUNDS):
            now = self._office.now_ms()
            at = await self._office.db.read(partial(held_back, now=now, within=within))
            if at is None:
                return
            await asyncio.sleep((at - now) / 1000)
            await self.tick()

    async def put_away(self) -> None:
        """Put away the cards of an hour ago and more; in an outage, those from well before it."""
        before = self._outage.none_before() - PUT_AWAY_AFTER_MS
        try:
            await self._housekeeping.put_away(before)
        except DatabaseError as error:
            log.error("cards could not be put away, the next try is soon: %s", error)

    async def _beat(self) -> None:
        """Tick, unless a tick is under way: a burst lasts many beats, which is no news."""
        if not self._lock.locked():
            await self.tick()

    async def _look(self) -> None:
        """Note that the bot is alive, also in a tick that takes minutes."""
        try:
            await self._outage.look()
        except DatabaseError as error:
            log.error("the bot could not note that it is alive: %s", error)


async def _all(step: Callable[[], Awaitable[int]]) -> int:
    """Do a step until it finds nothing more; return how much it found."""
    count = 0
    while found := await step():
        count += found
    return count
