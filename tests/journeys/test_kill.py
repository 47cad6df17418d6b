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

from tests.journeys.killing import STORY, Step, World, at_call, daytime_zone, open_world
from tests.journeys.practice import rows_of
from tests.sim import Sim

Play = Callable[[World, Sim, int, int, Step], Awaitable[None]]
State = dict[str, list[dict[str, Any]]]
SEED: Final = 20270111
LONGEST_WAIT_S: Final = 0.03


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


async def amid_any(world: World, sim: Sim, number: int, who: int, step: Step) -> None:
    """The bot dies with each update in its hand: before, while or after it shows the answer."""
    if number == 0:
        await world.bot.start()
    moment = number % 3
    if moment == 0:
        await at_call(world, sim, "drop", who, step)
    elif moment == 1:
        await at_call(world, sim, "cut_answer", who, step)
    else:
        await step(sim)
        wait = random.Random(SEED + number).uniform(0, LONGEST_WAIT_S)
        await asyncio.sleep(wait)  # not to wait for something: to die at some moment or other
        await world.bot.kill()
    await world.bot.start()


async def before_the_end_of_each_form(
    world: World, sim: Sim, number: int, who: int, step: Step
) -> None:
    """The bot dies a few times, where a form is half-filled or just finished."""
    if number == 0:
        await world.bot.start()
    if number in (12, 15, 22, 29):
        await at_call(world, sim, "drop", who, step)
        await world.bot.start()
    else:
        await step(sim)


async def test_a_killed_bot_ends_where_an_undisturbed_one_does(tmp_path: Path) -> None:
    zone = daytime_zone()
    undone, between, amid = await asyncio.gather(
        _play(tmp_path, zone, undisturbed),
        _play(tmp_path, zone, between_any_two),
        _play(tmp_path, zone, amid_any),
    )
    for table, rows in undone.items():
        assert between[table] == rows, f"{table}: killed between any two updates"
        assert amid[table] == rows, f"{table}: killed in the midst of any update"


async def test_the_command_line_bot_takes_up_its_work_again(tmp_path: Path) -> None:
    zone = daytime_zone()
    undone, killed = await asyncio.gather(
        _play(tmp_path, zone, undisturbed),
        _play(tmp_path, zone, before_the_end_of_each_form, forked=False),
    )
    for table, rows in undone.items():
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
