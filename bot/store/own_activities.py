"""Activities that a practice made itself: every text that one had is kept, and one holds."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.own_activity import Standing, State
from bot.store.database import Row, Tx

_STANDING = (
    "SELECT a.activity_id, a.author_id, a.number, a.shared_at, a.retired_at, t.body, t.revision "
    "FROM own_activities a "
    "JOIN own_texts t ON t.activity_id = a.activity_id AND t.number = a.number "
)


@dataclass(frozen=True, slots=True)
class Kept:
    """One own activity as it stands: its text is JSON."""

    standing: Standing
    revision: str
    body: str


def _kept(row: Row) -> Kept:
    state = State.SHARED if row["shared_at"] is not None else State.PRIVATE
    if row["retired_at"] is not None:
        state = State.RETIRED
    standing = Standing(
        row["activity_id"],
        row["author_id"],
        state,
        row["number"],
        was_shared=row["shared_at"] is not None,
    )
    return Kept(standing, row["revision"], row["body"])


def every(tx: Tx) -> list[Kept]:
    """Return all of them, whatever their state."""
    return [_kept(row) for row in tx.all(_STANDING + "ORDER BY a.activity_id")]


def by_id(tx: Tx, activity_id: str) -> Kept | None:
    """Return one of them."""
    row = tx.one(_STANDING + "WHERE a.activity_id = :id", id=activity_id)
    return None if row is None else _kept(row)


def by_origin(tx: Tx, origin: int) -> Kept | None:
    """Return the one whose text an update wrote."""
    found = tx.value("SELECT activity_id FROM own_texts WHERE origin = :o", o=origin)
    return None if found is None else by_id(tx, str(found))


def create(
    tx: Tx, activity_id: str, revision: str, body: str, *, by: int, now: int, origin: int
) -> None:
    """Write down a new one, private to whoever made it."""
    tx.run(
        "INSERT INTO own_activities (activity_id, author_id, created_at, changed_at) "
        "VALUES (:id, :by, :now, :now)",
        id=activity_id,
        by=by,
        now=now,
    )
    _write(tx, activity_id, 1, revision, body, by=by, now=now, origin=origin)


def change(
    tx: Tx, activity_id: str, revision: str, body: str, *, by: int, now: int, origin: int
) -> None:
    """Give one a new text; the texts before it stay."""
    number = tx.value(
        "UPDATE own_activities SET number = number + 1, changed_at = :now "
        "WHERE activity_id = :id RETURNING number",
        id=activity_id,
        now=now,
    )
    _write(tx, activity_id, int(number), revision, body, by=by, now=now, origin=origin)


def _write(
    tx: Tx,
    activity_id: str,
    number: int,
    revision: str,
    body: str,
    *,
    by: int,
    now: int,
    origin: int,
) -> None:
    tx.run(
        "INSERT INTO own_texts "
        "(activity_id, number, revision, body, written_by, written_at, origin) "
        "VALUES (:id, :number, :revision, :body, :by, :now, :origin)",
        id=activity_id,
        number=number,
        revision=revision,
        body=body,
        by=by,
        now=now,
        origin=origin,
    )


def set_state(tx: Tx, activity_id: str, state: State, now: int) -> None:
    """Share or retire one, or bring it back as it was; the same again changes nothing.

    Private means here: no longer retired. What was shared once comes back shared.
    """
    tx.run(
        "UPDATE own_activities SET "
        "shared_at = CASE WHEN :state = 'shared' THEN COALESCE(shared_at, :now) "
        "ELSE shared_at END, "
        "retired_at = CASE WHEN :state = 'retired' THEN COALESCE(retired_at, :now) END "
        "WHERE activity_id = :id",
        id=activity_id,
        state=state,
        now=now,
    )


def photos(tx: Tx, activity_id: str, revision: str) -> dict[int, str]:
    """Return the photos of a revision: Telegram's file id by step, counted from 1."""
    rows = tx.all(
        "SELECT step, file_id FROM own_photos WHERE activity_id = :a AND revision = :r",
        a=activity_id,
        r=revision,
    )
    return {int(row["step"]): str(row["file_id"]) for row in rows}


def put_photos(tx: Tx, activity_id: str, revision: str, found: Mapping[int, str]) -> None:
    """Keep these photos for a revision, and no others."""
    tx.run(
        "DELETE FROM own_photos WHERE activity_id = :a AND revision = :r",
        a=activity_id,
        r=revision,
    )
    tx.run_many(
        "INSERT INTO own_photos (activity_id, revision, step, file_id) "
        "VALUES (:a, :r, :step, :file)",
        [
            {"a": activity_id, "r": revision, "step": step, "file": file}
            for step, file in sorted(found.items())
        ],
    )
