"""Long polling: waiting, confirming, conflicts, and updates that wait too long."""

import asyncio
from datetime import timedelta

import pytest

from bot.clock import SystemClock
from bot.sandbox import state, world
from bot.sandbox.updates import chat_of
from tests.sandbox.conftest import ALICE, BOB, RefusedError

YES = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}


def ids(updates):
    return [update["update_id"] for update in updates]


async def test_an_update_comes_again_until_it_is_confirmed(api, sim):
    await sim.send(ALICE, "one")
    first = await api("getUpdates")
    assert first[0]["message"]["text"] == "one"
    assert await api("getUpdates") == first
    assert await api("getUpdates", offset=first[0]["update_id"]) == first
    assert await api("getUpdates", offset=first[0]["update_id"] + 1) == []
    assert await api("getUpdates") == []


async def test_a_waiting_poll_gets_the_update_at_once(api, sim):
    poll = await api.long_poll()
    await sim.send(ALICE, "hello")
    updates = await asyncio.wait_for(poll, 5)
    assert updates[0]["message"]["from"]["id"] == ALICE


async def test_ids_count_upwards_and_limit_and_offset_choose(api, sim):
    for number in range(5):
        await sim.send(ALICE, str(number))
    everything = await api("getUpdates")
    first = everything[0]["update_id"]
    assert ids(everything) == list(range(first, first + 5))
    assert ids(await api("getUpdates", limit=2)) == [first, first + 1]
    assert ids(await api("getUpdates", limit=0)) == ids(everything)
    assert ids(await api("getUpdates", offset=first + 3)) == [first + 3, first + 4]


async def test_a_negative_offset_keeps_only_the_last(api, sim):
    for number in range(4):
        await sim.send(ALICE, str(number))
    assert [u["message"]["text"] for u in await api("getUpdates", offset=-1)] == ["3"]
    assert len(await api("getUpdates")) == 1


async def test_the_older_poll_gets_the_conflict(api, sim):
    older = await api.long_poll()
    newer = await api.long_poll()
    with pytest.raises(RefusedError) as caught:
        await asyncio.wait_for(older, 5)
    assert caught.value.status == 409
    assert caught.value.description == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance "
        "is running"
    )
    await sim.send(ALICE, "x")
    assert len(await asyncio.wait_for(newer, 5)) == 1


async def test_allowed_updates_are_remembered(api, sim):
    await api("getUpdates", allowed_updates=["callback_query"])
    await sim.send(ALICE, "not wanted")
    assert await api("getUpdates") == []
    await api("getUpdates", allowed_updates=[])
    await sim.send(ALICE, "wanted")
    assert len(await api("getUpdates")) == 1


async def test_some_kinds_come_only_when_asked_for(api, sim):
    reaction = {"message_reaction": {"chat": {"id": ALICE, "type": "private"}}}
    assert await sim.update(reaction) is None
    await api("getUpdates", allowed_updates='["message_reaction"]')
    assert await sim.update(reaction) is not None


async def test_a_tap_waits_150_seconds_and_a_message_a_day(api, sim, clock):
    await api("sendMessage", chat_id=ALICE, text="x", reply_markup=YES)
    await sim.send(ALICE, "hello")
    await sim.tap(ALICE, "Yes", wait_s=0)
    clock.advance(149)
    assert [next(k for k in u if k != "update_id") for u in await api("getUpdates")] == [
        "message",
        "callback_query",
    ]
    clock.advance(2)
    assert ["message" in u for u in await api("getUpdates")] == [True]
    clock.advance(24 * 3600)
    assert await api("getUpdates") == []
    await sim.settle()


async def test_a_raw_update_may_have_any_shape(api, sim):
    channel = {"id": -1001, "type": "channel", "title": "News"}
    given = await sim.update({"channel_post": {"message_id": 1, "date": 1, "chat": channel}})
    assert given is not None
    await sim.update({"update_id": given + 10, "message": "damaged"})
    await sim.update({})
    await sim.send(ALICE, "after")
    updates = await api("getUpdates")
    assert ids(updates) == [given, given + 10, given + 11, given + 12]
    assert updates[1]["message"] == "damaged"
    # The bot may answer where a raw update came from.
    assert (await api("sendMessage", chat_id=-1001, text="x"))["chat"]["title"] == "News"


async def test_a_raw_tap_can_be_answered_and_its_message_edited(api, sim):
    chat = {"id": BOB, "type": "private", "first_name": "Bob"}
    message = {"message_id": 77, "date": 5, "chat": chat, "text": "an old card"}
    await sim.update(
        {"callback_query": {"id": "raw-1", "from": {"id": BOB}, "message": message, "data": "x"}}
    )
    assert await api("answerCallbackQuery", callback_query_id="raw-1") is True
    edited = await api("editMessageText", chat_id=BOB, message_id=77, text="new")
    assert edited["text"] == "new"


def test_ids_begin_later_after_a_restart(monkeypatch):
    class Later:
        def now(self):
            return SystemClock().now() + timedelta(seconds=2)

    before = world.first_id()
    monkeypatch.setattr(world, "SystemClock", Later)
    assert before + 200 <= world.first_id() < 2**31


@pytest.mark.parametrize(
    ("payload", "chat"),
    [
        ({"chat": {"id": 5}}, 5),
        ({"message": {"chat": {"id": 6}}}, 6),
        ({"from": {"id": 7}}, 7),
        ({"chat": "x", "message": 1, "from": {}}, None),
        ("x", None),
    ],
)
def test_the_chat_of_an_update_is_found_when_it_is_told(payload, chat):
    assert chat_of(payload) == chat


async def test_a_poll_ends_empty_when_its_time_is_over(api):
    assert await api("getUpdates", timeout=0.01) == []


async def test_a_chat_forgets_its_oldest_messages(api, sim, monkeypatch):
    monkeypatch.setattr(state, "MESSAGES_KEPT", 3)
    first = await sim.send(ALICE, "0")
    for number in range(1, 5):
        await sim.send(ALICE, str(number))
    assert [m["text"] for m in await sim.messages(ALICE)] == ["2", "3", "4"]
    refused = await api.refusal("deleteMessage", chat_id=ALICE, message_id=first["message_id"])
    assert refused.description == "Bad Request: message to delete not found"
