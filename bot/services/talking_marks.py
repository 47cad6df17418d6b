"""How far a message has come, noted as its deliveries go out, wait, or are given up.

The writer's page is owed an edit in the same transaction: it never says more than is on record.
"""

from collections.abc import Callable
from typing import Final

from bot.services.office import Office
from bot.services.talking_pages import PAGE
from bot.store import message_copies, messages, owed_edits
from bot.store.database import Tx

#: The subject of a message's deliveries.
NOTICE: Final = "message"


def notice_sent(tx: Tx, office: Office, subject: str, person_id: int) -> None:
    """A message has arrived with somebody: its writer's page says so."""
    _marked(tx, office, subject, person_id, message_copies.mark_delivered)


def notice_lost(tx: Tx, office: Office, subject: str, person_id: int) -> None:
    """A message will not arrive with somebody: its writer's page says so."""
    _marked(tx, office, subject, person_id, message_copies.mark_lost)


def notice_waits(tx: Tx, office: Office, subject: str) -> None:
    """A message waits for somebody who cannot be reached: its writer's page says so."""
    kind, _, number = subject.partition(":")
    one = messages.by_id(tx, int(number)) if kind == NOTICE else None
    if one is not None:
        owed_edits.owe_edit(tx, f"{PAGE}:{one.head_id}", office.now_ms())


def _marked(
    tx: Tx,
    office: Office,
    subject: str,
    person_id: int,
    mark: Callable[[Tx, int, int, int], None],
) -> None:
    kind, _, number = subject.partition(":")
    one = messages.by_id(tx, int(number)) if kind == NOTICE else None
    if one is None:
        return
    mark(tx, one.id, person_id, office.now_ms())
    owed_edits.owe_edit(tx, f"{PAGE}:{one.head_id}", office.now_ms())
