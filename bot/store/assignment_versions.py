"""How an assignment stood in each of its versions, who made them, and when.

A check-in keeps the version that it was about, so a change never rewrites what was answered.
"""

from bot.store.database import Tx


def record(tx: Tx, assignment_id: int, by: int | None, now: int, why: str | None = None) -> None:
    """Keep how an assignment stands now, as its present version; `by` is None for the bot."""
    tx.run(
        "INSERT INTO assignment_versions (assignment_id, version, revision, slot, weekdays, "
        "starts_on, ends_on, minutes, note, own_steps, hand_over_from, position, status, "
        "paused_until, why, changed_by, changed_at) "
        "SELECT id, version, revision, slot, weekdays, starts_on, ends_on, minutes, note, "
        "own_steps, hand_over_from, position, status, paused_until, :why, :by, :now "
        "FROM assignments WHERE id = :id "
        "ON CONFLICT (assignment_id, version) DO NOTHING",
        why=why,
        by=by,
        now=now,
        id=assignment_id,
    )
