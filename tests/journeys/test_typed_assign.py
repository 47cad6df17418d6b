"""A therapist assigns in one typed line: what is clear is done, what is not changes nothing."""

import pytest

from tests.journeys.practice import NORA, OLGA, Practice
from tests.journeys.steps import Family, add_client
from tests.screen import labels, text_of

FIELDS = "SELECT activity_id, slot, weekdays, starts_on, ends_on, note FROM assignments"


async def test_a_whole_line_is_assigned_as_it_says(practice: Practice) -> None:
    await add_client(practice, NORA, "Sunny")
    await practice.sim.send(
        NORA, "/assign sunny socks on morning mon wed fri 3w note: by the <b>front</b> door"
    )
    shown = text_of(await practice.sim.last(NORA))
    assert "Socks on is in Sunny's program" in shown
    assert "Morning, Mon, Wed, Fri" in shown and "by the <b>front</b> door" in shown
    assert practice.one(FIELDS) == {
        "activity_id": "dress-socks-on",
        "slot": "morning",
        "weekdays": 0b0010101,
        "starts_on": "2027-01-11",
        "ends_on": "2027-01-31",
        "note": "by the <b>front</b> door",
    }


async def test_what_is_left_out_comes_from_the_card(practice: Practice) -> None:
    await add_client(practice, NORA, "Sunny")
    await practice.sim.send(NORA, "/assign Sunny sleep-lights-down")
    found = practice.one(FIELDS)
    assert (found["slot"], found["weekdays"]) == ("bedtime", 0b1111111)
    assert found["ends_on"] == "2027-02-07"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Sunny sok on morning", "the activity “sok on”"),
        ("Summy socks on", "You have: Sunny"),
        ("Sunny socks on 400w", "the weeks “400”: 1 to 52"),
        ("Sunny socks on morning bedtime", "more than one time of day"),
        ("Sunny socks on sometimes", "the word “sometimes”"),
        ("Sunny socks on note: " + "n" * 501, "it holds 500"),
    ],
)
async def test_a_line_that_is_not_clear_changes_nothing(
    practice: Practice, line: str, said: str
) -> None:
    await add_client(practice, NORA, "Sunny")
    await practice.sim.send(NORA, f"/assign {line}")
    shown = text_of(await practice.sim.last(NORA))
    assert shown.startswith("Nothing was changed.") and said in shown
    assert "/assign Sunny dress-" in shown, "a line that works is there to copy"
    assert practice.count("assignments") == practice.count("programs") == 0


async def test_the_line_to_copy_works(practice: Practice) -> None:
    await add_client(practice, NORA, "Sunny")
    await practice.sim.send(NORA, "/assign Sunny t-shrt on")
    shown = text_of(await practice.sim.last(NORA))
    example = next(line for line in shown.splitlines() if line.startswith("/assign Sunny"))
    await practice.sim.send(NORA, example)
    assert practice.one(FIELDS)["activity_id"] == "dress-tshirt-on"


async def test_a_line_with_two_thousand_words_is_answered_shortly(practice: Practice) -> None:
    await add_client(practice, NORA, "Sunny")
    for words in ("x " * 2000, "socks on " + "<b> & " * 600, "y" * 4000):
        await practice.sim.send(NORA, f"/assign Sunny {words}"[:4096])
        shown = text_of(await practice.sim.last(NORA))
        assert shown.startswith("Nothing was changed.") and len(shown) < 2000
    await practice.sim.send(NORA, "/assign " + "z" * 4000)
    assert len(text_of(await practice.sim.last(NORA))) < 2000
    assert practice.count("assignments") == 0


async def test_the_same_activity_at_the_same_time_is_there_once(practice: Practice) -> None:
    await add_client(practice, NORA, "Sunny")
    await practice.sim.send(NORA, "/assign Sunny socks on morning")
    await practice.sim.send(NORA, "/assign Sunny socks on morning")
    assert "is in Sunny's program for that time already" in text_of(await practice.sim.last(NORA))
    assert practice.count("assignments") == 1
    await practice.sim.send(NORA, "/assign Sunny socks on bedtime")
    assert practice.count("assignments") == 2


async def test_another_therapists_client_is_unknown(practice: Practice, family: Family) -> None:
    await add_client(practice, OLGA, "Pip")
    await practice.sim.send(OLGA, "/assign Sunny socks on bedtime")
    shown = text_of(await practice.sim.last(OLGA))
    assert "the client “Sunny”. You have: Pip" in shown
    assert practice.count("assignments") == 2


async def test_a_program_is_steered_and_keeps_what_was_answered(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await sim.send(NORA, "/program")
    await sim.tap(NORA, "Write the goal")
    await sim.send(NORA, "Mornings & socks, <lightly>")
    assert "Goal: Mornings & socks, <lightly>" in text_of(await sim.last(NORA))
    await sim.tap(NORA, "Socks on")
    await sim.tap(NORA, "Pause it")
    await sim.tap(NORA, "Until I bring it back")
    assert "Rests" in text_of(await sim.last(NORA))
    await sim.tap(NORA, "End it")
    await sim.tap(NORA, "The goal is reached")
    await sim.tap(NORA, "Program")
    assert "Socks on" not in labels(await sim.last(NORA))
    assert practice.one("SELECT status, version FROM assignments WHERE id = ?", family.socks) == {
        "status": "ended",
        "version": 3,
    }
    changes = [r["action"] for r in practice.rows("SELECT action FROM audit_events ORDER BY id")]
    assert changes[-2:] == ["assignment paused", "assignment ended"]
