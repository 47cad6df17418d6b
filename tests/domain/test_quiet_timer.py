"""A timer grows less quarter by quarter, says when it looks different, and ends once."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.quiet_timer import QuietTimer

TWO = QuietTimer(1_000_000, 1_120_000)


def test_two_minutes_in_quarters():
    looks = [TWO.quarters_left(1_000_000 + s * 1000) for s in (0, 29, 30, 60, 90, 119, 120, 500)]
    assert looks == [4, 4, 3, 2, 1, 1, 0, 0]
    assert TWO.minutes == 2
    assert TWO.next_look(1_000_000) == 1_030_000 and TWO.next_look(1_120_000) is None


@given(st.integers(1, 30), st.integers(-100_000, 2_000_000))
def test_the_next_look_is_later_and_shows_less(minutes: int, after: int):
    timer = QuietTimer(0, minutes * 60_000)
    again = timer.next_look(after)
    if again is None:
        assert after >= timer.ends_at
    else:
        assert again > after
        assert timer.quarters_left(again) < timer.quarters_left(after)
