"""The words to an answer, and which message of the chat they came with."""

from datetime import date

from bot.store.database import Tx


def put(
    tx: Tx,
    *,
    assignment_id: int,
    person_id: int,
    on: date,
    note: str,
    message_id: int | None,
    now: int,
) -> bool:
    """Keep a note; False when there is no answer to add it to."""
    return bool(
        tx.run(
            "UPDATE check_ins SET note = :note, note_message = :m, changed_at = :now "
            "WHERE assignment_id = :a AND person_id = :p AND on_date = :on "
            "AND withdrawn_at IS NULL",
            note=note,
            m=message_id,
            now=now,
            a=assignment_id,
            p=person_id,
            on=on.isoformat(),
        )
    )


def by_message(tx: Tx, person_id: int, message_id: int) -> tuple[int, date] | None:
    """Return the assignment and local date whose note a person's message had become."""
    row = tx.one(
        "SELECT assignment_id, on_date FROM check_ins WHERE person_id = :p "
        "AND note_message = :m AND withdrawn_at IS NULL",
        p=person_id,
        m=message_id,
    )
    return None if row is None else (row["assignment_id"], date.fromisoformat(row["on_date"]))
