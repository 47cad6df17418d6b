"""Worries: a caregiver said that something was not right (brief 4.5)."""

from dataclasses import dataclass

from bot.store.database import Tx


@dataclass(frozen=True, slots=True)
class Worry:
    """One worry; instants are UTC epoch milliseconds."""

    id: int
    client_id: int
    person_id: int
    assignment_id: int | None
    code: str
    tier: str
    created_at: int


def add(
    tx: Tx,
    *,
    client_id: int,
    person_id: int,
    assignment_id: int,
    code: str,
    tier: str,
    now: int,
    origin: int,
) -> int:
    """Record a worry, once for each update it came with; return its id."""
    tx.run(
        "INSERT INTO worries (client_id, person_id, assignment_id, code, tier, created_at, origin) "
        "VALUES (:c, :p, :a, :code, :tier, :now, :origin) ON CONFLICT (origin) DO NOTHING",
        c=client_id,
        p=person_id,
        a=assignment_id,
        code=code,
        tier=tier,
        now=now,
        origin=origin,
    )
    return int(tx.value("SELECT id FROM worries WHERE origin = :origin", origin=origin))


def came_with(tx: Tx, origin: int) -> bool:
    """Say whether an update has brought a worry already."""
    return bool(tx.value("SELECT 1 FROM worries WHERE origin = :o", o=origin))


def told_since(tx: Tx, assignment_id: int, person_id: int, since: int) -> bool:
    """Say whether a person has told a worry about an assignment since an instant."""
    return bool(
        tx.value(
            "SELECT 1 FROM worries "
            "WHERE assignment_id = :a AND person_id = :p AND created_at >= :since",
            a=assignment_id,
            p=person_id,
            since=since,
        )
    )


def by_id(tx: Tx, worry_id: int) -> Worry | None:
    """Return a worry."""
    row = tx.one(
        "SELECT id, client_id, person_id, assignment_id, code, tier, created_at FROM worries "
        "WHERE id = :id",
        id=worry_id,
    )
    return None if row is None else Worry(*row)


def of_client(tx: Tx, client_id: int, since: int) -> list[Worry]:
    """Return a client's worries since an instant, newest first."""
    rows = tx.all(
        "SELECT id, client_id, person_id, assignment_id, code, tier, created_at FROM worries "
        "WHERE client_id = :c AND created_at >= :since ORDER BY created_at DESC",
        c=client_id,
        since=since,
    )
    return [Worry(*row) for row in rows]
