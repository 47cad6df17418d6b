"""Thanks among the caregivers of a client: each once, told together."""

from dataclasses import dataclass
from datetime import date

from bot.store.database import Tx


@dataclass(frozen=True, slots=True)
class Thanks:
    """One caregiver's thanks to another for a card; `at` is UTC epoch milliseconds."""

    from_person: int
    name: str
    assignment_id: int
    on: date
    at: int


def add(
    tx: Tx, *, from_person: int, to_person: int, assignment_id: int, on: date, now: int
) -> bool:
    """Record thanks; say whether they are new."""
    return (
        tx.run(
            "INSERT INTO thanks (from_person, to_person, assignment_id, on_date, at) "
            "VALUES (:from, :to, :a, :on, :now) "
            "ON CONFLICT (to_person, assignment_id, on_date, from_person) DO NOTHING",
            **{"from": from_person},
            to=to_person,
            a=assignment_id,
            on=on.isoformat(),
            now=now,
        )
        == 1
    )


def to_tell(tx: Tx, to_person: int, client_id: int, after: int, until: int) -> list[Thanks]:
    """Return the thanks that a person got about a client between two instants, oldest first."""
    rows = tx.all(
        "SELECT t.from_person, p.name, t.assignment_id, t.on_date, t.at FROM thanks t "
        "JOIN people p ON p.id = t.from_person JOIN assignments a ON a.id = t.assignment_id "
        "WHERE t.to_person = :to AND a.client_id = :c AND t.at > :after AND t.at <= :until "
        "ORDER BY t.at, t.id",
        to=to_person,
        c=client_id,
        after=after,
        until=until,
    )
    return [
        Thanks(
            row["from_person"],
            row["name"],
            row["assignment_id"],
            date.fromisoformat(row["on_date"]),
            row["at"],
        )
        for row in rows
    ]
