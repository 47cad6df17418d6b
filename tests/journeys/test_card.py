"""The card in a family's hands: doors, steps that wait for hours, smaller, later, a bit more."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Final

from tests.journeys.practice import ALICE, BOB, NORA, Practice
from tests.journeys.steps import Family, assign
from tests.screen import labels, text_of

MORNING: Final = datetime(2027, 1, 12, 6, 0, 5, tzinfo=UTC)


async def open_card(practice: Practice, who: int = ALICE, card: str = "Socks on") -> None:
    await practice.sim.send(who, "/today")
    await practice.sim.tap(who, card)


async def shown(practice: Practice, who: int = ALICE) -> str:
    return text_of(await practice.sim.last(who))


async def offered(practice: Practice, who: int = ALICE) -> list[str]:
    return labels(await practice.sim.last(who))


def set_by_therapist(practice: Practice, assignment: int, **columns: object) -> None:
    """Write what the therapist's own screens write."""
    with closing(sqlite3.connect(practice.database)) as connection, connection:
        for column, value in columns.items():
            connection.execute(
                f"UPDATE assignments SET {column} = ? WHERE id = ?", (value, assignment)
            )


async def test_a_plain_check_in_from_the_reminder_is_one_tap(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await sim.clock_to(MORNING)
    reminder = await sim.last(ALICE)
    taps = await sim.calls(method="answerCallbackQuery")
    await sim.tap(ALICE, "We did it", reminder)
    assert len(await sim.calls(method="answerCallbackQuery")) == len(taps) + 1, "one tap"
    assert practice.one("SELECT outcome, on_date FROM check_ins") == {
        "outcome": "done",
        "on_date": "2027-01-12",
    }
    thanks = await sim.last(ALICE)
    assert thanks["message_id"] == reminder["message_id"], "no new message either"
    assert "Thank you for telling me." in text_of(thanks)


async def test_the_card_has_both_doors_and_what_makes_it_smaller_or_more(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await open_card(practice)
    rows = await offered(practice)
    assert rows[:4] == ["Show me the steps", "A lighter way", "Easier", "A bit more"]
    assert {"We did it", "Some of it", "Not today", "Something worried me"} <= set(rows)
    await sim.tap(ALICE, "Easier")
    assert "Larger tube socks without a heel" in await shown(practice)
    await sim.tap(ALICE, "Back to the card")
    await sim.tap(ALICE, "A bit more")
    assert "Tighter sports socks" in await shown(practice)
    assert "Something worried me" in await offered(practice)
    await sim.tap(ALICE, "Some of it")
    assert practice.one("SELECT outcome FROM check_ins") == {"outcome": "some"}


async def test_steps_go_on_after_hours_and_a_restart_and_end_with_the_day(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await open_card(practice)
    assert "Go on at step 3" not in await offered(practice)
    for label in ("Show me the steps", "Next", "Next"):
        await sim.tap(ALICE, label)
    await practice.restart()
    await sim.advance(timedelta(hours=5))
    await open_card(practice)
    assert (await offered(practice))[0] == "Go on at step 3"
    await sim.tap(ALICE, "Go on at step 3")
    assert "Step 3 of 7" in await shown(practice)
    await sim.tap(ALICE, "Enough for now")
    assert "Go on at step 3" in await offered(practice), "enough keeps the place"
    await open_card(practice, BOB)
    assert "Go on at step 3" not in await offered(practice, BOB), "everybody has their own place"
    await sim.tap(ALICE, "Go on at step 3")
    for _ in range(5):
        await sim.tap(ALICE, "Next")
    assert "Those are all the steps." in await shown(practice)
    await open_card(practice)
    assert (await offered(practice))[0] == "Show me the steps", "the end is the end"
    await sim.tap(ALICE, "Show me the steps")
    await sim.tap(ALICE, "Next")
    await sim.advance(timedelta(days=1))
    await open_card(practice)
    assert (await offered(practice))[0] == "Show me the steps", "a new day begins anew"


async def test_the_part_to_hand_over_is_marked_where_it_begins(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    set_by_therapist(practice, family.socks, hand_over_from=6)
    await open_card(practice)
    assert "From step 6 on it is Sunny's own part." in await shown(practice)
    await sim.tap(ALICE, "Show me the steps")
    for number in range(1, 8):
        text = await shown(practice)
        assert ("own part begins here" in text) == (number == 6), text
        assert ("Sunny's own part" in text) == (number >= 6), text
        await sim.tap(ALICE, "Next")


async def test_a_smaller_one_is_wished_for_in_one_tap_and_comes_next_time(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await open_card(practice)
    for label in ("Not today", "Tired or unwell", "Smaller next time"):
        await sim.tap(ALICE, label)
    assert "The next card begins with a smaller step." in await shown(practice)
    assert "✓ Smaller next time" in await offered(practice)
    await sim.clock_to(MORNING)
    for who in (ALICE, BOB):
        assert "Smaller this time, as you wished:" in await shown(practice, who)
        rows = await offered(practice, who)
        assert rows.index("A lighter way") < rows.index("Show me the steps")
    await sim.tap(ALICE, "We did it")
    await sim.clock_to(MORNING + timedelta(days=1))
    assert "Smaller this time" not in await shown(practice)


async def test_later_today_is_one_tap_and_nothing_is_saved(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await open_card(practice)
    for label in ("Not today", "Too much on", "Later today"):
        await sim.tap(ALICE, label)
    assert "The card comes back at 12:0" in await shown(practice)
    assert practice.one("SELECT withdrawn_at IS NULL AS kept FROM check_ins") == {"kept": 0}
    before = await sim.last(ALICE)
    await practice.restart()
    await sim.advance(timedelta(hours=3, minutes=1))
    again = await sim.last(ALICE)
    assert again["message_id"] != before["message_id"] and "Socks on" in text_of(again)
    await sim.tap(ALICE, "We did it", again)
    assert practice.one("SELECT outcome, withdrawn_at FROM check_ins") == {
        "outcome": "done",
        "withdrawn_at": None,
    }


async def test_another_time_of_day_is_one_tap_away(practice: Practice, family: Family) -> None:
    sim = practice.sim
    await open_card(practice)
    for label in ("Not today", "Too much on", "Another time of day", "08:00"):
        await sim.tap(ALICE, label)
    found = practice.one(
        "SELECT minute_of_day FROM reminders r JOIN people p ON p.id = r.person_id "
        "WHERE p.telegram_id = ? AND slot = 'morning'",
        ALICE,
    )
    assert found == {"minute_of_day": 480}


async def test_asking_for_help_is_a_tick_of_its_own(practice: Practice, family: Family) -> None:
    await open_card(practice)
    for label in ("We did it", "Add a bit more", "They asked for the help they wanted"):
        await practice.sim.tap(ALICE, label)
    assert "✓ They asked for the help they wanted" in await offered(practice)
    assert practice.one("SELECT asked_help FROM check_ins") == {"asked_help": "asked"}


async def test_today_is_by_time_of_day_in_the_familys_words_and_four_are_plenty(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    for line in ("dress-zip morning", "heavy-wall-push afternoon", "groom-teeth bedtime"):
        await assign(practice, NORA, f"Sunny {line} daily")
    await sim.send(ALICE, "/reminders")
    for label in ("Morning", "after breakfast"):
        await sim.tap(ALICE, label)
    await sim.send(ALICE, "/today")
    text, rows = await shown(practice), await offered(practice)
    assert "🌤 Morning, after breakfast" in text and "🎒 After school" in text
    assert text.index("Socks on") < text.index("After school") < text.index("Bedtime")
    assert "Four are plenty." in text and len(rows) == 4 + 1 + 3
    await sim.tap(ALICE, "Socks on")
    await sim.tap(ALICE, "We did it")
    await sim.send(BOB, "/today")
    assert "Socks on" not in await shown(practice, BOB), "what is open comes first"
    await sim.tap(BOB, "1 more, if you like")
    assert "Socks on – we did it (Alice)" in await shown(practice, BOB)
