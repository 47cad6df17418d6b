"""SIGKILL between any two updates, or in the middle of one: the story ends as if nothing was.

The bot is a process of its own, started again on the same database each time; the people and the
Bot API server live on in the test.
"""

import asyncio
import json
import random
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Final

from tests.journeys.killing import World, daytime_zone, open_world, unaware, unseen
from tests.journeys.practice import rows_of
from tests.journeys.story import STORY, Step
from tests.sim import Sim

Play = Callable[[World, Sim, int, int, Step], Awaitable[None]]
State = dict[str, list[dict[str, Any]]]
SEED: Final = 20270111
LONGEST_WAIT_S: Final = 0.03
NOW_AND_THEN: Final = (12, 15, 22, 29)


async def undisturbed(world: World, sim: Sim, number: int, who: int, step: Step) -> None:
    """The bot runs all the while."""
    if number == 0:
        await world.bot.start()
    await step(sim)


async def between_any_two(world: World, sim: Sim, number: int, who: int, step: Step) -> None:
    """The bot is dead whenever somebody does something, and is started again after it."""
    await world.bot.kill()
    await step(sim)
    await world.bot.start()


async def before_it_is_seen(world: World, sim: Sim, number: int, who: int, step: Step) -> None:
    """The bot dies with each update in its hand: it is written down, and nothing is shown."""
    if number == 0:
        await world.bot.start()
    await unseen(world, sim, who, step)
    await world.bot.start()


async def at_some_moment(world: World, sim: Sim, number: int, who: int, step: Step) -> None:
    """The bot dies just after an answer is shown, or at any moment at all."""
    if number == 0:
        await world.bot.start()
    if number % 2:
        await unaware(world, sim, who, step)
    else:
        await step(sim)
        wait = random.Random(SEED + number).uniform(0, LONGEST_WAIT_S)
        await asyncio.sleep(wait)  # not to wait for something: to die at some moment or other
        await world.bot.kill()
    await world.bot.start()


async def now_and_then(world: World, sim: Sim, number: int, who: int, step: Step) -> None:
    """The bot dies a few times, where a form is half-filled or just finished."""
    if number == 0:
        await world.bot.start()
    if number in NOW_AND_THEN:
        await unseen(world, sim, who, step)
        await world.bot.start()
    else:
        await step(sim)


async def test_a_killed_bot_ends_where_an_undisturbed_one_does(tmp_path: Path) -> None:
    zone = daytime_zone()
    plays = (undisturbed, between_any_two, before_it_is_seen, at_some_moment)
    expected, *others = await asyncio.gather(*(_play(tmp_path, zone, play) for play in plays))
    for play, found in zip(plays[1:], others, strict=True):
        for table, rows in expected.items():
            assert found[table] == rows, f"{play.__name__}: {table}"


async def test_the_command_line_bot_takes_up_its_work_again(tmp_path: Path) -> None:
    zone = daytime_zone()
    expected, killed = await asyncio.gather(
        _play(tmp_path, zone, undisturbed), _play(tmp_path, zone, now_and_then, forked=False)
    )
    for table, rows in expected.items():
        assert killed[table] == rows, table


async def _play(folder: Path, zone: str, play: Play, *, forked: bool = True) -> State:
    async with (
        open_world(folder / play.__name__, zone, forked=forked) as world,
        Sim(world.server.url) as sim,
    ):
        for number, (who, step) in enumerate(STORY):
            await play(world, sim, number, who, step)
            await world.quiet(sim)
        await _check_all_came_through(world, sim)
        return world.state()


async def _check_all_came_through(world: World, sim: Sim) -> None:
    """Each update is recorded once and dealt with; each tap was answered."""
    kept = rows_of(world.database, "SELECT state, body FROM inbox")
    assert [row["state"] for row in kept] == ["done"] * len(STORY)
    bodies = [json.loads(row["body"]) for row in kept]
    taps = {body["callback_query"]["id"] for body in bodies if "callback_query" in body}
    answers = await sim.calls("answerCallbackQuery", failed=False)
    assert taps <= {str(call["params"]["callback_query_id"]) for call in answers}
