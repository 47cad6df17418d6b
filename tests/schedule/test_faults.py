"""What may pass is tried again, each chat by itself; what has gone out is not sent knowingly."""

import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest

from tests.journeys.practice import ALICE, BOB
from tests.journeys.steps import Family
from tests.schedule.house import BEDTIME, MORNING, House


async def tries(house: House, person: int, after: int) -> int:
    """How often a message to somebody was tried."""
    calls = await house.sim.calls("sendMessage", after=after)
    return sum(call["params"]["chat_id"] == person for call in calls)


async def test_retry_after_parks_that_chat_alone(house: House) -> None:
    house.pace_by_the_clock()
    before = await house.sim.last_call()
    await house.sim.faults("flood", user_id=ALICE, method="sendMessage", retry_after=30)
    await house.sim.clock_to(BEDTIME)
    assert len(await house.cards(BOB)) == 1, "Bob has his at once"
    assert await house.cards(ALICE) == []
    await house.sim.advance(25)
    assert await tries(house, ALICE, before) == 1, "not a second too early"
    await house.sim.advance(6)
    assert len(await house.cards(ALICE)) == 1


@pytest.mark.parametrize("fault", ["http500", "bad_gateway", "drop"])
async def test_what_may_pass_is_tried_again_more_and_more_rarely(house: House, fault: str) -> None:
    before = await house.sim.last_call()
    await house.sim.faults(fault, user_id=ALICE, method="sendMessage", times=5)
    await house.sim.clock_to(BEDTIME)
    waits = []
    for tried in range(1, 6):
        assert await tries(house, ALICE, before) == tried
        (row,) = house.deliveries(ALICE)
        wait = row["not_before"] - round((await house.sim.now()).timestamp() * 1000)
        waits.append(wait / 1000)
        await house.sim.advance(wait / 1000 - 1)
        assert await tries(house, ALICE, before) == tried, "not before its time"
        await house.sim.advance(1.1)
    assert len(await house.cards(ALICE)) == 1, "and then it comes, once"
    assert [round(wait / 2**n, 1) for n, wait in enumerate(waits)] == pytest.approx(
        [2] * 5, rel=0.25
    ), "each wait about twice the one before"
    assert len(await house.cards(BOB)) == 1


async def test_an_answer_cut_off_brings_one_copy_at_most(house: House) -> None:
    """The message went out, and the line was cut before Telegram could say so."""
    await house.sim.faults("cut_answer", user_id=ALICE, method="sendMessage")
    await house.sim.clock_to(BEDTIME)
    await house.sim.advance(10)
    await house.sim.advance(600)
    assert len(await house.cards(ALICE)) == 2
    assert len(await house.cards(BOB)) == 1
    assert [r["state"] for r in house.deliveries(ALICE)] == ["sent"]


async def test_two_copies_still_make_one_check_in(house: House, family: Family) -> None:
    await house.sim.faults("cut_answer", user_id=ALICE, method="sendMessage")
    await house.sim.clock_to(MORNING)
    await house.sim.advance(10)
    for card in await house.cards(ALICE):
        await house.sim.tap(ALICE, "We did it", card)
    assert house.count("check_ins") == 1


async def test_nothing_is_lost_while_telegram_is_down(house: House) -> None:
    await house.sim.faults("http500", method="sendMessage", times=None)
    await house.sim.clock_to(BEDTIME)
    for _ in range(20):
        await house.sim.advance(240)
    await house.sim.clear_faults()
    await house.sim.advance(400)
    assert len(await house.cards(ALICE)) == len(await house.cards(BOB)) == 1


async def test_what_never_came_through_in_its_window_is_on_record_as_late(house: House) -> None:
    await house.sim.faults("bad_gateway", method="sendMessage", times=None)
    await house.sim.clock_to(BEDTIME)
    await house.sim.advance(timedelta(hours=5))
    await house.sim.clear_faults()
    await house.sim.advance(400)
    assert await house.cards(ALICE) == []
    assert [(r["state"], r["reason"]) for r in house.deliveries(ALICE)] == [("skipped", "late")]


