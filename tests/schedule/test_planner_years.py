"""Ten years of wishes, journeys, pauses and long sleeps of the bot, on a real file.

Each wanted local date has exactly one delivery, due when the oracle says; what could not come in
its window is on record as late, and nothing else is.
"""

import asyncio
import random
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.clock import OffsetClock, epoch_ms
from bot.domain.rhythm import REMINDED_SLOTS, Slot, Weekdays
from bot.domain.zones import is_zone
from bot.schedule.planner import plan_due
from bot.services import settle_in, timing
from bot.services.office import Office, Visitor
from bot.store import invites, people
from bot.store.database import Tx
from tests.examples import THOROUGH, examples
from tests.office import open_office
from tests.schedule.oracle import HARD_ZONES, date_at, instant_of, wanted_between
from tests.store.records import Records, fill

ALICE = Visitor(2, "Alice", "en", 1)
EVERY_DAY = set(range(7))
PLACES = tuple(zone for zone in HARD_ZONES if is_zone(zone))
WINDOW_END = {Slot.MORNING: 720, Slot.AFTERNOON: 1140, Slot.BEDTIME: 1410}


@dataclass
class Wish:
    """What one slot's reminder should do, as the oracle sees it."""

    slot: Slot
    minute: int
    weekdays: set[int]
    is_on: bool = True
    last: date | None = None
    #: date -> when it is due, and when the window ends
    expected: dict[date, tuple[datetime, datetime]] = field(default_factory=dict)
    seen_at: dict[date, datetime] = field(default_factory=dict)

    def pass_time(self, zone: str, after: datetime, until: datetime) -> None:
        """The family lives on."""
        if not self.is_on:
            return
        for day, due in wanted_between(zone, self.minute, self.weekdays, after, until):
            if self.last is None or day > self.last:
                closes = instant_of(zone, day, WINDOW_END[self.slot]) or due
                self.expected[day] = due, max(closes, due + timedelta(hours=2))
                self.last = day

    def be_seen(self, at: datetime) -> None:
        """The bot looks around: what came due since it looked last is written down now."""
        for day in self.expected.keys() - self.seen_at.keys():
            self.seen_at[day] = at


@dataclass
class Story:
    """Alice, her wishes and her journeys; the bot may sleep through any of it."""

    folder: Path
    zone: str
    now: datetime
    wishes: dict[Slot, Wish]

    def __post_init__(self) -> None:
        self.clock = OffsetClock(self.now)

    @asynccontextmanager
    async def bot(self) -> AsyncIterator[Office]:
        """The bot's desk, opened anew: a restart."""
        async with open_office(self.folder / "bot.sqlite3", self.clock) as office:
            yield office

    async def begin(self, office: Office) -> Records:
        """Write the practice and Alice's first wishes."""

        def write(tx: Tx) -> Records:
            there = fill(tx)
            invites.add_consent(tx, there.alice, there.client, "1", "en", 1)
            people.set_zone(tx, there.alice, self.zone)
            alice = people.by_id(tx, there.alice)
            for wish in self.wishes.values():
                days = Weekdays.of(wish.weekdays)
                timing.put_reminder(
                    tx, office, alice, there.client, wish.slot, wish.minute, days, is_on=True
                )
            return there

        self.there = await office.db.write(write)
        return self.there

    def sleep(self, by: timedelta) -> None:
        """The clock goes on, and nobody looks."""
        until = (self.now + by).replace(second=30, microsecond=0)
        for wish in self.wishes.values():
            wish.pass_time(self.zone, self.now, until)
        self.now = until
        self.clock.move_to(until)

    async def travel(self, office: Office, zone: str) -> None:
        """Alice is somewhere else now and has said so."""
        await settle_in.set_zone(office, ALICE, zone)
        self.be_seen()
        self.zone = zone

    async def change(self, office: Office, slot: Slot, minute: int, is_on: bool) -> None:
        """Alice wants another time, or none."""
        await timing.set_reminder(office, ALICE, self.there.client, slot, minute, is_on=is_on)
        self.be_seen()
        wish = self.wishes[slot]
        wish.minute, wish.is_on = minute, is_on  # the days stay as they are

    async def pause(self, office: Office, days: int) -> None:
        """Alice rests, or comes back: either way the dates go on being written down."""
        until = date_at(self.zone, self.now) + timedelta(days=days) if days else None
        await timing.pause(office, ALICE, self.there.client, until)

    async def look(self, office: Office) -> None:
        """The planner's part of a tick."""
        while await plan_due(office):
            pass
        self.be_seen()

    def be_seen(self) -> None:
        """The bot has written down what was due."""
        for wish in self.wishes.values():
            wish.be_seen(self.now)

    async def check(self, office: Office) -> None:
        """Compare what the bot has written down with what the oracle expects."""
        rows = await office.db.read(
            lambda tx: tx.all(
                "SELECT slot, local_date, due_at, window_ends_at, state, reason FROM deliveries"
            )
        )
        found = {
            (row["slot"], row["local_date"]): (
                row["due_at"],
                row["window_ends_at"],
                row["state"],
                row["reason"],
            )
            for row in rows
        }
        assert len(found) == len(rows), "one date has two deliveries"
        expected = {
            (str(wish.slot), day.isoformat()): (
                epoch_ms(due),
                epoch_ms(closes),
                *(("skipped", "late") if closes <= wish.seen_at[day] else ("planned", None)),
            )
            for wish in self.wishes.values()
            for day, (due, closes) in wish.expected.items()
        }
        assert found == expected


