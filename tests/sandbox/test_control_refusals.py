"""What the control interface refuses, and in which words."""

import pytest

from bot.sandbox import control_world
from tests.sandbox.conftest import ALICE
from tests.sim import SimError


@pytest.mark.parametrize(
    ("method", "path", "values", "status", "error"),
    [
        ("GET", "/sim/nothing", {}, 404, "There is no GET /sim/nothing."),
        ("GET", "/sim/messages", {}, 400, '"user_id" is missing.'),
        ("GET", "/sim/messages", {"user_id": 5}, 404, "There is no person 5."),
        ("GET", "/sim/messages", {"user_id": "x"}, 400, '"user_id" has to be a whole number.'),
        ("GET", "/sim/files/x", {}, 404, "There is no such file."),
        ("POST", "/sim/send", {"user_id": ALICE}, 400, "Say one thing to send"),
        ("POST", "/sim/send", {"user_id": ALICE, "text": " "}, 400, "A message needs some text."),
        ("POST", "/sim/send", {"user_id": ALICE, "text": 5}, 400, '"text" has to be a text.'),
        ("POST", "/sim/send", {"user_id": ALICE, "photo": 5}, 400, "true for a sample"),
        ("POST", "/sim/send", {"user_id": ALICE, "photo": []}, 400, "An album holds"),
        ("POST", "/sim/send", {"user_id": ALICE, "photo": {"data": "!"}}, 400, "base64"),
        ("POST", "/sim/send", {"user_id": ALICE, "photo": {"data": "AAAA"}}, 400, "IMAGE_PROCESS"),
        ("POST", "/sim/send", {"user_id": ALICE, "text": "x", "reply_to": 5}, 404, "reply to"),
        ("POST", "/sim/edit", {"user_id": ALICE, "message_id": 5, "text": "x"}, 404, "of theirs"),
        ("POST", "/sim/tap", {"user_id": ALICE, "message_id": 5}, 404, "There is no message 5"),
        ("POST", "/sim/block", {"user_id": ALICE, "blocked": 1}, 400, "true or false"),
        ("POST", "/sim/people", {"name": " "}, 400, "A name has"),
        ("POST", "/sim/people", {"name": "X", "id": -1}, 400, "positive whole number"),
        ("POST", "/sim/clock", {}, 400, "Say either"),
        ("POST", "/sim/clock", {"to": "2026-01-01T00:00:00"}, 400, "needs its zone"),
        ("POST", "/sim/clock", {"to": "soon"}, 400, "cannot be set"),
        ("POST", "/sim/clock", {"advance_s": "x"}, 400, "number of seconds"),
        ("POST", "/sim/clock", {"advance_s": 1e300}, 400, "cannot be set"),
        ("POST", "/sim/update", {"update": 5}, 400, "has to be an object"),
        ("POST", "/sim/update", {"update": {"update_id": "x"}}, 400, "whole number"),
    ],
)
async def test_a_wrong_request_is_told_in_one_sentence(sim, method, path, values, status, error):
    got, answer = await sim.try_ask(method, path, **values)
    assert got == status
    assert error in answer["error"]


async def test_a_body_that_is_no_json_object_is_refused(sim, api, server):
    for body in (b"{", b"[]", b"5"):
        async with api.http.post(f"{server.url}/sim/send", data=body) as got:
            assert got.status == 400
            assert "JSON" in (await got.json())["error"]


async def test_settling_has_an_end(server, sim, monkeypatch):
    monkeypatch.setattr(control_world.settle, "__defaults__", (0.05,))
    await sim.send(ALICE, "nobody fetches this")
    status, answer = await sim.try_ask("POST", "/sim/settle")
    assert status == 504
    assert "1 updates wait" in answer["error"]


async def test_what_somebody_cannot_do_on_their_phone(sim, api):
    photo = (await sim.attach(ALICE, "photo"))[0]
    with pytest.raises(SimError, match="Only a text can be edited here"):
        await sim.edit(ALICE, photo, "x")
    sent = await api("sendMessage", chat_id=ALICE, text="x")
    with pytest.raises(SimError, match='has no button "Yes"'):
        await sim.tap(ALICE, "Yes", sent)


async def test_a_tap_that_nobody_answers_comes_back_empty(sim, api):
    markup = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}
    await api("sendMessage", chat_id=ALICE, text="x", reply_markup=markup)
    assert await sim.tap(ALICE, "Yes", wait_s=0.01) is None


async def test_the_clock_stays_where_dates_make_sense(sim):
    for wrong in ("1960-01-01T00:00:00Z", "9999-12-31T23:59:59Z"):
        with pytest.raises(SimError, match="The clock goes from the year 1971 to 2099"):
            await sim.clock_to(wrong)
    with pytest.raises(SimError, match="The clock"):
        await sim.advance(10**11)
