"""Clients whose program is closed: the records stay, and no ordinary question finds them."""

from bot.domain.people import Role
from bot.domain.team import Closing
from bot.store.clients import CLIENT_COLUMNS, client_of
from bot.store.database import Row, Tx

_CLOSED = (
    "SELECT l.role, c.discharged_at, c.discharged_by, c.farewell, "  # noqa: S608 - our own columns
    + ", ".join(f"c.{one}" for one in CLIENT_COLUMNS)
    + " FROM care_links l JOIN clients c ON c.id = l.client_id "
    "WHERE l.ended_at IS NULL AND (l.ends_at IS NULL OR l.ends_at > :now) "
    "AND (l.begins_at IS NULL OR l.begins_at <= :now) AND c.discharged_at IS NOT NULL "
    "AND l.person_id = :p "
)


def _closing(row: Row) -> Closing:
    return Closing(
        client_of(row),
        Role(row["role"]),
        row["discharged_at"],
        row["discharged_by"],
        row["farewell"],
    )


def closing(tx: Tx, person_id: int, client_id: int, now: int) -> Closing | None:
    """Return a closed client to whom somebody is still linked."""
    row = tx.one(_CLOSED + "AND c.id = :c", p=person_id, c=client_id, now=now)
    return None if row is None else _closing(row)


def closings_of(tx: Tx, person_id: int, now: int) -> list[Closing]:
    """Return the closed clients to whom somebody is still linked, the latest first."""
    rows = tx.all(_CLOSED + "ORDER BY c.discharged_at DESC, c.id", p=person_id, now=now)
    return [_closing(row) for row in rows]


def close(tx: Tx, client_id: int, by: int, now: int) -> bool:
    """Close a client's program; say whether it was open."""
    changed = tx.run(
        "UPDATE clients SET discharged_at = :now, discharged_by = :by "
        "WHERE id = :c AND discharged_at IS NULL",
        now=now,
        by=by,
        c=client_id,
    )
    return changed == 1


def reopen(tx: Tx, client_id: int) -> bool:
    """Open a client's program again; say whether it was closed."""
    changed = tx.run(
        "UPDATE clients SET discharged_at = NULL, discharged_by = NULL "
        "WHERE id = :c AND discharged_at IS NOT NULL",
        c=client_id,
    )
    return changed == 1


def words_of(tx: Tx, client_id: int) -> str | None:
    """Return the therapist's own words for the last page."""
    found = tx.value("SELECT farewell FROM clients WHERE id = :c", c=client_id)
    return None if found is None else str(found)


def set_words(tx: Tx, client_id: int, words: str | None) -> None:
    """Keep the therapist's own words for the last page."""
    tx.run("UPDATE clients SET farewell = :words WHERE id = :c", words=words, c=client_id)


def tried(tx: Tx, client_id: int) -> list[int]:
    """Return the assignments of which something was done, the first tried first."""
    rows = tx.all(
        "SELECT i.assignment_id FROM check_ins i JOIN assignments a ON a.id = i.assignment_id "
        "WHERE a.client_id = :c AND i.outcome <> 'not_today' AND i.withdrawn_at IS NULL "
        "GROUP BY i.assignment_id ORDER BY min(i.on_date), i.assignment_id",
        c=client_id,
    )
    return [row["assignment_id"] for row in rows]


def rest_reminders(tx: Tx, client_id: int) -> None:
    """No reminder about a client is due any more; the times that were chosen stay."""
    tx.run(
        "UPDATE reminders SET next_due_at = NULL, next_on = NULL WHERE client_id = :c",
        c=client_id,
    )


def skip_open(tx: Tx, client_id: int) -> None:
    """Owe nobody anything more about a client."""
    tx.run(
        "UPDATE deliveries SET state = 'skipped', reason = 'closed' "
        "WHERE client_id = :c AND state = 'planned'",
        c=client_id,
    )


def revoke_links(tx: Tx, client_id: int, now: int) -> None:
    """Let no open invitation to a client be followed any more."""
    tx.run(
        "UPDATE invites SET revoked_at = :now "
        "WHERE client_id = :c AND used_by IS NULL AND revoked_at IS NULL",
        now=now,
        c=client_id,
    )


def unseen_worries(tx: Tx, client_id: int) -> int:
    """Return how many of a client's worries nobody has looked at."""
    return int(
        tx.value(
            "SELECT count(*) FROM worries WHERE client_id = :c AND seen_at IS NULL", c=client_id
        )
    )


def closed_before(tx: Tx, before: int) -> int | None:
    """Return a client who was closed before an instant, the longest ago."""
    found = tx.value(
        "SELECT id FROM clients WHERE discharged_at IS NOT NULL AND discharged_at < :before "
        "ORDER BY discharged_at, id LIMIT 1",
        before=before,
    )
    return None if found is None else int(found)
