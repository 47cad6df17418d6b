"""Worries: a caregiver said that something was not right (brief 4.5)."""

from dataclasses import dataclass

from bot.domain.worry import About, Answer, Reader, Tier, Worry
from bot.store.database import Row, Tx

__all__ = ["Telling", "Worry"]

_WORRY = (
    "SELECT w.id, w.client_id, w.person_id, w.assignment_id, w.code, w.tier, w.created_at, "
    "w.about, w.shown, w.answer, w.seen_by, w.seen_at, w.late_told_at, w.left_at FROM worries w "
)


@dataclass(frozen=True, slots=True)
class Telling:
    """Who was told, as what; instants are UTC epoch milliseconds."""

    person_id: int
    name: str
    reader: Reader
    told_at: int
    sent_at: int | None


def _worry(row: Row) -> Worry:
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
    row = tx.one(_WORRY + "WHERE w.id = :id", id=worry_id)
    return None if row is None else _worry(row)


def by_origin(tx: Tx, origin: int) -> Worry | None:
    """Return the worry that an update has brought already."""
    row = tx.one(_WORRY + "WHERE w.origin = :o", o=origin)
    return None if row is None else _worry(row)


def same_since(
    tx: Tx, *, person_id: int, client_id: int, assignment_id: int | None, code: str, since: int
) -> Worry | None:
    """Return the same worry by the same person that nobody has seen yet, if it is not older."""
    row = tx.one(
        _WORRY + "WHERE w.person_id = :p AND w.client_id = :c AND w.code = :code "
        "AND coalesce(w.assignment_id, 0) = coalesce(:a, 0) AND w.seen_at IS NULL "
        "AND w.created_at >= :since ORDER BY w.id DESC LIMIT 1",
        p=person_id,
        c=client_id,
        code=code,
        a=assignment_id,
        since=since,
    )
    return None if row is None else _worry(row)


def of_client(tx: Tx, client_id: int, since: int) -> list[Worry]:
    """Return a client's worries since an instant, newest first: for therapists alone."""
    rows = tx.all(
        _WORRY + "WHERE w.client_id = :c AND w.created_at >= :since ORDER BY w.created_at DESC",
        c=client_id,
        since=since,
    )
    return [_worry(row) for row in rows]


def set_answer(tx: Tx, worry_id: int, answer: Answer) -> None:
    """Keep what was answered on the page."""
    tx.run("UPDATE worries SET answer = :answer WHERE id = :id", answer=answer, id=worry_id)


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


# -- who was told -------------------------------------------------------------------------------


def add_telling(tx: Tx, worry_id: int, person_id: int, reader: Reader, now: int) -> None:
    """Record that somebody is told, as what."""
    tx.run(
        "INSERT INTO worry_tellings (worry_id, person_id, reader, told_at) "
        "VALUES (:w, :p, :reader, :now) ON CONFLICT (worry_id, person_id, reader) DO NOTHING",
        w=worry_id,
        p=person_id,
        reader=reader,
        now=now,
    )


def mark_told(tx: Tx, worry_id: int, person_id: int, now: int) -> None:
    """Record that the message to somebody went out."""
    tx.run(
        "UPDATE worry_tellings SET sent_at = :now "
        "WHERE worry_id = :w AND person_id = :p AND sent_at IS NULL",
        now=now,
        w=worry_id,
        p=person_id,
    )


def tellings_of(tx: Tx, worry_id: int) -> list[Telling]:
    """Return who was told, in the order in which they were."""
    rows = tx.all(
        "SELECT t.person_id, p.name, t.reader, t.told_at, t.sent_at FROM worry_tellings t "
        "JOIN people p ON p.id = t.person_id WHERE t.worry_id = :w "
        "ORDER BY t.told_at, CASE t.reader WHEN 'therapist' THEN 0 ELSE 1 END, t.person_id",
        w=worry_id,
    )
    return [
        Telling(r["person_id"], r["name"], Reader(r["reader"]), r["told_at"], r["sent_at"])
        for r in rows
    ]


def told_to(tx: Tx, person_id: int, seen_since: int) -> list[Worry]:
    """Return what a person was told and nobody has seen, or was seen since, or still rests."""
    rows = tx.all(
        _WORRY + "WHERE w.id IN (SELECT worry_id FROM worry_tellings WHERE person_id = :p) "
        "AND (w.seen_at IS NULL OR w.seen_at >= :since OR EXISTS (SELECT 1 FROM worry_rests r "
        "WHERE r.worry_id = w.id AND r.back_at IS NULL))",
        p=person_id,
        since=seen_since,
    )
    return [_worry(row) for row in rows]


def overdue(tx: Tx, told_before: int | None, not_before: int) -> list[Worry]:
    """Return unseen worries that somebody else has to hear of, the oldest first.

    Args:
        tx: the transaction.
        told_before: the promised time is over for what was told until then (UTC epoch ms); None
            when the practice promises none. What nobody could be told of is over at once.
        not_before: older ones are left alone.
    """
    rows = tx.all(
        _WORRY + "WHERE w.seen_at IS NULL AND w.late_told_at IS NULL AND w.created_at >= :after "
        "AND (w.created_at <= :before OR NOT EXISTS (SELECT 1 FROM worry_tellings t "
        "JOIN people p ON p.id = t.person_id WHERE t.worry_id = w.id "
        "AND p.unreachable_at IS NULL AND p.suspended_at IS NULL)) ORDER BY w.created_at",
        after=not_before,
        before=-1 if told_before is None else told_before,
    )
    return [_worry(row) for row in rows]


def mark_late(tx: Tx, worry_id: int, now: int) -> None:
    """Record that somebody else was told, because nobody had looked in time."""
    tx.run("UPDATE worries SET late_told_at = :now WHERE id = :id", now=now, id=worry_id)


# -- what rests ---------------------------------------------------------------------------------


def add_rest(tx: Tx, worry_id: int, assignment_id: int) -> None:
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
