"""What every service works with; made once, by the composition root."""

from dataclasses import dataclass, field
from datetime import date, datetime

from bot.catalog import Catalog
from bot.catalog.worries import Worries
from bot.clock import Clock, epoch_ms
from bot.domain.rhythm import local_date
from bot.services.library import Library
from bot.store.database import Database


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
    #: (person, client): a therapist looked at a client who was new to them; see services/trail.
    first_looks: set[tuple[int, int]] = field(default_factory=set)

    @property
    def catalog(self) -> Catalog:
        """The library as it stands now, in English.

        It has every activity that an assignment can name. Those to choose from are the ones that
        are switched on; what one therapist may choose from is in `catalog_of`.
        """
        return self.library.catalog

    def catalog_of(self, person_id: int) -> Catalog:
        """Return the library with a therapist's own private activities switched on."""
        return self.library.seen_by(person_id)

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
