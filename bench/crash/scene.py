"""Where the campaign plays: 500 families with a reminder due, and other caregivers who tap.

The database is made once; each run works on a copy of it, with the reminders due at that minute.
"""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.crowd.fill import Crowd, chat_of, fill
from bot.clock import Clock, epoch_ms
from bot.domain.rhythm import Slot
from bot.sandbox.server import Person

REMINDED: Final = 500
TAPPING: Final = 64
_APART: Final = 1_000  # the tapping families' numbers begin here


@dataclass(frozen=True, slots=True)
class Scene:
    """A prepared database file and who is in it."""

    template: Path
    reminded: Crowd
    tapping: Crowd

    def lay(self, database: Path, clock: Clock) -> None:
        """Copy the database to where a bot will find it, with all reminders due now."""
        database.parent.mkdir(parents=True)
        shutil.copyfile(self.template, database)
        minute = epoch_ms(clock.now()) // 60_000 * 60_000
        with closing(sqlite3.connect(database)) as connection, connection:
            connection.execute(
                "UPDATE reminders SET next_due_at = ? WHERE client_id < ?", (minute, _APART)
            )

    @property
    def people(self) -> list[Person]:
        """Everybody who has a chat with the bot."""
        numbers = (*self.reminded.numbers, *self.tapping.numbers)
        return [Person(chat_of(number), "Ana", started=True) for number in numbers]


def prepare(template: Path, clock: Clock) -> Scene:
    """Make the database that every run begins with."""
    now = clock.now()
    reminded = Crowd(REMINDED, due=REMINDED, at=now, slots=(Slot.MORNING,))
    tapping = Crowd(TAPPING, due=0, at=now, first=_APART)
    fill(template, reminded, tapping)
    with closing(sqlite3.connect(template)) as connection, connection:
        # Who taps gets no reminders: their chats hold what their taps did and nothing else.
        connection.execute("DELETE FROM reminders WHERE client_id > ?", (_APART,))
    return Scene(template, reminded, tapping)
