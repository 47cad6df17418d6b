"""Which learn cards a therapist put beside a client's program."""

from bot.store.database import Tx


def attach(tx: Tx, client_id: int, learn_id: str, by: int, now: int) -> None:
    """Put a learn card beside a program."""
    tx.run(
        "INSERT INTO attached_learning (client_id, learn_id, attached_by, attached_at) "
        "VALUES (:c, :l, :by, :now) ON CONFLICT (client_id, learn_id) DO NOTHING",
        c=client_id,
        l=learn_id,
        by=by,
        now=now,
    )


def detach(tx: Tx, client_id: int, learn_id: str) -> None:
    """Take a learn card away from a program."""
    tx.run(
        "DELETE FROM attached_learning WHERE client_id = :c AND learn_id = :l",
        c=client_id,
        l=learn_id,
    )


def attached(tx: Tx, client_id: int) -> tuple[str, ...]:
    """Return the ids of a client's learn cards, in the order they were attached."""
    rows = tx.all(
        "SELECT learn_id FROM attached_learning WHERE client_id = :c "
        "ORDER BY attached_at, learn_id",
        c=client_id,
    )
    return tuple(row["learn_id"] for row in rows)
