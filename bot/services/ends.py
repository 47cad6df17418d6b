"""A helper's last day is over at midnight where they are, also when they say so only later."""

from datetime import date

from bot.clock import epoch_ms
from bot.domain.invite import over_at
from bot.store import care_ends, people
from bot.store.database import Tx


def ends_at(ends_on: str | None, zone: str) -> int | None:
    """Return the instant (UTC epoch ms) at which a last local date is over; None without one."""
    return None if ends_on is None else epoch_ms(over_at(date.fromisoformat(ends_on), zone))


def follow_zone(tx: Tx, person_id: int, zone: str, now: int) -> None:
    """Move the ends of somebody's links to midnight of another zone."""
    for link in people.links_of(tx, person_id, now):
        if link.ends_on is not None:
            at = ends_at(link.ends_on, zone)
            care_ends.set_end(tx, link.client.id, person_id, at, link.ends_on)
