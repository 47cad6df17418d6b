"""Cards are put away an hour after they went out, but never while an outage may concern them."""

import asyncio
import random
import sqlite3
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest

from bot.clock import OffsetClock
from bot.schedule.housekeeping import Housekeeping
from bot.schedule.outage import OutageWatch
from bot.schedule.sender import Sender
from bot.schedule.ticker import Ticker
from bot.services.office import Office
from bot.store import deliveries
from bot.store.database import Tx
from tests.journeys.practice import ALICE, BOB
from tests.office import MONDAY, open_office
from tests.schedule.house import BEDTIME, MORNING, House
from tests.store.records import Records, fill

HOUR = 3600
KEPT = "SELECT count(*) AS n FROM cards_put_away"


class Stage:
    """A ticker on clocks that a test moves; cards go out by hand."""

    def __init__(self, office: Office, clock: OffsetClock) -> None:
        self.office = office
        self.seconds = 1000.0
        self._clock = clock
        self.watch = OutageWatch(office, lambda: self.seconds)
        no_sender = cast(Sender, None)
        self.ticker = Ticker(office, no_sender, self.watch, Housekeeping(office), ())

    def pass_time(self, seconds: float) -> None:
        self.seconds += seconds
        self._clock.advance(seconds)

    async def send(self, there: Records, number: int) -> None:
        """Send Alice a card of some date."""

        def change(tx: Tx) -> None:
            now = self.office.now_ms()
            deliveries.plan(
                tx,
                person_id=there.alice,
                client_id=there.client,
                slot="morning",
                local_date=MONDAY.date() + timedelta(days=number),
                due_at=now,
                window_ends_at=now + 99 * HOUR * 1000,
            )
            owed = deliveries.claim_one(tx, now, now)
            assert owed is not None
            deliveries.mark_sent(tx, owed.id, number, now)

        await self.office.db.write(change)

    async def away(self) -> set[int]:
        """The messages that say that the bot was away."""
        rows = await self.office.db.read(
            lambda tx: tx.all("SELECT message_id FROM deliveries WHERE refresh_why = 'away'")
        )
        return {row["message_id"] for row in rows}


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    clock = OffsetClock(MONDAY)
    async with open_office(tmp_path / "bot.sqlite3", clock) as office:
        yield Stage(office, clock)


async def storm(stage: Stage, there: Records, dice: random.Random, *, tidy: bool) -> None:
    """Cards go out, Telegram goes away and comes back; cards are put away at any moment."""
    for number in range(40):
        await stage.send(there, number)
        for _ in range(dice.randint(1, 6)):
            stage.pass_time(dice.choice((20, 29, 200, 900, 4000)))
            if dice.random() < 0.6:
                stage.watch.heard()
            early, late = dice.random() < 0.5, dice.random() < 0.5
            if tidy and early:  # between the word from Telegram and the look that follows it
                await stage.ticker.put_away()
            await stage.watch.look()
            if tidy and late:
                await stage.ticker.put_away()
        await stage.office.db.write(lambda tx: tx.run("UPDATE deliveries SET refresh_at = NULL"))


@pytest.mark.parametrize("seed", range(6))
async def test_no_card_that_may_have_lost_a_tap_is_put_away(tmp_path: Path, seed: int):
    found = []
    for tidy in (False, True):
        clock = OffsetClock(MONDAY)
        async with open_office(tmp_path / f"{tidy}.sqlite3", clock) as office:
            stage = Stage(office, clock)
            there = await office.db.write(fill)
            await stage.watch.begin()
            seen: set[int] = set()
            dice = random.Random(seed)
            original = stage.watch._back_after

            async def noted(seconds: float, stage: Stage = stage, seen: set[int] = seen) -> None:
                await original(seconds)  # noqa: B023
                seen |= await stage.away()

            stage.watch._back_after = noted  # type: ignore[method-assign]
            await storm(stage, there, dice, tidy=tidy)
            found.append(seen)
            count = await office.db.read(lambda tx: tx.value("SELECT count(*) FROM deliveries"))
            assert (count < 40) is tidy
    assert found[0] == found[1] and found[0]


async def test_an_hour_it_is_and_no_less(stage: Stage):
    there = await stage.office.db.write(fill)
    await stage.watch.begin()
    await stage.send(there, 1)
    for seconds, left in ((0, 1), (HOUR - 1, 1), (2, 0)):
        for part in (20,) * (seconds // 20) + (seconds % 20,):  # a poll after the other
            stage.pass_time(part)
            stage.watch.heard()
        await stage.ticker.put_away()
        count = await stage.office.db.read(lambda tx: tx.value("SELECT count(*) FROM deliveries"))
        assert count == left


async def test_a_disk_in_trouble_is_said_and_tried_again(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    async def trouble(self: Housekeeping, before: int) -> int:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(Housekeeping, "put_away", trouble)
    await stage.ticker.put_away()
    assert "cards could not be put away, the next try is soon: disk I/O error" in caplog.text


# -- with the whole bot -------------------------------------------------------------------------


async def test_an_answer_the_day_after_closes_the_card_that_was_put_away(house: House) -> None:
    await house.sim.clock_to(BEDTIME)
    (alices,) = await house.cards(ALICE)
    assert "Alice has answered" not in (await house.texts(BOB))[-1]
    await house.sim.advance(2 * HOUR)
    await house.app.ticker.put_away()
    assert house.one(KEPT)["n"] == 2 and house.deliveries(ALICE) == []
    await house.sim.clock_to(MORNING)
    await house.sim.tap(ALICE, "We did it", alices)
    told = [text for text in await house.texts(BOB) if "Alice has answered" in text]
    assert len(told) == 1, "yesterday's card, and no new message"
    await house.sim.advance(2 * HOUR)
    await house.app.ticker.put_away()
    assert house.one("SELECT count(*) AS n FROM deliveries WHERE slot <> 'notice'")["n"] == 0


async def test_another_time_brings_no_second_card_of_a_date_put_away(house: House) -> None:
    await house.sim.clock_to(MORNING)
    await house.sim.advance(2 * HOUR)
    await house.app.ticker.put_away()
    await house.sim.send(ALICE, "/reminders")
    await house.sim.tap(ALICE, "Morning")
    await house.sim.send(ALICE, "11:00")
    await house.sim.advance(3 * HOUR)
    assert house.deliveries(ALICE, slot="morning") == []
    due = house.one("SELECT next_on FROM reminders WHERE slot = 'morning' AND minute_of_day = 660")
    assert due["next_on"] == "2027-01-13"


async def test_the_running_bot_does_it_by_itself(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.schedule.ticker.PUT_AWAY_EVERY_S", 0.05)
    await house.sim.clock_to(BEDTIME)
    await house.sim.advance(2 * HOUR)
    await house.restart()
    async with asyncio.timeout(20):
        while not house.one(KEPT)["n"]:
            await asyncio.sleep(0.05)
    assert house.deliveries(ALICE) == []
