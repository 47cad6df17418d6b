"""Thanks among caregivers, wishes of one's own, and a consent that is asked for anew."""

from datetime import UTC, datetime

from bot.store.database import Tx
from tests.journeys.practice import ALICE, BOB, NORA, Practice
from tests.journeys.steps import Family
from tests.screen import labels, text_of

BEDTIME = datetime(2027, 1, 11, 18, 30, 5, tzinfo=UTC)
TUESDAY = datetime(2027, 1, 12, 6, 0, 5, tzinfo=UTC)
SATURDAY = datetime(2027, 1, 16, 6, 0, 5, tzinfo=UTC)


async def answer(practice: Practice, who: int, card: str, label: str = "We did it") -> None:
    """Open a card from today's list and answer it."""
    await practice.sim.send(who, "/today")
    listed = labels(await practice.sim.last(who))
    await practice.sim.tap(who, next(one for one in listed if card in one))
    await practice.sim.tap(who, label)


async def test_thanks_take_one_tap_and_come_once_a_day_without_a_sound(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await answer(practice, ALICE, "Socks on")
    await answer(practice, ALICE, "Lights", "Some of it")
    seen = len(await sim.from_bot(ALICE))
    for card in ("Socks on", "Lights"):
        await sim.send(BOB, "/today")
        listed = labels(await sim.last(BOB))
        await sim.tap(BOB, next(one for one in listed if card in one))
        found = await sim.tap(BOB, "Thank Alice")
        assert found and found["text"] == "Your thanks go to Alice"
    assert practice.count("thanks") == 2
    assert len(await sim.from_bot(ALICE)) == seen, "thanks gather for a while"
    await sim.advance(16 * 60)
    sent = await sim.from_bot(ALICE)
    assert len(sent) == seen + 1, "two thanks, one message"
    assert "Bob, for “Socks on”" in text_of(sent[-1]) and "Lights" in text_of(sent[-1])
    calls = [c for c in await sim.calls() if c["method"] == "sendMessage"]
    assert calls[-1]["params"].get("disable_notification") in (True, "true", "True")
    await sim.clock_to(BEDTIME)
    assert practice.one("SELECT count(*) AS n FROM deliveries WHERE subject = 'thanks'")["n"] == 1
    assert "Thank you · Sunny" not in await sim.screen(NORA), "between caregivers alone"


async def test_nobody_is_thanked_for_not_today_or_for_their_own(
    practice: Practice, family: Family
) -> None:
    await answer(practice, ALICE, "Socks on", "Not today")
    await practice.sim.send(BOB, "/today")
    listed = labels(await practice.sim.last(BOB))
    await practice.sim.tap(BOB, next(one for one in listed if "Socks on" in one))
    assert "Thank Alice" not in labels(await practice.sim.last(BOB))
    await answer(practice, ALICE, "Lights")
    await practice.sim.send(ALICE, "/today")
    await practice.sim.tap(
        ALICE,
        "✓ "
        + next(
            one.removeprefix("✓ ")
            for one in labels(await practice.sim.last(ALICE))
            if "Lights" in one
        ),
    )
    assert not [one for one in labels(await practice.sim.last(ALICE)) if one.startswith("Thank")]


async def test_a_slot_has_days_of_its_own(practice: Practice, family: Family) -> None:
    sim = practice.sim
    await sim.send(ALICE, "/reminders")
    await sim.tap(ALICE, "Morning")
    for day in ("✓ Sat", "✓ Sun"):
        await sim.tap(ALICE, day)
    await sim.tap(ALICE, "08:00")
    assert "Morning: 08:00, Monday to Friday" in text_of(await sim.last(ALICE)), "the days stay"
    for day in ("Mon", "Tue", "Wed", "Thu"):
        await sim.tap(ALICE, "Morning")
        await sim.tap(ALICE, f"✓ {day}")
        await sim.send(ALICE, "/reminders")
    assert "Morning: 08:00, Fri" in text_of(await sim.last(ALICE))
    await sim.tap(ALICE, "Morning")
    await sim.tap(ALICE, "✓ Fri")
    assert practice.rows(
        "SELECT r.weekdays AS w FROM reminders r JOIN people p ON p.id = r.person_id "
        "WHERE p.telegram_id = ? AND r.slot = 'morning'",
        ALICE,
    ) == [{"w": 16}], "the last day stays: switching off is another button"


async def test_thanks_may_be_plain(practice: Practice, family: Family) -> None:
    sim = practice.sim
    await answer(practice, ALICE, "Socks on")
    assert "Perhaps you saw this today" in text_of(await sim.last(ALICE))
    await sim.send(BOB, "/settings")
    await sim.tap(BOB, "How I thank you")
    await sim.tap(BOB, "Only “saved, thank you”")
    await answer(practice, BOB, "Socks on")
    shown = text_of(await sim.last(BOB))
    assert "Thank you for telling me" in shown and "Perhaps you saw" not in shown


async def test_a_low_demand_program_thanks_plainly_until_somebody_chooses(
    practice: Practice, family: Family
) -> None:
    office = practice.app.office
    await office.db.write(lambda tx: tx.run("UPDATE clients SET low_demand = 1"))
    await answer(practice, ALICE, "Socks on")
    assert "Perhaps you saw" not in text_of(await practice.sim.last(ALICE))
    await practice.sim.send(ALICE, "/settings")
    await practice.sim.tap(ALICE, "How I thank you")
    await practice.sim.tap(ALICE, "With a line about the effort")
    await answer(practice, ALICE, "Socks on")
    assert "Perhaps you saw" in text_of(await practice.sim.last(ALICE))


async def test_a_newer_consent_is_asked_for_kindly_and_nothing_stops_meanwhile(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim

    def older(tx: Tx) -> None:
        tx.run("UPDATE consents SET version = '2025-01'")

    await practice.app.office.db.write(older)
    await sim.clock_to(BEDTIME)
    card = await sim.last(ALICE)
    assert {"We did it", "What is kept has changed"} <= set(labels(card)), "the card works as ever"
    await sim.tap(ALICE, "We did it", card)
    assert practice.count("check_ins") == 1
    await sim.send(ALICE, "/today")
    asked = text_of(await sim.last(ALICE))
    assert asked.startswith("What is kept has changed · Sunny")
    for words in ("Kept:", "Who sees it: Nora", "not end-to-end encrypted", "/privacy"):
        assert words in asked
    await sim.tap(ALICE, "Later")
    assert "Sunny · Mon 11 Jan" in text_of(await sim.last(ALICE))
    await sim.send(ALICE, "/today")
    assert "What is kept" not in text_of(await sim.last(ALICE)), "asked once a day"
    await sim.clock_to(TUESDAY)
    await practice.restart()
    practice.may_fail.add("terminated by other getUpdates request")
    await sim.send(ALICE, "/today")
    await sim.tap(ALICE, "Yes, that is all right")
    given = practice.rows(
        "SELECT version, withdrawn_at IS NULL AS valid FROM consents c "
        "JOIN people p ON p.id = c.person_id WHERE p.telegram_id = ? ORDER BY c.id",
        ALICE,
    )
    assert [row["valid"] for row in given] == [1, 1] and given[0]["version"] == "2025-01"
    assert given[1]["version"] > "2026"
    await sim.send(ALICE, "/today")
    assert "What is kept" not in text_of(await sim.last(ALICE))

    await sim.send(BOB, "/today")
    await sim.tap(BOB, "No, leave the program")
    await sim.tap(BOB, "Yes, leave")
    assert "Messages have stopped" in text_of(await sim.last(BOB))
    seen = len(await sim.from_bot(BOB))
    await sim.clock_to(SATURDAY)
    assert len(await sim.from_bot(BOB)) == seen
