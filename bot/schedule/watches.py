"""What is looked at once a minute beside the reminders: unseen worries, and helpers' last days.

One indexed look, and nothing more while there is nothing. What is found is dealt with once,
whatever happens in between: the records say so.
"""

import logging
from collections.abc import Callable
from typing import Final

from bot.services import care_end, telling
from bot.services.office import Office
from bot.store.database import Tx

log = logging.getLogger(__name__)

EVERY_MS: Final = 60_000


class MinuteLook:
    """Looks for one kind of thing.

    Args:
        office: the practice's desk.
        is_any: says whether there is something to deal with; cheap.
        deal_with: deals with some of it and returns with how many; 0 when it is done.
        words: what the log says behind the number.
    """

    def __init__(
        self,
        office: Office,
        is_any: Callable[[Tx, Office], bool],
        deal_with: Callable[[Tx, Office], int],
        words: str,
    ) -> None:
        self._office = office
        self._is_any = is_any
        self._deal_with = deal_with
        self._words = words
        self._looked_at: int | None = None

    async def look(self) -> int:
        """Deal with what there is; return with how many."""
        office = self._office
        now = office.now_ms()
        if self._looked_at is not None and 0 <= now - self._looked_at < EVERY_MS:
            return 0
        self._looked_at = now
        if not await office.db.read(lambda tx: self._is_any(tx, office)):
            return 0
        count = 0
        while done := await office.db.write(lambda tx: self._deal_with(tx, office)):
            count += done
        if count:
            log.warning("%s %s", count, self._words)
        return count


def all_watches(office: Office) -> tuple[MinuteLook, ...]:
    """Return everything that is looked at, in order.

    A worry that nobody looks at in the promised time goes to somebody else (brief 4.6.3). Whose
    time as a helper is over gets no more reminders, and is owed a word of thanks; access has ended
    before, by the data.
    """
    late = "worries were not seen in time; somebody else was told"
    over = "helpers' time is over"
    return (
        MinuteLook(office, telling.anything_late, telling.tell_late, late),
        MinuteLook(office, care_end.any_over, care_end.end_those_over, over),
    )
