"""What was confirmed before an activity was assigned: written once, never changed."""

from bot.domain.looked_at import LookedAt
from bot.store.database import Tx


def record(
    tx: Tx, assignment_id: int, flag: str, answer: str, words: str, *, by: int, now: int
) -> None:
    """Write down that somebody confirmed something for an assignment."""
    tx.run(
        "INSERT INTO assignment_checks "
        "(assignment_id, flag, answer, words, confirmed_by, confirmed_at) "
        "VALUES (:a, :flag, :answer, :words, :by, :now) "
        "ON CONFLICT (assignment_id, flag) DO NOTHING",
        a=assignment_id,
        flag=flag,
        answer=answer,
        words=words,
        by=by,
        now=now,
    )


def of_assignment(tx: Tx, assignment_id: int) -> list[LookedAt]:
    """Return what was confirmed for an assignment."""
    rows = tx.all(
        "SELECT k.flag, k.answer, k.words, p.name, k.confirmed_at FROM assignment_checks k "
        "JOIN people p ON p.id = k.confirmed_by WHERE k.assignment_id = :a ORDER BY k.flag",
        a=assignment_id,
    )
    return [
        LookedAt(r["flag"], r["answer"], r["words"], r["name"], r["confirmed_at"]) for r in rows
    ]
