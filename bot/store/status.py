"""How the bot stands, in numbers: nothing about anybody."""

from typing import Final

from bot.store.database import Tx

_COUNTS: Final = {
    "schema": "SELECT max(version) FROM schema_versions",
    "waiting": (
        "SELECT count(*) FROM inbox WHERE state IN ('waiting', 'claimed') AND update_id <> :asking"
    ),
    "aside": "SELECT count(*) FROM inbox WHERE state = 'aside'",
    "owed": (
        "SELECT count(*) FROM deliveries WHERE state IN ('planned', 'sending') "
        "AND not_before <= :now"
    ),
    "people": "SELECT count(*) FROM people",
    "unreachable": "SELECT count(*) FROM people WHERE unreachable_at IS NOT NULL",
    "therapists": (
        "SELECT count(*) FROM people WHERE therapist_since IS NOT NULL AND suspended_at IS NULL"
    ),
    "clients": "SELECT count(*) FROM clients WHERE discharged_at IS NULL",
}


def counts(tx: Tx, now: int, asking: int) -> dict[str, int]:
    """Return the numbers by name; the update that asks is not one that waits."""
    known = {"now": now, "asking": asking}
    return {
        name: int(tx.value(sql, **{k: v for k, v in known.items() if f":{k}" in sql}) or 0)
        for name, sql in _COUNTS.items()
    }
