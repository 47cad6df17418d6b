"""The tests' own client: what it finds, and how it says what it did not find."""

import asyncio

import pytest

from tests.sandbox.conftest import ALICE, BOB
from tests.sandbox.files import PNG, multipart
from tests.sim import Sim, SimError

YES = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}, {"text": "No", "url": "e.com"}]]}


async def test_messages_are_found_by_their_words(sim, api):
    await api.form("sendPhoto", multipart(chat_id=str(ALICE), photo=PNG, caption="Socks on"))
    await api("sendMessage", chat_id=ALICE, text="Good morning")
    assert (await sim.find(ALICE, "Socks"))["photo"]
    with pytest.raises(SimError) as caught:
        await sim.find(ALICE, "Zip")
    assert 'No message with "Zip"' in str(caught.value)
    assert "Good morning" in str(caught.value)


async def test_the_newest_message_with_the_button_is_tapped(sim, api):
    for text in ("old", "new"):
        await api("sendMessage", chat_id=ALICE, text=text, reply_markup=YES)
    await api("sendMessage", chat_id=ALICE, text="without")
    assert (await sim.with_button(ALICE, "Yes"))["text"] == "new"
    assert (await sim.with_button(ALICE, "y"))["text"] == "new"
    assert sim.labels(await sim.with_button(ALICE, "No")) == ["Yes", "No"]


async def test_an_empty_screen_is_told(sim):
    with pytest.raises(SimError, match=r"The bot has said nothing to 1002\.\n.*\n  \(nothing\)"):
        await sim.last(BOB)


async def test_the_screen_shows_who_wrote_what(sim, api):
    await sim.attach(ALICE, "voice")
    await api("sendMessage", chat_id=ALICE, text="Thanks", reply_markup=YES)
    lines = (await sim.screen(ALICE)).splitlines()
    assert lines[1].endswith("'voice'")
    assert lines[2].endswith("'Thanks'")
    assert lines[2].strip().startswith("bot")
    assert lines[3].strip() == "[Yes] [No]"


async def test_it_can_settle_by_itself_after_each_step(server, api):
    async with Sim(server.url, auto_settle=True) as sim:
        sending = asyncio.create_task(sim.send(ALICE, "x"))
        async with asyncio.timeout(5):
            while not (updates := await api("getUpdates")):
                pass
        assert not sending.done()
        await api("getUpdates", offset=updates[-1]["update_id"] + 1)
        assert (await asyncio.wait_for(sending, 5))["text"] == "x"
        await sim.advance(60)


async def test_it_has_to_be_opened_first():
    with pytest.raises(RuntimeError, match="async with Sim"):
        await Sim("http://127.0.0.1:1").people()


async def test_a_file_that_is_not_there_is_told(sim):
    with pytest.raises(SimError, match="No file x"):
        await sim.download("x")


async def test_files_cannot_act_in_the_page(sim, api, server):
    page = {"data": "PGI+", "name": "é\r\n.html", "mime": "text/html"}
    odd = {"data": "PGI+", "name": "x", "mime": "audio/x\r\nSet-Cookie: a=b"}
    pdf = {"data": "PGI+", "name": "a.pdf", "mime": "application/pdf"}
    for value, kind, shown in [
        (page, "application/octet-stream", "attachment"),
        (odd, "application/octet-stream", "attachment"),
        (pdf, "application/pdf", "inline"),
    ]:
        document = (await sim.attach(ALICE, "document", value))[0]["document"]
        async with api.http.get(f"{server.url}/sim/files/{document['file_id']}") as got:
            assert got.status == 200
            assert got.content_type == kind
            assert got.headers["Content-Disposition"].startswith(shown)
            assert got.headers["X-Content-Type-Options"] == "nosniff"
