"""Links that end by themselves: which are over, and moving an end."""

from bot.store.database import Tx

_OVER = (
    "FROM care_links WHERE ended_at IS NULL AND ends_at IS NOT NULL AND ends_at <= :now "
    "AND role <> 'therapist'"
)


def set_end(
    tx: Tx, client_id: int, person_id: int, ends_at: int | None, ends_on: str | None
) -> None:
    """Say when a link is over: the instant, and the last local date; None for one that stays."""
    tx.run(
        "UPDATE care_links SET ends_at = :at, ends_on = :day "
        "WHERE client_id = :c AND person_id = :p AND ended_at IS NULL",
        at=ends_at,
        day=ends_on,
        c=client_id,
        p=person_id,
    )


def is_any_over(tx: Tx, now: int) -> bool:
    """Say whether a caregiver's link is over that has not been closed yet."""
    return bool(tx.value(f"SELECT 1 {_OVER} LIMIT 1", now=now))


def over(tx: Tx, now: int, most: int) -> list[tuple[int, int]]:
    """Return (client, person) of such links, the longest over first."""
    rows = tx.all(
        f"SELECT client_id, person_id {_OVER} ORDER BY ends_at, id LIMIT :most",
        now=now,
        most=most,
    )
    return [(row["client_id"], row["person_id"]) for row in rows]
