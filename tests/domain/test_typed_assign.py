"""The typed line: forgiving in form, exact in effect."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.program import MOST_WEEKS
from bot.domain.rhythm import EVERY_DAY, SCHOOL_DAYS, WEEKEND, Slot, Weekdays
from bot.domain.typed_assign import parse_assign

TODAY = date(2027, 1, 11)
CLIENTS = {1: "Sunny", 2: "Little  Bear", 3: "Twin", 4: "twin"}
CARDS = {
    "dress-socks-on": "Socks on",
    "heavy-wall-push": "Wall pushes",
    "dress-zip": "Zip up the coat",
}


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Sunny dress-socks-on", (1, "dress-socks-on", None, None, None, None)),
        (
            "sunny heavy-wall-push morning mon wed fri 4w note: by the front door",
            (1, "heavy-wall-push", Slot.MORNING, Weekdays(21), 4, "by the front door"),
        ),
        (
            "little bear zip up the coat, after school, daily",
            (2, "dress-zip", Slot.AFTERNOON, EVERY_DAY, None, None),
        ),
        (
            "SUNNY Socks On BEDTIME Weekends 2 weeks",
            (1, "dress-socks-on", Slot.BEDTIME, WEEKEND, 2, None),
        ),
        (
            "Sunny socks on school mornings",
            (1, "dress-socks-on", Slot.MORNING, SCHOOL_DAYS, None, None),
        ),
        ("Sunny socks on every day 6 w", (1, "dress-socks-on", None, EVERY_DAY, 6, None)),
        (
            "Sunny socks on tues thursdays",
            (1, "dress-socks-on", None, Weekdays.of((1, 3)), None, None),
        ),
    ],
)
def test_a_clear_line_is_read_exactly(line, wanted):
    typed = parse_assign(line, CLIENTS, CARDS, TODAY)
    assert typed.problems == ()
    when = typed.when
    read = (typed.client_id, typed.activity_id, when.slot, when.weekdays, when.weeks, typed.note)
    assert read == wanted


@pytest.mark.parametrize(
    ("line", "problems"),
    [
        ("", [("client", "")]),
        ("Nobody socks on", [("client", "Nobody")]),
        ("Twin socks on", [("client_twice", "Twin")]),
        ("Sunny", [("activity", "")]),
        (
            "Sunny tshirt morning 400w blah",
            [("activity", "tshirt"), ("word", "blah"), ("weeks", "400")],
        ),
        ("Sunny t-shrt mornin mon", [("activity", "t-shrt"), ("word", "mornin")]),
        ("Sunny socks on from 2026-12-31", [("past", "2026-12-31")]),
        ("Sunny socks on from 2027-02-30", [("date", "2027-02-30")]),
        ("Sunny socks on 2027-02-01", [("date_alone", "2027-02-01")]),
        ("Sunny socks on every 2 weeks", [("word", "every")]),
        ("Sunny socks on in 4 weeks", [("word", "in")]),
        ("Sunny socks on 9 weeks of -3 days", [("how_often", "-3 days")]),
        ("Summy socks on 99min", [("client", "Summy"), ("minutes", "99")]),
        ("socks on daily", [("client", "")]),
        ("Sunny socks on 0w", [("weeks", "0")]),
        ("Sunny socks on -3w", [("weeks", "-3")]),
        ("Sunny socks on morning bedtime", [("slots", "morning bedtime")]),
        ("Sunny socks on 2w 3w", [("weeks", "2 3")]),
        ("Sunny socks on mo", [("word", "mo")]),
        ("Sunny socks on note: " + "x" * 501, [("note_long", "501")]),
    ],
)
def test_an_unclear_line_names_what_is_unclear(line, problems):
    assert list(parse_assign(line, CLIENTS, CARDS, TODAY).problems) == problems


SAID = """sunny Little bear twin socks on wall pushes dress-zip morning bedtime any mon tue weekend
    daily 4w 0w -3w 99999w note: , ; 400 weeks every day school"""
WORDS = st.sampled_from(SAID.split())
LINES = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=14).map(" ".join))


@given(LINES)
def test_any_line_is_either_whole_or_names_a_problem(line):
    typed = parse_assign(line, CLIENTS, CARDS, TODAY)
    if typed.problems:
        assert all(isinstance(words, str) for _, words in typed.problems)
    else:
        assert typed.client_id in CLIENTS
        assert typed.activity_id in CARDS
        assert 1 <= (typed.when.weeks or 1) <= MOST_WEEKS
