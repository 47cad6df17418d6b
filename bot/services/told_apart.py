"""Two clients of one name are told apart by who cares for them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from bot.domain.nearest import folded
from bot.domain.people import Client
from bot.services.office import Office
from bot.store import people
from bot.store.database import Tx

CARERS_NAMED: Final = 2


def told_apart(tx: Tx, office: Office, clients: Iterable[Client]) -> Mapping[int, str]:
    """Return, by client, who cares for those whose name somebody else has, too."""
    every = list(clients)
    times = Counter(folded(client.nickname) for client in every)
    return {
        client.id: ", ".join(
            who.name
            for who, _ in people.caregivers_of(tx, client.id, office.now_ms())[:CARERS_NAMED]
        )
        for client in every
        if times[folded(client.nickname)] > 1
    }
