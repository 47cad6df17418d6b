"""Quiet timers: deliveries, sent once and edited as time goes by, until their window ends."""

from datetime import date
from typing import Final

from bot.store.database import Tx
from bot.store.deliveries import COLUMNS, NOTICE, Delivery, delivery_of

TIMER: Final = "timer"
BELL: Final = "bell"


def is_running(tx: Tx, person_id: int, client_id: int, on: date, now: int) -> bool:
    """Say whether a person has a timer under way, or on its way."""
    return bool(
        tx.value(
            "SELECT 1 FROM deliveries WHERE person_id = :p AND client_id = :c AND slot = :slot "
            "AND local_date = :on AND subject LIKE 'timer:%' AND window_ends_at > :now "
            "AND state <> 'skipped' AND (state <> 'sent' OR message_id IS NOT NULL) LIMIT 1",
            p=person_id,
            c=client_id,
            slot=NOTICE,
            on=on.isoformat(),
            now=now,
        )
    )


def by_id(tx: Tx, timer_id: int) -> Delivery | None:
    """Return a timer."""
    row = tx.one(
        f"SELECT {COLUMNS} FROM deliveries WHERE id = :id AND slot = :slot "  # noqa: S608
        "AND subject LIKE 'timer:%'",
        id=timer_id,
        slot=NOTICE,
    )
    return None if row is None else delivery_of(row)


def set_end(tx: Tx, timer_id: int, ends_at: int, now: int) -> None:
    """Let a timer end at another instant (UTC epoch ms); its message is owed an edit."""
    tx.run(
        "UPDATE deliveries SET window_ends_at = :ends, refresh_at = :now WHERE id = :id",
        ends=ends_at,
        now=now,
        id=timer_id,
    )


def stop(tx: Tx, timer: Delivery) -> None:
    """Edit a timer's message no more, and drop its bell."""
    tx.run("UPDATE deliveries SET message_id = NULL, refresh_at = NULL WHERE id = :id", id=timer.id)
    drop_bell(tx, timer)


def drop_bell(tx: Tx, timer: Delivery) -> None:
    """Let no sound come at a timer's end."""
    tx.run(
        "UPDATE deliveries SET state = 'skipped', reason = 'timer changed' "
        "WHERE person_id = :p AND client_id = :c AND slot = :slot AND local_date = :on "
        "AND subject LIKE :bell AND state = 'planned'",
        p=timer.person_id,
        c=timer.client_id,
        slot=NOTICE,
        on=timer.local_date.isoformat(),
        bell=f"{BELL}:{timer.id}:%",
    )


def has_bell(tx: Tx, timer: Delivery) -> bool:
    """Say whether a sound comes at a timer's end."""
    return bool(
        tx.value(
            "SELECT 1 FROM deliveries WHERE person_id = :p AND client_id = :c AND slot = :slot "
            "AND local_date = :on AND subject = :bell AND state <> 'skipped'",
            p=timer.person_id,
            c=timer.client_id,
            slot=NOTICE,
            on=timer.local_date.isoformat(),
            bell=f"{BELL}:{timer.id}:{timer.window_ends_at}",
        )
    )
