"""An answer: how long it is open, how much of a note is kept, whose counts for display."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.check_in import NOTE_LIMIT, CheckIn, Outcome, cut_note, latest, may_answer, may_undo

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("days_ago", "is_open"), [(-1, False), (0, True), (1, True), (3, True), (4, False)]
)
def test_an_answer_may_come_three_days_late_and_never_early(days_ago: int, is_open: bool):
    assert may_answer(TODAY - timedelta(days=days_ago), TODAY) is is_open


def test_an_answer_can_be_taken_back_for_two_days():
    two_days = 48 * 3600 * 1000
    assert may_undo(0, two_days)
    assert not may_undo(0, two_days + 1)


@pytest.mark.parametrize(
    ("text", "kept", "was_cut"),
    [
        ("  well done \n", "well done", False),
        ("x" * NOTE_LIMIT, "x" * NOTE_LIMIT, False),
        ("x" * (NOTE_LIMIT + 1), "x" * NOTE_LIMIT, True),
        (" " * 600 + "short", "short", False),
        ("a\x00b", "ab", False),
        ("\x00 ", "", False),
    ],
)
def test_a_note_is_cut_at_its_limit_and_says_so(text: str, kept: str, was_cut: bool):
    assert cut_note(text) == (kept, was_cut)


@given(st.text())
def test_a_kept_note_always_fits_and_keeps_its_beginning(text: str):
    kept, was_cut = cut_note(text)
    assert len(kept) <= NOTE_LIMIT and "\x00" not in kept
    assert text.replace("\x00", "").strip().startswith(kept)
    assert was_cut == (kept != text.replace("\x00", "").strip())


def test_of_several_answers_about_a_day_the_latest_change_is_shown():
    def by(person: int, outcome: Outcome, changed_at: int, on: date = TODAY) -> CheckIn:
        return CheckIn(7, person, on, outcome, changed_at=changed_at)

    first, second = by(1, Outcome.DONE, 10), by(2, Outcome.SOME, 20)
    other_day = by(1, Outcome.NOT_TODAY, 5, TODAY - timedelta(days=1))
    shown = latest([second, other_day, first])
    assert shown == {(7, TODAY): second, (7, TODAY - timedelta(days=1)): other_day}
