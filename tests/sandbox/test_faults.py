"""Failing on demand: whom it hits, how often, and what the bot sees of it."""

import aiohttp
import pytest

from tests.sandbox.conftest import ALICE, BOB


async def test_a_fault_hits_one_person_so_many_times(api, sim):
    waiting = await sim.faults("blocked", user_id=ALICE, times=2)
    assert waiting == [{"kind": "blocked", "times": 2, "user_id": ALICE}]
    assert await api("sendMessage", chat_id=BOB, text="x")
    for _ in range(2):
        refused = await api.refusal("sendMessage", chat_id=ALICE, text="x")
        assert refused.description == "Forbidden: bot was blocked by the user"
    assert await api("sendMessage", chat_id=ALICE, text="x")


async def test_a_fault_hits_one_method(api, sim):
    await sim.faults("not_found", method="EDITMESSAGETEXT")
    assert await api("sendMessage", chat_id=ALICE, text="x")
    refused = await api.refusal("editMessageText", chat_id=ALICE, message_id=1, text="x")
    assert refused.description == "Bad Request: chat not found"


async def test_a_fault_without_end_lasts_until_it_is_cleared(api, sim):
    await sim.faults("http500", times=None)
    for _ in range(3):
        assert (await api.refusal("getMe")).code == 500
    assert await api("getUpdates") == []
    await sim.clear_faults()
    assert await api("getMe")


async def test_a_fault_on_a_tap_finds_the_person(api, sim):
    markup = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}
    await api("sendMessage", chat_id=ALICE, text="x", reply_markup=markup)
    await sim.faults("bad_gateway", user_id=ALICE, method="answerCallbackQuery")
    await sim.tap(ALICE, "Yes", wait_s=0)
    query = (await api.updates())[0]["callback_query"]["id"]
    assert (await api.refusal("answerCallbackQuery", callback_query_id=query)).code == 502
    assert await api("answerCallbackQuery", callback_query_id=query)


async def test_a_dropped_call_does_nothing(api, sim):
    await sim.faults("drop", method="sendMessage")
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await api("sendMessage", chat_id=ALICE, text="lost")
    assert await sim.messages(ALICE) == []
    lost = (await sim.calls("sendMessage"))[-1]
    assert (lost["ok"], lost["description"]) == (False, "connection dropped")


async def test_a_cut_answer_leaves_the_bot_in_doubt_though_the_message_is_there(api, sim):
    await sim.faults("cut_answer", method="sendMessage")
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await api("sendMessage", chat_id=ALICE, text="arrived")
    assert (await sim.last(ALICE))["text"] == "arrived"


async def test_a_delayed_call_is_carried_out_later(api, sim):
    await sim.faults("delay", delay_s=0.05)
    await api("sendMessage", chat_id=ALICE, text="late")
    assert (await sim.calls("sendMessage"))[-1]["ms"] >= 50


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "thunder"},
        {"kind": 5},
        {"kind": "drop", "times": 0},
        {"kind": "delay", "delay_s": -1},
        {"kind": "blocked", "user_id": "x"},
    ],
)
async def test_a_wrong_order_is_refused(sim, wrong):
    status, answer = await sim.try_ask("POST", "/sim/faults", **wrong)
    assert status == 400
    assert answer["error"]
