"""A caregiver's answer about one assignment on one local date (brief 4.1 and 4.2).

All three outcomes are saved and equal; no answer is unknown, never "missed".
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from bot.domain.details import Detail

NOTE_LIMIT: Final = 500
HELP_LEVELS: Final = range(6)
#: Brief 4.1: backfill for the last three days is allowed; older is not asked for.
BACKFILL_DAYS: Final = 3
UNDO_HOURS: Final = 48


class Outcome(StrEnum):
    """How it went."""

    DONE = "done"
    SOME = "some"
    NOT_TODAY = "not_today"


@dataclass(frozen=True, slots=True)
class CheckIn:
    """One person's answer.

    Attributes:
        help_level: 0 (on their own) to 5 (did most of it together).
        changed_at: UTC epoch milliseconds, like `answered_at`.
        recalled: answered on a later day than the one it is about.
        details: what was added to it.
    """

    assignment_id: int
    person_id: int
    on: date
    outcome: Outcome
    help_level: int | None = None
    note: str | None = None
    answered_by: str = ""
    changed_at: int = 0
    answered_at: int = 0
    recalled: bool = False
    details: Mapping[Detail, str] = field(default_factory=dict)


def may_undo(answered_at: int, now: int) -> bool:
    """Say whether an answer can still be taken back (both UTC epoch milliseconds)."""
    return now - answered_at <= UNDO_HOURS * 3600 * 1000


def may_answer(on: date, today: date) -> bool:
    """Say whether a check-in about the local date `on` is still open on `today`."""
    return 0 <= (today - on).days <= BACKFILL_DAYS


def cut_note(text: str) -> tuple[str, bool]:
    """Return the note as kept, and whether it had to be shortened."""
    clean = text.replace("\x00", "").strip()
    return clean[:NOTE_LIMIT], len(clean) > NOTE_LIMIT


def latest(check_ins: list[CheckIn]) -> dict[tuple[int, date], CheckIn]:
    """Of several people's answers about one assignment and date, keep the latest for display."""
    newest: dict[tuple[int, date], CheckIn] = {}
    for check_in in sorted(check_ins, key=lambda c: c.changed_at):
        newest[check_in.assignment_id, check_in.on] = check_in
    return newest
