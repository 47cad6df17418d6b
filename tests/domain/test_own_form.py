"""Whatever is typed and tapped, in whatever order: the form stays whole, or says why not."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.catalog import load
from bot.domain.errors import Invalid
from bot.domain.own_activity import kept_photos
from bot.domain.own_asks import ASKED, ENTRIES_AT_MOST, LISTS, STEPS_AT_MOST, Ask, entries_of
from bot.domain.own_form import OwnForm
from bot.services.own_taps import tapped
from tests.content_tools import CONTENT

LIBRARY = load([CONTENT])
ACTS = st.sampled_from(
    ["set", "on", "off", "next", "back", "go", "show", "page", "item", "drop", "up", "nophoto", "x"]
)
VALUES = st.one_of(
    st.sampled_from(
        ["-", "", "child", "adult", "CHOKE", "dressing", "morning", "0", "1", "2", "99"]
    ),
    st.sampled_from(list(Ask)),
    st.text(max_size=6),
)
WORDS = st.one_of(
    st.sampled_from(["8", "A step.\nAnother one.", "1. One", "- dot", "   ", "x" * 400]),
    st.text(max_size=40),
)
MOVES = st.one_of(
    st.tuples(st.just("type"), WORDS),
    st.tuples(st.just("photo"), st.just("f")),
    st.tuples(ACTS, VALUES),
)


@settings(deadline=None, max_examples=300)
@given(st.lists(MOVES, max_size=60))
def test_no_order_of_answers_breaks_the_form(moves: list[tuple[str, str]]):
    form = OwnForm()
    for act, value in moves:
        try:
            if act == "type":
                form = form.typed(value)
            elif act == "photo":
                form = form.with_photo(value)
            else:
                form = tapped(form, LIBRARY, act, value)
        except Invalid:
            continue
        assert OwnForm.read({"form": json.loads(json.dumps(form.kept()))}) == form
        for ask in LISTS:
            most = STEPS_AT_MOST if ask is Ask.STEPS else ENTRIES_AT_MOST
            assert len(form.card.get(ask, ())) <= most
        assert 0 <= form.item <= len(form.entries)
        assert form.ask is None or form.ask in Ask
        assert set(form.done) <= set(ASKED) | set(Ask)


def test_the_questions_come_in_order_and_a_card_for_adults_needs_no_age():
    form = OwnForm().typed("Tea with one hand")
    form = tapped(form, LIBRARY, "set", "adult-adl")
    assert form.ask is Ask.PEOPLE
    assert form.card[Ask.PEOPLE] == ["adult", "older"]
    form = tapped(form, LIBRARY, "next", "-")
    assert (form.ask, form.card[Ask.AGE]) == (Ask.SLOT, None)
    form = tapped(form, LIBRARY, "back", "-")
    form = tapped(form, LIBRARY, "on", "child")
    form = tapped(form, LIBRARY, "next", "-")
    assert form.ask is Ask.AGE, "now it is a child's card, too"


@pytest.mark.parametrize(
    ("typed", "entries"),
    [
        ("- one\n• two\n* three\n– four", ["one", "two", "three", "four"]),
        ("1. one\n2) two\n\n  three  ", ["one", "two", "three"]),
        ("2 apples", ["2 apples"]),
        ("-", ["-"]),
        ("\n \n", []),
    ],
)
def test_lines_become_entries_without_their_dots(typed: str, entries: list[str]):
    assert entries_of(typed) == entries


def test_a_photo_goes_with_its_step_wherever_it_moves():
    before, after = ("sit", "roll", "stand"), ("stand", "sit", "jump")
    assert kept_photos(before, after, {1: "a", 2: "b", 3: "c", 9: "d"}) == {2: "a", 1: "c"}
