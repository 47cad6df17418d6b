"""Which dates an assignment belongs to, and what a day and a slot hold."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.check_in import CheckIn, Outcome
from bot.domain.day import of_slot, plan_of
from bot.domain.program import Assignment, Status, last_day
from bot.domain.rhythm import EVERY_DAY, SCHOOL_DAYS, Slot

MONDAY = date(2026, 11, 23)
SATURDAY = MONDAY + timedelta(days=5)
CARD = Assignment(
    id=1,
    client_id=1,
    activity_id="dress-socks-on",
    revision="r1",
    slot=Slot.MORNING,
    weekdays=SCHOOL_DAYS,
    starts_on=MONDAY,
    ends_on=MONDAY + timedelta(days=27),
    status=Status.ACTIVE,
)


@pytest.mark.parametrize(
    ("change", "day", "is_wanted"),
    [
        ({}, MONDAY, True),
        ({}, SATURDAY, False),
        ({}, MONDAY - timedelta(days=3), False),
        ({}, MONDAY + timedelta(days=25), True),
        ({}, MONDAY + timedelta(days=28), False),
        ({"ends_on": None}, MONDAY + timedelta(days=28), True),
        ({"weekdays": EVERY_DAY}, MONDAY + timedelta(days=27), True),
        ({"status": Status.PAUSED}, MONDAY, False),
        ({"status": Status.ENDED}, MONDAY, False),
    ],
)
def test_a_card_belongs_to_its_weekdays_between_its_dates(change, day: date, is_wanted: bool):
    assert replace(CARD, **change).is_wanted_on(day) is is_wanted


@pytest.mark.parametrize("weeks", [1, 4, 52])
def test_so_many_weeks_hold_each_weekday_as_often(weeks: int):
    last = last_day(MONDAY, weeks)
    assert (last - MONDAY).days + 1 == weeks * 7
    assert last.weekday() == 6


def test_a_day_is_in_the_order_of_the_day_and_then_of_the_program():
    bedtime = replace(CARD, id=2, slot=Slot.BEDTIME, position=0)
    anytime = replace(CARD, id=3, slot=Slot.ANYTIME, position=1)
    second = replace(CARD, id=4, position=3)
    first = replace(CARD, id=5, position=2)
    plan = plan_of([bedtime, anytime, second, first], [], MONDAY)
    assert [item.assignment.id for item in plan] == [5, 4, 3, 2]
    assert [item.answer for item in plan] == [None] * 4


def test_a_card_that_was_answered_stays_on_its_day():
    paused = replace(CARD, status=Status.PAUSED)
    answer = CheckIn(1, 9, MONDAY, Outcome.SOME)
    yesterday = CheckIn(1, 9, MONDAY - timedelta(days=1), Outcome.DONE)
    (item,) = plan_of([paused], [yesterday, answer], MONDAY)
    assert item.answer == answer
    assert plan_of([paused], [yesterday], MONDAY) == ()


def test_a_slot_holds_its_own_cards_and_bedtime_looks_back_at_all():
    plan = plan_of([CARD, replace(CARD, id=2, slot=Slot.BEDTIME)], [], MONDAY)
    assert [item.assignment.id for item in of_slot(plan, Slot.MORNING)] == [1]
    assert of_slot(plan, Slot.AFTERNOON) == ()
    assert [item.assignment.id for item in of_slot(plan, Slot.BEDTIME)] == [1, 2]
