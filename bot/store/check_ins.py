"""Check-ins: each person's answer about one assignment on one local date, kept side by side."""

from datetime import date
from typing import Final

from bot.domain.check_in import CheckIn, Outcome
from bot.domain.details import Detail
from bot.store.database import Row, Tx

_COLUMNS: Final = {
    Detail.AFTER_ENERGY: "after_energy",
    Detail.AFTER_COMFORT: "after_comfort",
    Detail.BEFORE_ENERGY: "before_energy",
    Detail.BEFORE_COMFORT: "before_comfort",
    Detail.ENJOYED: "enjoyed",
    Detail.ANSWERED_FOR: "answered_for",
    Detail.REASON: "reason",
    Detail.WISH: "wish",
    Detail.ASKED_HELP: "asked_help",
}
_CHECK_IN: Final = (
    "SELECT k.assignment_id, k.person_id, k.on_date, k.outcome, k.help_level, k.note, "  # noqa: S608
    "k.changed_at, k.answered_at, k.recalled, p.name, "
    + ", ".join(f"k.{column}" for column in _COLUMNS.values())
    + " FROM check_ins k JOIN people p ON p.id = k.person_id "
)
_KEPT: Final = "k.withdrawn_at IS NULL AND "


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
        answered_at=row["answered_at"],
        recalled=bool(row["recalled"]),
        details={d: row[column] for d, column in _COLUMNS.items() if row[column] is not None},
    )


def upsert(
    tx: Tx,
    *,
    assignment_id: int,
    version: int,
    person_id: int,
    on: date,
    outcome: Outcome,
    recalled: bool,
    now: int,
) -> None:
    """Record an answer, or change the one that this person gave.

    A reason and a wish belong to "not today" alone and go when the answer changes.
    """
    tx.run(
        "INSERT INTO check_ins (assignment_id, assignment_version, person_id, on_date, outcome, "
        "recalled, answered_at, changed_at) "
        "VALUES (:a, :v, :p, :on, :outcome, :recalled, :now, :now) "
        "ON CONFLICT (assignment_id, on_date, person_id) DO UPDATE SET outcome = excluded.outcome, "
        "changed_at = excluded.changed_at, "
        "answered_at = CASE WHEN check_ins.withdrawn_at IS NULL THEN check_ins.answered_at "
        "ELSE excluded.answered_at END, withdrawn_at = NULL, "
        "reason = CASE WHEN excluded.outcome = 'not_today' THEN check_ins.reason END, "
        "wish = CASE WHEN excluded.outcome = 'not_today' THEN check_ins.wish END",
        a=assignment_id,
        v=version,
        p=person_id,
        on=on.isoformat(),
        outcome=outcome,
        recalled=int(recalled),
        now=now,
    )


def withdraw(tx: Tx, *, assignment_id: int, person_id: int, on: date, now: int) -> bool:
    """Take an answer back; the row stays, so that nothing is lost."""
    return bool(
        tx.run(
            "UPDATE check_ins SET withdrawn_at = :now WHERE assignment_id = :a "
            "AND person_id = :p AND on_date = :on AND withdrawn_at IS NULL",
            now=now,
            a=assignment_id,
            p=person_id,
            on=on.isoformat(),
        )
    )


def set_detail(
    tx: Tx, *, assignment_id: int, person_id: int, on: date, detail: Detail, value: str, now: int
) -> bool:
    """Add one of the optional answers; False when there is no answer to add it to."""
    return bool(
        tx.run(
            f"UPDATE check_ins SET {_COLUMNS[detail]} = :value, changed_at = :now "  # noqa: S608
            "WHERE assignment_id = :a AND person_id = :p AND on_date = :on "
            "AND withdrawn_at IS NULL",
            value=value,
            now=now,
            a=assignment_id,
            p=person_id,
            on=on.isoformat(),
        )
    )


def times_not_for_us(tx: Tx, assignment_id: int) -> int:
    """Return on how many dates somebody said that an activity is not for them."""
    return int(
        tx.value(
            "SELECT count(DISTINCT on_date) FROM check_ins WHERE assignment_id = :a "
            "AND withdrawn_at IS NULL AND (enjoyed = 'not_for_us' OR reason = 'not_for_us')",
            a=assignment_id,
        )
    )


def set_help(
    tx: Tx, *, assignment_id: int, person_id: int, on: date, level: int | None, now: int
) -> bool:
    """Add how much help was needed; False when there is no answer to add it to."""
    return bool(
        tx.run(
            "UPDATE check_ins SET help_level = :level, changed_at = :now "
            "WHERE assignment_id = :a AND person_id = :p AND on_date = :on "
            "AND withdrawn_at IS NULL",
            level=level,
            now=now,
            a=assignment_id,
            p=person_id,
            on=on.isoformat(),
        )
    )


def one(tx: Tx, assignment_id: int, person_id: int, on: date) -> CheckIn | None:
    """Return one person's answer."""
    row = tx.one(
        _CHECK_IN
        + "WHERE "
        + _KEPT
        + "k.assignment_id = :a AND k.person_id = :p AND k.on_date = :on",
        a=assignment_id,
        p=person_id,
        on=on.isoformat(),
    )
    return None if row is None else _check_in(row)


def of_assignment(tx: Tx, assignment_id: int, on: date) -> list[CheckIn]:
    """Return everybody's answers about one assignment and date, oldest change first."""
    rows = tx.all(
        _CHECK_IN
        + "WHERE "
        + _KEPT
        + "k.assignment_id = :a AND k.on_date = :on ORDER BY k.changed_at",
        a=assignment_id,
        on=on.isoformat(),
    )
    return [_check_in(row) for row in rows]


def last_date_of(tx: Tx, client_id: int) -> date | None:
    """Return the latest local date that anybody answered about a client."""
    found = tx.value(
        "SELECT max(k.on_date) FROM check_ins k JOIN assignments a ON a.id = k.assignment_id "
        "WHERE k.withdrawn_at IS NULL AND a.client_id = :c",
        c=client_id,
    )
    return None if found is None else date.fromisoformat(found)


def of_client(tx: Tx, client_id: int, since: date, until: date) -> list[CheckIn]:
    """Return everybody's answers about a client between two local dates, both included."""
    rows = tx.all(
        _CHECK_IN + "JOIN assignments a ON a.id = k.assignment_id "
        "WHERE "
        + _KEPT
        + "a.client_id = :c AND k.on_date BETWEEN :since AND :until ORDER BY k.changed_at",
        c=client_id,
        since=since.isoformat(),
        until=until.isoformat(),
    )
    return [_check_in(row) for row in rows]