def first_wishes(dice: random.Random) -> dict[Slot, Wish]:
    return {
        slot: Wish(slot, dice.randrange(1440), set(dice.sample(range(7), dice.randint(1, 7))))
        for slot in REMINDED_SLOTS
    }


async def live(story: Story, dice: random.Random, until: datetime) -> None:
    """Live until then: now and then a journey, a new wish, a rest, a restart."""
    async with story.bot() as office:
        await story.begin(office)
    while story.now < until:
        async with story.bot() as office:
            for _ in range(dice.randint(3, 60)):
                longest = dice.choice((2, 40, 24 * 60, 24 * 60 * 9, 24 * 60 * 50))
                story.sleep(timedelta(minutes=dice.randint(1, longest)))
                if dice.random() < 0.7:
                    await story.look(office)
                await something(story, office, dice)
            await story.look(office)
    async with story.bot() as office:
        await story.check(office)


async def something(story: Story, office: Office, dice: random.Random) -> None:
    """What may happen in a family's life, also before the bot has had a look around."""
    chance = dice.random()
    if chance < 0.08:
        await story.travel(office, dice.choice(PLACES))
    elif chance < 0.16:
        slot = dice.choice(REMINDED_SLOTS)
        await story.change(office, slot, dice.randrange(1440), dice.random() < 0.8)
    elif chance < 0.2:
        await story.pause(office, dice.choice((0, 1, 14)))


@pytest.mark.parametrize("seed", range(40 if THOROUGH else 2))
def test_ten_years_of_a_family_on_the_move(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    start = datetime(dice.choice((2009, 2016, 2024, 2031)), dice.randint(1, 12), 1, 12, tzinfo=UTC)
    story = Story(tmp_path, dice.choice(PLACES), start, first_wishes(dice))
    asyncio.run(live(story, dice, start + timedelta(days=3653)))
    assert sum(len(wish.expected) for wish in story.wishes.values()) > 2000


steps = st.one_of(
    st.tuples(st.just("sleep"), st.integers(1, 60 * 24 * 20)),
    st.tuples(st.just("look"), st.none()),
    st.tuples(st.just("travel"), st.sampled_from(PLACES)),
    st.tuples(st.just("change"), st.tuples(st.integers(0, 1439), st.booleans())),
    st.tuples(st.just("restart"), st.none()),
)


@examples(25)
@given(
    zone=st.sampled_from(PLACES),
    start=st.datetimes(datetime(2009, 1, 1), datetime(2034, 1, 1), timezones=st.just(UTC)),
    minute=st.integers(0, 1439),
    weekdays=st.sets(st.integers(0, 6), min_size=1),
    happens=st.lists(steps, max_size=25),
)
@example(
    zone="Pacific/Apia",
    start=datetime(2011, 12, 25, tzinfo=UTC),
    minute=420,
    weekdays=EVERY_DAY,
    happens=[("sleep", 60 * 24 * 10)],
)
@example(  # the family is in Tokyo already, and the bot has slept through seven o'clock in Berlin
    zone="Europe/Dublin",
    start=datetime(2027, 1, 11, 5, 0, tzinfo=UTC),
    minute=420,
    weekdays=EVERY_DAY,
    happens=[("sleep", 150), ("travel", "Pacific/Kiritimati"), ("sleep", 60 * 48)],
)
def test_whatever_happens_each_wanted_date_comes_once(
    zone: str,
    start: datetime,
    minute: int,
    weekdays: set[int],
    happens: list[tuple[str, object]],
) -> None:
    wish = Wish(Slot.MORNING, minute, weekdays)
    with tempfile.TemporaryDirectory() as folder:
        start = start.replace(second=30, microsecond=0)
        story = Story(Path(folder), zone, start, {Slot.MORNING: wish})
        asyncio.run(_tell(story, happens))


async def _tell(story: Story, happens: list[tuple[str, object]]) -> None:
    pending = list(happens)
    async with story.bot() as office:
        await story.begin(office)
    while True:
        async with story.bot() as office:
            while pending:
                match pending.pop(0):
                    case ("sleep", int(minutes)):
                        story.sleep(timedelta(minutes=minutes))
                    case ("travel", str(zone)):
                        await story.travel(office, zone)
                    case ("change", (int(minute), bool(is_on))):
                        await story.change(office, Slot.MORNING, minute, is_on)
                    case ("look", _):
                        await story.look(office)
                    case _:
                        break
            else:
                await story.look(office)
                await story.check(office)
                return
