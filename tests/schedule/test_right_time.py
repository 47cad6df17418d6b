"""The card comes at the family's own time, once, with what still matters at that moment."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.rhythm import Slot
from bot.services import settle_in, timing
from tests.journeys.practice import ALICE, BOB, NORA
from tests.journeys.steps import assign
from tests.schedule.house import BEDTIME, MORNING, House, visitor
from tests.screen import labels, text_of

MINUTE = timedelta(minutes=1)


async def test_a_card_comes_at_its_minute_and_not_before(house: House) -> None:
    await house.sim.clock_to(BEDTIME - MINUTE)
    assert await house.cards(ALICE) == []
    await house.sim.clock_to(BEDTIME)
    assert len(await house.cards(ALICE)) == 1
    await house.sim.clock_to(MORNING - MINUTE)
    assert len(await house.cards(ALICE)) == 1
    await house.sim.clock_to(MORNING)
    assert "Socks on" in (await house.texts(ALICE))[-1]
    await house.sim.clock_to(MORNING + timedelta(hours=5))
    assert len(await house.cards(ALICE)) == 2


@pytest.mark.parametrize(
    ("clocks", "seven"),
    [
        (datetime(2027, 3, 27, 12, tzinfo=UTC), datetime(2027, 3, 28, 5, 0, 5, tzinfo=UTC)),
        (datetime(2027, 10, 30, 12, tzinfo=UTC), datetime(2027, 10, 31, 6, 0, 5, tzinfo=UTC)),
    ],
)
async def test_seven_stays_seven_when_the_clocks_change(
    house: House, clocks: datetime, seven: datetime
) -> None:
    """Into summer it is five o'clock in UTC, back in winter it is six."""
    await house.sim.send(NORA, "/assign Sunny heavy-wall-push morning daily 52w")
    await house.sim.tap(NORA, "I have looked. Assign it")
    await house.sim.clock_to(clocks)
    before = len(await house.cards(ALICE))
    await house.sim.clock_to(seven - 2 * MINUTE)
    evening = len(await house.cards(ALICE))
    assert evening <= before + 1
    await house.sim.clock_to(seven)
    assert len(await house.cards(ALICE)) == evening + 1


async def test_two_caregivers_in_two_zones_each_have_their_own_morning(house: House) -> None:
    await settle_in.set_zone(house.app.office, visitor(BOB), "America/New_York")
    await house.sim.clock_to(MORNING)
    assert len(await house.cards(ALICE)) == 1
    assert await house.cards(BOB) == [], "in New York it is one at night"
    await house.sim.clock_to(datetime(2027, 1, 12, 12, 0, 5, tzinfo=UTC))
    assert "Socks on" in (await house.texts(BOB))[-1]


async def test_what_the_other_has_answered_is_left_out_in_another_zone_too(house: House) -> None:
    await settle_in.set_zone(house.app.office, visitor(BOB), "America/New_York")
    await house.sim.clock_to(MORNING)
    await house.sim.tap(ALICE, "We did it")
    await house.sim.clock_to(datetime(2027, 1, 12, 12, 0, 5, tzinfo=UTC))
    assert await house.cards(BOB) == [], "the morning was answered before his seven o'clock"
    *_, skipped = house.deliveries(BOB, slot="morning")
    assert skipped["reason"] == "nothing left"


async def test_the_first_answer_closes_the_card_for_the_others(house: House) -> None:
    await house.sim.clock_to(MORNING)
    card = (await house.cards(BOB))[-1]
    await house.sim.tap(ALICE, "We did it")
    (now,) = await house.cards(BOB)
    assert now["message_id"] == card["message_id"], "edited in place: nothing new came"
    assert "Alice has answered" in text_of(now)
    assert "We did it" not in labels(now)


async def test_an_answer_while_the_others_card_is_on_its_way_closes_it_too(house: House) -> None:
    """Bob's card was written before Alice answered, and arrives after."""
    await house.sim.faults("delay", user_id=BOB, method="sendMessage", delay_s=0.6)
    house.sim.auto_settle = False
    await house.sim.clock_to(MORNING)
    while not [c for c in await house.cards(ALICE) if "Socks on" in text_of(c)]:
        await house.sim.now()
    assert [r["state"] for r in house.deliveries(BOB, slot="morning")] == ["sending"]
    await house.sim.tap(ALICE, "We did it")
    await house.sim.settle()
    await house.sim.settle()
    assert "Alice has answered" in (await house.texts(BOB))[-1]


