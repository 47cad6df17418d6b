"""The crash campaign, a short one; and that it can tell a kept promise from a broken one."""

import json
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bench.chat.taps import Answer, Tap
from bench.crash.__main__ import verdict
from bench.crash.count import Cost, count, in_flight, is_done
from bench.crowd.fill import Crowd, assignment_of, chat_of, fill
from bot.domain.check_in import Outcome
from bot.domain.rhythm import Slot

ROOT = Path(__file__).parent.parent
NOW = datetime(2027, 1, 11, 8, 0, tzinfo=UTC)
TODAY = date(2027, 1, 11)
FAMILIES = range(1, 4)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Three families; what they were owed is sent, and nobody has tapped."""
    path = tmp_path / "data" / "bot.sqlite3"
    fill(path, Crowd(len(FAMILIES), due=0, at=NOW, slots=(Slot.MORNING,)))
    return path


def run(database: Path, sql: str, *values: object) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(sql, values)


def tapped(database: Path, family: int, *outcomes: Outcome, kept: Outcome | None) -> list[Tap]:
    """Let a caregiver tap; the bot has dealt with all of it, and has kept that answer."""
    answer = Answer(family, assignment_of(family, 0), TODAY)
    taps = []
    for number, outcome in enumerate(outcomes):
        taps.append(Tap(f"{family}-{number}", 100 * family + number, answer, outcome, NOW))
        run(
            database,
            "INSERT INTO inbox (update_id, chat_id, body, received_at, state) "
            "VALUES (?, ?, '{}', 0, 'done')",
            taps[-1].update_id,
            chat_of(family),
        )
    if kept is not None:
        run(
            database,
            "INSERT INTO check_ins (assignment_id, assignment_version, person_id, on_date, "
            "outcome, answered_at, changed_at) VALUES (?, 1, ?, ?, ?, 0, 0)",
            answer.assignment,
            family,
            TODAY.isoformat(),
            kept,
        )
    return taps


def delivery(database: Path, family: int, state: str) -> None:
    run(
        database,
        "INSERT INTO deliveries (person_id, client_id, slot, local_date, due_at, window_ends_at, "
        "state, not_before) VALUES (?, ?, 'morning', '2027-01-11', 0, 0, ?, 0)",
        family,
        family,
        state,
    )


def cost(database: Path, copies: dict[int, int], flying: set[int], taps: list[Tap]) -> Cost:
    chats = Counter({chat_of(family): number for family, number in copies.items()})
    return count(database, FAMILIES, chats, flying, taps)


ALL_ONCE = {1: 1, 2: 1, 3: 1}


def test_a_kept_promise_costs_nothing(database: Path) -> None:
    taps = tapped(database, 1, Outcome.SOME, Outcome.DONE, kept=Outcome.DONE)
    found = cost(database, ALL_ONCE, set(), taps)
    assert found == Cost()
    assert found.is_kept


def test_a_reminder_without_a_message_is_lost(database: Path) -> None:
    found = cost(database, {1: 1, 2: 1}, set(), [])
    assert found.reminders_lost == 1
    assert not found.is_kept


def test_a_second_copy_is_explained_only_by_its_own_flight(database: Path) -> None:
    copies = {1: 2, 2: 1, 3: 1}
    assert cost(database, copies, {1}, []).is_kept
    other = cost(database, copies, {2}, [])
    assert (other.duplicates, other.in_flight_at_kills, other.unexplained) == (1, 1, 1)
    assert not other.is_kept


def test_a_tap_that_left_no_answer_is_lost(database: Path) -> None:
    found = cost(database, ALL_ONCE, set(), tapped(database, 2, Outcome.SOME, kept=None))
    assert found.taps_lost == 1
    assert not found.is_kept


def test_a_tap_that_the_inbox_does_not_know_is_lost(database: Path) -> None:
    taps = tapped(database, 2, Outcome.DONE, kept=Outcome.DONE)
    run(database, "DELETE FROM inbox")
    assert cost(database, ALL_ONCE, set(), taps).taps_lost == 1


def test_an_old_answer_over_a_newer_one_counts_twice(database: Path) -> None:
    taps = tapped(database, 3, Outcome.SOME, Outcome.DONE, kept=Outcome.SOME)
    found = cost(database, ALL_ONCE, set(), taps)
    assert (found.taps_lost, found.taps_double) == (0, 1)
    assert not found.is_kept


def test_a_broken_reference_is_damage(database: Path) -> None:
    delivery(database, 77, "sent")
    found = cost(database, ALL_ONCE, set(), [])
    assert found.unsound == 1
    assert verdict(1, found)["integrity"] == "damaged"


def test_what_is_being_sent_is_in_flight_and_not_done(database: Path) -> None:
    assert is_done(database, 0)
    delivery(database, 2, "sending")
    assert in_flight(database) == {2}
    assert not is_done(database, 0)


def test_killed_again_and_again_in_a_burst_nothing_is_lost_and_nothing_counts_twice() -> None:
    command = [sys.executable, "-m", "bench.crash", "--runs", "4"]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=280
    )
    lines = done.stdout.splitlines()
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(lines[-1])
    duplicates, in_flight_at_kills = found.pop("duplicates"), found.pop("in_flight_at_kills")
    assert found == {
        "runs": 4,
        "taps_lost": 0,
        "taps_double": 0,
        "reminders_lost": 0,
        "integrity": "ok",
    }
    assert duplicates <= in_flight_at_kills
