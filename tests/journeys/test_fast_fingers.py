"""A finger that comes down twice is one wish: nothing counts twice, no screen is taken away."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from tests.journeys.practice import ALICE, NORA, Practice
from tests.journeys.steps import Family, invite
from tests.screen import labels, text_of

BEDTIME: Final = datetime(2027, 1, 11, 18, 30, 5, tzinfo=UTC)


async def test_a_tap_repeated_within_moments_counts_once(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await sim.send(ALICE, "/today")
    await sim.tap(ALICE, "Socks on")
    card = await sim.last(ALICE)
    await _flurry(practice, ALICE, "We did it", card)
    assert practice.one("SELECT outcome FROM check_ins") == {"outcome": "done"}
    await _flurry(practice, ALICE, "Something worried me", card)
    await _flurry(practice, ALICE, "Pain or skin marks", card)
    await _flurry(practice, ALICE, labels(await sim.last(ALICE))[0], card)
    assert practice.count("worries") == 1, "one worry"
    assert len([m for m in await sim.from_bot(NORA) if "A worry" in text_of(m)]) == 1


async def test_forms_survive_a_double_tap_on_every_button(practice: Practice) -> None:
    """The last screen says what was done; no second tap takes it away or does it twice."""
    sim = practice.sim
    await sim.start(NORA)
    await sim.send(NORA, "/newclient Sunny")
    for label in ("Child", "The usual way"):
        await _flurry(practice, NORA, label)
    assert "Sunny is on your caseload" in text_of(await sim.last(NORA))
    for label in ("Assign an activity", "Ask them later", "Dressing", "Socks on", "Back"):
        await _flurry(practice, NORA, label)
    assert "Socks on" in labels(await sim.last(NORA)), "two taps on Back go back once"
    for label in (
        "Socks on",
        "✎ every day",
        "Mon",
        "Take Mon",
        "✎ 4 weeks",
        "2 weeks",
        "Assign it",
    ):
        await _flurry(practice, NORA, label)
    assert "Socks on is in Sunny's program" in text_of(await sim.last(NORA))
    assert practice.one("SELECT weekdays, ends_on FROM assignments") == {
        "weekdays": 1,
        "ends_on": "2027-01-24",
    }
    await sim.start(ALICE, await invite(practice, NORA, "Sunny"))
    for label in ("Yes, that is all right", "Parent", "No, choose my place"):
        await _flurry(practice, ALICE, label)
    await sim.send(ALICE, "Lisbon")
    for label in ("Lisbon 08:00", "07:00", "19:30"):
        await _flurry(practice, ALICE, label)
    assert "You are all set" in text_of(await sim.last(ALICE))
    assert practice.count("consents") == 1 and practice.count("reminders") == 2
    assert practice.count("audit_events") == 4, "added, assigned, invited, joined: each once"


async def test_a_double_tap_on_leave_still_says_goodbye(practice: Practice, family: Family) -> None:
    await practice.sim.send(ALICE, "/privacy")
    for label in ("Leave Sunny's program", "Yes, leave"):
        await _flurry(practice, ALICE, label)
    assert "Messages have stopped" in text_of(await practice.sim.last(ALICE))


async def test_a_card_that_is_put_off_twice_comes_back_once(
    practice: Practice, family: Family
) -> None:
    """The latest wish counts: a quarter of an hour, tapped thrice, and then an hour."""
    sim = practice.sim
    await sim.clock_to(BEDTIME)
    await sim.tap(ALICE, "Later")
    card = await sim.last(ALICE)
    await _flurry(practice, ALICE, "15 minutes", card)
    await sim.forge(ALICE, card, f"sn:{family.client}:bedtime:2027-01-11:60")
    newest = [(await sim.last(ALICE))["message_id"]]
    for minutes in (20, 45, 120):
        await sim.advance(timedelta(minutes=minutes))
        newest.append((await sim.last(ALICE))["message_id"])
    first, quarter, hour, night = newest
    assert first == quarter != hour == night, "it comes after the hour, and at no other time"


async def test_a_double_tap_on_pause_is_one_change(practice: Practice, family: Family) -> None:
    sim = practice.sim
    await sim.send(NORA, "/program")
    await sim.tap(NORA, "Socks on")
    await sim.tap(NORA, "Pause it")
    await _flurry(practice, NORA, "Until I bring it back")
    assert (
        practice.one("SELECT version FROM assignments WHERE id = ?", family.socks)["version"] == 2
    )
    paused = practice.rows("SELECT 1 FROM audit_events WHERE action = 'assignment paused'")
    assert len(paused) == 1


async def test_taps_and_texts_in_one_breath_keep_their_order(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    sim.auto_settle = False
    await sim.send(ALICE, "/today")
    await sim.settle()
    await sim.tap(ALICE, "Socks on")
    await sim.settle()
    card = await sim.last(ALICE)
    for label in ("Not today", "Some of it", "We did it", "Some of it", "We did it"):
        await sim.tap(ALICE, label, card, wait_s=0)
    await sim.settle()
    assert practice.one("SELECT outcome FROM check_ins") == {"outcome": "done"}


async def _flurry(
    practice: Practice, who: int, label: str, message: dict[str, Any] | None = None
) -> None:
    """Tap the same button three times within a few milliseconds."""
    sim = practice.sim
    card = message or await sim.with_button(who, label)
    sim.auto_settle = False
    await asyncio.gather(*(sim.tap(who, label, card, wait_s=0) for _ in range(3)))
    sim.auto_settle = True
    await sim.settle()
