"""Clients: the people that programs are for."""

from typing import Final

from bot.domain.people import Client, Stage
from bot.domain.rhythm import Slot
from bot.store.database import Row, Tx

CLIENT_COLUMNS: Final = (
    *("id", "nickname", "stage", "low_demand", "picture_only", "birth_year", "birth_month"),
    *("pronoun", "words", "interests", "slots"),
)
_COLUMNS = ", ".join(CLIENT_COLUMNS)


def client_of(row: Row) -> Client:
    """Read a client from a row of CLIENT_COLUMNS."""
    return Client(
        id=row["id"],
        nickname=row["nickname"],
        stage=Stage(row["stage"]),
        low_demand=bool(row["low_demand"]),
        picture_only=bool(row["picture_only"]),
        birth_year=row["birth_year"],
        birth_month=row["birth_month"],
        pronoun=row["pronoun"],
        words=row["words"],
        interests=row["interests"],
        slots=frozenset(Slot(name) for name in row["slots"].split()),
    )


def add(
    tx: Tx, nickname: str, stage: Stage, *, low_demand: bool, by: int, now: int, origin: int
) -> Client:
    """Add a client; the same `origin` (update) adds it once."""
    tx.run(
        "INSERT INTO clients (nickname, stage, low_demand, created_by, created_at, origin) "
        "VALUES (:nickname, :stage, :low, :by, :now, :origin) ON CONFLICT (origin) DO NOTHING",
        nickname=nickname,
        stage=stage,
        low=int(low_demand),
        by=by,
        now=now,
        origin=origin,
    )
    found = by_origin(tx, origin)
    if found is None:
        raise LookupError("a client vanished within a transaction")
    return found


def by_origin(tx: Tx, origin: int) -> Client | None:
    """Return the client that an update added."""
    row = tx.one(f"SELECT {_COLUMNS} FROM clients WHERE origin = :o", o=origin)  # noqa: S608
    return None if row is None else client_of(row)


def by_id(tx: Tx, client_id: int) -> Client | None:
    """Return a client who is not discharged."""
    row = tx.one(
        f"SELECT {_COLUMNS} FROM clients WHERE id = :id AND discharged_at IS NULL",  # noqa: S608
        id=client_id,
    )
    return None if row is None else client_of(row)


def set_detail(tx: Tx, client_id: int, **columns: object) -> None:
    """Change what is known about a client.

    Args:
        tx: the transaction.
        client_id: the client.
        columns: of CLIENT_COLUMNS, but the id.
    """
    unknown = set(columns) - set(CLIENT_COLUMNS[1:])
    if unknown or not columns:
        raise ValueError(f"no details of a client: {sorted(columns)}")
    setting = ", ".join(f"{name} = :{name}" for name in columns)
    tx.run(f"UPDATE clients SET {setting} WHERE id = :client_id", client_id=client_id, **columns)  # noqa: S608
