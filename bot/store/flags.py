"""What is known about a client that cards have to respect: who answered, and when (brief 2.3)."""

from dataclasses import dataclass

from bot.store.database import Tx


@dataclass(frozen=True, slots=True)
class FlagAnswer:
    """One answer: `yes`, `no` or `unknown`; `answered_at` is UTC epoch milliseconds."""

    flag: str
    answer: str
    answered_by: str
    answered_at: int


def put(tx: Tx, client_id: int, flag: str, answer: str, by: int, now: int) -> bool:
    """Write down an answer; the same answer again keeps who gave it first.

    Returns:
        Whether that changed anything.
    """
    changed = tx.run(
        "INSERT INTO client_flags (client_id, flag, answer, answered_by, answered_at) "
        "VALUES (:c, :flag, :answer, :by, :now) "
        "ON CONFLICT (client_id, flag) DO UPDATE SET answer = excluded.answer, "
        "answered_by = excluded.answered_by, answered_at = excluded.answered_at "
        "WHERE client_flags.answer <> excluded.answer",
        c=client_id,
        flag=flag,
        answer=answer,
        by=by,
        now=now,
    )
    return changed == 1


def of(tx: Tx, client_id: int) -> dict[str, FlagAnswer]:
    """Return a client's answers by flag or clearance id; what is not there is not known."""
    rows = tx.all(
        "SELECT f.flag, f.answer, p.name, f.answered_at FROM client_flags f "
        "JOIN people p ON p.id = f.answered_by WHERE f.client_id = :c",
        c=client_id,
    )
    return {
        row["flag"]: FlagAnswer(row["flag"], row["answer"], row["name"], row["answered_at"])
        for row in rows
    }


def answers(tx: Tx, client_id: int) -> dict[str, str]:
    """Return `yes`, `no` or `unknown` by flag or clearance id, as `gates_for` reads it."""
    return {flag: one.answer for flag, one in of(tx, client_id).items()}
