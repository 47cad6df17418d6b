"""What the practice says of the cards of the library: one row for each card it speaks of."""

from bot.domain.library_care import CardStanding
from bot.store.database import Tx


def everything(tx: Tx) -> dict[str, CardStanding]:
    """Return what is said, by activity id."""
    rows = tx.all(
        "SELECT activity_id, is_on, reviewed_revision, reviewed_initials, reviewed_on "
        "FROM activity_standings"
    )
    return {
        row["activity_id"]: CardStanding(
            row["activity_id"],
            None if row["is_on"] is None else bool(row["is_on"]),
            row["reviewed_revision"],
            row["reviewed_initials"],
            row["reviewed_on"],
        )
        for row in rows
    }


def put_on(tx: Tx, activity_id: str, by: int, now: int, *, is_on: bool) -> None:
    """Say whether a card is offered."""
    tx.run(
        "INSERT INTO activity_standings (activity_id, is_on, changed_by, changed_at) "
        "VALUES (:a, :is_on, :by, :now) ON CONFLICT (activity_id) DO UPDATE SET "
        "is_on = excluded.is_on, changed_by = excluded.changed_by, "
        "changed_at = excluded.changed_at",
        a=activity_id,
        is_on=int(is_on),
        by=by,
        now=now,
    )


def put_review(
    tx: Tx,
    activity_id: str,
    by: int,
    now: int,
    *,
    revision: str | None,
    initials: str | None,
    on: str | None,
) -> None:
    """Say who has read a card's text, and when; None for all takes a review back."""
    tx.run(
        "INSERT INTO activity_standings (activity_id, changed_by, changed_at, reviewed_revision, "
        "reviewed_by, reviewed_initials, reviewed_on) "
        "VALUES (:a, :by, :now, :revision, :reader, :initials, :on) "
        "ON CONFLICT (activity_id) DO UPDATE SET changed_by = excluded.changed_by, "
        "changed_at = excluded.changed_at, reviewed_revision = excluded.reviewed_revision, "
        "reviewed_by = excluded.reviewed_by, reviewed_initials = excluded.reviewed_initials, "
        "reviewed_on = excluded.reviewed_on",
        a=activity_id,
        by=by,
        now=now,
        revision=revision,
        reader=by if revision else None,
        initials=initials,
        on=on,
    )
