"""Which cards a person has seen: safety is shown whole the first time, then folded."""

from bot.store.database import Tx


def mark(tx: Tx, person_id: int, assignment_id: int, revision: str, now: int) -> None:
    """Record that a person has seen a card's safety texts."""
    tx.run(
        "INSERT INTO cards_read (person_id, assignment_id, revision, read_at) "
        "VALUES (:p, :a, :r, :now) ON CONFLICT (person_id, assignment_id, revision) DO NOTHING",
        p=person_id,
        a=assignment_id,
        r=revision,
        now=now,
    )


def was_read(tx: Tx, person_id: int, assignment_id: int, revision: str) -> bool:
    """Say whether a person has seen a card's safety texts in this revision."""
    return bool(
        tx.value(
            "SELECT 1 FROM cards_read WHERE person_id = :p AND assignment_id = :a "
            "AND revision = :r",
            p=person_id,
            a=assignment_id,
            r=revision,
        )
    )
