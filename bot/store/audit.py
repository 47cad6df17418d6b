"""Who did what, when: the trail that the practice can show."""

from bot.domain.team import Event
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


def of_client(tx: Tx, client_id: int, at_most: int, skip: int) -> tuple[list[Event], int]:
    """Return a page of a client's trail, newest first, and how many lines there are."""
    total = tx.value("SELECT count(*) FROM audit_events WHERE client_id = :c", c=client_id)
    rows = tx.all(
        "SELECT e.at, p.name, e.action, e.detail FROM audit_events e "
        "LEFT JOIN people p ON p.id = e.person_id WHERE e.client_id = :c "
        "ORDER BY e.at DESC, e.id DESC LIMIT :most OFFSET :skip",
        c=client_id,
        most=at_most,
        skip=skip,
    )
    found = [Event(r["at"], r["name"] or "", r["action"], r["detail"] or "") for r in rows]
    return found, int(total)
