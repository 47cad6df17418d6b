"""How an assignment stood in each of its versions, who made them, and when.

A check-in keeps the version that it was about, so a change never rewrites what was answered.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from bot.domain import own_steps
from bot.domain.check_in import Outcome
from bot.domain.program import Assignment, Status
from bot.domain.program_versions import AnswerTo, Version
from bot.domain.rhythm import Slot, Weekdays
from bot.store.database import Row, Tx


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


def of(tx: Tx, one: Assignment) -> list[Version]:
    """Return the versions of an assignment, oldest first."""
    rows = tx.all(
        "SELECT v.*, p.name FROM assignment_versions v "
        "LEFT JOIN people p ON p.id = v.changed_by WHERE v.assignment_id = :id ORDER BY v.version",
        id=one.id,
    )
    return [_version(one, row) for row in rows]


def answers(tx: Tx, assignment_id: int) -> list[AnswerTo]:
    """Return every answer about an assignment, oldest first, with the version it was about."""
    rows = tx.all(
        "SELECT assignment_version, on_date, outcome FROM check_ins "
        "WHERE assignment_id = :id AND withdrawn_at IS NULL ORDER BY on_date, id",
        id=assignment_id,
    )
    return [
        AnswerTo(
            row["assignment_version"], date.fromisoformat(row["on_date"]), Outcome(row["outcome"])
        )
        for row in rows
    ]


def save(
    tx: Tx, before: Assignment, after: Assignment, by: int, now: int, why: str | None = None
) -> Assignment | None:
    """Write a change down as a new version; None when somebody else changed it meanwhile."""
    changed = tx.run(
        "UPDATE assignments SET slot = :slot, weekdays = :weekdays, starts_on = :starts, "
        "ends_on = :ends, minutes = :minutes, note = :note, own_steps = :steps, "
        "hand_over_from = :hand, position = :position, status = :status, paused_until = :until, "
        "version = version + 1, "
        "paused_why = CASE WHEN :status = 'paused' THEN COALESCE(:why, paused_why) END, "
        "ended_at = CASE WHEN :status = 'ended' THEN :now END, "
        "ended_why = CASE WHEN :status = 'ended' THEN :why END "
        "WHERE id = :id AND version = :version AND status <> 'ended'",
        slot=after.slot,
        weekdays=after.weekdays.mask,
        starts=after.starts_on.isoformat(),
        ends=after.ends_on.isoformat() if after.ends_on else None,
        minutes=after.minutes,
        note=after.note,
        steps=own_steps.to_text(after.own_steps),
        hand=after.hand_over_from,
        position=after.position,
        status=after.status,
        until=after.paused_until.isoformat() if after.paused_until else None,
        why=why,
        now=now,
        id=before.id,
        version=before.version,
    )
    if changed != 1:
        return None
    record(tx, before.id, by, now, why)
    return replace(after, version=before.version + 1)


def made_by(tx: Tx, one: Assignment, origin: int) -> None:
    """Keep which update made the present version."""
    tx.run(
        "UPDATE assignment_versions SET origin = :origin "
        "WHERE assignment_id = :id AND version = :version",
        origin=origin,
        id=one.id,
        version=one.version,
    )


def by_origin(tx: Tx, origin: int) -> tuple[int, int] | None:
    """Return the assignment and the version that an update made."""
    row = tx.one(
        "SELECT assignment_id, version FROM assignment_versions WHERE origin = :o", o=origin
    )
    return None if row is None else (row["assignment_id"], row["version"])


def take_text(
    tx: Tx, one: Assignment, revision: str, *, keeps_steps: bool, by: int, now: int
) -> bool:
    """Let an assignment go on with another text of its card, as a new version.

    A client's own steps and the part that is handed over go by the steps of the card: they stay
    only while those do. False when somebody else changed the assignment meanwhile.
    """
    changed = tx.run(
        "UPDATE assignments SET revision = :revision, version = version + 1, "
        "own_steps = CASE WHEN :keeps = 1 THEN own_steps END, "
        "hand_over_from = CASE WHEN :keeps = 1 THEN hand_over_from END "
        "WHERE id = :id AND version = :version AND status <> 'ended'",
        revision=revision,
        keeps=int(keeps_steps),
        id=one.id,
        version=one.version,
    )
    if changed == 1:
        record(tx, one.id, by, now)
    return changed == 1


def put_in_order(tx: Tx, positions: Mapping[int, int]) -> None:
    """Give assignments their places in line; what is merely moved along has no new version."""
    for assignment_id, position in positions.items():
        tx.run(
            "UPDATE assignments SET position = :position WHERE id = :id AND position <> :position",
            position=position,
            id=assignment_id,
        )


def _version(one: Assignment, row: Row) -> Version:
    state = replace(
        one,
        version=row["version"],
        revision=row["revision"],
        slot=Slot(row["slot"]),
        weekdays=Weekdays(row["weekdays"]),
        starts_on=date.fromisoformat(row["starts_on"]),
        ends_on=date.fromisoformat(row["ends_on"]) if row["ends_on"] else None,
        minutes=row["minutes"],
        note=row["note"],
        own_steps=own_steps.from_text(row["own_steps"]),
        hand_over_from=row["hand_over_from"],
        position=row["position"],
        status=Status(row["status"]),
        paused_until=date.fromisoformat(row["paused_until"]) if row["paused_until"] else None,
    )
    return Version(state, row["why"], row["name"], row["changed_at"])
