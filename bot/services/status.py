"""How the bot stands, for its administrators; and what is noted for that while it runs."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.people import Person
from bot.services.library_care import load_standings
from bot.services.office import Office, Visitor
from bot.services.own_activities import load_own
from bot.services.practice import admin
from bot.store import marks, status
from bot.store.database import Tx


@dataclass(frozen=True, slots=True)
class Status:
    """The bot's standing; instants are UTC epoch milliseconds.

    Attributes:
        counts: numbers by name, see bot/store/status.
        errors: how many updates went wrong since the start.
    """

    actor: Person
    now: int
    started_at: int | None
    backup_at: int | None
    errors: int
    error_at: int | None
    counts: Mapping[str, int]


async def begin(office: Office) -> None:
    """Do what is done once, at the start: the practice's own library, and the hour of it."""
    await load_own(office)
    await load_standings(office)

    def change(tx: Tx) -> None:
        marks.put(tx, marks.STARTED_AT, office.now_ms())
        marks.put(tx, marks.ERRORS, 0)

    await office.db.write(change)


async def note_error(office: Office) -> None:
    """Count an update that went wrong."""

    def change(tx: Tx) -> None:
        marks.put(tx, marks.ERRORS, (marks.get(tx, marks.ERRORS) or 0) + 1)
        marks.put(tx, marks.ERROR_AT, office.now_ms())

    await office.db.write(change)


async def read_status(office: Office, visitor: Visitor) -> Status:
    """Return how the bot stands.

    Raises:
        NotAllowed: not an administrator.
    """

    def ask(tx: Tx) -> Status:
        actor = admin(tx, office, visitor)
        now = office.now_ms()
        return Status(
            actor,
            now,
            marks.get(tx, marks.STARTED_AT),
            marks.get(tx, marks.BACKUP_AT),
            marks.get(tx, marks.ERRORS) or 0,
            marks.get(tx, marks.ERROR_AT),
            status.counts(tx, now, visitor.receipt),
        )

    return await office.db.read(ask)
