"""A program template never asks for more than a family can carry, nor for cards there are not."""

from tests.content_tools import card, override, told

PROGRAM = """\
id: prog-long
name: A long one
who: Anyone
goal: We would like more.
weeks: 4
start_small: One card first.
items:
  - {activity: sleep-lights-down, slot: bedtime, days: 6}
"""


def test_a_program_over_the_load_guard_says_why_or_is_told(tmp_path):
    name = "programs/prog-long.yaml"
    mend = "a program holds 120; take some out, or say why in `why_more`"
    assert told(override(tmp_path, PROGRAM, name)) == [f"{name}: items: 180 minutes a week; {mend}"]
    override(tmp_path, PROGRAM + "why_more: The lamp is on anyway.\n", name)
    assert told(tmp_path) == []


def test_a_program_names_cards_that_exist_and_days_that_fit(tmp_path):
    name = "programs/prog-long.yaml"
    text = PROGRAM.replace(
        "sleep-lights-down, slot: bedtime, days: 6", "sleep-light-down, slot: bedtime, days: 2"
    )
    assert told(override(tmp_path, text, name)) == [
        f"{name}: items[0].activity: there is no sleep-light-down; did you mean sleep-lights-down?"
    ]
    text = PROGRAM.replace("days: 6", "days: 7") + "why_more: The lamp is on anyway.\n"
    assert told(override(tmp_path, text, name)) == [
        f"{name}: items[0].days: 7 days; sleep-lights-down has at most 6 a week; ask for fewer days"
    ]


def test_a_program_holds_four_activities(tmp_path):
    name = "programs/prog-long.yaml"
    item = "  - {activity: heavy-wall-push, slot: morning, days: 1}\n"
    text = PROGRAM.replace("days: 6", "days: 1") + item * 4
    assert told(override(tmp_path, text, name)) == [
        f"{name}: items: 5 activities; a program holds 4"
    ]


def test_one_broken_card_is_told_once_and_not_again_by_its_programs(tmp_path):
    override(tmp_path, PROGRAM, "programs/prog-long.yaml")
    name = "activities/sleep/sleep-lights-down.yaml"
    override(tmp_path, card(name).replace("minutes: 30", "minutes: long"), name)
    assert told(tmp_path) == [f"{name}: minutes: is text, not a whole number; write digits only"]
