"""Plans that a family made lighter by half, and which cards rest since then."""

from dataclasses import dataclass

from bot.store.database import Row, Tx


@dataclass(frozen=True, slots=True)
class Halving:
    """One halving; instants are UTC epoch milliseconds."""

    id: int
    client_id: int
    person_id: int
    at: int
    undone_at: int | None


_HALVING = "SELECT id, client_id, person_id, at, undone_at FROM halvings "


def _halving(row: Row | None) -> Halving | None:
    if row is None:
        return None
    return Halving(row["id"], row["client_id"], row["person_id"], row["at"], row["undone_at"])


def add(tx: Tx, client_id: int, person_id: int, now: int, origin: int) -> int:
    """Record a halving; the same `origin` (update) makes one."""
    tx.run(
        "INSERT INTO halvings (client_id, person_id, at, origin) VALUES (:c, :p, :now, :origin) "
        "ON CONFLICT (origin) DO NOTHING",
        c=client_id,
        p=person_id,
        now=now,
        origin=origin,
    )
    return int(tx.value("SELECT id FROM halvings WHERE origin = :origin", origin=origin))


def by_id(tx: Tx, halving_id: int) -> Halving | None:
    """Return a halving."""
    return _halving(tx.one(_HALVING + "WHERE id = :id", id=halving_id))


def standing_since(tx: Tx, client_id: int, since: int) -> Halving | None:
    """Return the newest halving of a client since an instant that was not taken back."""
    return _halving(
        tx.one(
            _HALVING + "WHERE client_id = :c AND at >= :since AND undone_at IS NULL "
            "ORDER BY id DESC LIMIT 1",
            c=client_id,
            since=since,
        )
    )


def rest(tx: Tx, halving_id: int, assignment_id: int, version: int) -> None:
    """Record that a halving rests an assignment, and in which version it rests."""
    tx.run(
        "INSERT INTO halved_assignments (halving_id, assignment_id, version) "
        "VALUES (:h, :a, :v) ON CONFLICT (halving_id, assignment_id) DO NOTHING",
        h=halving_id,
        a=assignment_id,
        v=version,
    )


def rested_by(tx: Tx, halving_id: int) -> list[tuple[int, int]]:
    """Return what a halving rested: (assignment, the version that rests)."""
    rows = tx.all(
        "SELECT assignment_id, version FROM halved_assignments WHERE halving_id = :h "
        "ORDER BY assignment_id",
        h=halving_id,
    )
    return [(row["assignment_id"], row["version"]) for row in rows]


def undo(tx: Tx, halving_id: int, now: int) -> bool:
    """Take a halving back; say whether that was the first time."""
    return (
        tx.run(
            "UPDATE halvings SET undone_at = :now WHERE id = :id AND undone_at IS NULL",
            now=now,
            id=halving_id,
        )
        == 1
    )


def rests(tx: Tx, assignment_id: int) -> bool:
    """Say whether an assignment rests because a family halved its plan, and for nothing else."""
    return bool(
        tx.value(
            "SELECT 1 FROM halved_assignments r JOIN halvings h ON h.id = r.halving_id "
            "JOIN assignments a ON a.id = r.assignment_id AND a.version = r.version "
            "WHERE r.assignment_id = :a AND a.status = 'paused' AND h.undone_at IS NULL",
            a=assignment_id,
        )
    )
