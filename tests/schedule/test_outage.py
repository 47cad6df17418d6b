"""After a silence of more than two minutes, the cards of that time say that a tap may be lost."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.clock import OffsetClock
from bot.schedule.outage import LONG_OUTAGE_S, NOTE_EVERY_S, POLL_S, OutageWatch
from bot.services.office import Office
from bot.store import deliveries, marks
from bot.store.database import Tx
from tests.office import MONDAY, open_office
from tests.store.records import Records, fill

MINUTE = 60


class Watch:
    """A clock on the wall that a test moves by hand."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> OffsetClock:
    return OffsetClock(MONDAY)


@pytest.fixture
def monotonic() -> Watch:
    return Watch()


@pytest.fixture
async def office(tmp_path: Path, clock: OffsetClock) -> AsyncIterator[Office]:
    async with open_office(tmp_path / "bot.sqlite3", clock) as office:
        yield office


@pytest.fixture
async def there(office: Office) -> Records:
    """The small practice; Alice's morning card was sent just now."""

    def write(tx: Tx) -> Records:
        there = fill(tx)
        now = office.now_ms()
        deliveries.plan(
            tx,
            person_id=there.alice,
            client_id=there.client,
            slot="morning",
            local_date=MONDAY.date(),
            due_at=now,
            window_ends_at=now + 4 * 3_600_000,
        )
        owed = deliveries.claim_one(tx, now, now)
        assert owed is not None
        deliveries.mark_sent(tx, owed.id, 77, now)
        return there

    return await office.db.write(write)


async def owed_edits(office: Office) -> list[str | None]:
    owed = "SELECT refresh_why FROM deliveries WHERE refresh_at IS NOT NULL"
    return [row["refresh_why"] for row in await office.db.read(lambda tx: tx.all(owed))]


def alive_at(tx: Tx) -> int | None:
    return marks.get(tx, marks.ALIVE_AT)


async def pass_time(watch: OutageWatch, monotonic: Watch, clock: OffsetClock, s: float) -> None:
    """Let time pass without a word from Telegram, then hear from it again."""
    monotonic.seconds += s
    clock.advance(s)
    watch.heard()
    await watch.look()


@pytest.mark.parametrize(
    ("silent_s", "owed"),
    [
        (POLL_S, []),
        (LONG_OUTAGE_S, []),
        (POLL_S + LONG_OUTAGE_S, []),
        (POLL_S + LONG_OUTAGE_S + 1, ["away"]),
        (20 * MINUTE, ["away"]),
        (29 * MINUTE, ["away"]),
    ],
)
async def test_only_a_long_silence_is_an_outage(
    office, there, monotonic, clock, silent_s: float, owed: list[str]
):
    watch = OutageWatch(office, monotonic)
    await watch.begin()
    await pass_time(watch, monotonic, clock, silent_s)
    assert await owed_edits(office) == owed


async def test_cards_from_long_before_the_silence_are_left_alone(office, there, monotonic, clock):
    watch = OutageWatch(office, monotonic)
    await watch.begin()
    for _ in range(32):  # a good half hour of quiet polls
        await pass_time(watch, monotonic, clock, MINUTE)
    await pass_time(watch, monotonic, clock, 5 * MINUTE)
    assert await owed_edits(office) == []


async def test_a_card_is_refreshed_once_however_many_outages_follow(
    office, there, monotonic, clock
):
    watch = OutageWatch(office, monotonic)
    await watch.begin()
    await pass_time(watch, monotonic, clock, 5 * MINUTE)
    assert await owed_edits(office) == ["away"]
    await office.db.write(lambda tx: tx.run("UPDATE deliveries SET refresh_at = NULL"))
    await pass_time(watch, monotonic, clock, 5 * MINUTE)
    assert await owed_edits(office) == []


async def test_a_clock_that_is_set_is_no_outage(office, there, monotonic, clock):
    watch = OutageWatch(office, monotonic)
    await watch.begin()
    clock.advance(3600)
    monotonic.seconds += 5
    watch.heard()
    await watch.look()
    assert await owed_edits(office) == []


@pytest.mark.parametrize(("away", "owed"), [(60, []), (119, []), (121, ["away"])])
async def test_an_outage_over_a_restart_is_measured_by_the_mark_that_was_left(
    office, there, monotonic, clock, away: int, owed: list[str]
):
    await OutageWatch(office, monotonic).begin()
    clock.move_to(MONDAY + timedelta(seconds=away))
    await OutageWatch(office, Watch()).begin()
    assert await owed_edits(office) == owed


async def test_the_first_start_ever_is_no_outage(office, there, monotonic):
    await OutageWatch(office, monotonic).begin()
    assert await owed_edits(office) == []
    assert await office.db.read(alive_at) is not None


async def test_the_mark_follows_what_is_heard_and_not_more_often_than_needed(
    office, monotonic, clock
):
    watch = OutageWatch(office, monotonic)
    await watch.begin()
    first = await office.db.read(alive_at)
    await pass_time(watch, monotonic, clock, NOTE_EVERY_S - 1)
    assert await office.db.read(alive_at) == first
    await pass_time(watch, monotonic, clock, 1)
    second = await office.db.read(alive_at)
    assert second is not None and second > first

    monotonic.seconds += MINUTE  # ticks without a word from Telegram are no sign of life
    clock.advance(MINUTE)
    await watch.look()
    assert await office.db.read(alive_at) == second
    assert watch.seconds_since_heard() == MINUTE


async def test_with_a_webhook_a_quiet_night_is_no_outage(office, there, monotonic, clock):
    """Telegram says nothing while nobody does anything: the bot's own ticks count."""
    watch = OutageWatch(office, monotonic, polls=False)
    await watch.begin()
    for _ in range(60):
        monotonic.seconds += MINUTE
        clock.advance(MINUTE)
        await watch.look()
    watch.heard()
    await watch.look()
    await OutageWatch(office, Watch(), polls=False).begin()
    assert await owed_edits(office) == []


async def test_an_orderly_end_leaves_a_fresh_mark(office, there, monotonic, clock):
    watch = OutageWatch(office, monotonic)
    await watch.begin()
    await pass_time(watch, monotonic, clock, NOTE_EVERY_S - 5)
    await watch.end()
    clock.advance(LONG_OUTAGE_S - 1)
    await OutageWatch(office, Watch()).begin()
    assert await owed_edits(office) == []


async def test_the_end_of_a_bot_that_heard_nothing_leaves_an_old_mark(
    office, there, monotonic, clock
):
    watch = OutageWatch(office, monotonic)
    await watch.begin()
    monotonic.seconds += 10 * MINUTE
    clock.advance(10 * MINUTE)
    await watch.end()
    await OutageWatch(office, Watch()).begin()
    assert await owed_edits(office) == ["away"]
