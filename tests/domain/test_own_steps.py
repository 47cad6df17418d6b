"""A client's own way through a card: other words, steps left out and added; safety never moves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalog import load
from bot.catalog.own_way import with_own_steps
from bot.domain import own_steps as own
from bot.domain.errors import Invalid
from bot.domain.own_steps import OwnSteps
from bot.settings import Settings

SOCKS = load(Settings(_env_file=None).content_dirs).activities["dress-socks-on"]
CARD = own.of_card(len(SOCKS.steps))


def test_a_card_without_changes_is_the_card():
    assert with_own_steps(SOCKS, None) is SOCKS
    assert with_own_steps(SOCKS, CARD).steps == SOCKS.steps


def test_steps_change_and_safety_stays():
    steps = own.with_added(
        own.without(own.reworded(CARD, 2, "Red sock first."), 1), 0, "Sit down.", 2
    )
    shown = with_own_steps(SOCKS, steps)
    assert shown.steps == ("Sit down.", "Red sock first.", *SOCKS.steps[2:])
    assert [p.label for p in shown.pictures[:2]] == ["Sit down.", "Red sock first."]
    assert len(shown.pictures) == len(shown.steps)
    assert (shown.safe, shown.stop, shown.watch) == (SOCKS.safe, SOCKS.stop, SOCKS.watch)
    assert shown.revision == SOCKS.revision


def test_a_step_gets_the_words_of_the_card_back():
    changed = own.reworded(CARD, 1, "Other words.")
    assert own.as_on_card(changed, 1) == CARD
    with pytest.raises(Invalid):
        own.as_on_card(own.with_added(CARD, 0, "New.", 2), 1)


def test_a_photo_stays_with_its_step():
    steps = own.without(CARD, 1)
    assert own.shown({1: "gone", 2: "mine"}, steps) == {1: "mine"}
    assert own.source_of(steps, 1) == 2
    added = own.with_added(steps, 0, "New.", 3)
    assert own.source_of(added, 1) == 103
    again = own.with_added(own.without(added, 1), 0, "Newer.", 5)
    assert own.source_of(again, 1) == 105, "no photo of another step can come back with it"


def test_the_part_that_is_handed_over_stays_with_its_step():
    assert own.moved_hand_over(3, CARD, own.without(CARD, 1)) == 2
    assert own.moved_hand_over(3, CARD, own.with_added(CARD, 0, "New.", 2)) == 4
    assert own.moved_hand_over(3, CARD, own.without(CARD, 3)) == 3
    last = len(CARD)
    assert own.moved_hand_over(last, CARD, own.without(CARD, last)) == last - 1
    assert own.moved_hand_over(None, CARD, own.without(CARD, 1)) is None


@pytest.mark.parametrize(
    "change",
    [
        lambda: own.reworded(CARD, 0, "x"),
        lambda: own.reworded(CARD, len(CARD) + 1, "x"),
        lambda: own.reworded(CARD, 1, "   "),
        lambda: own.reworded(CARD, 1, "x" * 301),
        lambda: own.without(own.of_card(1), 1),
        lambda: own.with_added(own.of_card(12), 0, "x", 2),
        lambda: own.with_added(CARD, len(CARD) + 1, "x", 2),
    ],
)
def test_what_does_not_fit_changes_nothing(change):
    with pytest.raises(Invalid):
        change()


@st.composite
def ways(draw: st.DrawFn) -> OwnSteps:
    steps = CARD
    for version in range(2, 2 + draw(st.integers(0, 8))):
        number, words = draw(st.integers(0, 13)), draw(st.text("abc <&é🙂", min_size=1))
        change = draw(st.sampled_from(["leave out", "as on card", "reword", "add"]))
        try:
            match change:
                case "leave out":
                    steps = own.without(steps, number)
                case "as on card":
                    steps = own.as_on_card(steps, number)
                case "reword":
                    steps = own.reworded(steps, number, words)
                case _:
                    steps = own.with_added(steps, number, words, version)
        except Invalid:
            continue
    return steps


@given(ways())
def test_whatever_is_changed_each_step_has_a_picture_and_comes_back_from_the_store(steps):
    assert own.from_text(own.to_text(steps)) == steps
    assert len({step.source for step in steps}) == len(steps)
    shown = with_own_steps(SOCKS, steps)
    assert 1 <= len(shown.steps) == len(shown.pictures) <= 12
    assert all(shown.steps) and all(p.label for p in shown.pictures)
