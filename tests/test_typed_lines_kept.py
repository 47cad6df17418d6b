"""A typed line in the records: the row that it says and nothing else, or nothing at all.

The sample goes through the service and a real file; `TYPED_LINES` says how many (one in fifty).
"""

import itertools
import os
import random
import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from bot.clock import OffsetClock
from bot.domain.people import Role, Stage
from bot.domain.program import NOTE_LIMIT
from bot.services import assign_line
from bot.services.assign import Assigned
from bot.services.assign_form import AssignForm
from bot.services.office import Office, Visitor
from bot.store import clients, flags, people
from bot.store.database import Tx
from tests.line_maker import TODAY, Line, make_line
from tests.office import MONDAY, open_office

LINES: Final = int(os.environ.get("TYPED_LINES", "4000")) // 50
SEED: Final = int(os.environ.get("FUZZ_SEED", "20270111"))
NORA: Final = 1001
NAMES: Final = ("Sunny", "Little Bear", "Twin", "twin", "Mo-Lee")
#: Nothing is to be looked at before these, once every flag is answered with no.
CARDS: Final = (
    "dress-socks-on",
    "heavy-wall-push",
    "dress-zip",
    "school-landing",
    "sleep-lights-down",
)
#: Whatever a line may touch.
TABLES: Final = (
    "assignments", "programs", "assignment_versions", "activity_revisions", "assignment_checks",
    "audit_events", "reminders",
)  # fmt: skip


async def test_the_records_hold_what_a_line_says_or_are_as_before(tmp_path: Path) -> None:
    async with open_office(tmp_path / "bot.sqlite3", OffsetClock(MONDAY)) as office:
        receipts = itertools.count(1)
        names = await _begin(office)
        cards = {card: office.catalog.activities[card].title for card in CARDS}
        chance = random.Random(SEED)
        assigned = 0
        for _ in range(LINES):
            line = make_line(chance.randbytes(96), names, cards, longest_note=NOTE_LIMIT)
            before = await office.db.run_on_writer(_records)
            done = await assign_line.assign_typed(office, _nora(receipts), line.text)
            after = await office.db.run_on_writer(_records)
            assert not isinstance(done, AssignForm) or line.wanted is None, line.text
            if isinstance(done, Assigned):
                assigned += 1
                _holds(office, after, line)
                await office.db.run_on_writer(_forget)
            else:
                assert line.wanted is None and after == before, line.text
        assert assigned > LINES / 8, "enough of the lines were clear"


def _holds(office: Office, after: dict[str, list[Any]], line: Line) -> None:
    """The one assignment there is says what the line says, with the defaults of the rest."""
    assert line.wanted is not None, line.text
    assert len(after["assignments"]) == 1 and len(after["assignment_versions"]) == 1
    found, said = after["assignments"][0], line.wanted
    starts_on = said.get("starts_on", TODAY)
    last = starts_on + timedelta(weeks=said.get("weeks", 4), days=-1)
    expected = {
        "client_id": said["client"],
        "activity_id": said["activity"],
        "slot": said.get("slot", office.catalog.activities[said["activity"]].slot),
        "weekdays": said.get("weekdays", 127),
        "minutes": said.get("minutes"),
        "place": said.get("place", "home"),
        "starts_on": starts_on.isoformat(),
        "ends_on": last.isoformat(),
        "note": said.get("note"),
        "status": "active",
    }
    assert {name: found[name] for name in expected} == expected, line.text


async def _begin(office: Office) -> dict[int, str]:
    """Nora has clients, and has answered every safety question with no."""

    def change(tx: Tx) -> dict[int, str]:
        nora = people.add(tx, NORA, "Nora", "en", "Europe/Berlin", 0)
        people.make_therapist(tx, nora.id, 0)
        found = {}
        for number, name in enumerate(NAMES):
            client = clients.add(
                tx, name, Stage.CHILD, low_demand=False, by=nora.id, now=0, origin=-1 - number
            )
            people.add_link(tx, client.id, nora.id, Role.THERAPIST, 0)
            for flag in office.catalog.flags:
                flags.put(tx, client.id, flag, "no", nora.id, 0)
            found[client.id] = name
        return found

    return await office.db.write(change)


def _nora(receipts: Iterator[int]) -> Visitor:
    return Visitor(NORA, "Nora", "en", next(receipts))


def _records(connection: sqlite3.Connection) -> dict[str, list[dict[str, Any]]]:
    found = {}
    for table in TABLES:
        rows = connection.execute(f"SELECT * FROM {table}")
        names = [column[0] for column in rows.description]
        found[table] = [dict(zip(names, row, strict=True)) for row in rows]
    return found


def _forget(connection: sqlite3.Connection) -> None:
    """Leave the programs as they were before the line."""
    for table in ("assignment_versions", "assignments", "programs", "audit_events", "reminders"):
        connection.execute(f"DELETE FROM {table}")
    connection.commit()
