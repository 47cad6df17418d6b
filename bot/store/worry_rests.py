"""Which assignments a worry rests, until a therapist lets each of them come back."""

from bot.store.database import Tx


def add(tx: Tx, worry_id: int, assignment_id: int) -> None:
    """Record that a worry rests an assignment."""
    tx.run(
        "INSERT INTO worry_rests (worry_id, assignment_id) VALUES (:w, :a) "
        "ON CONFLICT (worry_id, assignment_id) DO NOTHING",
        w=worry_id,
        a=assignment_id,
    )


def rested_by(tx: Tx, worry_id: int) -> list[tuple[int, bool]]:
    """Return the assignments that a worry rested: (id, whether it is still to come back)."""
    rows = tx.all(
        "SELECT r.assignment_id, r.back_at IS NULL AND a.status = 'paused' AS rests "
        "FROM worry_rests r JOIN assignments a ON a.id = r.assignment_id "
        "WHERE r.worry_id = :w ORDER BY a.position, a.id",
        w=worry_id,
    )
    return [(row["assignment_id"], bool(row["rests"])) for row in rows]


def is_held(tx: Tx, assignment_id: int, but_worry: int = 0) -> bool:
    """Say whether an assignment rests because of a worry, or of another one than that."""
    return bool(
        tx.value(
            "SELECT 1 FROM worry_rests "
            "WHERE assignment_id = :a AND back_at IS NULL AND worry_id <> :w",
            a=assignment_id,
            w=but_worry,
        )
    )


def let_back(tx: Tx, assignment_id: int, by: int, now: int) -> None:
    """A therapist lets an assignment come back: no worry holds it any more."""
    tx.run(
        "UPDATE worry_rests SET back_at = :now, back_by = :by "
        "WHERE assignment_id = :a AND back_at IS NULL",
        now=now,
        by=by,
        a=assignment_id,
    )
