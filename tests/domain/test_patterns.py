"""Each rule of brief 4.6.6 by itself: what asks for a look, and what does not."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.patterns import (
    Answered,
    Evidence,
    Found,
    Sign,
    Trend,
    by_week,
    comfort_rose,
    help_rose,
    is_quiet,
    review_due,
    signs_of,
    trend,
)
from bot.domain.weekly_load import Load

TODAY = date(2027, 1, 11)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def fell(days: int) -> Answered:
    return Answered(ago(days), before="good", after="ok")


def fine(days: int) -> Answered:
    return Answered(ago(days), before="ok", after="good")


def helped(days: int, level: int) -> Answered:
    return Answered(ago(days), help_level=level)


def not_us(days: int) -> Answered:
    return Answered(ago(days), not_for_us=True)


def signs(answers=(), **other) -> list[Sign]:
    evidence = Evidence({7: tuple(answers)} if answers else {}, **other)
    return [one.sign for one in signs_of(evidence, TODAY)]


@pytest.mark.parametrize(
    ("answers", "looks"),
    [
        ([fell(1), fell(2), fell(3)], True),
        ([fell(1), fell(2), fine(3), fine(4), fell(5)], True),
        ([fell(1), fell(2), fine(3), fine(4), fine(5), fell(6)], False),  # two of the last five
        ([fell(1), fell(2)], False),
        ([Answered(ago(n), after="not_ok") for n in (1, 2, 3)], True),  # nobody asked before
        ([Answered(ago(n), after="ok") for n in (1, 2, 3)], False),
        ([Answered(ago(n), before="not_ok", after="not_ok") for n in (1, 2, 3)], False),
        ([fell(40), fell(41), fell(42)], False),  # long ago
        ([fell(1), Answered(ago(2)), Answered(ago(3)), fell(4), fell(5), Answered(ago(0))], True),
    ],
)
def test_comfort_down_after_three_of_the_last_five(answers, looks):
    assert (Sign.COMFORT_FELL in signs(answers)) is looks


@pytest.mark.parametrize(
    ("levels", "looks"),
    [
        ([(1, 3), (3, 3), (8, 3), (10, 4), (16, 2), (20, 2)], True),
        ([(1, 3), (3, 3), (8, 2), (10, 2), (16, 2), (20, 2)], False),  # one week only
        ([(1, 2), (3, 2), (8, 2), (10, 2), (16, 2), (20, 2)], False),
        ([(1, 5), (8, 5), (10, 5), (16, 2), (20, 2)], False),  # a single hard day in a week
        ([(1, 3), (3, 3), (8, 3), (10, 3)], False),  # nothing to compare with
        ([(1, 1), (3, 1), (8, 1), (10, 1), (16, 3), (20, 3)], False),  # less help
    ],
)
def test_more_help_for_two_weeks(levels, looks):
    answers = [helped(days, level) for days, level in levels]
    assert (Sign.HELP_ROSE in signs(answers)) is looks
    assert help_rose(answers, TODAY, date.min) is looks


def test_not_for_us_on_two_days_and_not_twice_on_one():
    assert signs([not_us(1), not_us(9)]) == [Sign.NOT_FOR_US]
    assert signs([not_us(1), not_us(1)]) == []
    assert signs([not_us(1), not_us(60)]) == []


@pytest.mark.parametrize(
    ("loads", "looks"),
    [
        ([(1, Load.HEAVY), (8, Load.HEAVY)], True),
        ([(1, Load.TOO_MUCH)], True),
        ([(1, Load.HEAVY), (8, Load.OKAY)], False),
        ([(1, Load.OKAY), (8, Load.HEAVY), (15, Load.HEAVY)], False),  # lighter by now
        ([(30, Load.HEAVY), (37, Load.HEAVY)], False),  # long ago
    ],
)
def test_a_load_that_was_heavy_twice(loads, looks):
    found = signs(loads={3: [(ago(days), load) for days, load in loads]})
    assert (found == [Sign.LOAD_HEAVY]) is looks


def test_one_caregivers_heavy_and_anothers_heavy_are_not_twice():
    assert signs(loads={3: [(ago(1), Load.HEAVY)], 4: [(ago(1), Load.HEAVY)]}) == []


def test_quiet_is_fourteen_days():
    assert signs(quiet_since=ago(14)) == [Sign.QUIET]
    assert signs(quiet_since=ago(13)) == []
    assert signs(quiet_since=None) == []


def test_what_was_looked_at_counts_no_more_and_news_does():
    old = [fell(3), fell(4), fell(5), not_us(3), not_us(5)]
    loads = {3: [(ago(2), Load.TOO_MUCH)]}
    everything = {"loads": loads, "quiet_since": ago(20)}
    assert len(signs(old, **everything)) == 4
    assert signs(old, **everything, looked_on=ago(1)) == []
    news = [*old, fell(0), not_us(0)]
    assert signs(news, **everything, looked_on=ago(1)) == []
    assert not is_quiet(ago(60), TODAY, ago(13))
    assert is_quiet(ago(60), TODAY, ago(14))


def test_the_sign_names_the_card_it_is_about():
    evidence = Evidence({9: (not_us(1), not_us(2)), 4: (not_us(1), not_us(2))})
    assert signs_of(evidence, TODAY) == (Found(Sign.NOT_FOR_US, 4), Found(Sign.NOT_FOR_US, 9))


def test_comfort_up_is_one_to_keep():
    assert comfort_rose([fine(1), fine(2), fine(3)], TODAY)
    assert not comfort_rose([fine(1), fine(2), fell(3)], TODAY)


@pytest.mark.parametrize(
    ("now", "before", "word"),
    [
        ([2, 2], [3, 3], Trend.LESS),
        ([3, 3], [2, 2], Trend.MORE),
        ([2, 3], [3, 2], Trend.SAME),
        ([2], [3, 3], None),
    ],
)
def test_help_has_a_direction_in_words(now, before, word):
    answers = [helped(n, level) for n, level in enumerate(now)]
    answers += [helped(14 + n, level) for n, level in enumerate(before)]
    assert trend(answers, TODAY) is word


def test_each_week_has_the_help_in_its_middle():
    answers = [helped(0, 1), helped(1, 4), helped(2, 2), helped(8, 5), helped(27, 3)]
    assert by_week(answers, TODAY) == (3, None, 5, 2)


def test_a_review_is_due_when_its_day_is_near_or_an_activity_ends():
    assert review_due(ago(-3), [], TODAY) == ago(-3)
    assert review_due(ago(-4), [], TODAY) is None
    assert review_due(None, [None, ago(-2), ago(-20)], TODAY) == ago(-2)
    assert review_due(None, [ago(5)], TODAY) == ago(5), "it is over, and nobody has looked"
    assert review_due(ago(-30), [ago(5)], TODAY) is None, "the therapist has set another day"
    assert review_due(None, [None], TODAY) is None


@given(
    st.lists(
        st.builds(
            Answered,
            st.integers(0, 60).map(ago),
            st.none() | st.integers(0, 5),
            st.none() | st.sampled_from(["not_ok", "ok", "good"]),
            st.none() | st.sampled_from(["not_ok", "ok", "good"]),
            st.booleans(),
        ),
        max_size=30,
    ),
    st.randoms(),
)
def test_the_order_of_answers_plays_no_part_and_looking_today_quiets_all(answers, chance):
    days = {one.on: one for one in answers}  # one a day: the order within a day is not known
    several = list(days.values())
    before = signs(several)
    chance.shuffle(several)
    assert signs(several) == before
    assert signs(several, looked_on=TODAY) == []
