"""Who did what, when: the trail that the practice can show."""

from bot.store.database import Tx


def record(
    tx: Tx, now: int, action: str, *, person_id: int, client_id: int | None = None, detail: str = ""
) -> None:
    """Add a line to the trail; details hold no words of a family."""
    tx.run(
        "INSERT INTO audit_events (at, person_id, client_id, action, detail) "
        "VALUES (:now, :p, :c, :action, :detail)",
        now=now,
        p=person_id,
        c=client_id,
        action=action,
        detail=detail,
    )