async def test_one_message_an_evening_whatever_the_number_of_cards(house: House) -> None:
    for activity in ("heavy-wall-push morning", "heavy-basket afternoon"):
        await assign(house, NORA, f"Sunny {activity} daily")
    await house.sim.clock_to(BEDTIME)
    evening = [t for t in await house.texts(ALICE) if "Socks" in t and "Lights" in t]
    assert len(evening) == 1
    assert len(house.deliveries(ALICE, slot="bedtime")) == 1


async def test_a_day_without_cards_is_quiet(house: House) -> None:
    """Both cards are for school days."""
    await house.app.office.db.write(lambda tx: tx.run("UPDATE assignments SET weekdays = 31"))
    await house.sim.clock_to(datetime(2027, 1, 15, 19, 0, tzinfo=UTC))  # Friday
    before = len(await house.cards(ALICE))
    await house.sim.clock_to(datetime(2027, 1, 17, 19, 0, tzinfo=UTC))  # Sunday
    assert len(await house.cards(ALICE)) == before


@pytest.mark.parametrize("what", ["paused", "ended", "answered"])
async def test_what_changed_since_it_was_planned_is_left_out(house: House, what: str) -> None:
    """The first try fails; before the second one the card has lost its point."""
    await house.sim.faults("http500", user_id=ALICE, method="sendMessage")
    await house.sim.clock_to(MORNING)
    assert [r["state"] for r in house.deliveries(ALICE, slot="morning")] == ["planned"]
    if what == "paused":
        await timing.pause(house.app.office, visitor(ALICE), 1, timing.OPEN_END)
    elif what == "ended":
        await house.app.office.db.write(
            lambda tx: tx.run("UPDATE assignments SET status = 'ended' WHERE slot = 'morning'")
        )
    else:
        await house.sim.tap(BOB, "We did it")
    await house.sim.advance(60)
    (row,) = house.deliveries(ALICE, slot="morning")
    assert (row["state"], row["reason"]) == (
        "skipped",
        "paused" if what == "paused" else "nothing left",
    )
    assert not [t for t in await house.texts(ALICE) if "Socks on" in t]


async def test_a_travelling_family_has_each_evening_once(house: House) -> None:
    """Bedtime in Berlin, then on to Lisbon, where it is not yet bedtime."""
    await house.sim.clock_to(BEDTIME)
    assert len(await house.cards(ALICE)) == 1
    await settle_in.set_zone(house.app.office, visitor(ALICE), "Europe/Lisbon")
    await house.sim.clock_to(BEDTIME + timedelta(hours=1))
    assert len(await house.cards(ALICE)) == 1
    await house.sim.clock_to(BEDTIME + timedelta(days=1))
    assert len(await house.cards(ALICE)) == 1
    await house.sim.clock_to(BEDTIME + timedelta(days=1, hours=1))
    assert len(await house.cards(ALICE)) == 2


async def test_a_clock_that_is_set_back_brings_nothing_twice(house: House) -> None:
    await house.sim.clock_to(MORNING)
    sent = len(await house.cards(ALICE))
    for hours in (-1, -12, 1, 12, -20, 20):
        await house.sim.advance(timedelta(hours=hours))
    days = [(r["slot"], r["local_date"]) for r in house.deliveries(ALICE)]
    assert len(days) == len(set(days))
    assert len(await house.cards(ALICE)) == sent


async def test_a_new_time_on_the_same_day_brings_no_second_card(house: House) -> None:
    await house.sim.clock_to(MORNING)
    sent = len(await house.cards(ALICE))
    office = house.app.office
    await timing.set_reminder(office, visitor(ALICE), 1, Slot.MORNING, 8 * 60, is_on=True)
    await house.sim.clock_to(MORNING + timedelta(hours=2))
    assert len(await house.cards(ALICE)) == sent


async def test_an_afternoon_card_comes_after_school(house: House) -> None:
    await assign(house, NORA, "Sunny heavy-basket afternoon daily")
    await house.sim.clock_to(datetime(2027, 1, 11, 14, 30, 5, tzinfo=UTC))
    assert "basket" in (await house.texts(ALICE))[-1].lower()
