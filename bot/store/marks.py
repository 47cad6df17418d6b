"""What the bot notes about itself, by name: instants in UTC epoch milliseconds, and a count."""

from typing import Final

from bot.store.database import Tx

ALIVE_AT: Final = "alive_at"
BACKUP_AT: Final = "backup_at"
HEALTH_AT: Final = "health_at"
STARTED_AT: Final = "started_at"
#: How many updates went wrong since the start, and when the last one did.
ERRORS: Final = "errors"
ERROR_AT: Final = "error_at"


def put(tx: Tx, name: str, value: int) -> None:
    """Note a value."""
    tx.run(
        "INSERT INTO marks (name, value) VALUES (:name, :value) "
        "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        name=name,
        value=value,
    )


def get(tx: Tx, name: str) -> int | None:
    """Return a noted value."""
    found = tx.value("SELECT value FROM marks WHERE name = :name", name=name)
    return None if found is None else int(found)
