"""Weeks in which everything goes wrong: jumps, sleeps, restarts, errors, answers at any time.

Afterwards the record and the chats say the same: what is on record as sent stands in the chat
once, it went out within its window, and nothing that was owed is missing from the record.
"""

import random
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from bot.domain.rhythm import Slot
from bot.services import settle_in
from tests.examples import THOROUGH
from tests.journeys.practice import ALICE, BOB, NORA
from tests.schedule.house import House, visitor
from tests.schedule.oracle import wanted_between

FAULTS = ("http500", "bad_gateway", "drop", "flood")
TIMES = {"morning": 420, "bedtime": 1170}
ZONES = {ALICE: "Europe/Berlin", BOB: "America/Havana"}


async def something(house: House, dice: random.Random) -> None:
    """What may happen in a bad week."""
    match dice.randrange(8):
        case 0:
            await house.restart()
        case 1:
            await house.close()
            house.clock.advance(dice.randint(1, 60 * 60 * 30))
            await house.reopen()
        case 2 | 3:
            how = {"user_id": dice.choice((ALICE, BOB)), "times": dice.randint(1, 4)}
            kind = dice.choice(FAULTS)
            if kind == "flood":
                how["retry_after"] = 1
            await house.sim.faults(kind, method="sendMessage", **how)
        case 4:
            cards = [
                (person, card)
                for person in (ALICE, BOB)
                for card in (await house.cards(person))[-2:]
                if any(
                    button["text"] == "We did it"
                    for row in card.get("reply_markup", {}).get("inline_keyboard", [])
                    for button in row
                )
            ]
            if cards:
                person, card = dice.choice(cards)
                await house.sim.tap(person, "We did it", card)
        case _:
            pass


@pytest.mark.parametrize("seed", range(20 if THOROUGH else 2))
async def test_the_record_and_the_chats_say_the_same(house: House, seed: int) -> None:
    dice = random.Random(seed)
    start = await house.sim.now()
    await settle_in.set_zone(house.app.office, visitor(BOB), ZONES[BOB])
    for _ in range(150 if THOROUGH else 60):
        longest = dice.choice((10, 60 * 20, 60 * 60 * 5, 60 * 60 * 20))
        await house.sim.advance(dice.randint(1, longest))
        await something(house, dice)
    await house.sim.clear_faults()
    for _ in range(4):
        await house.sim.advance(timedelta(minutes=6))
    now = await house.sim.now()
    for person in (ALICE, BOB):
        check_record(house, person, start, now)
    for person in (ALICE, BOB, NORA):
        sent = house.deliveries(person, state="sent")
        in_chat = [card["message_id"] for card in await house.cards(person)]
        assert sorted(row["message_id"] for row in sent) == sorted(in_chat)


def check_record(house: House, person: int, start: datetime, now: datetime) -> None:
    """Each wanted date once, sent within its window or skipped for a reason."""
    rows = [row for row in house.deliveries(person) if row["subject"] == ""]
    for slot, minute in TIMES.items():
        # Bob was in Berlin until the first minute: no wish of his was due by then.
        wanted = wanted_between(ZONES[person], minute, set(range(7)), start, now)
        found = [row for row in rows if row["slot"] == slot]
        assert [row["local_date"] for row in found] == [day.isoformat() for day, _ in wanted]
        assert [row["due_at"] for row in found] == [
            round(due.timestamp() * 1000) for _, due in wanted
        ]
    for row in rows:
        if row["state"] == "sent":
            assert row["due_at"] <= row["sent_at"] < row["window_ends_at"]
        elif row["state"] == "skipped":
            assert row["reason"] in {"late", "nothing left", "quiet hours", "paused"}
        else:
            assert row["window_ends_at"] > now.timestamp() * 1000, "owed, and no longer of use"
    by_day = [row["due_at"] for row in rows if row["slot"] == Slot.MORNING]
    assert all(one < other for one, other in pairwise(by_day))
