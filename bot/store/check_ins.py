"""Check-ins: each person's answer about one assignment on one local date, kept side by side."""

from datetime import date

from bot.domain.check_in import CheckIn, Outcome
from bot.store.database import Row, Tx

_CHECK_IN = (
    "SELECT k.assignment_id, k.person_id, k.on_date, k.outcome, k.help_level, k.note, k.changed_at, "
    "p.name FROM check_ins k JOIN people p ON p.id = k.person_id "
)


def _check_in(row: Row) -> CheckIn:
    return CheckIn(
        assignment_id=row["assignment_id"],
        person_id=row["person_id"],
        on=date.fromisoformat(row["on_date"]),
        outcome=Outcome(row["outcome"]),
        help_level=row["help_level"],
        note=row["note"],
        answered_by=row["name"],
        changed_at=row["changed_at"],
    )


def upsert(
    tx: Tx,
    *,
    assignment_id: int,
    version: int,
    person_id: int,
    on: date,
    outcome: Outcome,
    now: int,
) -> None:
    """Record an answer, or change the one that this person gave."""
    tx.run(
        "INSERT INTO check_ins (assignment_id, assignment_version, person_id, on_date, outcome, "
        "answered_at, changed_at) VALUES (:a, :v, :p, :on, :outcome, :now, :now) "
        "ON CONFLICT (assignment_id, on_date, person_id) DO UPDATE SET outcome = excluded.outcome, "
        "changed_at = excluded.changed_at",
        a=assignment_id,
        v=version,
        p=person_id,
        on=on.isoformat(),
        outcome=outcome,
        now=now,
    )


def set_help(
    tx: Tx, *, assignment_id: int, person_id: int, on: date, level: int | None, now: int
) -> bool:
    """Add how much help was needed; False when there is no answer to add it to."""
    return bool(
        tx.run(
            "UPDATE check_ins SET help_level = :level, changed_at = :now "
            "WHERE assignment_id = :a AND person_id = :p AND on_date = :on",
            level=level,
            now=now,
            a=assignment_id,
            p=person_id,
            on=on.isoformat(),
        )
    )


def set_note(tx: Tx, *, assignment_id: int, person_id: int, on: date, note: str, now: int) -> bool:
    """Add a note; False when there is no answer to add it to."""
    return bool(
        tx.run(
            "UPDATE check_ins SET note = :note, changed_at = :now "
            "WHERE assignment_id = :a AND person_id = :p AND on_date = :on",
            note=note,
            now=now,
            a=assignment_id,
            p=person_id,
            on=on.isoformat(),
        )
    )


def one(tx: Tx, assignment_id: int, person_id: int, on: date) -> CheckIn | None:
    """Return one person's answer."""
    row = tx.one(
        _CHECK_IN + "WHERE k.assignment_id = :a AND k.person_id = :p AND k.on_date = :on",
        a=assignment_id,
        p=person_id,
        on=on.isoformat(),
    )
    return None if row is None else _check_in(row)


def of_assignment(tx: Tx, assignment_id: int, on: date) -> list[CheckIn]:
    """Return everybody's answers about one assignment and date, oldest change first."""
    rows = tx.all(
        _CHECK_IN + "WHERE k.assignment_id = :a AND k.on_date = :on ORDER BY k.changed_at",
        a=assignment_id,
        on=on.isoformat(),
    )
    return [_check_in(row) for row in rows]


def last_date_of(tx: Tx, client_id: int) -> date | None:
    """Return the latest local date that anybody answered about a client."""
    found = tx.value(
        "SELECT max(k.on_date) FROM check_ins k JOIN assignments a ON a.id = k.assignment_id "
        "WHERE a.client_id = :c",
        c=client_id,
    )
    return None if found is None else date.fromisoformat(found)


def of_client(tx: Tx, client_id: int, since: date, until: date) -> list[CheckIn]:
    """Return everybody's answers about a client between two local dates, both included."""
    rows = tx.all(
        _CHECK_IN + "JOIN assignments a ON a.id = k.assignment_id "
        "WHERE a.client_id = :c AND k.on_date BETWEEN :since AND :until ORDER BY k.changed_at",
        c=client_id,
        since=since.isoformat(),
        until=until.isoformat(),
    )
    return [_check_in(row) for row in rows]
