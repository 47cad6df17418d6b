"""A line about a program changes exactly what it says, or nothing."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.program_change import OPEN, Edit, Field
from bot.domain.rhythm import Slot
from bot.domain.running import Running
from bot.domain.typed_program import parse_change

MONDAY = date(2027, 1, 11)
PROGRAM = (
    Running(1, "dress-socks-on", "Socks on", Slot.MORNING),
    Running(2, "sleep-lights-down", "Lights-down half hour", Slot.BEDTIME),
    Running(3, "groom-teeth", "Teeth, our way", Slot.MORNING),
    Running(4, "groom-teeth", "Teeth, our way", Slot.BEDTIME),
    Running(5, "calm-rest", "Rest", Slot.ANYTIME),
)


def read(line: str):
    return parse_change(line, PROGRAM, MONDAY)


@pytest.mark.parametrize(
    ("line", "one", "edits"),
    [
        ("socks-on bedtime", 1, [Edit(Field.SLOT, "bedtime")]),
        ("Socks On, BEDTIME", 1, [Edit(Field.SLOT, "bedtime")]),
        ("dress-socks-on mon wed fri", 1, [Edit(Field.DAYS, "21")]),
        ("socks on 10 min 4w", 1, [Edit(Field.MINUTES, "10"), Edit(Field.UNTIL, "4")]),
        ("lights-down half hour until 2027-03-01", 2, [Edit(Field.UNTIL, "2027-03-01")]),
        ("socks-on note: by the door: left", 1, [Edit(Field.NOTE, "by the door: left")]),
        ("pause socks-on", 1, [Edit(Field.REST, OPEN)]),
        ("socks-on pause", 1, [Edit(Field.REST, OPEN)]),
        ("pause socks-on until 2027-02-01", 1, [Edit(Field.REST, "2027-02-01")]),
        ("pause socks-on for 2 weeks", 1, [Edit(Field.REST, "2027-01-25")]),
        ("pause the socks-on 3 days", 1, [Edit(Field.REST, "2027-01-14")]),
        ("resume socks-on", 1, [Edit(Field.BACK)]),
        ("end socks-on: Done: all of it", 1, [Edit(Field.END, "Done: all of it")]),
        ("end socks-on", 1, [Edit(Field.END)]),
        ("teeth bedtime anytime", 4, [Edit(Field.SLOT, "anytime")]),
        ("rest morning", 5, [Edit(Field.SLOT, "morning")]),
        ("rest rest", 5, [Edit(Field.REST, OPEN)]),
        ("socks-on", 1, []),
        (
            "socks-on from 2027-02-01 until 2027-03-01",
            1,
            [Edit(Field.START, "2027-02-01"), Edit(Field.UNTIL, "2027-03-01")],
        ),
    ],
)  # fmt: skip
def test_a_clear_line_says_just_this(line: str, one: int, edits: list[Edit]):
    found = read(line)
    assert (found.problems, found.assignment, list(found.edits)) == ((), one, edits)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("", "activity"),
        ("shoes bedtime", "activity"),
        ("teeth bedtime-ish", "twice"),
        ("teeth 4w", "twice"),
        ("socks-on morning bedtime", "slots"),
        ("socks-on sometimes", "word"),
        ("socks-on 400w", "weeks"),
        ("socks-on -3 days", "how_often"),
        ("socks-on note:", "note_empty"),
        ("socks-on note: " + "x" * 3000, "note_long"),
        ("socks-on bedtime: because", "word"),
        ("pause socks-on until tuesday", "date"),
        ("pause socks-on until 2027-02-30", "date"),
        ("pause socks-on 0 days", "pause_date"),
        ("pause socks-on bedtime", "word"),
        ("resume socks-on bedtime", "word"),
        ("end socks-on bedtime", "word"),
        ("end socks-on: " + "x" * 201, "reason_long"),
        ("end", "activity"),
        ("socks-on school", "place"),
        ("socks-on until 2027-03-01 4w", "until"),
    ],
)
def test_what_is_not_clear_is_named(line: str, code: str):
    assert code in [found for found, _ in read(line).problems]


WORDS = ["socks-on", "dress-socks-on", "teeth", "rest", "pause", "end", "resume", "until",
         "2027-02-01", "bedtime", "morning", "mon", "daily", "4w", "10", "min", "note:", "x",
         "for", "2", "weeks", ":", "from", "school", "\u202e", "<b>"]  # fmt: skip


@settings(max_examples=3000)
@given(st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join) | st.text(max_size=60))
def test_any_line_is_read_to_the_end_or_refused(line: str):
    """Every word that is taken up is in an edit or a name; one that is not is a problem."""
    found = read(line)
    assert found.assignment in {None, 1, 2, 3, 4, 5}
    if found.assignment is None:
        assert found.problems
        return
    fields = [edit.field for edit in found.edits]
    if not found.problems:
        assert len(fields) == len(set(fields)), "nothing is said in two ways"
    low = line.casefold()
    if not found.problems and ":" not in low:
        said = {Field.SLOT: ("bedtime", "morning"), Field.END: ("end",), Field.BACK: ("resume",)}
        for of, words in said.items():
            if of in fields:
                assert any(word in low for word in words)
        if "pause" in low.split() and "rest" not in low:
            assert Field.REST in fields
        if "4w" in low.split():
            assert Field.UNTIL in fields or Field.REST in fields
