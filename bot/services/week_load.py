"""How heavy the week was: kept once for its evening, and a lighter week is one tap away."""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.errors import NotAllowed, Stale
from bot.domain.people import CareLink, Person, Role
from bot.domain.weekly_load import Load, asks_for_less
from bot.services import access
from bot.services.cards import Day, day_of
from bot.services.notices import owe_notice
from bot.services.office import Office, Visitor
from bot.store import load_answers, people
from bot.store.database import Tx

NOTICE = "lighter"
#: An evening can be answered for a while; after that the next one is asked about.
OPEN_FOR = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class LoadPage:
    """What was answered about an evening; `asks_less` when the therapist could be asked."""

    day: Day
    on: date
    value: Load | None
    asks_less: bool
    therapist_name: str

    @property
    def actor(self) -> Person:
        """Whose answer it is."""
        return self.day.actor

    @property
    def link(self) -> CareLink:
        """About whom."""
        return self.day.link


async def read_load(office: Office, visitor: Visitor, client_id: int) -> LoadPage:
    """Return what a caregiver has said about today, to say it on any day.

    Raises:
        NotAllowed: not their client, or school's.
    """
    return await office.db.read(lambda tx: _page(tx, office, visitor, client_id, None))


async def tell_load(
    office: Office, visitor: Visitor, client_id: int, on: date, value: Load
) -> LoadPage:
    """Keep how heavy the week was, or change that evening's answer.

    Raises:
        NotAllowed: not their client, or school's. Stale: that evening is too long ago.
    """

    def change(tx: Tx) -> LoadPage:
        actor, _ = _family(tx, office, visitor, client_id)
        if not timedelta(0) <= office.today(actor.zone) - on <= OPEN_FOR:
            raise Stale("that week is over")
        load_answers.put(tx, actor.id, client_id, on, value, office.now_ms())
        return _page(tx, office, visitor, client_id, on)

    return await office.db.write(change)


async def ask_for_less(office: Office, visitor: Visitor, client_id: int, on: date) -> LoadPage:
    """Let the therapists know, once for an evening, that the family asks for a lighter week.

    Raises:
        NotAllowed: not their client, or school's. Stale: nothing heavy was said about it.
    """

    def change(tx: Tx) -> LoadPage:
        page = _page(tx, office, visitor, client_id, on)
        if not page.asks_less:
            raise Stale("not offered there")
        owe_notice(tx, office, client_id, f"{NOTICE}:{page.actor.id}:{on.isoformat()}")
        return page

    return await office.db.write(change)


def _family(tx: Tx, office: Office, visitor: Visitor, client_id: int) -> tuple[Person, CareLink]:
    actor, link = access.caregiver_of(tx, office, visitor.telegram_id, client_id)
    if link.role is Role.SCHOOL:
        raise NotAllowed("the family's own question")
    return actor, link


def _page(tx: Tx, office: Office, visitor: Visitor, client_id: int, on: date | None) -> LoadPage:
    actor, link = _family(tx, office, visitor, client_id)
    today = office.today(actor.zone)
    wanted = on or today
    given = [a for a in load_answers.newest_of(tx, actor.id, client_id) if a.on <= wanted]
    value = given[0].value if given and given[0].on == wanted else None
    therapists = people.therapists_of(tx, client_id, office.now_ms())
    return LoadPage(
        day=day_of(tx, office, actor, link, today),
        on=wanted,
        value=value,
        asks_less=value is not None and asks_for_less([a.value for a in given]),
        therapist_name=therapists[0].name if therapists else "",
    )
