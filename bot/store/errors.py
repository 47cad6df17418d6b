"""What can be wrong with the database file, each in one line that a person can act on."""

import sqlite3
from typing import Final

from bot.errors import PersonCanMendError

#: What a transaction raises when the file or the disk is in trouble.
DatabaseError: Final = sqlite3.Error


class StoreError(PersonCanMendError):
    """The database cannot be used; the text says what to do."""
