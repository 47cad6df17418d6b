"""Who did what for a client, and who looked for the first time: the client's own trail.

A therapist who is new to a client leaves a line at the first look. A read cannot write, so the
look is noted in memory and written down when the turn is over; until then it counts as unseen.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bot.domain.people import Client, Person
from bot.domain.team import Event
from bot.services import access
from bot.services.cards import activity_of
from bot.services.office import Office, Visitor
from bot.store import audit, programs, team
from bot.store.database import Tx

PER_PAGE: Final = 12
OPENED: Final = "opened"


@dataclass(frozen=True, slots=True)
class TrailPage:
    """A page of a client's trail, newest first; the activities' titles by their ids."""

    actor: Person
    client: Client
    events: tuple[Event, ...]
    page: int
    last: int
    titles: Mapping[str, str]


async def read_trail(office: Office, visitor: Visitor, client_id: int, page: int) -> TrailPage:
    """Return a page of a client's trail.

    Raises:
        NotAllowed: not on this therapist's caseload.
    """

    def ask(tx: Tx) -> TrailPage:
        actor, link = access.therapist_of(tx, office, visitor.telegram_id, client_id)
        _, total = audit.of_client(tx, client_id, 0, 0)
        last = max(0, (total - 1) // PER_PAGE)
        number = min(page, last)
        events, _ = audit.of_client(tx, client_id, PER_PAGE, number * PER_PAGE)
        titles = {
            one.activity_id: activity_of(tx, office, one, actor.language).title
            for one in programs.all_assignments_of(tx, client_id)
        }
        return TrailPage(actor, link.client, tuple(events), number, last, titles)

    return await office.db.read(ask)


async def note_first_looks(office: Office) -> None:
    """Write down who has looked at a client who was new to them."""
    looks = [office.first_looks.pop() for _ in range(len(office.first_looks))]

    def change(tx: Tx) -> None:
        now = office.now_ms()
        for person_id, client_id in looks:
            if team.mark_opened(tx, client_id, person_id, now) and not team.brought_in(
                tx, client_id, person_id
            ):
                audit.record(tx, now, OPENED, person_id=person_id, client_id=client_id)

    await office.db.write(change)
