"""The beat: every second one look at what is due, once a night the housekeeping.

APScheduler gives the beat alone. Ticks never overlap (`max_instances=1`), a late one is made up
for once (`coalesce`), however late (`misfire_grace_time=None`): what is due is in the database.
"""

import asyncio
import logging
from datetime import timedelta
from typing import Final

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.clock import epoch_ms
from bot.schedule.planner import plan_due
from bot.schedule.sender import Sender
from bot.services.office import Office
from bot.store import inbox

log = logging.getLogger(__name__)

BEAT_S: Final = 1.0
#: Updates that were dealt with are kept for two days, in case of questions.
DONE_UPDATES_KEPT: Final = timedelta(days=2)


class Ticker:
    """Plans and sends what is due, again and again."""

    def __init__(self, office: Office, sender: Sender) -> None:
        self._office = office
        self._sender = sender
        self._lock = asyncio.Lock()
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self.last_tick_at: int | None = None

    async def start(self) -> None:
        """Take up what was in flight, then begin to tick."""
        await self._sender.recover()
        always = {"max_instances": 1, "coalesce": True, "misfire_grace_time": None}
        self._scheduler.add_job(self.tick, "interval", seconds=BEAT_S, **always)
        self._scheduler.add_job(self.housekeeping, "cron", hour=3, minute=17, **always)
        self._scheduler.start()

    async def stop(self) -> None:
        """Stop ticking; a tick under way is finished."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        async with self._lock:
            return

    async def tick(self) -> None:
        """Plan and send everything that is due now."""
        async with self._lock:
            try:
                while await plan_due(self._office):
                    pass
                while await self._sender.send_due():
                    pass
                self.last_tick_at = self._office.now_ms()
            except Exception:
                log.exception("a tick failed; the next one tries again")

    async def housekeeping(self) -> None:
        """Forget updates that were dealt with long ago."""
        before = epoch_ms(self._office.now() - DONE_UPDATES_KEPT)
        count = await self._office.db.write(lambda tx: inbox.prune(tx, before))
        log.info("housekeeping: %s old updates forgotten", count)
