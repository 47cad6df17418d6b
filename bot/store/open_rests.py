"""Worries that still rest something, or that nobody of the practice has looked at yet."""

from bot.domain.people import Role
from bot.domain.worry import About
from bot.store.database import Tx


def of_client(tx: Tx, client_id: int) -> list[tuple[str, About, Role]]:
    """Return a client's open worries: (code, whom it is about, what the writer is to them)."""
    rows = tx.all(
        "SELECT DISTINCT w.code, w.about, l.role FROM worries w "
        "JOIN care_links l ON l.client_id = w.client_id AND l.person_id = w.person_id "
        "WHERE w.client_id = :c AND (w.seen_at IS NULL OR EXISTS (SELECT 1 FROM worry_rests r "
        "WHERE r.worry_id = w.id AND r.back_at IS NULL))",
        c=client_id,
    )
    return [(row["code"], About(row["about"]), Role(row["role"])) for row in rows]
