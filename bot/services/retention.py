"""How long the records of a closed program are kept: for ever, unless the practice says otherwise.

The law differs from place to place and from age to age: nothing is deleted that nobody asked for.
"""

from datetime import timedelta

from bot.clock import epoch_ms
from bot.domain.errors import Invalid
from bot.domain.practice import LONGEST_RETENTION, Setting
from bot.services.office import Office, Visitor
from bot.services.practice import PracticePage, clear, practice_of, set_value
from bot.store import audit, closings, retention
from bot.store.database import Tx

#: A year as records are counted: never a day too early.
YEAR = timedelta(days=366)


async def set_retention(office: Office, visitor: Visitor, years: int) -> PracticePage:
    """Keep the records of a closed program for so many years; 0 keeps them for ever.

    Raises:
        NotAllowed: not an administrator. Invalid: more than a hundred years, or less than none.
    """
    if not 0 <= years <= LONGEST_RETENTION:
        raise Invalid("practice_retention")
    if years == 0:
        return await clear(office, visitor, Setting.RETENTION)
    return await set_value(office, visitor, Setting.RETENTION, str(years), confirmed=True)


def forget_one(tx: Tx, office: Office) -> int:
    """Delete the client whose time was over first; return how many were (0 or 1)."""
    kept = practice_of(tx, office).kept.get(Setting.RETENTION)
    if kept is None or kept.confirmed_by is None:
        return 0
    now = office.now()
    client = closings.closed_before(tx, epoch_ms(now - int(kept.value) * YEAR))
    if client is None:
        return 0
    retention.forget_client(tx, client)
    audit.record(
        tx,
        epoch_ms(now),
        "records deleted",
        person_id=kept.confirmed_by,
        detail=f"client {client}, after {kept.value} years",
    )
    return 1
