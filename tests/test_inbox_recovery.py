"""After a death: what was in hand comes again, alone and first; what kills thrice is set aside."""

import asyncio
from pathlib import Path

import pytest

from bot.store import inbox as table
from tests.journeys.practice import ALICE, NORA, open_practice
from tests.journeys.steps import bring_in
from tests.queue_room import message, open_room


async def test_what_was_in_hand_comes_again_alone_and_first(tmp_path: Path) -> None:
    path = tmp_path / "bot.sqlite3"
    async with open_room(path, window=4, tidy=False) as room:
        await room.inbox.accept([message(n, n) for n in range(1, 8)])
        assert await room.take_ids(3) == [1, 2, 3]
    async with open_room(path, window=4) as room:
        await room.inbox.accept([message(8, 8)])
        for suspect in (1, 2, 3, 4):  # 4 was in memory: it cannot be told from what was in hand
            update = await room.take()
            assert update.update_id == suspect
            assert await room.nothing_comes(), "whatever may kill is served alone"
            room.inbox.finish(update)
        assert await room.serve_all() == [5, 6, 7, 8]


async def test_an_update_that_kills_three_times_is_set_aside(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The ones behind it wait for two deaths only, and are then served like any other."""
    path = tmp_path / "bot.sqlite3"
    async with open_room(path, tidy=False) as room:
        await room.inbox.accept([message(n, 1) for n in (1, 2, 3)])
        assert await room.take_ids(1) == [1]
    for _ in range(2):
        async with open_room(path, tidy=False) as room:
            assert room.aside == []
            assert await room.take_ids(1) == [1]
    async with open_room(path) as room:
        assert room.aside == [1]
        assert await room.serve_all() == [2, 3]
        assert await room.states() == {1: "aside", 2: "done", 3: "done"}
    assert "update 1 was in hand at 3 crashes: set aside" in caplog.text


async def test_what_was_only_waiting_is_not_blamed(tmp_path: Path) -> None:
    """Deaths count for what was in hand: a long backlog survives any number of them."""
    path = tmp_path / "bot.sqlite3"
    async with open_room(path, window=2, tidy=False) as room:
        await room.inbox.accept([message(n, n) for n in range(1, 7)])
    for death in range(4):
        async with open_room(path, window=2, tidy=False) as room:
            update = await room.take()
            await room.finish(update)
            assert update.update_id == death + 1
    async with open_room(path) as room:
        assert await room.serve_all() == [5, 6]


async def test_a_tidy_end_gives_back_what_was_not_begun(tmp_path: Path) -> None:
    path = tmp_path / "bot.sqlite3"
    async with open_room(path) as room:
        await room.inbox.accept([message(n, 1) for n in range(1, 5)])
        update = await room.take()
        room.inbox.finish(update)
    async with open_room(path) as room:
        rows = await room.database.read(lambda tx: tx.all("SELECT attempts FROM inbox"))
        assert [row["attempts"] for row in rows] == [0, 0, 0, 0]
        assert await room.serve_all() == [2, 3, 4]


async def test_old_updates_are_forgotten_and_open_ones_are_not(tmp_path: Path) -> None:
    async with open_room(tmp_path / "bot.sqlite3") as room:
        await room.inbox.accept([message(1), message(2), message(3)])
        await room.finish(await room.take())
        await room.take()
        assert await room.database.write(lambda tx: table.prune(tx, 2**50)) == 1
        assert await room.states() == {2: "claimed", 3: "claimed"}


async def test_a_bot_that_is_stopped_in_the_middle_goes_on_where_it_was(tmp_path: Path) -> None:
    """The whole application: hundreds of texts, stopped after some, started again: all answered."""
    path, each = tmp_path / "bot.sqlite3", 200
    async with open_practice(path) as practice:
        await bring_in(practice)
        practice.sim.auto_settle = False
        seen = {who: len(await practice.sim.from_bot(who)) for who in (NORA, ALICE)}
        for number in range(each):
            for who in (NORA, ALICE):
                await practice.sim.send(who, f"text {number}")
        while not (await practice.sim.from_bot(ALICE))[seen[ALICE] :]:
            await asyncio.sleep(0)
        await practice.app.stop()
        left = "SELECT count(*) AS n FROM inbox WHERE state = 'waiting'"
        assert practice.one(left)["n"] > 0, "some of them wait for the next start"
        assert practice.rows("SELECT 1 FROM inbox WHERE state = 'claimed'") == []
        await practice.restart()
        await practice.sim.settle()
        for who in (NORA, ALICE):
            assert len(await practice.sim.from_bot(who)) == seen[who] + each
        assert practice.rows("SELECT 1 FROM inbox WHERE state <> 'done'") == []
