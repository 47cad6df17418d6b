"""The pace comes near the true cap, whatever it is, and hardly ever over it.

The server is the local chat's own limiter; only time is virtual.
"""

import asyncio
import random
from dataclasses import dataclass, field

import pytest

from bot.sandbox.errors import ApiError
from bot.sandbox.limits import Pacer as Limiter
from bot.schedule.pacer import HEADROOM, Pacer
from tests.virtual_time import run_virtually

CAPS = (20, 22, 25, 28, 29, 30, 31, 33, 35)


@dataclass
class Race:
    """A burst as the sender plays it: granted, sent, refused, tried again."""

    cap: float
    budget: float = 30
    strict: bool = False
    seed: int = 1
    own_floods: dict[int, int] = field(default_factory=dict)
    refused: int = 0
    accepted: int = 0
    longest_gap: float = 0.0

    async def run(self, sends: int) -> float:
        """Send to so many chats; return how many a second were accepted."""
        loop = asyncio.get_running_loop()
        self.dice = random.Random(self.seed)
        self.server = Limiter(loop.time, self.cap, None, self.strict)
        self.pacer = Pacer(self.budget, loop.time)
        self.waiting = list(range(sends, 0, -1))
        self.later: list[tuple[float, int]] = []
        started = self.last = loop.time()
        async with asyncio.TaskGroup() as group:
            while self.accepted < sends:
                await self.pacer.grant()
                chat = self._next(loop.time())
                if chat is None:
                    self.pacer.give_back()
                    await asyncio.sleep(0.05)
                else:
                    group.create_task(self._send(chat))
        return sends / (loop.time() - started)

    def _next(self, now: float) -> int | None:
        ready = [pair for pair in self.later if pair[0] <= now]
        if ready:
            self.later.remove(ready[0])
            return ready[0][1]
        return self.waiting.pop() if self.waiting else None

    async def _send(self, chat: int) -> None:
        loop = asyncio.get_running_loop()
        await asyncio.sleep(self.dice.uniform(0.001, 0.003))  # claim and render
        wait = self.pacer.chat_wait(chat)
        if wait > 0:
            self.pacer.give_back()
            self.later.append((loop.time() + wait, chat))
            return
        await asyncio.sleep(self.dice.uniform(0.0025, 0.01))
        retry_after = self.own_floods.pop(chat, None)
        if retry_after is None:
            try:
                self.server.count(chat)
            except ApiError as error:
                retry_after = error.retry_after
        await asyncio.sleep(self.dice.uniform(0.0025, 0.01))
        if retry_after is None:
            self.pacer.accepted()
            self.accepted += 1
            self.longest_gap = max(self.longest_gap, loop.time() - self.last)
            self.last = loop.time()
        else:
            self.refused += 1
            self.pacer.refused(chat, retry_after)
            self.later.append((loop.time() + retry_after + 0.1, chat))


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("seed", range(3))
def test_a_burst_under_a_known_cap_uses_it_and_is_never_refused(seed: int, strict: bool) -> None:
    race = Race(cap=30, strict=strict, seed=seed)
    rate = run_virtually(race.run(1000))
    assert race.refused == 0
    assert rate >= 0.95 * 30, f"{rate:.2f} a second"


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("cap", CAPS)
def test_an_unknown_cap_is_found(cap: int, strict: bool) -> None:
    race = Race(cap=cap, strict=strict)
    rate = run_virtually(race.run(4000))
    assert rate >= 0.90 * cap, f"{rate:.2f} a second, {race.refused} refused"
    assert race.refused <= 0.005 * 4000


def test_a_cap_that_falls_in_the_middle_of_a_burst_is_found_again() -> None:
    race = Race(cap=30, strict=True)

    async def story() -> float:
        loop = asyncio.get_running_loop()
        loop.call_later(20, lambda: setattr(race.server, "cap_per_second", 20))
        return await race.run(2000)

    rate = run_virtually(story())
    fair = 2000 / (20 + (2000 - 20 * 30) / 20)
    assert rate >= 0.90 * fair, f"{rate:.2f} of {fair:.2f} a second"
    assert race.refused <= 10


def test_a_chats_own_refusal_in_a_steady_burst_holds_nobody_up() -> None:
    race = Race(cap=30, own_floods={300: 60, 500: 200})
    rate = run_virtually(race.run(600))
    assert race.refused == 2
    assert race.pacer.per_second == 30 * HEADROOM, "the pace is not blamed"
    assert race.pacer.chat_wait(500) > 0
    assert race.longest_gap > 100, "only those two chats came later, at the very end"
    assert rate < 30


def test_a_chats_own_refusal_early_in_a_burst_costs_the_others_a_second_at_most() -> None:
    race = Race(cap=30, own_floods={40: 90})

    async def others() -> float:
        await race.run(600)
        return 0.0

    gaps: list[float] = []
    race_accepted = race.pacer_gaps = gaps  # type: ignore[attr-defined]
    del race_accepted
    run_virtually(others())
    assert race.refused == 1
