"""Programs, assignments, and the texts that assignments were made from."""

from datetime import date
from typing import Final

from bot.domain import own_steps
from bot.domain.program import Assignment, Place, Program, Status
from bot.domain.rhythm import Slot, Weekdays
from bot.store import assignment_versions
from bot.store.database import Row, Tx

_ASSIGNMENT: Final = (
    "SELECT id, client_id, activity_id, revision, slot, weekdays, starts_on, ends_on, status, "
    "note, minutes, version, position, own_steps, hand_over_from, paused_until, place "
    "FROM assignments "
)


def _assignment(row: Row) -> Assignment:
    return Assignment(
        id=row["id"],
        client_id=row["client_id"],
        activity_id=row["activity_id"],
        revision=row["revision"],
        slot=Slot(row["slot"]),
        weekdays=Weekdays(row["weekdays"]),
        starts_on=date.fromisoformat(row["starts_on"]),
        ends_on=date.fromisoformat(row["ends_on"]) if row["ends_on"] else None,
        status=Status(row["status"]),
        note=row["note"],
        minutes=row["minutes"],
        version=row["version"],
        position=row["position"],
        own_steps=own_steps.from_text(row["own_steps"]),
        hand_over_from=row["hand_over_from"],
        paused_until=date.fromisoformat(row["paused_until"]) if row["paused_until"] else None,
        place=Place(row["place"]),
    )


def open_program(tx: Tx, client_id: int) -> Program | None:
    """Return a client's running program."""
    row = tx.one(
        "SELECT id, client_id, goal, status FROM programs "
        "WHERE client_id = :c AND ended_at IS NULL",
        c=client_id,
    )
    if row is None:
        return None
    return Program(row["id"], row["client_id"], row["goal"], Status(row["status"]))


def begin_program(tx: Tx, client_id: int, by: int, now: int) -> Program:
    """Return the running program, begun now if there was none."""
    found = open_program(tx, client_id)
    if found is not None:
        return found
    tx.run(
        "INSERT INTO programs (client_id, status, created_by, created_at) "
        "VALUES (:c, 'active', :by, :now)",
        c=client_id,
        by=by,
        now=now,
    )
    return begin_program(tx, client_id, by, now)


def set_goal(tx: Tx, program_id: int, goal: str) -> None:
    """Write down the goal in the family's words."""
    tx.run(
        "UPDATE programs SET goal = :goal, version = version + 1 WHERE id = :id",
        goal=goal,
        id=program_id,
    )


def keep_revision(tx: Tx, activity_id: str, revision: str, body: str, now: int) -> None:
    """Keep the text that an assignment is made from (JSON)."""
    tx.run(
        "INSERT INTO activity_revisions (activity_id, revision, body, first_used_at) "
        "VALUES (:a, :r, :body, :now) ON CONFLICT (activity_id, revision) DO NOTHING",
        a=activity_id,
        r=revision,
        body=body,
        now=now,
    )


def revision_body(tx: Tx, activity_id: str, revision: str) -> str | None:
    """Return a kept text (JSON)."""
    found = tx.value(
        "SELECT body FROM activity_revisions WHERE activity_id = :a AND revision = :r",
        a=activity_id,
        r=revision,
    )
    return None if found is None else str(found)


