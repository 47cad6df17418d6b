"""The timer beside a step: wished for, seen and not heard, whole after a restart, gone at a tap."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import timedelta
from typing import Any

from tests.journeys.practice import ALICE, BOB, Practice
from tests.journeys.steps import Family
from tests.screen import labels, text_of

START = "⏳ 2 minutes, quietly"


async def open_step(practice: Practice) -> None:
    await practice.sim.send(ALICE, "/today")
    for label in ("Socks on", "Show me the steps"):
        await practice.sim.tap(ALICE, label)


async def sounds(practice: Practice, after: int) -> list[str]:
    """The texts of new messages that make a sound."""
    calls = await practice.sim.calls("sendMessage", after=after)
    return [c["params"]["text"] for c in calls if not c["params"].get("disable_notification")]


async def timer(practice: Practice) -> dict[str, Any]:
    return await practice.sim.with_button(ALICE, "Stop the timer")


async def test_it_is_seen_and_not_heard_and_its_end_is_quiet(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await open_step(practice)
    step = await sim.last(ALICE)
    begun = await sim.last_call()
    await sim.tap(ALICE, START)
    shown = await timer(practice)
    assert "🟦🟦🟦🟦" in text_of(shown) and "Until 09:02, without a sound." in text_of(shown)
    assert step["message_id"] in [m["message_id"] for m in await sim.from_bot(ALICE)]
    await sim.advance(timedelta(seconds=61))
    assert "🟦🟦⬜⬜" in text_of(await timer(practice))
    await practice.restart()
    await sim.advance(timedelta(seconds=61))
    ended = await sim.last(ALICE)
    assert ended["message_id"] == shown["message_id"] and "The time is up." in text_of(ended)
    assert await sounds(practice, begun) == []
    await sim.tap(ALICE, "Back to step 1")
    assert "Step 1 of 7" in text_of(await sim.last(ALICE))
    await sim.advance(timedelta(minutes=30))
    assert "The time is up." not in text_of(await sim.last(ALICE)), "what is over is over"


async def test_it_lasts_longer_with_a_sound_only_when_that_is_wished(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await open_step(practice)
    await sim.tap(ALICE, START)
    begun = await sim.last_call()
    for label in ("🔔 A sound at the end", "2 minutes more"):
        await sim.tap(ALICE, label)
    assert "Until 09:04, with a sound at the end." in text_of(await timer(practice))
    await sim.advance(timedelta(minutes=3))
    assert await sounds(practice, begun) == []
    await sim.advance(timedelta(minutes=1, seconds=5))
    assert await sounds(practice, begun) == ["🔔 The time is up. Go on whenever it suits."]


async def test_a_tap_stops_it_and_a_double_tap_starts_one(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await open_step(practice)
    step = await sim.last(ALICE)
    sim.auto_settle = False
    await asyncio.gather(*(sim.tap(ALICE, START, step, wait_s=0) for _ in range(3)))
    sim.auto_settle = True
    await sim.settle()
    running = [m for m in await sim.from_bot(ALICE) if "🟦" in text_of(m)]
    assert len(running) == 1
    number = practice.one("SELECT id FROM deliveries WHERE subject LIKE 'timer:%'")["id"]
    for data in (f"7y:{number}", f"7m:{number}:4", f"7r:{number}"):
        await sim.send(BOB, "/today")
        refused = await sim.forge(BOB, await sim.last(BOB), data)
        assert refused is not None and refused["show_alert"], "nobody else's"
    await sim.tap(ALICE, "🔔 A sound at the end")
    begun = await sim.last_call()
    await sim.tap(ALICE, "Stop the timer")
    await sim.advance(timedelta(minutes=5))
    assert await sounds(practice, begun) == []
    stopped = next(
        m for m in await sim.from_bot(ALICE) if m["message_id"] == running[0]["message_id"]
    )
    assert "The timer is off." in text_of(stopped)


async def test_low_demand_families_are_never_offered_one(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    with closing(sqlite3.connect(practice.database)) as connection, connection:
        connection.execute("UPDATE clients SET low_demand = 1")
    await open_step(practice)
    step = await sim.last(ALICE)
    assert START not in labels(step)
    refused = await sim.forge(ALICE, step, f"7t:{family.socks}:2027-01-11:1")
    assert refused is not None and refused["show_alert"]
    assert practice.rows("SELECT 1 FROM deliveries WHERE subject LIKE 'timer:%'") == []
