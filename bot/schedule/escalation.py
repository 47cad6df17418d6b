"""A worry that nobody looks at in the promised time goes to somebody else (brief 4.6.3).

One indexed look a minute; told once, whatever happens in between: the record says so.
"""

import logging
from typing import Final

from bot.services import telling
from bot.services.office import Office

log = logging.getLogger(__name__)

EVERY_MS: Final = 60_000


class Escalation:
    """Looks for worries whose promised time is over."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._looked_at: int | None = None

    async def look(self) -> int:
        """Tell somebody else where it is time; return of how many worries."""
        now = self._office.now_ms()
        if self._looked_at is not None and 0 <= now - self._looked_at < EVERY_MS:
            return 0
        self._looked_at = now
        if not await self._office.db.read(lambda tx: telling.anything_late(tx, self._office)):
            return 0
        count = await self._office.db.write(lambda tx: telling.tell_late(tx, self._office))
        if count:
            log.warning("%s worries were not seen in time; somebody else was told", count)
        return count
