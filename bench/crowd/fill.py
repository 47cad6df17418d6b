"""Fills a new database with any number of families, each with its own caregiver and reminders.

The rows go in by the thousand; the schema is the bot's own, made by its migrations.
"""

import asyncio
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, Final

from bench.crowd.times import LocalTimes
from bot.catalog import Activity, load
from bot.clock import epoch_ms
from bot.domain.rhythm import EVERY_DAY, REMINDED_SLOTS, Slot
from bot.store.database import Database
from bot.store.migrate import upgrade

CONTENT: Final = Path(__file__).parents[2] / "content"
#: A caregiver's chat, by the number of the family; the therapists' chats lie below.
FIRST_CHAT: Final = 10_000_000
FIRST_THERAPIST: Final = 9_000_000
CASELOAD: Final = 200
ZONES: Final = ("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Sydney")
_JOINED: Final = timedelta(days=1)
_DAY_MINUTES: Final = 24 * 60
_BATCH: Final = 5_000


@dataclass(frozen=True, slots=True)
class Crowd:
    """How many families there are, and what they are owed.

    Attributes:
        families: each has one client, one caregiver, and one activity for each of `slots`.
        due: so many of all reminders are due at `at`; the others come later, all day long.
        slots: each caregiver's reminders.
        at: the present, by the bot's clock.
        caseload: families of one therapist.
        first: the first family's number, for a crowd beside another one.
    """

    families: int
    due: int
    at: datetime
    slots: tuple[Slot, ...] = REMINDED_SLOTS
    caseload: int = CASELOAD
    first: int = 0

    @property
    def numbers(self) -> range:
        """The families' numbers, which are their clients', programs' and caregivers' ids."""
        return range(self.first + 1, self.first + self.families + 1)


def chat_of(number: int) -> int:
    """Return the chat of a family's caregiver."""
    return FIRST_CHAT + number


def therapist_chat_of(number: int, caseload: int = CASELOAD) -> int:
    """Return the chat of a family's therapist."""
    return FIRST_THERAPIST + number // caseload


def assignment_of(number: int, place: int) -> int:
    """Return the id of a family's assignment, by its place in the program."""
    return number * 10 + place


def fill(path: Path, *crowds: Crowd) -> None:
    """Make the database and write the crowds into it."""
    asyncio.run(_upgrade(path, crowds[0].at))
    activities = list(islice(load([CONTENT]).activities.values(), len(REMINDED_SLOTS)))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        _insert(connection, "activity_revisions", _revisions(activities, crowds[0].at))
        for crowd in crowds:
            for table, rows in _tables(crowd, activities):
                _insert(connection, table, rows)
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


async def _upgrade(path: Path, at: datetime) -> None:
    database = await Database(path).open()
    try:
        await upgrade(database, epoch_ms(at))
    finally:
        await database.close()


Row = dict[str, Any]


def _insert(connection: sqlite3.Connection, table: str, rows: Iterator[Row]) -> None:
    while batch := list(islice(rows, _BATCH)):
        names = list(batch[0])
        places = ", ".join(f":{name}" for name in names)
        connection.executemany(
            f"INSERT OR IGNORE INTO {table} ({', '.join(names)}) VALUES ({places})", batch
        )


def _revisions(activities: Sequence[Activity], at: datetime) -> Iterator[Row]:
    for activity in activities:
        yield {
            "activity_id": activity.id,
            "revision": activity.revision,
            "body": activity.model_dump_json(),
            "first_used_at": epoch_ms(at),
        }


def _tables(crowd: Crowd, activities: Sequence[Activity]) -> Iterator[tuple[str, Iterator[Row]]]:
    joined = epoch_ms(crowd.at - _JOINED)
    yield "people", _therapists(crowd, joined)
    yield "people", _caregivers(crowd, joined)
    yield "clients", _clients(crowd, joined)
    yield "care_links", _links(crowd, joined)
    yield "consents", _consents(crowd, joined)
    yield "programs", _programs(crowd, joined)
    yield "assignments", _assignments(crowd, activities, joined)
    yield "reminders", _reminders(crowd)


