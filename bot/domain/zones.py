"""Choosing a time zone without knowing its name: by the clock on the wall, a city, or a region."""

from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

REGIONS: Final = (
    "Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific",
)  # fmt: skip
_NEARLY: Final = timedelta(minutes=14)


@lru_cache(maxsize=1)
def known_zones() -> tuple[str, ...]:
    """Return the IANA names that belong to places, in alphabetical order, and UTC."""
    places = sorted(z for z in available_timezones() if z.split("/")[0] in REGIONS and "/" in z)
    return (*places, "UTC")


def is_zone(name: str) -> bool:
    """Say whether a name is a zone that people may choose."""
    return name in known_zones()


def city(zone: str) -> str:
    """Return the place in a zone's name: Europe/Berlin is Berlin."""
    return zone.split("/", 1)[-1].replace("_", " ").replace("/", ", ")


def in_region(region: str) -> tuple[str, ...]:
    """Return the zones of one part of the world."""
    return tuple(z for z in known_zones() if z.startswith(region + "/"))


def at_wall_time(now: datetime, minute_of_day: int, near: str) -> tuple[str, ...]:
    """Return the zones in which it is about that time now, those of `near`'s region first."""
    wanted = timedelta(minutes=minute_of_day)
    half = timedelta(hours=12)
    found = []
    for zone in known_zones():
        local = now.astimezone(ZoneInfo(zone))
        off = timedelta(hours=local.hour, minutes=local.minute) - wanted
        off = (off + half) % timedelta(days=1) - half
        if abs(off) <= _NEARLY:
            found.append(zone)
    region = near.split("/", maxsplit=1)[0]
    found.sort(key=lambda zone: (zone != near, not zone.startswith(region + "/"), zone))
    return tuple(found)


def by_city(words: str) -> tuple[str, ...]:
    """Return the zones whose name holds the words."""
    wanted = words.strip().lower().replace(" ", "_")
    if len(wanted) < 3:
        return ()
    hits = [z for z in known_zones() if wanted in z.lower()]
    hits.sort(key=lambda z: (city(z).lower() != words.strip().lower(), z))
    return tuple(hits)
