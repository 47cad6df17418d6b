"""The durable queue: one chat's updates in order, none lost, none twice, memory bounded."""

import asyncio
import json
import logging
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from telegram import Update

from bot.inbox.processor import PerChatProcessor
from bot.inbox.queue import CONCURRENCY
from bot.raw_updates import chat_of
from bot.store import inbox as table
from bot.store.database import Tx
from tests.queue_room import message, open_room


async def test_one_chat_waits_for_itself_and_for_nobody_else(tmp_path: Path) -> None:
    async with open_room(tmp_path / "bot.sqlite3") as room:
        await room.inbox.accept([message(1, 7), message(2, 7), message(3, 8), message(4, 7)])
        first, other = await room.take(), await room.take()
        assert (first.update_id, other.update_id) == (1, 3)
        assert await room.nothing_comes(), "chat 7 has one in hand, chat 8 has no more"
        room.inbox.finish(first)
        second = await room.take()
        assert second.update_id == 2
        room.inbox.finish(second)
        assert await room.take_ids(1) == [4]


async def test_no_more_are_in_hand_than_can_be_served_side_by_side(tmp_path: Path) -> None:
    async with open_room(tmp_path / "bot.sqlite3") as room:
        await room.inbox.accept([message(n, n) for n in range(1, CONCURRENCY + 6)])
        taken = [await room.take() for _ in range(CONCURRENCY)]
        assert await room.nothing_comes()
        room.inbox.finish(taken[5])
        assert await room.take_ids(1) == [CONCURRENCY + 1]


async def test_a_backlog_of_fifty_thousand_stays_on_disk(tmp_path: Path) -> None:
    """Memory holds at most the window; every update comes once, and each chat's in order."""
    count, window = 50_000, 512
    async with open_room(tmp_path / "bot.sqlite3") as room:
        await room.database.write(lambda tx: _store_waiting(tx, count))
    async with open_room(tmp_path / "bot.sqlite3", window=window) as room:
        inbox, most = room.inbox, 0
        seen: dict[int, list[int]] = defaultdict(list)
        for number in range(count):
            update = await room.take()
            if number % 16 == 0:
                most = max(most, inbox._held, sum(map(len, inbox._chats.values())))
            seen[update.message.chat.id if update.message else 0].append(update.update_id)
            inbox.finish(update)
        await inbox.settled()
        assert most <= window
        assert sum(map(len, seen.values())) == count
        assert all(ids == sorted(set(ids)) for ids in seen.values())
        assert await room.database.read(table.backlog) == 0


async def test_what_arrives_during_a_backlog_comes_after_it(tmp_path: Path) -> None:
    async with open_room(tmp_path / "bot.sqlite3", window=4) as room:
        await room.inbox.accept([message(n, 1) for n in range(1, 11)])
        await room.inbox.accept([message(n, 1) for n in range(11, 14)])
        assert await room.serve_all() == list(range(1, 14))


async def test_the_same_update_is_served_once(tmp_path: Path) -> None:
    async with open_room(tmp_path / "bot.sqlite3") as room:
        await room.inbox.accept([message(1), message(1), message(2)])
        await room.inbox.accept([message(2)])
        assert await room.serve_all() == [1, 2]
        await room.inbox.accept([message(1), message(2), message(3)])
        assert await room.serve_all() == [3]
        assert await room.states() == {1: "done", 2: "done", 3: "done"}


async def test_settled_means_recorded(tmp_path: Path) -> None:
    async with open_room(tmp_path / "bot.sqlite3") as room:
        await room.inbox.settled()  # nothing came: nothing to wait for
        await room.inbox.accept([message(1), message(2, 2)])
        updates = [await room.take() for _ in range(2)]
        waiting = asyncio.ensure_future(room.inbox.settled())
        room.inbox.finish(updates[0])
        await room.database.read(lambda tx: tx.value("SELECT 1"))
        assert not waiting.done()
        room.inbox.finish(updates[1])
        async with asyncio.timeout(10):
            await waiting
        assert set((await room.states()).values()) == {"done"}


