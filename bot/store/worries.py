"""Worries: a caregiver said that something was not right (brief 4.5)."""

from bot.domain.worry import About, Answer, Tier, Worry
from bot.store.database import Row, Tx

__all__ = ["Worry"]

SELECT = (
    "SELECT w.id, w.client_id, w.person_id, w.assignment_id, w.code, w.tier, w.created_at, "
    "w.about, w.shown, w.answer, w.call_card, w.seen_by, w.seen_at, "
    "w.late_told_at, w.left_at FROM worries w "
)


def from_row(row: Row) -> Worry:
    """Read a worry from a row of `SELECT`."""
    return Worry(
        id=row["id"],
        client_id=row["client_id"],
        person_id=row["person_id"],
        assignment_id=row["assignment_id"],
        code=row["code"],
        tier=Tier(row["tier"]),
        created_at=row["created_at"],
        about=About(row["about"]),
        shown=row["shown"],
        answer=Answer(row["answer"]) if row["answer"] else None,
        has_call_card=bool(row["call_card"]),
        seen_by=row["seen_by"],
        seen_at=row["seen_at"],
        late_told_at=row["late_told_at"],
        left_at=row["left_at"],
    )


def add(
    tx: Tx,
    *,
    client_id: int,
    person_id: int,
    assignment_id: int | None,
    code: str,
    tier: Tier,
    about: About,
    shown: str,
    now: int,
    origin: int,
) -> int:
    """Record a worry, once for each update it came with; return its id."""
    tx.run(
        "INSERT INTO worries (client_id, person_id, assignment_id, code, tier, about, shown, "
        "created_at, origin) VALUES (:c, :p, :a, :code, :tier, :about, :shown, :now, :origin) "
        "ON CONFLICT (origin) DO NOTHING",
        c=client_id,
        p=person_id,
        a=assignment_id,
        code=code,
        tier=tier,
        about=about,
        shown=shown,
        now=now,
        origin=origin,
    )
    return int(tx.value("SELECT id FROM worries WHERE origin = :origin", origin=origin))


def by_id(tx: Tx, worry_id: int) -> Worry | None:
    """Return a worry."""
    row = tx.one(SELECT + "WHERE w.id = :id", id=worry_id)
    return None if row is None else from_row(row)


def by_origin(tx: Tx, origin: int) -> Worry | None:
    """Return the worry that an update has brought already."""
    row = tx.one(SELECT + "WHERE w.origin = :o", o=origin)
    return None if row is None else from_row(row)


def same_since(
    tx: Tx,
    *,
    person_id: int,
    client_id: int,
    assignment_id: int | None,
    code: str,
    about: About,
    since: int,
) -> Worry | None:
    """Return the same worry by the same person that nobody has seen yet, if it is not older."""
    row = tx.one(
        SELECT
        + "WHERE w.person_id = :p AND w.client_id = :c AND w.code = :code AND w.about = :about "
        "AND coalesce(w.assignment_id, 0) = coalesce(:a, 0) AND w.seen_at IS NULL "
        "AND w.created_at >= :since ORDER BY w.id DESC LIMIT 1",
        p=person_id,
        c=client_id,
        code=code,
        about=about,
        a=assignment_id,
        since=since,
    )
    return None if row is None else from_row(row)


def of_client(tx: Tx, client_id: int, since: int) -> list[Worry]:
    """Return a client's worries since an instant, newest first: for therapists alone."""
    rows = tx.all(
        SELECT + "WHERE w.client_id = :c AND w.created_at >= :since ORDER BY w.created_at DESC",
        c=client_id,
        since=since,
    )
    return [from_row(row) for row in rows]


def set_answer(tx: Tx, worry_id: int, answer: Answer) -> None:
    """Keep what was answered on the page."""
    tx.run("UPDATE worries SET answer = :answer WHERE id = :id", answer=answer, id=worry_id)


def open_call_card(tx: Tx, worry_id: int) -> None:
    """The page shows whom one can call, too."""
    tx.run("UPDATE worries SET call_card = 1 WHERE id = :id", id=worry_id)


def leave(tx: Tx, worry_id: int, now: int) -> bool:
    """The writer goes on from the page; say whether for the first time."""
    return (
        tx.run(
            "UPDATE worries SET left_at = :now WHERE id = :id AND left_at IS NULL",
            now=now,
            id=worry_id,
        )
        == 1
    )


def mark_seen(tx: Tx, worry_id: int, person_id: int, now: int) -> bool:
    """Somebody of the practice has looked; say whether they were the first."""
    return (
        tx.run(
            "UPDATE worries SET seen_by = :p, seen_at = :now WHERE id = :id AND seen_at IS NULL",
            p=person_id,
            now=now,
            id=worry_id,
        )
        == 1
    )
