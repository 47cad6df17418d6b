"""Cards of an hour ago and more, put away in a small table: the day's cards alone stay large.

A card there is still a card that was sent: store/sent_cards.py looks into both tables, the
planner plans no date twice, and a card is taken out again when somebody answers about it.
"""

from datetime import date
from typing import Final

from bot.store.database import Tx

#: So many cards are put away at once, so that nobody waits for it.
BATCH: Final = 250
#: The cards of so many clients are looked through at once for old ones.
CLIENTS_AT_ONCE: Final = 100

_FINISHED: Final = (
    "SELECT id FROM deliveries WHERE slot <> 'notice' AND subject = '' "
    "AND state IN ('sent', 'skipped') AND due_at < :before "
    "AND coalesce(sent_at, due_at) < :before AND refresh_at IS NULL "
    "ORDER BY due_at, id LIMIT :most"
)
_KEEP: Final = f"""
    INSERT INTO cards_put_away (client_id, person_id, local_date, slot, message_id, skipped_why)
    SELECT client_id, person_id, local_date, slot, message_id,
        CASE WHEN state = 'skipped' THEN coalesce(reason, '') END
    FROM deliveries WHERE id IN ({_FINISHED})
    ON CONFLICT (client_id, person_id, local_date, slot)
    DO UPDATE SET message_id = excluded.message_id
"""  # noqa: S608

_TAKE_OUT: Final = (
    "INSERT INTO deliveries (person_id, client_id, slot, local_date, due_at, window_ends_at, "
    "not_before, state, message_id) "
    "SELECT person_id, client_id, slot, local_date, :now, :now, :now, 'sent', message_id "
    "FROM cards_put_away WHERE client_id = :c AND person_id IN (SELECT person_id "
    "FROM care_links WHERE client_id = :c AND role <> 'therapist' AND person_id <> :p) "
    "AND local_date = :on AND slot IN (:first, :last) AND message_id IS NOT NULL "
    "ON CONFLICT (person_id, client_id, slot, local_date, subject) DO NOTHING"
)


def put_away(tx: Tx, before: int, most: int = BATCH) -> int:
    """Put away up to `most` cards that were dealt with before an instant; return how many.

    The instant is UTC epoch milliseconds. What is owed an edit waits for it, and what somebody
    snoozed stays: its date's own card may be yet to come.
    """
    tx.run(_KEEP, before=before, most=most)
    return tx.run(f"DELETE FROM deliveries WHERE id IN ({_FINISHED})", before=before, most=most)  # noqa: S608


def take_out(
    tx: Tx, *, client_id: int, on: date, slots: tuple[str, ...], but_person: int, now: int
) -> None:
    """Bring a client's cards of a date back into `deliveries`, where owed edits are found.

    `but_person`'s own stay where they are. When one was sent is not known any more, so that no
    outage concerns it; it is put away again an hour later.
    """
    tx.run(
        _TAKE_OUT,
        now=now,
        c=client_id,
        on=on.isoformat(),
        first=slots[0],
        last=slots[-1],
        p=but_person,
    )


def let_go(tx: Tx, person_id: int, message_id: int) -> None:
    """A message shows something else now: it is no card any more that could be edited."""
    tx.run(
        "UPDATE cards_put_away SET message_id = NULL WHERE person_id = :p AND message_id = :m "
        "AND client_id IN (SELECT client_id FROM care_links WHERE person_id = :p "
        "AND ended_at IS NULL)",
        p=person_id,
        m=message_id,
    )


def prune(tx: Tx, before: str, after_client: int, clients: int = CLIENTS_AT_ONCE) -> int | None:
    """Forget cards of local dates before that one, of the clients that follow a client.

    Returns:
        The last client looked at, to go on from; None when there was none left.
    """
    last = tx.value(
        "SELECT max(id) FROM (SELECT id FROM clients WHERE id > :after ORDER BY id LIMIT :many)",
        after=after_client,
        many=clients,
    )
    if last is None:
        return None
    tx.run(
        "DELETE FROM cards_put_away WHERE client_id > :after AND client_id <= :last "
        "AND local_date < :before",
        after=after_client,
        last=last,
        before=before,
    )
    return int(last)