def zone_of(number: int) -> str:
    """Return the zone of a family's caregiver."""
    return ZONES[number % len(ZONES)]


def _therapist_id(crowd: Crowd, number: int) -> int:
    return FIRST_THERAPIST + number // crowd.caseload


def _person(person_id: int, chat: int, name: str, zone: str, since: int) -> Row:
    return {
        "id": person_id,
        "telegram_id": chat,
        "name": name,
        "language": "en",
        "zone": zone,
        "quiet_from": 0,  # no quiet hours: a bench runs at any hour
        "quiet_to": 0,
        "created_at": since,
    }


def _therapists(crowd: Crowd, since: int) -> Iterator[Row]:
    for person_id in sorted({_therapist_id(crowd, number) for number in crowd.numbers}):
        yield {
            **_person(person_id, person_id, "Ellen", "UTC", since),
            "therapist_since": since,
        }


def _caregivers(crowd: Crowd, since: int) -> Iterator[Row]:
    for number in crowd.numbers:
        yield _person(number, chat_of(number), "Ana", zone_of(number), since)


def _clients(crowd: Crowd, since: int) -> Iterator[Row]:
    for number in crowd.numbers:
        yield {
            "id": number,
            "nickname": "Sam",
            "stage": "child",
            "created_by": _therapist_id(crowd, number),
            "created_at": since,
            "origin": number,
        }


def _links(crowd: Crowd, since: int) -> Iterator[Row]:
    for number in crowd.numbers:
        both = (_therapist_id(crowd, number), "therapist"), (number, "family")
        for person_id, role in both:
            yield {"client_id": number, "person_id": person_id, "role": role, "started_at": since}


def _consents(crowd: Crowd, since: int) -> Iterator[Row]:
    for number in crowd.numbers:
        yield {
            "person_id": number,
            "client_id": number,
            "version": "1",
            "language": "en",
            "given_at": since,
        }


def _programs(crowd: Crowd, since: int) -> Iterator[Row]:
    for number in crowd.numbers:
        yield {
            "id": number,
            "client_id": number,
            "status": "active",
            "created_by": _therapist_id(crowd, number),
            "created_at": since,
        }


def _assignments(crowd: Crowd, activities: Sequence[Activity], since: int) -> Iterator[Row]:
    starts_on = (crowd.at - timedelta(days=30)).date().isoformat()
    for number in crowd.numbers:
        for place, slot in enumerate(crowd.slots):
            activity = activities[place]
            yield {
                "id": assignment_of(number, place),
                "program_id": number,
                "client_id": number,
                "activity_id": activity.id,
                "revision": activity.revision,
                "slot": slot,
                "weekdays": EVERY_DAY.mask,
                "position": place,
                "status": "active",
                "starts_on": starts_on,
                "created_by": _therapist_id(crowd, number),
                "created_at": since,
                "origin": number,
            }


def _reminders(crowd: Crowd) -> Iterator[Row]:
    """Yield the due ones first: each at a whole minute, as people set them."""
    minute = crowd.at.astimezone(UTC).replace(second=0, microsecond=0)
    times = {zone: LocalTimes(zone) for zone in ZONES}
    left = crowd.due
    for place, slot in enumerate(crowd.slots):
        for number in crowd.numbers:
            ahead = 0 if left > 0 else 5 + (number * 7 + place * 480) % (_DAY_MINUTES - 5)
            left -= 1
            due_at, minute_of_day, on = times[zone_of(number)].at(minute, ahead)
            yield {
                "person_id": number,
                "client_id": number,
                "slot": slot,
                "minute_of_day": minute_of_day,
                "weekdays": EVERY_DAY.mask,
                "next_due_at": due_at,
                "next_on": on.isoformat(),
            }
