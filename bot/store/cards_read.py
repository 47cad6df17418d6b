"""What a person has seen of a card: its safety (whole once, then folded), and how many steps."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from bot.store.database import Tx

#: A wish for a smaller card is kept in mind for so many days.
WISH_DAYS: Final = 14


@dataclass(frozen=True, slots=True)
class Mark:
    """How a person stands with a card.

    Attributes:
        was_read: they have seen its safety texts in this revision.
        step: the step they have reached on that local date, from 1.
        is_smaller: somebody wished for a smaller one, and none was done since.
    """

    was_read: bool
    step: int | None
    is_smaller: bool


def reach(
    tx: Tx, person_id: int, assignment_id: int, revision: str, on: date, step: int | None, now: int
) -> None:
    """Record the step that a person has reached on a card of a local date; None after the last."""
    tx.run(
        "INSERT INTO cards_read (person_id, assignment_id, revision, read_at, step, step_on) "
        "VALUES (:p, :a, :r, :now, :step, :on) "
        "ON CONFLICT (person_id, assignment_id, revision) "
        "DO UPDATE SET step = excluded.step, step_on = excluded.step_on",
        p=person_id,
        a=assignment_id,
        r=revision,
        on=on.isoformat(),
        step=step,
        now=now,
    )


def look(tx: Tx, person_id: int, assignment_id: int, revision: str, on: date) -> Mark:
    """Return how a person stands with a card of a local date."""
    row = tx.one(
        "SELECT (SELECT 1 FROM cards_read WHERE person_id = :p AND assignment_id = :a "
        "AND revision = :r) AS was_read, "
        "(SELECT step FROM cards_read WHERE person_id = :p AND assignment_id = :a "
        "AND revision = :r AND step_on = :on) AS step, "
        "(SELECT wish FROM check_ins WHERE assignment_id = :a AND on_date < :on "
        "AND on_date >= :since AND withdrawn_at IS NULL "
        "AND (wish IS NOT NULL OR outcome <> 'not_today') "
        "ORDER BY on_date DESC, changed_at DESC LIMIT 1) AS wish",
        p=person_id,
        a=assignment_id,
        r=revision,
        on=on.isoformat(),
        since=(on - timedelta(days=min(WISH_DAYS, on.toordinal() - 1))).isoformat(),
    )
    if row is None:
        raise LookupError("a row without a table vanished")
    return Mark(bool(row["was_read"]), row["step"], row["wish"] is not None)