def add_assignment(
    tx: Tx,
    program: Program,
    *,
    activity_id: str,
    revision: str,
    slot: Slot,
    weekdays: Weekdays,
    starts_on: date,
    ends_on: date | None,
    note: str | None,
    by: int,
    now: int,
    origin: int,
    minutes: int | None = None,
    place: Place = Place.HOME,
) -> int | None:
    """Assign an activity; None when it is in the program for that slot already."""
    row = tx.one(
        "INSERT INTO assignments (program_id, client_id, activity_id, revision, slot, weekdays, "
        "starts_on, ends_on, note, minutes, place, status, position, created_by, created_at, "
        "origin) "
        "SELECT :program, :c, :a, :r, :slot, :weekdays, :starts, :ends, :note, :minutes, :place, "
        "'active', (SELECT count(*) FROM assignments WHERE client_id = :c), :by, :now, :origin "
        "WHERE true ON CONFLICT (client_id, activity_id, slot) WHERE status <> 'ended' DO NOTHING "
        "RETURNING id",
        program=program.id,
        c=program.client_id,
        a=activity_id,
        r=revision,
        slot=slot,
        weekdays=weekdays.mask,
        starts=starts_on.isoformat(),
        ends=ends_on.isoformat() if ends_on else None,
        note=note,
        minutes=minutes,
        place=place,
        by=by,
        now=now,
        origin=origin,
    )
    if row is None:
        return None
    assignment_versions.record(tx, int(row["id"]), by, now)
    return int(row["id"])


def by_origin(tx: Tx, origin: int) -> Assignment | None:
    """Return the assignment that an update made."""
    row = tx.one(_ASSIGNMENT + "WHERE origin = :o ORDER BY id LIMIT 1", o=origin)
    return None if row is None else _assignment(row)


def all_by_origin(tx: Tx, origin: int) -> list[Assignment]:
    """Return every assignment that an update made."""
    return [
        _assignment(row) for row in tx.all(_ASSIGNMENT + "WHERE origin = :o ORDER BY id", o=origin)
    ]


def assignment(tx: Tx, assignment_id: int) -> Assignment | None:
    """Return an assignment, whatever its status."""
    row = tx.one(_ASSIGNMENT + "WHERE id = :id", id=assignment_id)
    return None if row is None else _assignment(row)


def assignments_of(tx: Tx, client_id: int) -> list[Assignment]:
    """Return a client's assignments that have not ended, in program order."""
    rows = tx.all(
        _ASSIGNMENT + "WHERE client_id = :c AND status <> 'ended' ORDER BY position, id",
        c=client_id,
    )
    return [_assignment(row) for row in rows]


def all_assignments_of(tx: Tx, client_id: int) -> list[Assignment]:
    """Return a client's assignments, the ended ones too, in program order."""
    rows = tx.all(_ASSIGNMENT + "WHERE client_id = :c ORDER BY position, id", c=client_id)
    return [_assignment(row) for row in rows]


def why_of(tx: Tx, assignment_id: int) -> str | None:
    """Return why an assignment rests or has ended, in the words of the store."""
    found = tx.value(
        "SELECT COALESCE(ended_why, paused_why) FROM assignments WHERE id = :id", id=assignment_id
    )
    return None if found is None else str(found)


def set_status(
    tx: Tx, assignment_id: int, status: Status, why: str | None, now: int, by: int | None = None
) -> bool:
    """Pause, resume or end an assignment; say whether that changed anything.

    Every change is a new version. `by` is the therapist who did it, None for the bot itself.
    """
    changed = tx.run(
        "UPDATE assignments SET status = :status, version = version + 1, paused_until = NULL, "
        "paused_why = CASE WHEN :status = 'paused' THEN :why END, "
        "ended_at = CASE WHEN :status = 'ended' THEN :now END, "
        "ended_why = CASE WHEN :status = 'ended' THEN :why END "
        "WHERE id = :id AND status <> 'ended' "
        "AND (status <> :status OR paused_until IS NOT NULL)",
        status=status,
        why=why,
        now=now,
        id=assignment_id,
    )
    if changed == 1:
        assignment_versions.record(tx, assignment_id, by, now, why)
    return changed == 1


def end_rests(tx: Tx, day: date, now: int, at_most: int = 500) -> int:
    """Let rests be over that end on that local date or before; return how many, some at a time."""
    rows = tx.all(
        "SELECT id FROM assignments WHERE status = 'paused' AND paused_until <= :day LIMIT :n",
        day=day.isoformat(),
        n=at_most,
    )
    for row in rows:
        set_status(tx, row["id"], Status.ACTIVE, None, now)
    return len(rows)
