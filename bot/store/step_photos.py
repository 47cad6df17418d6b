"""A family's own photos in place of pictograms; only whoever gave one sees it."""

from bot.store.database import Tx


def put(tx: Tx, person_id: int, activity_id: str, step: int, file_id: str, now: int) -> None:
    """Keep a photo (Telegram's file id) for a step, counted from 1."""
    tx.run(
        "INSERT INTO step_photos (person_id, activity_id, step, file_id, added_at) "
        "VALUES (:p, :a, :step, :file, :now) ON CONFLICT (person_id, activity_id, step) "
        "DO UPDATE SET file_id = excluded.file_id, added_at = excluded.added_at",
        p=person_id,
        a=activity_id,
        step=step,
        file=file_id,
        now=now,
    )


def drop(tx: Tx, person_id: int, activity_id: str, step: int) -> None:
    """Forget a step's photo."""
    tx.run(
        "DELETE FROM step_photos WHERE person_id = :p AND activity_id = :a AND step = :step",
        p=person_id,
        a=activity_id,
        step=step,
    )


def of(tx: Tx, person_id: int, activity_id: str) -> dict[int, str]:
    """Return a person's photos for an activity: Telegram's file id by step, counted from 1."""
    rows = tx.all(
        "SELECT step, file_id FROM step_photos WHERE person_id = :p AND activity_id = :a",
        p=person_id,
        a=activity_id,
    )
    return {int(row["step"]): str(row["file_id"]) for row in rows}
