"""Sends what is owed: claimed with a lease, rendered at the last moment, recorded at once.

A killed process leaves at most the sends in flight in doubt; the lease brings them back. Errors
that may pass are tried again with growing delays; a chat that is gone is marked and left alone.
"""

import asyncio
import logging
import random
from typing import Final

from bot.messenger import Messenger, Transient, Unreachable
from bot.schedule.pacer import Pacer
from bot.schedule.rendering import Skip, render
from bot.services.office import Office
from bot.store import deliveries, people
from bot.store.database import Tx
from bot.store.deliveries import Delivery
from bot.texts import Texts

log = logging.getLogger(__name__)

BATCH: Final = 16
LEASE_MS: Final = 60_000
FIRST_DELAY_MS: Final = 2_000
LONGEST_DELAY_MS: Final = 5 * 60_000


class Sender:
    """Works through the deliveries that are due."""

    def __init__(self, office: Office, texts: Texts, messenger: Messenger, pacer: Pacer) -> None:
        self._office = office
        self._texts = texts
        self._messenger = messenger
        self._pacer = pacer

    async def recover(self) -> None:
        """At the start: what a dead process had in flight is owed again."""
        count = await self._office.db.write(deliveries.recover)
        if count:
            log.warning("%s deliveries were in flight when the bot stopped; sent again", count)

    async def send_due(self) -> bool:
        """Send one batch; say whether there was anything to do."""
        now = self._office.now_ms()
        batch = await self._office.db.write(
            lambda tx: deliveries.claim(tx, now, now + LEASE_MS, BATCH)
        )
        await asyncio.gather(*(self._deliver(delivery) for delivery in batch))
        return bool(batch)

    async def _deliver(self, delivery: Delivery) -> None:
        await self._pacer.grant()
        office = self._office
        try:
            found = await office.db.read(lambda tx: render(tx, office, self._texts, delivery))
            if isinstance(found, Skip):
                await office.db.write(
                    lambda tx: deliveries.mark_skipped(tx, delivery.id, found.reason)
                )
                return
            message_id = await self._messenger.send(found.chat_id, found.screen)
        except Unreachable as gone:
            reason = gone.reason
            await office.db.write(lambda tx: self._lost(tx, delivery, reason))
        except Transient as error:
            await self._later(delivery, error.retry_after)
        except Exception:
            log.exception("delivery %s could not be made; it is tried again", delivery.id)
            await self._later(delivery, None)
        else:
            now = office.now_ms()
            await office.db.write(lambda tx: deliveries.mark_sent(tx, delivery.id, message_id, now))

    async def _later(self, delivery: Delivery, retry_after: float | None) -> None:
        """Try again after what Telegram asked for, or after a growing delay with jitter."""
        delay = min(FIRST_DELAY_MS * 2 ** (delivery.attempts - 1), LONGEST_DELAY_MS)
        delay = round(delay * random.uniform(0.8, 1.2))  # noqa: S311 - jitter is no secret
        if retry_after is not None:
            delay = round(retry_after * 1000)
        at = self._office.now_ms() + delay
        await self._office.db.write(lambda tx: deliveries.put_off(tx, delivery.id, at))

    def _lost(self, tx: Tx, delivery: Delivery, reason: str) -> None:
        person = people.by_id(tx, delivery.person_id)
        people.set_reachable(tx, person.telegram_id, why_not=reason, now=self._office.now_ms())
        deliveries.mark_skipped(tx, delivery.id, "unreachable")
