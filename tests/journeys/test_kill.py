"""SIGKILL between any two updates, or in the middle of one: the story ends as if nothing was.

The bot is `python -m bot run` in a process of its own, started again on the same database each
time; the people and the Bot API server live on in the test.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Final

from tests.journeys.killing import STORY, Step, World, at_call, daytime_zone
from tests.journeys.practice import rows_of
from tests.sim import Sim

Play = Callable[[World, Sim, int, int, Step], Awaitable[None]]
SEED: Final = 20270111
LONGEST_WAIT_S: Final = 0.03


async def undisturbed(world: World, sim: Sim, number: int, who: int, step: Step) -> None:
    """The bot runs all the while."""
    if number == 0:
        await world.start_bot()
    await step(sim)


async def between_any_two(world: World, sim: Sim, number: int, who: int, step: Step) -> None:
    """The bot is dead whenever somebody does something, and is started again after it."""
    await world.kill_bot()
    await step(sim)
    await world.start_bot()


async def amid_any(world: World, sim: Sim, number: int, who: int, step: Step) -> None:
    """The bot dies with each update in its hand: before, while or after it shows the answer."""
    if number == 0:
        await world.start_bot()
    moment = number % 3
    if moment == 0:
        await at_call(world, sim, "drop", who, step)
    elif moment == 1:
        await at_call(world, sim, "cut_answer", who, step)
    else:
        await step(sim)
        wait = random.Random(SEED + number).uniform(0, LONGEST_WAIT_S)
        await asyncio.sleep(wait)  # not to wait for something: to die at some moment or other
        await world.kill_bot()
    await world.start_bot()


async def test_a_killed_bot_ends_where_an_undisturbed_one_does(tmp_path: Path) -> None:
    zone = daytime_zone()
    undone, between, amid = await asyncio.gather(
        *(_play(tmp_path, zone, how) for how in (undisturbed, between_any_two, amid_any))
    )
    assert between == undone, "killed between any two updates"
    assert amid == undone, "killed in the midst of any update"


async def _play(folder: Path, zone: str, play: Play) -> dict[str, list[dict[str, Any]]]:
    folder = folder / play.__name__
    folder.mkdir()
    world = World(folder, zone)
    await world.server.start()
    try:
        async with Sim(world.server.url) as sim:
            for number, (who, step) in enumerate(STORY):
                await play(world, sim, number, who, step)
                await world.quiet(sim)
            await _check_all_came_through(world, sim)
    finally:
        await world.kill_bot()
        await world.server.stop()
    return world.state()


async def _check_all_came_through(world: World, sim: Sim) -> None:
    """Each update is recorded once and dealt with; each tap was answered."""
    kept = rows_of(world.database, "SELECT state, body FROM inbox")
    assert [row["state"] for row in kept] == ["done"] * len(STORY)
    taps = {
        row["body"].split('"callback_query": {"id": "')[1].split('"')[0]
        for row in kept
        if "callback_query" in row["body"]
    }
    answers = await sim.calls("answerCallbackQuery")
    assert taps <= {str(call["params"]["callback_query_id"]) for call in answers if call["ok"]}
