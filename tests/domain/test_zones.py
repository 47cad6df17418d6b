"""A zone is found by the clock on the wall, a city or a region, and only a real one counts."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import zones

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def test_places_can_be_chosen_and_odd_names_cannot():
    known = zones.known_zones()
    assert {"Europe/Berlin", "America/Argentina/Ushuaia", "Pacific/Auckland", "UTC"} <= set(known)
    for odd in ("Etc/GMT+5", "GMT", "EST5EDT", "posix/Europe/Berlin", "", "../../etc/passwd"):
        assert not zones.is_zone(odd)


def test_every_place_is_in_one_region_and_has_a_name():
    for zone in zones.known_zones():
        if zone != "UTC":
            (region,) = [r for r in zones.REGIONS if zone in zones.in_region(r)]
            assert zone.startswith(region)
        assert zones.city(zone) and "_" not in zones.city(zone)
    assert zones.city("America/Argentina/Ushuaia") == "Argentina, Ushuaia"


@pytest.mark.parametrize(
    ("minute", "near", "first"),
    [
        (13 * 60, "Europe/Berlin", "Europe/Berlin"),
        (13 * 60 + 14, "Europe/Berlin", "Europe/Berlin"),
        (12 * 60, "Europe/Berlin", "Europe/"),
        (17 * 60 + 30, "Asia/Kolkata", "Asia/Kolkata"),
        (17 * 60 + 45, "Europe/Berlin", "Asia/"),  # Kathmandu is 5 h 45 min ahead
        (60, "Europe/Berlin", "Antarctica|Pacific/"),  # tomorrow, 13 hours ahead
        (12 * 60, "UTC", "UTC"),
    ],
)
def test_the_clock_on_the_wall_names_the_places_and_the_nearest_first(minute, near, first):
    found = zones.at_wall_time(NOON, minute, near)
    assert found[0].startswith(tuple(first.split("|")))
    for zone in found:
        local = NOON.astimezone(ZoneInfo(zone))
        apart = abs((local.hour * 60 + local.minute - minute + 720) % 1440 - 720)
        assert timedelta(minutes=apart) <= timedelta(minutes=14)


def test_midnight_is_no_edge():
    just_before = datetime(2026, 11, 23, 23, 58, tzinfo=UTC)
    assert "UTC" in zones.at_wall_time(just_before, 5, "UTC")
    assert "UTC" in zones.at_wall_time(just_before + timedelta(minutes=10), 1438, "UTC")


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("berlin", "Europe/Berlin"),
        (" New York ", "America/New_York"),
        ("rome", "Europe/Rome"),
        ("argentina", "America/Argentina/"),
    ],
)
def test_a_city_is_found_however_it_is_typed(typed: str, first: str):
    assert zones.by_city(typed)[0].startswith(first)


@pytest.mark.parametrize("typed", ["", "x", "be", "Atlantis", "%_%", "'; DROP TABLE people"])
def test_no_city_is_no_guess(typed: str):
    assert zones.by_city(typed) == ()


@given(st.text(max_size=40))
def test_whatever_is_typed_only_real_zones_come_back(typed: str):
    assert all(zones.is_zone(zone) for zone in zones.by_city(typed))
