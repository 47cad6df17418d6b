"""Weeks of answers, written into the file as families would have given them over time."""

import sqlite3
from contextlib import closing
from datetime import date, timedelta
from typing import Any

from tests.journeys.practice import ALICE, Practice


def answer(
    practice: Practice, assignment: int, on: date, outcome: str = "done", **more: Any
) -> None:
    """Let Alice have answered about a local date."""
    person = practice.one("SELECT id FROM people WHERE telegram_id = ?", ALICE)["id"]
    values = {
        "assignment_id": assignment,
        "assignment_version": 1,
        "person_id": person,
        "on_date": on.isoformat(),
        "outcome": outcome,
        "answered_at": 1,
        "changed_at": 1,
        **more,
    }
    names = ", ".join(values)
    marks = ", ".join("?" for _ in values)
    write(practice, f"INSERT INTO check_ins ({names}) VALUES ({marks})", *values.values())


def write(practice: Practice, sql: str, *values: object) -> None:
    """Change the file from outside, as a day that has passed would have."""
    with closing(sqlite3.connect(practice.database, timeout=10)) as file, file:
        file.execute(sql, values)


def begin_earlier(practice: Practice, days: int) -> None:
    """Let everything have begun some days earlier."""
    day = date(2027, 1, 11) - timedelta(days=days)
    write(practice, "UPDATE assignments SET starts_on = ?", day.isoformat())
    write(practice, "UPDATE care_links SET started_at = started_at - ?", days * 86_400_000)
