"""Once a night: a checked backup, kept for a while, and old working records forgotten.

What a family or a therapist wrote stays, unless the practice has said for how long after the end
of a program; only the bot's own working papers are pruned by themselves.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Final

from bot.clock import epoch_ms
from bot.services import retention
from bot.services.office import Office
from bot.store import deliveries, inbox, marks, programs, put_away
from bot.store.backup import back_up
from bot.store.database import Tx
from bot.store.errors import DatabaseError, StoreError

log = logging.getLogger(__name__)

#: Updates that were dealt with are kept for two days, in case of questions.
DONE_UPDATES_KEPT: Final = timedelta(days=2)
#: Those that could not be processed wait for somebody who looks into it.
ASIDE_UPDATES_KEPT: Final = timedelta(days=30)
DELIVERIES_KEPT: Final = timedelta(days=90)
BACKUPS_KEPT: Final = 14


class Housekeeping:
    """The nightly job."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._folder = office.db.path.parent / "backups"

    async def nightly(self) -> None:
        """Make a backup, rotate the old ones, prune; each goes on when another fails."""
        for job in (self.backup, self.prune, self.end_rests, self.forget_closed):
            try:
                await job()
            except (StoreError, DatabaseError, OSError) as error:
                log.error("nightly %s failed: %s", job.__name__, error)

    async def backup(self) -> Path:
        """Write a consistent, checked copy beside the database; keep the newest fourteen.

        Raises:
            StoreError: the copy could not be made, or is not sound.
        """
        now = self._office.now()
        target = self._folder / f"{self._office.db.path.stem}-{now:%Y%m%d-%H%M%S}.sqlite3"
        await asyncio.to_thread(back_up, self._office.db.path, target)
        await self._office.db.write(lambda tx: marks.put(tx, marks.BACKUP_AT, epoch_ms(now)))
        ours = f"{self._office.db.path.stem}-{'[0-9]' * 8}-{'[0-9]' * 6}.sqlite3"
        copies = sorted(self._folder.glob(ours))
        for old in copies[:-BACKUPS_KEPT]:
            old.unlink()
        log.info("backup written: %s", target.name)
        return target

    async def prune(self) -> None:
        """Forget updates and deliveries that were dealt with long ago."""
        now = self._office.now()
        before = epoch_ms(now - DONE_UPDATES_KEPT)
        updates = await self._bit_by_bit(lambda tx: inbox.prune(tx, before))
        long_ago = epoch_ms(now - ASIDE_UPDATES_KEPT)
        updates += await self._bit_by_bit(lambda tx: inbox.forget_aside(tx, long_ago))
        day = (now - DELIVERIES_KEPT).date().isoformat()
        sent = await self._bit_by_bit(lambda tx: deliveries.prune(tx, day))
        client: int | None = 0
        while client is not None:
            client = await self._office.db.write(
                partial(put_away.prune, before=day, after_client=client)
            )
        log.info("housekeeping: %s updates and %s deliveries forgotten", updates, sent)

    async def put_away(self, before: int) -> int:
        """Put away the cards that were dealt with before an instant; return how many.

        The instant is UTC epoch milliseconds.
        """
        return await self._bit_by_bit(partial(put_away.put_away, before=before))

    async def end_rests(self) -> None:
        """Write down that a rest is over whose day has come everywhere on earth.

        The family has its card back since that day: this is for lists and counts.
        """
        now = self._office.now()
        day = (now - timedelta(days=1)).date()
        back = await self._bit_by_bit(lambda tx: programs.end_rests(tx, day, epoch_ms(now)))
        log.info("housekeeping: %s rests are over", back)

    async def forget_closed(self) -> None:
        """Delete the records of programs that were closed longer ago than the practice keeps them.

        Only if it has said for how long.
        """
        gone = await self._bit_by_bit(lambda tx: retention.forget_one(tx, self._office))
        if gone:
            log.info("housekeeping: the records of %s closed programs deleted", gone)

    async def _bit_by_bit(self, forget: Callable[[Tx], int]) -> int:
        """Repeat a bounded step until nothing is left; return how much it did in all."""
        total = 0
        while count := await self._office.db.write(forget):
            total += count
        return total