async def test_a_clock_that_jumps_while_a_card_is_on_its_way_sends_it_once(house: House) -> None:
    """The claim's lease only seems to be over."""
    await house.sim.faults("delay", user_id=ALICE, method="sendMessage", delay_s=0.7)
    house.sim.auto_settle = False
    await house.sim.clock_to(BEDTIME)
    while not house.deliveries(ALICE, state="sending"):
        await house.sim.now()
    await house.sim.advance(600)
    await house.sim.settle()
    await house.sim.settle()
    assert len(await house.cards(ALICE)) == 1
    assert [r["state"] for r in house.deliveries(ALICE)] == ["sent"]


async def test_a_card_in_flight_when_the_process_died_is_sent_again(house: House) -> None:
    await house.sim.clock_to(BEDTIME)
    await house.close()
    edit(house, "UPDATE deliveries SET state = 'sending', lease_until = 1e15, message_id = NULL")
    await house.reopen()
    assert len(await house.cards(ALICE)) == len(await house.cards(BOB)) == 2
    await house.restart()
    assert len(await house.cards(ALICE)) == 2, "what is on record is not"


async def test_a_message_that_could_not_be_recorded_is_not_sent_again(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    """The disk refuses one write: the record is tried again, the message is not."""
    edit(
        house,
        "CREATE TRIGGER full BEFORE UPDATE ON deliveries WHEN new.state = 'sent' "
        "BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END",
    )
    await house.sim.clock_to(BEDTIME)
    assert len(await house.cards(ALICE)) == 1
    assert {r["state"] for r in house.deliveries(ALICE)} == {"sending"}
    assert "disk is full" in caplog.text
    await house.sim.advance(180)
    edit(house, "DROP TRIGGER full")
    await house.sim.advance(180)
    assert len(await house.cards(ALICE)) == 1
    assert {r["state"] for r in house.deliveries(ALICE)} == {"sent"}


async def test_a_zone_that_the_machine_does_not_know_holds_up_nobody_else(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    edit(house, "UPDATE people SET zone = 'Nowhere/Land' WHERE telegram_id = ?", ALICE)
    await house.sim.clock_to(BEDTIME)
    assert len(await house.cards(BOB)) == 1
    assert "cannot be planned" in caplog.text
    edit(house, "UPDATE people SET zone = 'Europe/Berlin' WHERE telegram_id = ?", ALICE)
    await house.sim.advance(timedelta(hours=1, minutes=1))
    assert len(await house.cards(ALICE)) == 1, "and once it is known again, her card comes"


async def test_a_card_that_cannot_be_made_is_tried_again_until_it_is_mended(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    """Its text is not kept: a fault of ours, not of the line."""
    (kept,) = house.rows("SELECT DISTINCT revision FROM assignments WHERE slot = 'bedtime'")
    edit(house, "UPDATE assignments SET revision = 'lost' WHERE slot = 'bedtime'")
    await house.sim.clock_to(BEDTIME)
    assert "could not be made" in caplog.text
    assert await house.cards(ALICE) == []
    edit(house, "UPDATE assignments SET revision = ? WHERE slot = 'bedtime'", kept["revision"])
    await house.sim.advance(10)
    assert len(await house.cards(ALICE)) == len(await house.cards(BOB)) == 1


async def test_the_others_cards_are_edited_when_telegram_can_be_reached_again(
    house: House,
) -> None:
    await house.sim.clock_to(MORNING)
    await house.sim.faults("bad_gateway", user_id=BOB, method="editMessageText", times=3)
    await house.sim.tap(ALICE, "We did it")
    assert "Alice has answered" not in (await house.texts(BOB))[-1]
    for _ in range(3):
        await house.sim.advance(6)
    assert "Alice has answered" in (await house.texts(BOB))[-1]


async def test_an_owed_edit_of_a_card_that_is_gone_brings_no_new_message(house: House) -> None:
    await house.sim.clock_to(MORNING)
    (card,) = await house.cards(BOB)
    await house.call("deleteMessage", chat_id=BOB, message_id=card["message_id"])
    await house.sim.tap(ALICE, "We did it")
    assert await house.cards(BOB) == []
    assert house.rows("SELECT id FROM deliveries WHERE refresh_at IS NOT NULL") == []


def edit(house: House, sql: str, *values: object) -> None:
    """Change the file from outside."""
    with closing(sqlite3.connect(house.database, timeout=5)) as connection, connection:
        connection.execute(sql, values)
