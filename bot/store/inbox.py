"""The durable queue's table: what Telegram handed over, until it is dealt with."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.store.database import Row, Tx

#: So many rows are forgotten at once, so that nobody waits for it.
PRUNE_BATCH = 1_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One raw update; `seq` is the order of arrival."""

    seq: int
    chat_id: int
    body: dict[str, Any]


def _entry(row: Row) -> Entry:
    return Entry(row["seq"], row["chat_id"], json.loads(row["body"]))


def store(
    tx: Tx, update_id: int, chat_id: int, body: dict[str, Any], *, claimed: bool, now: int
) -> int | None:
    """Keep an update; return its place in the queue, or None when it came before."""
    row = tx.one(
        "INSERT INTO inbox (update_id, chat_id, body, received_at, state) "
        "VALUES (:update_id, :chat_id, :body, :now, :state) "
        "ON CONFLICT (update_id) DO NOTHING RETURNING seq",
        update_id=update_id,
        chat_id=chat_id,
        body=json.dumps(body),  # ASCII, so that a lone surrogate is no trouble
        now=now,
        state="claimed" if claimed else "waiting",
    )
    return None if row is None else int(row["seq"])


def claim_next(tx: Tx, limit: int) -> list[Entry]:
    """Claim the oldest waiting updates for processing."""
    rows = tx.all(
        "UPDATE inbox SET state = 'claimed' WHERE seq IN "
        "(SELECT seq FROM inbox WHERE state = 'waiting' AND attempts = 0 ORDER BY seq "
        "LIMIT :limit) RETURNING seq, chat_id, body",
        limit=limit,
    )
    return sorted((_entry(row) for row in rows), key=lambda entry: entry.seq)


def claim_one(tx: Tx, seq: int) -> None:
    """Claim a single update that was in hand when the process died before."""
    tx.run("UPDATE inbox SET state = 'claimed' WHERE seq = :seq", seq=seq)


def release(tx: Tx, seqs: Sequence[int]) -> None:
    """Give back claimed updates that were not begun."""
    tx.run_many("UPDATE inbox SET state = 'waiting' WHERE seq = :seq", [{"seq": s} for s in seqs])


def finish(tx: Tx, seqs: Sequence[int], now: int) -> None:
    """Record that these updates are dealt with."""
    tx.run_many(
        "UPDATE inbox SET state = 'done', done_at = :now WHERE seq = :seq",
        [{"seq": s, "now": now} for s in seqs],
    )


def set_aside(tx: Tx, seq: int, now: int) -> None:
    """Keep an update out of the queue for good: it cannot be processed."""
    tx.run("UPDATE inbox SET state = 'aside', done_at = :now WHERE seq = :seq", seq=seq, now=now)


def recover(tx: Tx, most_attempts: int, now: int) -> tuple[list[Entry], list[int], int]:
    """Sort out what a dead process left behind.

    Returns:
        The updates that were in hand at its death, oldest first; the update ids set aside because
        the process died with them in hand `most_attempts` times; how many others wait.
    """
    tx.run("UPDATE inbox SET attempts = attempts + 1, state = 'waiting' WHERE state = 'claimed'")
    aside = tx.all(
        "UPDATE inbox SET state = 'aside', done_at = :now "
        "WHERE state = 'waiting' AND attempts >= :most RETURNING update_id",
        most=most_attempts,
        now=now,
    )
    suspects = tx.all(
        "SELECT seq, chat_id, body FROM inbox WHERE state = 'waiting' AND attempts > 0 ORDER BY seq"
    )
    waiting = tx.value("SELECT count(*) FROM inbox WHERE state = 'waiting' AND attempts = 0")
    return [_entry(row) for row in suspects], [row["update_id"] for row in aside], int(waiting)


def forget_aside(tx: Tx, before: int, most: int = PRUNE_BATCH) -> int:
    """Forget up to `most` updates that were set aside before that instant; return how many."""
    return tx.run(
        "DELETE FROM inbox WHERE seq IN "
        "(SELECT seq FROM inbox WHERE state = 'aside' AND done_at < :before LIMIT :most)",
        before=before,
        most=most,
    )


def backlog(tx: Tx) -> int:
    """Return how many updates are not dealt with yet."""
    return int(tx.value("SELECT count(*) FROM inbox WHERE state IN ('waiting', 'claimed')"))


def prune(tx: Tx, done_before: int, most: int = PRUNE_BATCH) -> int:
    """Forget up to `most` updates that were dealt with before that instant; return how many."""
    return tx.run(
        "DELETE FROM inbox WHERE seq IN "
        "(SELECT seq FROM inbox WHERE state = 'done' AND done_at < :before LIMIT :most)",
        before=done_before,
        most=most,
    )
