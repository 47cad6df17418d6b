"""Notices when the bot was away, and lets the cards of that time say so.

Telegram keeps a tap for about 150 seconds only. After an outage of more than two minutes, a card
that was sent shortly before it or during it may have lost a tap, so it is refreshed once.
"""

import logging
from collections.abc import Callable
from typing import Final

from bot.services.office import Office
from bot.store import marks, owed_edits
from bot.store.database import Tx

log = logging.getLogger(__name__)

#: How often the bot notes that it is alive.
NOTE_EVERY_S: Final = 30.0
LONG_OUTAGE_S: Final = 120.0
#: A quiet poll lasts this long without any trouble.
POLL_S: Final = 30.0
#: A card this much older than the outage may still have been tapped in it.
TAP_AFTER_MS: Final = 30 * 60_000


class OutageWatch:
    """Keeps the mark of when Telegram was last heard of, also over a restart.

    Args:
        office: its clock measures an outage over a restart.
        monotonic: seconds that only run forwards; they measure one while the bot runs, so that a
            clock that is set is no outage.
        polls: whether the bot asks Telegram for updates. With a webhook it hears from Telegram
            only when people act, and silence says nothing.
    """

    def __init__(
        self, office: Office, monotonic: Callable[[], float], *, polls: bool = True
    ) -> None:
        self._office = office
        self._monotonic = monotonic
        self._polls = polls
        self._heard_at = monotonic()
        self._noted_at = self._heard_at - NOTE_EVERY_S
        self._away_s = 0.0

    def heard(self) -> None:
        """Telegram has just answered a poll."""
        now = self._monotonic()
        silent = now - self._heard_at - POLL_S
        if self._polls and silent > LONG_OUTAGE_S:
            self._away_s = silent
        self._heard_at = now

    def seconds_since_heard(self) -> float:
        """Return how long ago Telegram answered a poll, or the bot started."""
        return self._monotonic() - self._heard_at

    def none_before(self) -> int:
        """Return the instant, UTC epoch milliseconds, before which no outage concerns a card.

        A card that was sent earlier is not refreshed any more, should Telegram come back now.
        """
        away_s = self.seconds_since_heard() + self._away_s
        return self._office.now_ms() - round(away_s * 1000) - TAP_AFTER_MS

    async def begin(self) -> None:
        """At the start: find out how long the bot was away."""
        before = await self._office.db.read(lambda tx: marks.get(tx, marks.ALIVE_AT))
        if before is not None:
            await self._back_after((self._office.now_ms() - before) / 1000)
        await self._note()

    async def look(self) -> None:
        """On every tick: note that the bot is alive, or that it is back after a silence."""
        if not self._polls:
            self.heard()
        if self._away_s:
            away, self._away_s = self._away_s, 0.0
            await self._back_after(away)
        if self._heard_at - self._noted_at >= NOTE_EVERY_S:
            await self._note()

    async def end(self) -> None:
        """At the end: leave a fresh note, so that a short break is not taken for a long one."""
        await self._note()

    async def _note(self) -> None:
        self._noted_at = self._heard_at
        at = self._office.now_ms() - round(self.seconds_since_heard() * 1000)
        await self._office.db.write(lambda tx: marks.put(tx, marks.ALIVE_AT, at))

    async def _back_after(self, seconds: float) -> None:
        if seconds <= LONG_OUTAGE_S:
            return
        now = self._office.now_ms()
        since = now - round(seconds * 1000) - TAP_AFTER_MS

        def owe(tx: Tx) -> int:
            return owed_edits.refresh_sent_between(tx, since, now, now)

        count = await self._office.db.write(owe)
        log.warning("away for %.0f s; %s cards are refreshed", seconds, count)
