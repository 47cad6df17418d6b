"""An edit names the state that is wanted: twice is once, all else stays, and each can be told."""

from dataclasses import fields, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import Invalid
from bot.domain.program import Assignment, Status
from bot.domain.program_change import OPEN, Edit, Field, edited, reordered
from bot.domain.program_versions import Aspect, aspects, is_same
from bot.domain.rhythm import EVERY_DAY, Slot

MONDAY = date(2027, 1, 11)
STEPS = 5
CARD = Assignment(
    1, 1, "dress-socks-on", "r1", Slot.MORNING, EVERY_DAY, MONDAY, None, Status.ACTIVE
)
DATES = st.dates(MONDAY - timedelta(days=30), MONDAY + timedelta(days=500)).map(date.isoformat)
VALUES = (
    st.sampled_from(["", OPEN, "0", "1", "5", "127", "128", "bedtime", "home", "-1", "²", "9" * 9])
    | DATES
    | st.text(max_size=12)
    | st.just("x" * 600)
)
EDITS = st.builds(Edit, st.sampled_from(list(Field)), VALUES, st.integers(-1, 14))
#: What each edit may touch, beside what follows from it.
TOUCHES = {
    Field.SLOT: {"slot"},
    Field.DAYS: {"weekdays"},
    Field.MINUTES: {"minutes"},
    Field.UNTIL: {"ends_on"},
    Field.START: {"starts_on", "ends_on"},
    Field.NOTE: {"note"},
    Field.HAND_OVER: {"hand_over_from"},
    Field.ORDER: {"position"},
    Field.REST: {"status", "paused_until"},
    Field.BACK: {"status", "paused_until"},
    Field.END: {"status", "paused_until"},
}
STEPS_TOUCH = {"own_steps", "hand_over_from"}


def change(one: Assignment, edit: Edit) -> Assignment | None:
    try:
        return edited(one, edit, STEPS, MONDAY)
    except Invalid:
        return None


@given(st.lists(EDITS, min_size=1, max_size=12))
def test_an_edit_touches_its_own_field_alone_and_can_be_told(edits: list[Edit]):
    one = CARD
    for edit in edits:
        after = change(one, edit)
        if after is None:
            continue
        touched = {f.name for f in fields(one) if getattr(one, f.name) != getattr(after, f.name)}
        assert touched <= TOUCHES.get(edit.field, STEPS_TOUCH)
        assert bool(touched) == bool(aspects(one, after)), "whatever changed can be told"
        one = replace(after, version=one.version + 1)


@given(st.lists(EDITS, max_size=6), EDITS)
def test_the_same_edit_twice_is_one(before: list[Edit], edit: Edit):
    """But for a step that goes or comes: there the version that was seen says that it is done."""
    one = CARD
    for earlier in before:
        one = change(one, earlier) or one
    once = change(one, edit)
    if once is None or edit.field in (Field.DROP_STEP, Field.ADD_STEP, Field.START):
        return
    assert change(once, edit) == once
    assert is_same(once, replace(once, version=9, position=4))


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (Edit(Field.SLOT, "noon"), "choice"),
        (Edit(Field.DAYS, "0"), "choice"),
        (Edit(Field.MINUTES, "61"), "minutes"),
        (Edit(Field.UNTIL, "53"), "weeks"),
        (Edit(Field.UNTIL, "2027-01-10"), "until_date"),
        (Edit(Field.UNTIL, "soon"), "date"),
        (Edit(Field.START, "2027-02-01"), "start_date"),
        (Edit(Field.REST, "2027-01-11"), "pause_date"),
        (Edit(Field.REST, "2028-01-14"), "pause_date"),
        (Edit(Field.NOTE, "x" * 501), "note_long"),
        (Edit(Field.END, "x" * 201), "reason_long"),
        (Edit(Field.HAND_OVER, "6"), "choice"),
    ],
)
def test_what_does_not_fit_says_why(edit: Edit, code: str):
    with pytest.raises(Invalid) as refused:
        edited(CARD, edit, STEPS, MONDAY)
    assert refused.value.code == code


def test_what_has_not_begun_may_begin_on_another_day_and_keeps_its_length():
    ahead = replace(CARD, starts_on=date(2027, 1, 18), ends_on=date(2027, 2, 14))
    moved = edited(ahead, Edit(Field.START, "2027-01-25"), STEPS, MONDAY)
    assert (moved.starts_on, moved.ends_on) == (date(2027, 1, 25), date(2027, 2, 21))


def test_one_moves_within_its_time_of_day_and_the_others_keep_their_order():
    every = [
        replace(CARD, id=number, slot=slot, position=number)
        for number, slot in enumerate(
            (Slot.MORNING, Slot.BEDTIME, Slot.MORNING, Slot.MORNING), start=1
        )
    ]
    assert sorted(reordered(every, every[3], 0).items(), key=lambda item: item[1]) == [
        (4, 0),
        (2, 1),
        (1, 2),
        (3, 3),
    ]
    with pytest.raises(Invalid):
        reordered(every, every[0], 3)


def test_a_change_of_place_alone_is_told_and_being_moved_along_is_not():
    assert aspects(CARD, replace(CARD, position=3)) == (Aspect.ORDER,)
    assert aspects(CARD, replace(CARD, position=3, note="x")) == (Aspect.NOTE,)
