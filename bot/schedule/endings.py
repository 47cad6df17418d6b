"""Whose time as a helper is over: reminders go, and a word of thanks is owed.

Access has ended before, by the data. One indexed look a minute; what is over is closed once.
"""

import logging
from typing import Final

from bot.services import care_end
from bot.services.office import Office

log = logging.getLogger(__name__)

EVERY_MS: Final = 60_000


class Endings:
    """Looks for links that are over."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._looked_at: int | None = None

    async def look(self) -> int:
        """Close what is over; return how many links."""
        now = self._office.now_ms()
        if self._looked_at is not None and 0 <= now - self._looked_at < EVERY_MS:
            return 0
        self._looked_at = now
        if not await self._office.db.read(lambda tx: care_end.any_over(tx, self._office)):
            return 0
        count = 0
        while done := await self._office.db.write(
            lambda tx: care_end.end_those_over(tx, self._office)
        ):
            count += done
        log.info("%s helpers' time is over", count)
        return count
