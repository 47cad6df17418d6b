"""Whoever never took part leaves no trace."""

from bot.store.database import Tx


def forget(tx: Tx, person_id: int) -> None:
    """Forget somebody who never took part: no link, no record refers to them."""
    took_part = tx.value(
        "SELECT 1 FROM people WHERE id = :p AND (therapist_since IS NOT NULL "
        "OR EXISTS (SELECT 1 FROM care_links WHERE person_id = :p) "
        "OR EXISTS (SELECT 1 FROM audit_events WHERE person_id = :p))",
        p=person_id,
    )
    if took_part:
        return
    tx.run("DELETE FROM drafts WHERE person_id = :p", p=person_id)
    tx.run("DELETE FROM pending_inputs WHERE person_id = :p", p=person_id)
    tx.run("DELETE FROM people WHERE id = :p", p=person_id)
