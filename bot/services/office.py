"""What every service works with; made once, by the composition root."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from bot.catalog import Catalog, load
from bot.catalog.worries import Worries
from bot.clock import Clock, epoch_ms
from bot.domain.rhythm import local_date
from bot.store.database import Database


@dataclass(slots=True)
class Library:
    """The loaded library, and the folders it comes from: it can be read anew while running.

    Running programs keep the revision they were assigned from, so a reload changes none of them.
    """

    catalog: Catalog
    folders: tuple[Path, ...]

    def reload(self) -> Catalog:
        """Read the folders anew; a library that is not sound changes nothing.

        Raises:
            ContentError: every problem that was found.
        """
        self.catalog = load(self.folders)
        return self.catalog


@dataclass(frozen=True, slots=True)
class Office:
    """The practice's desk: its records, its clock, its library and its defaults."""

    db: Database
    clock: Clock
    library: Library
    worries: Worries
    admin_ids: frozenset[int]
    default_zone: str
    default_language: str
    languages: tuple[str, ...]

    @property
    def catalog(self) -> Catalog:
        """The library as it stands now, in English."""
        return self.library.catalog

    def now(self) -> datetime:
        """Return the present instant (UTC)."""
        return self.clock.now()

    def now_ms(self) -> int:
        """Return the present instant as UTC epoch milliseconds."""
        return epoch_ms(self.clock.now())

    def today(self, zone: str) -> date:
        """Return the present local date in a zone."""
        return local_date(self.clock.now(), zone)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whoever an update came from, before we know them; `receipt` is the update's id."""

    telegram_id: int
    name: str
    language: str
    receipt: int
