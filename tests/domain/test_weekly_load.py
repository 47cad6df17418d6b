"""The load question: on the family's own day, and heavy twice asks for less."""

from datetime import date, timedelta

import pytest

from bot.domain.weekly_load import NEVER, Load, asked_day, asks_for_less, heavy_run

SUNDAY = date(2027, 1, 17)


@pytest.mark.parametrize(
    ("answers", "less"),
    [
        ([], False),
        ([Load.HEAVY], False),
        ([Load.TOO_MUCH], True),
        ([Load.HEAVY, Load.HEAVY], True),
        ([Load.HEAVY, Load.TOO_MUCH], True),
        ([Load.HEAVY, Load.OKAY, Load.HEAVY], False),
        ([Load.OKAY, Load.TOO_MUCH], False),
    ],
)
def test_heavy_twice_or_too_much_once_asks_for_less(answers: list[Load], less: bool) -> None:
    assert asks_for_less(answers) is less


def test_a_run_of_heavy_weeks_is_counted_from_the_newest() -> None:
    assert heavy_run([]) == heavy_run([Load.LIGHT, Load.HEAVY]) == 0
    assert heavy_run([Load.HEAVY, Load.TOO_MUCH, Load.OKAY]) == 2


def test_the_question_belongs_to_the_chosen_evening_and_the_two_after() -> None:
    for later in range(3):
        assert asked_day(6, SUNDAY + timedelta(days=later)) == SUNDAY
    for later in range(3, 7):
        assert asked_day(6, SUNDAY + timedelta(days=later)) is None
    assert asked_day(6, SUNDAY + timedelta(days=7)) == SUNDAY + timedelta(days=7)
    assert all(asked_day(NEVER, SUNDAY + timedelta(days=d)) is None for d in range(7))
