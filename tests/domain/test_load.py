"""The load guard: over 4 activities, over 2 in the first week, over about 120 extra minutes."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.load import MOST_ACTIVITIES, MOST_MINUTES, Concern, Piece, load_of

MONDAY = date(2027, 1, 11)
WEEK = timedelta(weeks=1)


def piece(name: str, **changed: object) -> Piece:
    whole = {"minutes": 5, "times": 3, "is_extra": True, "starts_on": MONDAY, **changed}
    return Piece(name, **whole)  # type: ignore[arg-type]


def test_two_activities_in_the_first_week_are_a_kind_start():
    assert load_of([piece("a"), piece("b")], MONDAY).concerns == ()


def test_a_third_one_in_the_first_week_is_said():
    load = load_of([piece("a"), piece("b"), piece("c")], MONDAY)
    assert load.concerns == (Concern.FIRST_WEEK,)
    assert load.in_first_week == 3


def test_a_third_one_in_a_later_week_is_no_concern():
    planned = [piece("a"), piece("b", starts_on=MONDAY + WEEK), piece("c", starts_on=MONDAY + WEEK)]
    assert load_of(planned, MONDAY).concerns == ()


@pytest.mark.parametrize(("days", "is_first_week"), [(0, True), (6, True), (7, False)])
def test_the_first_week_has_seven_days(days: int, is_first_week: bool):
    three = [piece(name) for name in "abc"]
    load = load_of(three, MONDAY + timedelta(days=days))
    assert (Concern.FIRST_WEEK in load.concerns) is is_first_week


def test_a_program_that_began_earlier_has_had_its_first_week():
    three = [piece(name) for name in "abc"]
    assert load_of(three, MONDAY, begun_on=MONDAY - WEEK).concerns == ()


def test_five_at_a_time_are_many_and_four_are_not():
    begun = MONDAY - 4 * WEEK
    four = [piece(name, starts_on=begun) for name in "abcd"]
    assert load_of(four, MONDAY).concerns == ()
    assert load_of([*four, piece("e")], MONDAY).concerns == (Concern.ACTIVITIES,)


def test_one_card_at_two_times_of_day_is_one_activity():
    begun = MONDAY - 4 * WEEK
    cards = [piece(name, starts_on=begun) for name in ("a", "b", "c", "d", "d")]
    assert load_of(cards, MONDAY).activities == 4


def test_what_has_ended_before_another_begins_does_not_run_beside_it():
    first = [piece(name, ends_on=MONDAY + WEEK - timedelta(days=1)) for name in "ab"]
    then = [piece(name, starts_on=MONDAY + WEEK) for name in "cdef"]
    assert load_of([*first, *then], MONDAY).activities == 4


def test_the_minutes_of_the_fullest_week_count():
    now = piece("a", minutes=20, times=5)
    later = piece("b", minutes=7, times=3, starts_on=MONDAY + 2 * WEEK)
    assert load_of([now], MONDAY).minutes == 100
    load = load_of([now, later], MONDAY)
    assert load.minutes == 121
    assert load.concerns == (Concern.MINUTES,)


def test_what_the_family_does_anyway_is_given_no_extra_minutes():
    evening = piece("sleep", minutes=45, times=7, is_extra=False)
    assert load_of([evening], MONDAY).minutes == 0


def test_nothing_asks_nothing():
    assert load_of([], MONDAY).concerns == ()


PIECES = st.builds(
    Piece,
    activity_id=st.sampled_from("abcdefgh"),
    minutes=st.integers(1, 60),
    times=st.integers(1, 7),
    is_extra=st.booleans(),
    starts_on=st.dates(MONDAY - 3 * WEEK, MONDAY + 9 * WEEK),
    ends_on=st.none() | st.dates(MONDAY - WEEK, MONDAY + 12 * WEEK),
)


@given(st.lists(PIECES, max_size=9))
def test_no_day_ahead_is_fuller_than_the_load_says(pieces: list[Piece]):
    """The oracle walks every day; the rule looks only at those on which something joins."""
    load = load_of(pieces, MONDAY)
    days = [MONDAY + timedelta(days=n) for n in range(26 * 7)]
    running = [[p for p in pieces if p.runs_on(day)] for day in days]
    assert load.activities == max(len({p.activity_id for p in day}) for day in running)
    assert load.minutes == max(sum(p.minutes * p.times for p in d if p.is_extra) for d in running)
    assert (load.activities > MOST_ACTIVITIES) == (Concern.ACTIVITIES in load.concerns)
    assert (load.minutes > MOST_MINUTES) == (Concern.MINUTES in load.concerns)
