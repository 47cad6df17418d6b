"""Whom a message is for, and what became of it: each copy arrives, is given up, and is seen."""

from dataclasses import dataclass

from bot.store.database import Tx


@dataclass(frozen=True, slots=True)
class Copy:
    """What became of a sending with one person: of so many parts, so many have arrived."""

    person_id: int
    parts: int
    delivered: int
    lost: int
    delivered_at: int | None
    seen_at: int | None


def add(tx: Tx, message_id: int, person_id: int) -> None:
    """Say that a part is for somebody."""
    tx.run(
        "INSERT INTO message_copies (message_id, person_id) VALUES (:m, :p) "
        "ON CONFLICT (message_id, person_id) DO NOTHING",
        m=message_id,
        p=person_id,
    )


def of(tx: Tx, head_id: int) -> list[Copy]:
    """Return what became of a sending with each person it is for."""
    rows = tx.all(
        "SELECT x.person_id, count(*) AS parts, count(x.delivered_at) AS delivered, "
        "count(x.lost_at) AS lost, max(x.delivered_at) AS delivered_at, max(x.seen_at) AS seen_at "
        "FROM message_copies x JOIN messages m ON m.id = x.message_id "
        "WHERE m.id = :h OR m.head_id = :h GROUP BY x.person_id ORDER BY x.person_id",
        h=head_id,
    )
    return [
        Copy(r["person_id"], r["parts"], r["delivered"], r["lost"], r["delivered_at"], r["seen_at"])
        for r in rows
    ]


def is_for(tx: Tx, message_id: int, person_id: int) -> bool:
    """Say whether a part is for somebody."""
    return bool(
        tx.value(
            "SELECT 1 FROM message_copies WHERE message_id = :m AND person_id = :p",
            m=message_id,
            p=person_id,
        )
    )


def mark_delivered(tx: Tx, message_id: int, person_id: int, now: int) -> None:
    """Record that a part has arrived with somebody."""
    tx.run(
        "UPDATE message_copies SET delivered_at = coalesce(delivered_at, :now), lost_at = NULL "
        "WHERE message_id = :m AND person_id = :p",
        now=now,
        m=message_id,
        p=person_id,
    )


def mark_lost(tx: Tx, message_id: int, person_id: int, now: int) -> None:
    """Record that a part will not arrive with somebody."""
    tx.run(
        "UPDATE message_copies SET lost_at = :now "
        "WHERE message_id = :m AND person_id = :p AND delivered_at IS NULL",
        now=now,
        m=message_id,
        p=person_id,
    )


def mark_seen(tx: Tx, head_id: int, person_id: int, now: int) -> bool:
    """Record that somebody has seen what was sent at once; say whether for the first time."""
    return bool(
        tx.run(
            "UPDATE message_copies SET seen_at = :now, delivered_at = coalesce(delivered_at, :now) "
            "WHERE person_id = :p AND seen_at IS NULL AND message_id IN "
            "(SELECT id FROM messages WHERE id = :h OR head_id = :h)",
            now=now,
            p=person_id,
            h=head_id,
        )
    )


def unseen_heads(tx: Tx, person_id: int, client_id: int) -> list[int]:
    """Return what was sent at once to somebody about a client and has not been seen by them."""
    rows = tx.all(
        "SELECT DISTINCT coalesce(m.head_id, m.id) AS head FROM message_copies x "
        "JOIN messages m ON m.id = x.message_id "
        "WHERE x.person_id = :p AND x.seen_at IS NULL AND m.client_id = :c ORDER BY 1",
        p=person_id,
        c=client_id,
    )
    return [int(row["head"]) for row in rows]


def unseen_of(tx: Tx, person_id: int) -> dict[int, tuple[int, int]]:
    """Return, by client, how many sendings of families to a therapist wait, and since when.

    What one therapist has seen waits for no other.
    """
    rows = tx.all(
        "SELECT m.client_id, count(DISTINCT coalesce(m.head_id, m.id)) AS n, "
        "min(m.created_at) AS since FROM message_copies x JOIN messages m ON m.id = x.message_id "
        "WHERE x.person_id = :p AND x.seen_at IS NULL AND m.from_practice = 0 AND NOT EXISTS "
        "(SELECT 1 FROM message_copies y WHERE y.message_id = m.id AND y.seen_at IS NOT NULL) "
        "GROUP BY m.client_id",
        p=person_id,
    )
    return {row["client_id"]: (row["n"], row["since"]) for row in rows}
