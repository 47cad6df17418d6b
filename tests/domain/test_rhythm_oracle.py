"""Ten years of local time, beside an oracle that works them out in another way."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import available_timezones

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.rhythm import (
    REMINDED_SLOTS,
    SHORTEST_WINDOW,
    WINDOW_END,
    Slot,
    Weekdays,
    local_date,
    next_occurrence,
    occurrence,
    window_end,
)
from tests.examples import THOROUGH, examples
from tests.schedule.oracle import (
    HARD_ZONES,
    changes,
    date_at,
    instant_of,
    wanted_between,
)

TEN_YEARS = timedelta(days=3653)
ALL_ZONES = sorted(zone for zone in available_timezones() if "/" in zone and zone[0] != "E")

zones = st.one_of(st.sampled_from(HARD_ZONES), st.sampled_from(ALL_ZONES))
minutes = st.integers(0, 1439)
masks = st.integers(1, 127)
starts = st.datetimes(datetime(2005, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)).map(
    lambda at: at.replace(microsecond=0)
)


@pytest.mark.parametrize("zone", HARD_ZONES)
def test_every_quarter_of_an_hour_around_every_change(zone: str) -> None:
    found = changes(zone)
    for change in found if THOROUGH else found[::3]:
        for day in (change + timedelta(days=n) for n in (-1, 0, 1)):
            for minute in range(0, 1440, 15):
                assert occurrence(day, minute, zone) == instant_of(zone, day, minute), (day, minute)


@examples(300)
@given(zone=zones, day=st.dates(date(2005, 1, 1), date(2045, 1, 1)), minute=minutes)
@example(zone="Pacific/Apia", day=date(2011, 12, 30), minute=420)
@example(zone="America/Nuuk", day=date(2024, 3, 30), minute=1410)
def test_a_local_time_comes_when_the_oracle_says(zone: str, day: date, minute: int) -> None:
    assert occurrence(day, minute, zone) == instant_of(zone, day, minute)


@examples(200)
@given(zone=zones, at=starts)
def test_the_local_date_is_what_the_oracle_says(zone: str, at: datetime) -> None:
    assert local_date(at, zone) == date_at(zone, at)


@examples(12)
@given(zone=zones, minute=minutes, mask=masks, start=starts)
@example(zone="Pacific/Apia", minute=0, mask=127, start=datetime(2008, 1, 1, tzinfo=UTC))
@example(zone="America/Havana", minute=0, mask=64, start=datetime(2011, 1, 1, tzinfo=UTC))
@example(zone="Australia/Lord_Howe", minute=135, mask=127, start=datetime(2024, 2, 28, tzinfo=UTC))
def test_ten_years_have_every_wanted_date_once(
    zone: str, minute: int, mask: int, start: datetime
) -> None:
    weekdays = Weekdays(mask)
    found: list[tuple[date, datetime]] = []
    after, served = start, None
    while True:
        day, instant = next_occurrence(after, minute, weekdays, zone, served)
        if instant > start + TEN_YEARS:
            break
        found.append((day, instant))
        after, served = instant, day
    assert found == wanted_between(zone, minute, set(weekdays.days), start, start + TEN_YEARS)
    assert all(a < b and x < y for (a, x), (b, y) in pairwise(found))


@examples(60)
@given(
    zone=zones,
    minute=minutes,
    mask=masks,
    start=starts,
    jumps=st.lists(
        st.timedeltas(timedelta(seconds=1), timedelta(days=40)), min_size=1, max_size=20
    ),
)
def test_wherever_the_clock_jumps_the_next_date_is_the_first_one_ahead(
    zone: str, minute: int, mask: int, start: datetime, jumps: list[timedelta]
) -> None:
    weekdays = Weekdays(mask)
    now, served = start, None
    for jump in jumps:
        day, instant = next_occurrence(now, minute, weekdays, zone, served)
        ahead = wanted_between(zone, minute, set(weekdays.days), now, now + timedelta(days=60))
        assert (day, instant) == next(pair for pair in ahead if served is None or pair[0] > served)
        now += jump
        if instant <= now:
            served = day


@examples(300)
@given(
    zone=zones,
    day=st.dates(date(2005, 1, 1), date(2045, 1, 1)),
    minute=minutes,
    slot=st.sampled_from(REMINDED_SLOTS),
)
def test_a_window_lasts_two_hours_or_until_the_end_of_its_slot(
    zone: str, day: date, minute: int, slot: Slot
) -> None:
    due = instant_of(zone, day, minute)
    if due is None:
        return
    ends = window_end(day, slot, due, zone)
    assert ends == max(due + SHORTEST_WINDOW, instant_of(zone, day, WINDOW_END[slot]) or due)
    assert ends - due <= timedelta(hours=26)