async def test_an_update_that_cannot_be_read_is_set_aside(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with open_room(tmp_path / "bot.sqlite3") as room:
        damaged = message(1, date="yesterday")
        await room.inbox.accept([damaged, message(2)])
        assert await room.serve_all() == [2]
        assert await room.states() == {1: "aside", 2: "done"}
        row = await room.database.read(lambda tx: tx.one("SELECT body FROM inbox"))
        assert row is not None and json.loads(row["body"]) == damaged, "kept for who looks into it"
    assert "update 1 cannot be read: set aside" in caplog.text


async def test_what_has_no_usable_id_is_left_out(tmp_path: Path) -> None:
    async with open_room(tmp_path / "bot.sqlite3") as room:
        odd: list[Any] = [
            {},
            5,
            None,
            {"update_id": True},
            {"update_id": "1"},
            {"update_id": 2**63},
        ]
        await room.inbox.accept([*odd, message(2**62)])
        assert await room.serve_all() == [2**62]


async def test_a_store_that_fails_once_loses_no_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Updates that could not be stored are not confirmed: they come again, and are served."""

    def full(*_: Any, **__: Any) -> int:
        raise OSError("the disk is full")

    async with open_room(tmp_path / "bot.sqlite3", window=2) as room:
        with monkeypatch.context() as patch:
            patch.setattr(table, "store", full)
            with pytest.raises(OSError, match="disk is full"):
                await room.inbox.accept([message(1), message(2), message(3)])
        await room.inbox.settled()
        await room.inbox.accept([message(1), message(2), message(3)])
        assert await room.serve_all() == [1, 2, 3]


async def test_ptb_puts_whole_updates_stubs_and_its_stop_signal(tmp_path: Path) -> None:
    async with open_room(tmp_path / "bot.sqlite3") as room:
        await room.inbox.put(Update(5))  # a stub: `accept` has stored what it stands for
        whole = Update.de_json(message(6), None)
        assert whole is not None
        await room.inbox.put(whole)
        await room.inbox.put(stop := object())
        assert await room.inbox.get() is stop, "the signal goes before what waits"
        assert await room.serve_all() == [6]


async def test_a_failing_handler_counts_as_dealt_with_a_cancelled_one_does_not(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def fails() -> None:
        raise RuntimeError("the apology failed, too")

    async with open_room(tmp_path / "bot.sqlite3") as room:
        processor = PerChatProcessor(room.inbox)
        await room.inbox.accept([message(1, 1), message(2, 2)])
        first, second = await room.take(), await room.take()
        await processor.do_process_update(first, fails())
        task = asyncio.ensure_future(processor.do_process_update(second, asyncio.sleep(3600)))
        await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait([task])
        await room.inbox.close()
        assert await room.states() == {1: "done", 2: "claimed"}
    assert [r.levelno for r in caplog.records] == [logging.ERROR]


@pytest.mark.parametrize(
    ("update", "chat"),
    [
        (message(1, 7), 7),
        (
            {"update_id": 1, "callback_query": {"from": {"id": 5}, "message": {"chat": {"id": 8}}}},
            8,
        ),
        ({"update_id": 1, "callback_query": {"from": {"id": 5}}}, 5),
        ({"update_id": 1, "my_chat_member": {"chat": {"id": 6}, "from": {"id": 5}}}, 6),
        ({"update_id": 1, "inline_query": {"from": {"id": 5}}}, 5),
        ({"update_id": 1, "poll_answer": {"user": {"id": 4}}}, 4),
        ({"update_id": 1, "message": {"chat": {"id": "7"}, "from": {"id": True}}}, 0),
        ({"update_id": 1, "message": {"chat": 7, "message": []}}, 0),
        ({"update_id": 1, "message": "none"}, 0),
        ({"update_id": 1}, 0),
    ],
)
def test_each_update_belongs_to_a_chat(update: dict[str, Any], chat: int) -> None:
    assert chat_of(update) == chat


def _store_waiting(tx: Tx, count: int) -> None:
    for number in range(1, count + 1):
        chat = number % 97 + 1
        table.store(tx, number, chat, message(number, chat), claimed=False, now=0)
