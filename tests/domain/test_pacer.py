"""The pace comes near the true cap, whatever it is, and hardly ever over it.

The server is the local chat's own limiter; only time is virtual.
"""

import asyncio
import random
from dataclasses import dataclass, field
from itertools import pairwise

import pytest

from bot.sandbox.errors import ApiError
from bot.sandbox.limits import Pacer as Limiter
from bot.schedule.pacer import FORGET_AFTER_S, HEADROOM, Pacer
from tests.examples import THOROUGH
from tests.virtual_time import run_virtually

CAPS = range(20, 36) if THOROUGH else (20, 23, 27, 29, 30, 32, 35)
SEEDS = range(10) if THOROUGH else range(1)


@dataclass
class Race:
    """A burst as the sender plays it: granted, sent, perhaps refused and tried again.

    Attributes:
        cap: what the server really lets pass in any second.
        budget: what the practice has set.
        strict: the server makes whoever retries early wait longer.
        floods: chats that are refused once, with their own `retry_after`.
        hiccup_s: how long the disk stands still now and then.
    """

    cap: float
    budget: float = 30
    strict: bool = False
    seed: int = 1
    floods: dict[int, int] = field(default_factory=dict)
    hiccup_s: float = 0.0
    refused: int = 0
    accepted: list[tuple[float, int]] = field(default_factory=list)

    async def run(self, sends: int) -> float:
        """Send to so many chats; return how many a second were accepted."""
        loop = asyncio.get_running_loop()
        self.dice = random.Random(self.seed)
        self.server = Limiter(loop.time, self.cap, None, self.strict)
        self.pacer = Pacer(self.budget, loop.time)
        return await self.burst(sends)

    async def burst(self, sends: int) -> float:
        """Send to so many chats more."""
        loop = asyncio.get_running_loop()
        self.disk_free_at = 0.0
        self.waiting = list(range(sends, 0, -1))
        self.later: list[tuple[float, int]] = []
        started, before = loop.time(), len(self.accepted)
        async with asyncio.TaskGroup() as group:
            while len(self.accepted) - before < sends:
                await self.pacer.grant()
                chat = self._next(loop.time())
                if chat is None:
                    self.pacer.give_back()
                    await asyncio.sleep(0.05)
                else:
                    group.create_task(self._send(chat))
        return sends / (loop.time() - started)

    @property
    def longest_silence(self) -> float:
        """The longest time in seconds in which nobody got anything."""
        return max(after[0] - before[0] for before, after in pairwise(self.accepted))

    def at(self, chat: int) -> float:
        """When a chat got its message."""
        return next(at for at, whose in self.accepted if whose == chat)

    def _next(self, now: float) -> int | None:
        ready = next((pair for pair in self.later if pair[0] <= now), None)
        if ready is not None:
            self.later.remove(ready)
            return ready[1]
        return self.waiting.pop() if self.waiting else None

    async def _send(self, chat: int) -> None:
        loop = asyncio.get_running_loop()
        await asyncio.sleep(self.dice.uniform(0.001, 0.003))  # claim and render
        if self.dice.random() < 0.02:
            self.disk_free_at = loop.time() + self.hiccup_s
        await asyncio.sleep(max(self.disk_free_at - loop.time(), 0))
        wait = self.pacer.chat_wait(chat)
        if wait > 0:
            self.pacer.give_back()
            self.later.append((loop.time() + wait, chat))
            return
        await self.pacer.set_out()
        await asyncio.sleep(self.dice.uniform(0.0025, 0.01))
        retry_after = self._count(chat)
        await asyncio.sleep(self.dice.uniform(0.0025, 0.01))
        if retry_after is None:
            self.pacer.accepted()
            self.accepted.append((loop.time(), chat))
        else:
            self.refused += 1
            self.pacer.refused(chat, retry_after)
            self.later.append((loop.time() + retry_after + 0.1, chat))

    def _count(self, chat: int) -> int | None:
        if chat in self.floods:
            return self.floods.pop(chat)
        try:
            self.server.count(chat)
        except ApiError as error:
            return error.retry_after
        return None


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("seed", SEEDS)
def test_a_burst_under_a_known_cap_uses_it_and_is_never_refused(seed: int, strict: bool) -> None:
    race = Race(cap=30, strict=strict, seed=seed)
    rate = run_virtually(race.run(1000))
    assert race.refused == 0
    assert rate >= 0.95 * 30, f"{rate:.2f} a second"


@pytest.mark.parametrize(("hiccup_s", "share"), [(0.05, 0.95), (0.15, 0.94), (0.4, 0.85)])
def test_a_disk_that_stands_still_now_and_then_makes_no_heap(hiccup_s: float, share: float) -> None:
    race = Race(cap=30, hiccup_s=hiccup_s)
    rate = run_virtually(race.run(1000))
    assert race.refused == 0
    assert rate >= share * 30, f"{rate:.2f} a second"


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("cap", CAPS)
@pytest.mark.parametrize("seed", SEEDS)
def test_an_unknown_cap_is_found(cap: int, seed: int, strict: bool) -> None:
    race = Race(cap=cap, strict=strict, seed=seed)
    rate = run_virtually(race.run(4000))
    assert rate >= 0.90 * cap, f"{rate:.2f} a second, {race.refused} refused"
    assert race.refused <= 0.005 * 4000
    assert race.longest_silence < 3


