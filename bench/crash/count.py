"""What a crash has cost, counted from the bot's own database and the server's record."""

import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from bench.chat.taps import Answer, Tap
from bench.crowd.fill import chat_of


@dataclass(frozen=True, slots=True)
class Cost:
    """The counts of one run, or of several.

    Attributes:
        taps_lost: taps handed to the server of which the records know nothing.
        taps_double: taps counted twice: a second row, or an old answer over a newer one.
        reminders_lost: due reminders without a message in their chat.
        duplicates: messages beyond one for each reminder.
        in_flight_at_kills: deliveries that were being sent when the process was killed.
        unexplained: duplicates of deliveries that were not in flight at the kill.
        unsound: databases that SQLite finds fault with.
    """

    taps_lost: int = 0
    taps_double: int = 0
    reminders_lost: int = 0
    duplicates: int = 0
    in_flight_at_kills: int = 0
    unexplained: int = 0
    unsound: int = 0

    def __add__(self, other: "Cost") -> "Cost":
        sums = {f.name: getattr(self, f.name) + getattr(other, f.name) for f in fields(self)}
        return Cost(**sums)

    @property
    def is_kept(self) -> bool:
        """Whether every promise was kept."""
        return not (
            self.taps_lost
            or self.taps_double
            or self.reminders_lost
            or self.unexplained
            or self.unsound
            or self.duplicates > self.in_flight_at_kills
        )


def in_flight(database: Path) -> set[int]:
    """Return the families whose message was being sent when the process died.

    The file is opened for reading alone, so that the next process finds it as it was left.
    """
    return {
        row[0] for row in _ask(database, "SELECT person_id FROM deliveries WHERE state = 'sending'")
    }


def is_done(database: Path, now: int) -> bool:
    """Say whether the bot has dealt with all that it was handed and owed by `now` (epoch ms)."""
    return not _ask(
        database,
        "SELECT 1 FROM inbox WHERE state IN ('waiting', 'claimed') "
        "UNION ALL SELECT 1 FROM deliveries WHERE state IN ('planned', 'sending') "
        f"UNION ALL SELECT 1 FROM reminders WHERE next_due_at <= {now} LIMIT 1",
    )


def count(
    database: Path, families: range, copies: Counter[int], flying: set[int], taps: list[Tap]
) -> Cost:
    """Count what a run has cost; the process has stopped."""
    sent = {number: copies[chat_of(number)] for number in families}
    lost, double = _taps(database, taps)
    return Cost(
        taps_lost=lost,
        taps_double=double,
        reminders_lost=sum(n == 0 for n in sent.values()),
        duplicates=sum(max(n - 1, 0) for n in sent.values()),
        in_flight_at_kills=len(flying),
        unexplained=sum(max(n - 1 - (number in flying), 0) for number, n in sent.items()),
        unsound=int(not _is_sound(database)),
    )


def _taps(database: Path, taps: list[Tap]) -> tuple[int, int]:
    """Return how many taps are lost, and how many count twice."""
    wanted = {tap.answer: tap for tap in taps}  # the last tap of each answer
    found: dict[Answer, list[str]] = {}
    for family, assignment, on, outcome in _ask(
        database, "SELECT person_id, assignment_id, on_date, outcome FROM check_ins"
    ):
        answer = Answer(family, assignment, date.fromisoformat(on))
        found.setdefault(answer, []).append(outcome)
    done = {row[0] for row in _ask(database, "SELECT update_id FROM inbox WHERE state = 'done'")}
    lost = sum(tap.update_id not in done for tap in taps)
    double = sum(max(len(rows) - 1, 0) for rows in found.values())
    for answer, last in wanted.items():
        if last.outcome not in found.get(answer, []):
            # Its own tap was dealt with, so an older one was counted again after it.
            if answer in found and last.update_id in done:
                double += 1
            elif last.update_id in done:
                lost += 1
    return lost, double


def _is_sound(database: Path) -> bool:
    damage = [row[0] for row in _ask(database, "PRAGMA integrity_check")]
    return damage == ["ok"] and not _ask(database, "PRAGMA foreign_key_check")


def _ask(database: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=30)) as connection:
        rows: list[tuple[Any, ...]] = connection.execute(sql).fetchall()
        return rows
