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
from bot.schedule.found import Ready, Skip, Wait
from bot.schedule.pacer import Pacer
from bot.schedule.rendering import AWAY_MS, render, render_again
from bot.services import talking_marks
from bot.services.notices import lose_touch, owe_notice
from bot.services.office import Office
from bot.services.telling import notice_sent
from bot.services.timing import OPEN_END
from bot.store import deliveries, owed_edits, people
from bot.store.database import Tx
from bot.store.deliveries import Delivery
from bot.store.errors import DatabaseError
from bot.texts import Texts

log = logging.getLogger(__name__)

LEASE_MS: Final = 120_000
FIRST_DELAY_MS: Final = 2_000
LONGEST_DELAY_MS: Final = 5 * 60_000
REFRESH_BATCH: Final = 32
REFRESH_DELAY_S: Final = 5.0
IN_FLIGHT: Final = 32


class Sender:
    """Works through the deliveries that are due."""

    def __init__(self, office: Office, texts: Texts, messenger: Messenger, pacer: Pacer) -> None:
        self._office = office
        self._texts = texts
        self._messenger = messenger
        self._pacer = pacer
        self._places = asyncio.Semaphore(IN_FLIGHT)
        self._is_ending = False
        self._in_hand: set[int] = set()
        self._unrecorded: dict[int, tuple[Ready, int]] = {}  # went out, but not on record yet

    async def recover(self) -> None:
        """At the start: what a dead process had in flight is owed again."""
        count = await self._office.db.write(deliveries.recover)
        if count:
            log.warning("%s deliveries were in flight when the bot stopped; sent again", count)

    def finish(self) -> None:
        """Claim nothing more: the bot is about to stop."""
        self._is_ending = True

    async def send_due(self) -> int:
        """Send everything that is due, a claim for each place that the pacer grants.

        The next place is waited for while the last claim goes to the disk, so that a slow disk
        does not slow the pace.

        Returns:
            How many deliveries were dealt with.
        """
        now = self._office.now_ms()
        if not await self._office.db.read(lambda tx: deliveries.is_any_due(tx, now)):
            return 0
        count = 0
        nothing_left = False

        async def claim_and_deliver() -> None:
            nonlocal count, nothing_left
            try:
                delivery = await self._claim()
                if delivery is None:
                    nothing_left = True
                    self._pacer.give_back()
                    return
                count += 1
                await self._deliver(delivery)
            except DatabaseError:  # what others have under way goes on
                log.exception("the database does not take deliveries; the next tick tries again")
                nothing_left = True
            finally:
                self._places.release()

        async with asyncio.TaskGroup() as under_way:
            while not nothing_left:
                await self._places.acquire()
                await self._pacer.grant()
                under_way.create_task(claim_and_deliver())
        return count

    async def refresh_due(self) -> int:
        """Edit sent messages that are owed an edit; return how many were dealt with."""
        now = self._office.now_ms()
        owed = await self._office.db.read(lambda tx: owed_edits.to_refresh(tx, now, REFRESH_BATCH))
        async with asyncio.TaskGroup() as under_way:
            for delivery in owed:
                under_way.create_task(self._refresh(delivery, now))
        return len(owed)

    # -- inside ---------------------------------------------------------------------------------

    async def _claim(self) -> Delivery | None:
        if self._is_ending:
            return None
        now = self._office.now_ms()
        return await self._office.db.write(lambda tx: deliveries.claim_one(tx, now, now + LEASE_MS))

    async def _deliver(self, delivery: Delivery) -> None:
        """Deal with one claimed delivery; whatever fails, it is owed again when its lease ends."""
        if delivery.id in self._in_hand:
            self._pacer.give_back()  # the clock was set, and the lease only seems to be over
            return
        self._in_hand.add(delivery.id)
        try:
            arrived = self._unrecorded.get(delivery.id)
            if arrived is None:
                await self._try(delivery)
            else:
                self._pacer.give_back()
                await self._record(delivery, *arrived)
        except Exception:
            log.exception("delivery %s could not be made; it is tried again", delivery.id)
            if delivery.id not in self._unrecorded:
                await self._later(delivery, None)
        finally:
            self._in_hand.discard(delivery.id)

    async def _try(self, delivery: Delivery) -> None:
        office = self._office
        found = await office.db.read(lambda tx: render(tx, office, self._texts, delivery))
        if isinstance(found, Ready):
            wait = self._pacer.chat_wait(found.chat_id)
            if wait <= 0:
                await self._send(delivery, found)
                return
            found = Wait(office.now_ms() + round(wait * 1000))
        self._pacer.give_back()
        if isinstance(found, Skip):
            reason = found.reason
            await office.db.write(lambda tx: self._skipped(tx, delivery, reason))
        else:
            until = found.until
            await office.db.write(lambda tx: deliveries.wait_until(tx, delivery.id, until))

    async def _send(self, delivery: Delivery, found: Ready) -> None:
        await self._pacer.set_out()
        try:
            message_id = await self._messenger.send(found.chat_id, found.screen)
        except Unreachable as gone:
            reason = gone.reason
            await self._office.db.write(lambda tx: self._lost(tx, delivery, reason))
        except Transient as error:
            if error.retry_after is not None:
                self._pacer.refused(found.chat_id, error.retry_after)
            await self._later(delivery, error.retry_after)
        else:
            self._pacer.accepted()
            await self._record(delivery, found, message_id)

    async def _record(self, delivery: Delivery, found: Ready, message_id: int) -> None:
        """Write down what went out. A failing disk is tried again; the message is not."""
        self._unrecorded[delivery.id] = found, message_id
        await self._office.db.write(lambda tx: self._sent(tx, delivery, found, message_id))
        del self._unrecorded[delivery.id]

    def _sent(self, tx: Tx, delivery: Delivery, found: Ready, message_id: int) -> None:
        deliveries.mark_sent(tx, delivery.id, message_id, self._office.now_ms())
        client, person = delivery.client_id, delivery.person_id
        notice_sent(tx, self._office, delivery.subject, person)
        talking_marks.notice_sent(tx, self._office, delivery.subject, person)
        if found.again_at is not None:
            owed_edits.refresh_later(tx, delivery.id, found.again_at)
        if found.tone is Tone.GENTLE:
            people.set_quiet_told(tx, client, person, delivery.local_date.isoformat())
        elif found.tone is Tone.GOODBYE:
            people.set_pause(tx, client, person, OPEN_END.isoformat(), QUIET)
            on = delivery.local_date.isoformat()
            owe_notice(tx, self._office, client, f"quiet:{person}:{on}")

    def _skipped(self, tx: Tx, delivery: Delivery, reason: str) -> None:
        deliveries.mark_skipped(tx, delivery.id, reason)
        talking_marks.notice_lost(tx, self._office, delivery.subject, delivery.person_id)

    async def _later(self, delivery: Delivery, retry_after: float | None) -> None:
        """Try again after what Telegram asked for, or after a growing delay with jitter."""
        delay = min(FIRST_DELAY_MS * 2 ** min(delivery.attempts - 1, 20), LONGEST_DELAY_MS)
        delay = round(delay * random.uniform(0.8, 1.2))  # noqa: S311 - jitter is no secret
        if retry_after is not None:
            delay = round(retry_after * 1000) + 100
        at = self._office.now_ms() + delay
        await self._office.db.write(lambda tx: deliveries.put_off(tx, delivery.id, at))

    def _lost(self, tx: Tx, delivery: Delivery, reason: str) -> None:
        """Nobody can be written to there. A notice waits until they are back, a card does not."""
        telegram_id = people.by_id(tx, delivery.person_id).telegram_id
        lose_touch(tx, self._office, telegram_id, reason)
        if delivery.slot == deliveries.NOTICE:
            deliveries.wait_until(tx, delivery.id, self._office.now_ms() + AWAY_MS)
            talking_marks.notice_waits(tx, self._office, delivery.subject)
        else:
            deliveries.mark_skipped(tx, delivery.id, "unreachable")

    async def _refresh(self, delivery: Delivery, seen_at: int) -> None:
        office, again_at = self._office, None
        try:
            found = await office.db.read(lambda tx: render_again(tx, office, self._texts, delivery))
            if isinstance(found, Ready) and delivery.message_id is not None:
                await self._messenger.edit(found.chat_id, delivery.message_id, found.screen)
                again_at = found.again_at
        except Transient as error:
            at = office.now_ms() + round((error.retry_after or REFRESH_DELAY_S) * 1000)
            await office.db.write(lambda tx: owed_edits.refresh_later(tx, delivery.id, at))
            return
        except Unreachable as gone:
            log.info("a card could not be refreshed: %s", gone.reason)
        except Exception:
            log.exception("delivery %s could not be refreshed", delivery.id)
        await office.db.write(lambda tx: owed_edits.refreshed(tx, delivery.id, seen_at, again_at))
