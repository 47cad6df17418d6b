"""The practice's settings: one row each, with who set it, and who stands for it."""

from bot.domain.practice import Kept, Setting
from bot.store.database import Tx


def everything(tx: Tx) -> dict[Setting, Kept]:
    """Return every setting that is kept; a name that this release does not know is left out."""
    rows = tx.all("SELECT name, value, set_at, confirmed_by, confirmed_at FROM practice_settings")
    return {
        Setting(row["name"]): Kept(
            row["value"], row["set_at"], row["confirmed_by"], row["confirmed_at"]
        )
        for row in rows
        if row["name"] in list(Setting)
    }


def put(tx: Tx, setting: Setting, value: str, by: int, now: int, *, confirmed: bool) -> None:
    """Keep a value; whoever sets it may stand for it at once."""
    tx.run(
        "INSERT INTO practice_settings (name, value, set_by, set_at, confirmed_by, confirmed_at) "
        "VALUES (:name, :value, :by, :now, :c_by, :c_at) ON CONFLICT (name) DO UPDATE SET "
        "value = excluded.value, set_by = excluded.set_by, set_at = excluded.set_at, "
        "confirmed_by = excluded.confirmed_by, confirmed_at = excluded.confirmed_at",
        name=setting,
        value=value,
        by=by,
        now=now,
        c_by=by if confirmed else None,
        c_at=now if confirmed else None,
    )


def confirm(tx: Tx, setting: Setting, by: int, now: int) -> None:
    """Record who stands for a value, and since when."""
    tx.run(
        "UPDATE practice_settings SET confirmed_by = :by, confirmed_at = :now WHERE name = :name",
        by=by,
        now=now,
        name=setting,
    )


def doubt(tx: Tx, setting: Setting) -> None:
    """A value is to be confirmed again."""
    tx.run(
        "UPDATE practice_settings SET confirmed_by = NULL, confirmed_at = NULL WHERE name = :name",
        name=setting,
    )


def drop(tx: Tx, setting: Setting) -> bool:
    """Forget a value; say whether there was one."""
    return tx.run("DELETE FROM practice_settings WHERE name = :name", name=setting) == 1


def therapists(tx: Tx) -> list[tuple[int, str]]:
    """Return the practice's therapists who are not suspended: (person id, name)."""
    rows = tx.all(
        "SELECT id, name FROM people WHERE therapist_since IS NOT NULL AND suspended_at IS NULL "
        "ORDER BY lower(name), id"
    )
    return [(row["id"], row["name"]) for row in rows]
