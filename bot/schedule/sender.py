"""Sends what is owed: claimed with a lease, rendered at the last moment, recorded at once.

A killed process leaves at most the sends in flight in doubt; the start brings them back. Errors
that may pass are tried again with growing delays; a chat that is gone is marked and left alone.
"""

import asyncio
import logging
import random
from typing import Final

from bot.domain.kindness import QUIET, Tone
from bot.messenger import Messenger, Transient, Unreachable
from bot.schedule.pacer import Pacer
from bot.schedule.rendering import Ready, Skip, Wait, render, render_again
from bot.services.notices import owe_notice
from bot.services.office import Office
from bot.services.timing import OPEN_END
from bot.store import deliveries, people
from bot.store.database import Tx
from bot.store.deliveries import Delivery
from bot.texts import Texts

log = logging.getLogger(__name__)

LEASE_MS: Final = 120_000
FIRST_DELAY_MS: Final = 2_000
LONGEST_DELAY_MS: Final = 5 * 60_000
REFRESH_BATCH: Final = 32
IN_FLIGHT: Final = 32


class Sender:
    """Works through the deliveries that are due."""

    def __init__(self, office: Office, texts: Texts, messenger: Messenger, pacer: Pacer) -> None:
        self._office = office
        self._texts = texts
        self._messenger = messenger
        self._pacer = pacer
        self._places = asyncio.Semaphore(IN_FLIGHT)

    async def recover(self) -> None:
        """At the start: what a dead process had in flight is owed again."""
        count = await self._office.db.write(deliveries.recover)
        if count:
            log.warning("%s deliveries were in flight when the bot stopped; sent again", count)

    async def send_due(self) -> int:
        """Send everything that is due, a claim for each place that the pacer grants.

        Returns:
            How many deliveries were dealt with.
        """
        count = 0
        async with asyncio.TaskGroup() as under_way:
            while True:
                await self._places.acquire()
                await self._pacer.grant()
                delivery = await self._claim()
                if delivery is None:
                    self._pacer.give_back()
                    self._places.release()
                    return count
                count += 1
                under_way.create_task(self._deliver(delivery))

    async def refresh_due(self) -> int:
        """Edit sent reminders that are owed an edit; return how many were dealt with."""
        now = self._office.now_ms()
        owed = await self._office.db.read(lambda tx: deliveries.to_refresh(tx, now, REFRESH_BATCH))
        for delivery in owed:
            await self._refresh(delivery)
        return len(owed)

    # -- inside ---------------------------------------------------------------------------------

    async def _claim(self) -> Delivery | None:
        now = self._office.now_ms()
        return await self._office.db.write(lambda tx: deliveries.claim_one(tx, now, now + LEASE_MS))

    async def _deliver(self, delivery: Delivery) -> None:
        try:
            await self._try(delivery)
        except Unreachable as gone:
            reason = gone.reason
            await self._office.db.write(lambda tx: self._lost(tx, delivery, reason))
        except Transient as error:
            if error.retry_after is not None:
                self._pacer.refused()
            await self._later(delivery, error.retry_after)
        except Exception:
            log.exception("delivery %s could not be made; it is tried again", delivery.id)
            await self._later(delivery, None)
        finally:
            self._places.release()

    async def _try(self, delivery: Delivery) -> None:
        office = self._office
        found = await office.db.read(lambda tx: render(tx, office, self._texts, delivery))
        if isinstance(found, Skip):
            reason = found.reason
            await office.db.write(lambda tx: deliveries.mark_skipped(tx, delivery.id, reason))
            return
        if isinstance(found, Wait):
            until = found.until
            await office.db.write(lambda tx: deliveries.put_off(tx, delivery.id, until))
            return
        wait = self._pacer.chat_wait(found.chat_id)
        if wait > 0:
            at = office.now_ms() + round(wait * 1000)
            await office.db.write(lambda tx: deliveries.put_off(tx, delivery.id, at))
            return
        message_id = await self._messenger.send(found.chat_id, found.screen)
        await office.db.write(lambda tx: self._sent(tx, delivery, found, message_id))

    def _sent(self, tx: Tx, delivery: Delivery, found: Ready, message_id: int) -> None:
        deliveries.mark_sent(tx, delivery.id, message_id, self._office.now_ms())
        client, person = delivery.client_id, delivery.person_id
        if found.tone is Tone.GENTLE:
            people.set_quiet_told(tx, client, person, delivery.local_date.isoformat())
        elif found.tone is Tone.GOODBYE:
            people.set_pause(tx, client, person, OPEN_END.isoformat(), QUIET)
            on = delivery.local_date.isoformat()
            owe_notice(tx, self._office, client, f"quiet:{person}:{on}")

    async def _later(self, delivery: Delivery, retry_after: float | None) -> None:
        """Try again after what Telegram asked for, or after a growing delay with jitter."""
        delay = min(FIRST_DELAY_MS * 2 ** min(delivery.attempts - 1, 20), LONGEST_DELAY_MS)
        delay = round(delay * random.uniform(0.8, 1.2))  # noqa: S311 - jitter is no secret
        if retry_after is not None:
            delay = round(retry_after * 1000) + 100
        at = self._office.now_ms() + delay
        await self._office.db.write(lambda tx: deliveries.put_off(tx, delivery.id, at))

    def _lost(self, tx: Tx, delivery: Delivery, reason: str) -> None:
        """Nobody can be written to there: stop, and tell the therapist once."""
        person = people.by_id(tx, delivery.person_id)
        now = self._office.now_ms()
        people.set_reachable(tx, person.telegram_id, why_not=reason, now=now)
        deliveries.mark_skipped(tx, delivery.id, "unreachable")
        if delivery.slot != deliveries.NOTICE and person.is_reachable:
            on = delivery.local_date.isoformat()
            owe_notice(tx, self._office, delivery.client_id, f"unreachable:{person.id}:{on}")

    async def _refresh(self, delivery: Delivery) -> None:
        office = self._office
        try:
            found = await office.db.read(lambda tx: render_again(tx, office, self._texts, delivery))
            if isinstance(found, Ready) and delivery.message_id is not None:
                await self._messenger.edit(found.chat_id, delivery.message_id, found.screen)
        except Transient as error:
            at = office.now_ms() + round((error.retry_after or 5) * 1000)
            await office.db.write(lambda tx: deliveries.refresh_later(tx, delivery.id, at))
            return
        except Unreachable as gone:
            log.info("a card could not be refreshed: %s", gone.reason)
        except Exception:
            log.exception("delivery %s could not be refreshed", delivery.id)
        await office.db.write(lambda tx: deliveries.refreshed(tx, delivery.id))