def test_a_cap_that_falls_in_the_middle_of_a_burst_is_found_again() -> None:
    race = Race(cap=30, strict=True)

    async def story() -> float:
        loop = asyncio.get_running_loop()
        loop.call_later(20, lambda: setattr(race.server, "cap_per_second", 20))
        return await race.run(2000)

    rate = run_virtually(story())
    fair = 2000 / (20 + (2000 - 20 * 30) / 20)
    assert rate >= 0.90 * fair, f"{rate:.2f} of {fair:.2f} a second"
    assert race.refused <= 0.005 * 2000


def test_a_chats_own_refusal_in_a_steady_burst_holds_nobody_up() -> None:
    race = Race(cap=30, floods={300: 40, 500: 60})
    run_virtually(race.run(1000))
    assert race.refused == 2
    assert race.pacer.per_second == 30 * HEADROOM, "the pace is not blamed"
    assert race.at(999) < 1036, "the others have theirs as if nothing had happened"
    assert race.at(300) > 1050 and race.at(500) > 1077, "those two have waited as they were told"


def test_a_chats_own_refusal_in_the_first_seconds_costs_the_others_one_second() -> None:
    race = Race(cap=30, floods={40: 90})
    run_virtually(race.run(600))
    assert race.refused == 1
    assert race.at(600) < 1000 + 600 / 28 + 1.2
    assert race.at(40) > 1091


def test_two_chats_of_their_own_hardly_hold_up_a_quiet_hour() -> None:
    async def story() -> float:
        loop = asyncio.get_running_loop()
        pacer = Pacer(30, loop.time)
        for chat in (1, 2):
            await pacer.grant()
            assert pacer.chat_wait(chat) == 0
            pacer.refused(chat, 30)
        started = loop.time()
        await pacer.grant()
        assert pacer.chat_wait(3) == 0
        pacer.accepted()
        assert pacer.chat_wait(1) > 27
        return loop.time() - started

    assert run_virtually(story()) < 2.1


def test_a_server_that_refuses_everybody_is_asked_more_and_more_rarely() -> None:
    """The bot was restarted within a ban: no second of it is busy."""
    race = Race(cap=30, strict=True)

    async def story() -> None:
        loop = asyncio.get_running_loop()
        race.dice = random.Random(1)
        race.server = Limiter(loop.time, 0.2, None, strict_growth=True)
        for _ in range(3):
            race._count(999)
        race.server.cap_per_second = 30
        race.pacer = Pacer(30, loop.time)
        await race.burst(300)

    run_virtually(story())
    assert race.refused <= 8
    assert race.accepted[0][0] < 1000 + 300, "and not for ever"


def test_a_refusal_is_forgotten_after_a_quiet_hour() -> None:
    race = Race(cap=20)

    async def story() -> None:
        loop = asyncio.get_running_loop()
        await race.run(200)
        assert race.pacer.per_second <= 20
        race.server.cap_per_second = 30
        await asyncio.sleep(FORGET_AFTER_S)
        assert loop.time() > FORGET_AFTER_S
        race.refused = 0
        rate = await race.burst(900)
        assert rate >= 0.95 * 30

    run_virtually(story())
    assert race.refused == 0


@pytest.mark.parametrize("answers_per_second", [0.5, 3, 10])
def test_answers_never_wait_and_reminders_use_what_is_left(answers_per_second: float) -> None:
    race = Race(cap=30)
    refused = []

    async def answers() -> None:
        while True:
            await asyncio.sleep(race.dice.uniform(0.5, 1.5) / answers_per_second)
            race.pacer.note()
            refused.append(race._count(-1) is not None)

    async def story() -> float:
        people = asyncio.create_task(answers())
        await asyncio.sleep(0)
        rate = await race.run(900)
        people.cancel()
        await asyncio.gather(people, return_exceptions=True)
        return rate

    rate = run_virtually(story())
    assert not any(refused) and race.refused == 0
    assert rate > 0.95 * 30 - 2 * answers_per_second


def test_a_rush_of_answers_holds_reminders_back_for_a_second_at_most() -> None:
    async def story() -> float:
        loop = asyncio.get_running_loop()
        pacer = Pacer(30, loop.time)
        for _ in range(500):
            pacer.note()
        started = loop.time()
        await pacer.grant()
        await pacer.set_out()
        return loop.time() - started

    assert run_virtually(story()) < 1.1


def test_a_chat_gets_one_message_a_second() -> None:
    async def story() -> None:
        loop = asyncio.get_running_loop()
        pacer = Pacer(30, loop.time)
        assert pacer.chat_wait(1) == 0
        assert pacer.chat_wait(2) == 0
        wait = pacer.chat_wait(1)
        assert 0.9 < wait <= 1
        await asyncio.sleep(wait)
        assert pacer.chat_wait(1) == 0

    run_virtually(story())


def test_looking_in_vain_takes_nothing_from_the_budget() -> None:
    async def story() -> float:
        loop = asyncio.get_running_loop()
        pacer = Pacer(30, loop.time)
        started = loop.time()
        for _ in range(1000):
            await pacer.grant()
            pacer.give_back()
        return loop.time() - started

    assert run_virtually(story()) < 0.1
