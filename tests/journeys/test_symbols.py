"""A card for AAC users and whoever does not read: pictures, symbols, stop and no at any time."""

import re
import sqlite3
from contextlib import closing

import pytest

from tests.journeys.practice import ALICE, CHARLIE, Practice
from tests.journeys.steps import Family
from tests.screen import labels, text_of

LETTERS = re.compile(r"[^\W\d_]", re.UNICODE)


async def symbols(practice: Practice) -> list[str]:
    """The labels on the screen, which no letter needs to be read for."""
    shown = labels(await practice.sim.last(ALICE))
    assert [label for label in shown if LETTERS.search(label)] == [], shown
    return shown


@pytest.fixture
async def picture_family(practice: Practice, family: Family) -> Family:
    with closing(sqlite3.connect(practice.database)) as connection, connection:
        connection.execute("UPDATE clients SET picture_only = 1")
    return family


async def open_pictures(practice: Practice) -> None:
    await practice.sim.send(ALICE, "/today")
    for label in ("Socks on", "🖼 Pictures and symbols"):
        await practice.sim.tap(ALICE, label)


async def test_the_whole_way_needs_no_letter_and_stop_and_no_are_always_there(
    practice: Practice, picture_family: Family
) -> None:
    sim = practice.sim
    await open_pictures(practice)
    for number in range(7):
        assert (await sim.last(ALICE)).get("photo"), f"step {number + 1} is a picture"
        assert {"🛑", "🙅", "➡️"} <= set(await symbols(practice))
        if number == 3:
            await practice.restart()
        await sim.tap(ALICE, "➡️")
    assert {"✅", "🤏", "🛑", "🙅"} <= set(await symbols(practice))
    await sim.tap(ALICE, "✅")
    assert {"🙁", "😐", "🙂", "🛑", "🙅"} <= set(await symbols(practice))
    await sim.tap(ALICE, "🙂")
    assert {"❤️", "🆗", "🙅", "🛑"} <= set(await symbols(practice))
    await sim.tap(ALICE, "❤️")
    assert {"↩️", "📄"} <= set(await symbols(practice))
    assert practice.one("SELECT outcome, answered_for, after_comfort, enjoyed FROM check_ins") == {
        "outcome": "done",
        "answered_for": "client",
        "after_comfort": "good",
        "enjoyed": "liked",
    }, "counted as the client's own"


async def test_no_is_a_whole_answer_and_can_be_taken_back(
    practice: Practice, picture_family: Family
) -> None:
    sim = practice.sim
    await open_pictures(practice)
    await sim.tap(ALICE, "➡️")
    await sim.tap(ALICE, "🙅")
    assert practice.one("SELECT outcome, answered_for, reason FROM check_ins") == {
        "outcome": "not_today",
        "answered_for": "client",
        "reason": "said_no",
    }
    await symbols(practice)
    await sim.tap(ALICE, "↩️")
    assert practice.one("SELECT withdrawn_at IS NULL AS kept FROM check_ins") == {"kept": 0}


async def test_stop_asks_nothing_and_waits(practice: Practice, picture_family: Family) -> None:
    sim = practice.sim
    await open_pictures(practice)
    for label in ("➡️", "➡️", "🛑"):
        await sim.tap(ALICE, label)
    assert (await symbols(practice))[:3] == ["▶️", "🤏", "🙅"]
    assert practice.count("check_ins") == 0
    await sim.tap(ALICE, "▶️")
    assert practice.one("SELECT step FROM cards_read") == {"step": 3}
    for label in ("🛑", "🤏", "🛑"):
        await sim.tap(ALICE, label)
    assert practice.one("SELECT outcome, after_comfort FROM check_ins") == {
        "outcome": "some",
        "after_comfort": None,
    }, "stop after an answer leaves it as it is"


async def test_the_words_and_the_worry_are_there_for_whoever_sits_beside(
    practice: Practice, picture_family: Family
) -> None:
    sim = practice.sim
    await open_pictures(practice)
    await sim.tap(ALICE, "📄")
    assert "Have ready:" in text_of(await sim.last(ALICE))
    await open_pictures(practice)
    await sim.tap(ALICE, "⚠️")
    assert "Pain or skin marks" in labels(await sim.last(ALICE))


async def test_other_families_symbols_do_nothing(
    practice: Practice, picture_family: Family, other_family: Family
) -> None:
    sim = practice.sim
    await sim.send(CHARLIE, "/today")
    card = await sim.last(CHARLIE)
    at = f"{picture_family.socks}:2027-01-11"
    for data in (f"7p:{at}:1", f"7z:{at}:1", f"7o:{at}:done", f"7f:{at}:ac:good"):
        refused = await sim.forge(CHARLIE, card, data)
        assert refused is not None and refused["show_alert"], data
    assert practice.count("check_ins") == 0


async def test_first_then_shows_what_this_client_likes(practice: Practice, family: Family) -> None:
    sim = practice.sim
    before = []
    for interests in (None, "trains, maps"):
        with closing(sqlite3.connect(practice.database)) as connection, connection:
            connection.execute("UPDATE clients SET interests = ?", (interests,))
        await sim.send(ALICE, "/today")
        for label in ("Socks on", "Pictures, print", "First – then"):
            await sim.tap(ALICE, label)
        before.append((await sim.last(ALICE))["photo"][-1]["file_unique_id"])
    assert before[0] != before[1], "another picture"
    await sim.send(ALICE, "/today")
    for label in ("Socks on", "A lighter way"):
        await sim.tap(ALICE, label)
    assert "One way in: something with trains, maps." in text_of(await sim.last(ALICE))
