"""Who of the practice was told of a worry, what waits for them, and what nobody has looked at."""

from bot.domain.worry import Reader, Telling, Worry
from bot.store.database import Tx
from bot.store.worries import SELECT, from_row

#: Those on whose caseload the client is, and those who were told as something else.
_READABLE = (
    "WHERE w.client_id IN (SELECT id FROM clients WHERE discharged_at IS NULL) "
    "AND (w.client_id IN (SELECT client_id FROM care_links "
    "WHERE person_id = :p AND role = 'therapist' AND ended_at IS NULL "
    "AND (ends_at IS NULL OR ends_at > :now) AND (begins_at IS NULL OR begins_at <= :now)) "
    "OR w.id IN (SELECT worry_id FROM worry_tellings "
    "WHERE person_id = :p AND reader <> 'therapist')) "
)
_COUNT = "SELECT count(*) FROM worries w " + _READABLE  # noqa: S608


def add(tx: Tx, worry_id: int, person_id: int, reader: Reader, now: int) -> None:
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


def for_reader(tx: Tx, person_id: int, seen_since: int, now: int) -> list[Worry]:
    """Return what somebody of the practice may read and has not been dealt with long ago.

    That is what nobody has seen, what was seen since then, and what still rests a card.
    """
    rows = tx.all(
        SELECT + _READABLE + "AND (w.seen_at IS NULL OR w.seen_at >= :since "  # noqa: S608
        "OR EXISTS (SELECT 1 FROM worry_rests r JOIN assignments a ON a.id = r.assignment_id "
        "WHERE r.worry_id = w.id AND r.back_at IS NULL AND a.status = 'paused'))",
        p=person_id,
        since=seen_since,
        now=now,
    )
    return [from_row(row) for row in rows]


def all_unseen_for(tx: Tx, person_id: int, now: int) -> list[Worry]:
    """Return the worries that wait for somebody of the practice to look, oldest first."""
    rows = tx.all(
        SELECT + _READABLE + "AND w.seen_at IS NULL ORDER BY w.created_at, w.id",
        p=person_id,
        now=now,
    )
    return [from_row(row) for row in rows]


def unseen_for(tx: Tx, person_id: int, now: int) -> int:
    """Return how many worries wait for somebody of the practice to look."""
    return int(tx.value(_COUNT + "AND w.seen_at IS NULL", p=person_id, now=now))


def may_read(tx: Tx, worry_id: int, person_id: int, now: int) -> bool:
    """Say whether a person is one of those of the practice who may read a worry."""
    return bool(tx.value(_COUNT + "AND w.id = :w", p=person_id, w=worry_id, now=now))


def overdue(tx: Tx, told_before: int | None, not_before: int) -> list[Worry]:
    """Return unseen worries that somebody else has to hear of, the oldest first.

    Args:
        tx: the transaction.
        told_before: the promised time is over for what was told until then (UTC epoch ms); None
            when the practice promises none. What nobody could be told of is over at once.
        not_before: older ones are left alone.
    """
    rows = tx.all(
        SELECT + "WHERE w.seen_at IS NULL AND w.late_told_at IS NULL AND w.created_at >= :after "  # noqa: S608
        "AND (w.created_at <= :before OR NOT EXISTS (SELECT 1 FROM worry_tellings t "
        "JOIN people p ON p.id = t.person_id WHERE t.worry_id = w.id "
        "AND p.unreachable_at IS NULL AND p.suspended_at IS NULL)) ORDER BY w.created_at",
        after=not_before,
        before=-1 if told_before is None else told_before,
    )
    return [from_row(row) for row in rows]


def mark_late(tx: Tx, worry_id: int, now: int) -> None:
    """Record that somebody else was told, because nobody had looked in time."""
    tx.run("UPDATE worries SET late_told_at = :now WHERE id = :id", now=now, id=worry_id)
