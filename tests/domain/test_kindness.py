"""When a reminder steps back: silence, quiet hours, snoozes."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.kindness import (
    DEFAULT_QUIET,
    SNOOZES,
    Silence,
    Tone,
    is_quiet,
    quiet_until,
    snoozed_until,
)
from tests.examples import examples
from tests.schedule.oracle import HARD_ZONES, date_at, instant_of

MONDAY = date(2027, 1, 11)
GENTLE_TOLD = MONDAY + timedelta(days=6)


@pytest.mark.parametrize(
    ("days", "told", "cards", "tone"),
    [
        (0, None, 0, Tone.USUAL),
        (2, None, 2, Tone.USUAL),
        (5, None, 5, Tone.USUAL),
        (6, None, 5, Tone.GENTLE),
        (6, None, 1, Tone.USUAL),  # one card in six days: a program of one day a week
        (7, GENTLE_TOLD, 6, Tone.USUAL),
        (14, GENTLE_TOLD, 13, Tone.USUAL),
        (15, GENTLE_TOLD, 14, Tone.GOODBYE),
        (15, GENTLE_TOLD, 4, Tone.USUAL),
        (40, None, 5, Tone.GOODBYE),
    ],
)
def test_how_a_card_sounds_after_so_many_days(
    days: int, told: date | None, cards: int, tone: Tone
) -> None:
    assert Silence(MONDAY, told, cards).tone(MONDAY + timedelta(days=days)) is tone


def test_the_gentle_line_of_an_earlier_silence_does_not_count() -> None:
    answered = GENTLE_TOLD + timedelta(days=2)
    assert Silence(answered, GENTLE_TOLD, 5).tone(answered + timedelta(days=6)) is Tone.GENTLE


@pytest.mark.parametrize(
    ("quiet", "at", "expected"),
    [
        ((1305, 360), 1304, False),
        ((1305, 360), 1305, True),
        ((1305, 360), 0, True),
        ((1305, 360), 359, True),
        ((1305, 360), 360, False),
        ((780, 900), 779, False),
        ((780, 900), 780, True),
        ((780, 900), 900, False),
        ((600, 600), 600, False),
    ],
)
def test_quiet_hours_may_go_over_midnight(quiet: tuple[int, int], at: int, expected: bool) -> None:
    assert is_quiet(at, quiet) is expected


def test_the_night_ends_at_six_local_time() -> None:
    late = datetime(2027, 1, 11, 22, 30, tzinfo=UTC)  # half past eleven in Berlin
    assert quiet_until(late, "Europe/Berlin", DEFAULT_QUIET) == datetime(
        2027, 1, 12, 5, 0, tzinfo=UTC
    )
    assert quiet_until(late, "America/New_York", DEFAULT_QUIET) is None


minutes = st.integers(0, 1439)
instants = st.datetimes(datetime(2006, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)).map(
    lambda at: at.replace(microsecond=0)
)


@examples(150)
@given(now=instants, zone=st.sampled_from(HARD_ZONES), begin=minutes, end=minutes)
def test_quiet_hours_always_end_and_never_later_than_a_day_and_a_bit(
    now: datetime, zone: str, begin: int, end: int
) -> None:
    ends = quiet_until(now, zone, (begin, end))
    today = date_at(zone, now)
    nights = [instant_of(zone, today + timedelta(days=n), end) for n in (-1, 0, 1, 2)]
    if ends is not None:
        assert ends == min(night for night in nights if night is not None and night > now)
        assert ends - now <= timedelta(hours=49)


@examples(150)
@given(
    zone=st.sampled_from(HARD_ZONES),
    now=instants,
    days=st.integers(-2, 2),
    choice=st.sampled_from(SNOOZES),
)
def test_a_snoozed_card_comes_back_on_its_own_day_or_not_at_all(
    zone: str, now: datetime, days: int, choice: int
) -> None:
    on = date_at(zone, now) + timedelta(days=days)
    back = snoozed_until(now, choice, on, zone)
    last = instant_of(zone, on, 23 * 60 + 30)
    if last is None or now >= last:
        assert back is None
    else:
        assert back == min(now + timedelta(minutes=choice), last)
