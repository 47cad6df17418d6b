"""Seeing a caseload and finding one client of it, by a name that may be typed askew."""

from collections import Counter
from dataclasses import dataclass

from bot.domain.caseload import Standing, standing
from bot.domain.nearest import alike, exactly, folded, nearest
from bot.domain.people import Client, Person
from bot.services import access
from bot.services.office import Office, Visitor
from bot.store import caseload
from bot.store.database import Tx

#: So many hits of a search are shown.
MOST_HITS = 8


@dataclass(frozen=True, slots=True)
class Entry:
    """One client of a caseload; `carers` is None unless another client is called alike."""

    client: Client
    standing: Standing
    carers: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Caseload:
    """A therapist's own clients, by nickname."""

    actor: Person
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Whom a typed name may mean.

    Attributes:
        said: what was typed, on one line; empty when nothing was.
        exact: those who are called so: one is the answer, two have to be told apart.
        near: without an exact one, those whose names come nearest, best first.
        entries: the whole caseload.
    """

    actor: Person
    said: str
    exact: tuple[Entry, ...]
    near: tuple[Entry, ...]
    entries: tuple[Entry, ...]


async def read_caseload(office: Office, visitor: Visitor) -> Caseload:
    """Return a therapist's own clients, each with its word.

    Raises:
        NotAllowed: not a therapist.
    """

    def ask(tx: Tx) -> Caseload:
        actor = access.therapist(tx, office, visitor.telegram_id)
        return Caseload(actor, _entries(tx, office, actor))

    return await office.db.read(ask)


async def find_client(office: Office, visitor: Visitor, said: str) -> Found:
    """Return whom a command means; with nothing said, the only client there is.

    Raises:
        NotAllowed: not a therapist.
    """
    words = " ".join(said.split())

    def ask(tx: Tx) -> Found:
        actor = access.therapist(tx, office, visitor.telegram_id)
        entries = _entries(tx, office, actor)
        known = {entry.client.id: entry for entry in entries}
        names = {who: entry.client.nickname for who, entry in known.items()}
        if words:
            exact = exactly(words, names)
            near = [] if exact else nearest(words, names)
        else:
            exact, near = (list(known) if len(known) == 1 else []), []
        return Found(
            actor,
            words,
            tuple(known[who] for who in exact),
            tuple(known[who] for who in near),
            entries,
        )

    return await office.db.read(ask)


async def search_clients(office: Office, visitor: Visitor, said: str) -> Found:
    """Return the clients whose names are like some typed words, best first; perhaps none.

    Raises:
        NotAllowed: not a therapist.
    """
    words = " ".join(said.split())

    def ask(tx: Tx) -> Found:
        actor = access.therapist(tx, office, visitor.telegram_id)
        entries = _entries(tx, office, actor)
        known = {entry.client.id: entry for entry in entries}
        names = {who: entry.client.nickname for who, entry in known.items()}
        exact = tuple(known[who] for who in exactly(words, names))
        like = [known[who] for who in alike(words, names, most=MOST_HITS)]
        others = tuple(entry for entry in like if entry not in exact)
        return Found(actor, words, exact, others, entries)

    return await office.db.read(ask)


def _entries(tx: Tx, office: Office, actor: Person) -> tuple[Entry, ...]:
    today = office.today(actor.zone)
    found = caseload.signs(tx, actor.id, now=office.now_ms(), today=today, zone=actor.zone)
    shared = Counter(folded(client.nickname) for client, _ in found)
    twins = [client.id for client, _ in found if shared[folded(client.nickname)] > 1]
    carers = caseload.carers(tx, twins, office.now_ms())
    return tuple(
        Entry(
            client,
            standing(signs, today),
            tuple(carers[client.id]) if client.id in carers else None,
        )
        for client, signs in found
    )
