"""Load answers: how heavy a week was for one caregiver, one answer for each evening asked."""

from dataclasses import dataclass
from datetime import date

from bot.domain.weekly_load import Load
from bot.store.database import Row, Tx


@dataclass(frozen=True, slots=True)
class LoadAnswer:
    """One answer: whose, about whom, for which evening; `at` is UTC epoch milliseconds."""

    person_id: int
    client_id: int
    on: date
    value: Load
    at: int


def _answer(row: Row) -> LoadAnswer:
    return LoadAnswer(
        person_id=row["person_id"],
        client_id=row["client_id"],
        on=date.fromisoformat(row["on_date"]),
        value=Load(row["value"]),
        at=row["at"],
    )


def put(tx: Tx, person_id: int, client_id: int, on: date, value: Load, now: int) -> None:
    """Keep an answer, or change the one of that evening."""
    tx.run(
        "INSERT INTO load_answers (person_id, client_id, on_date, value, at) "
        "VALUES (:p, :c, :on, :value, :now) ON CONFLICT (person_id, client_id, on_date) "
        "DO UPDATE SET value = excluded.value, at = excluded.at",
        p=person_id,
        c=client_id,
        on=on.isoformat(),
        value=value,
        now=now,
    )


def was_answered(tx: Tx, person_id: int, client_id: int, since: date) -> bool:
    """Say whether somebody has answered for an evening since a local date, that one included."""
    return bool(
        tx.value(
            "SELECT 1 FROM load_answers "
            "WHERE person_id = :p AND client_id = :c AND on_date >= :since LIMIT 1",
            p=person_id,
            c=client_id,
            since=since.isoformat(),
        )
    )


def newest_of(tx: Tx, person_id: int, client_id: int, limit: int = 4) -> list[LoadAnswer]:
    """Return one caregiver's answers about a client, newest first."""
    rows = tx.all(
        "SELECT person_id, client_id, on_date, value, at FROM load_answers "
        "WHERE person_id = :p AND client_id = :c ORDER BY on_date DESC LIMIT :limit",
        p=person_id,
        c=client_id,
        limit=limit,
    )
    return [_answer(row) for row in rows]


def of_client(tx: Tx, client_id: int, since: date) -> list[LoadAnswer]:
    """Return everybody's answers about a client since a local date, newest first."""
    rows = tx.all(
        "SELECT person_id, client_id, on_date, value, at FROM load_answers "
        "WHERE client_id = :c AND on_date >= :since ORDER BY on_date DESC, id DESC",
        c=client_id,
        since=since.isoformat(),
    )
    return [_answer(row) for row in rows]
