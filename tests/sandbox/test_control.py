"""The control interface: what people do, and what can be seen and moved from outside."""

import asyncio
import base64
from datetime import timedelta

import pytest

from bot.sandbox import control
from bot.sandbox.samples import photo
from tests.sandbox.conftest import ALICE, BOB, CHARLIE, START
from tests.sim import SimError

YES = {
    "inline_keyboard": [
        [
            {"text": "Yes", "callback_data": "y"},
            {"text": "Site", "url": "https://e.com/x"},
            {"text": "Code", "copy_text": {"text": "12"}},
        ]
    ]
}


def test_every_route_is_described():
    text = " ".join((control.__doc__ or "").split())
    for method, path in [*control.ROUTES, ("POST", "tap"), ("POST", "settle"), ("GET", "events")]:
        assert f"{method} /sim/{path}" in text


async def test_people(sim):
    assert [person["name"] for person in await sim.people()] == ["Alice Ashe", "Bob", "Charlie"]
    new = await sim.add_person("Dora Dee", language="fr", username="dora")
    assert new == CHARLIE + 1
    assert (await sim.people())[-1] == {
        "id": new,
        "name": "Dora Dee",
        "language": "fr",
        "username": "dora",
        "unread": 0,
        "blocked": False,
    }
    sent = await sim.send(new, "hello")
    assert sent["from"] == {
        "id": new,
        "is_bot": False,
        "first_name": "Dora",
        "last_name": "Dee",
        "username": "dora",
        "language_code": "fr",
    }
    assert sent["chat"]["type"] == "private"
    with pytest.raises(SimError, match="exists already"):
        await sim.add_person("Twin", id=new)


async def test_unread_messages_are_counted_until_they_are_read(api, sim):
    for _ in range(2):
        await api("sendMessage", chat_id=ALICE, text="x")
    await sim.send(ALICE, "own messages do not count")
    assert (await sim.people())[0]["unread"] == 2
    await sim.ask("POST", "/sim/read", user_id=ALICE)
    assert (await sim.people())[0]["unread"] == 0


async def test_typed_text_has_commands_and_links(sim, api):
    sent = await sim.send(ALICE, " /start abc https://e.com ")
    assert sent["text"] == "/start abc https://e.com"
    assert [entity["type"] for entity in sent["entities"]] == ["bot_command", "url"]
    assert (await api.updates())[0]["message"] == sent


async def test_a_long_text_becomes_several_messages(sim):
    words = "word " * 1000
    answer = await sim.ask("POST", "/sim/send", user_id=ALICE, text=words)
    texts = [message["text"] for message in answer["messages"]]
    assert len(texts) == 2
    assert all(len(text) <= 4096 for text in texts)
    assert " ".join(texts) == words.strip()
    answer = await sim.ask("POST", "/sim/send", user_id=ALICE, text="x" * 5000)
    assert [len(message["text"]) for message in answer["messages"]] == [4096, 904]


async def test_a_deep_link_is_opened(sim):
    assert (await sim.start(CHARLIE, "a_B-9"))["text"] == "/start a_B-9"
    assert (await sim.start(CHARLIE))["text"] == "/start"
    for wrong in ("a b", "x" * 65, "é"):
        with pytest.raises(SimError, match="A start link holds"):
            await sim.start(CHARLIE, wrong)


async def test_samples_of_each_kind_can_be_sent(sim, api):
    for kind in ("photo", "voice", "document", "sticker"):
        sent = (await sim.attach(ALICE, kind))[0]
        media = sent[kind][-1] if kind == "photo" else sent[kind]
        assert len(await sim.download(media["file_id"])) == media["file_size"]
    assert (await sim.attach(ALICE, "location"))[0]["location"]
    place = {"latitude": 1, "longitude": 2}
    assert (await sim.attach(ALICE, "location", place))[0]["location"] == place
    assert len(await api.updates()) == 6


async def test_own_files_can_be_sent_with_a_caption_and_as_an_album(sim):
    data = base64.b64encode(photo()).decode()
    own = {"data": data, "name": "a.png", "mime": "image/png", "caption": "look /help"}
    sent = await sim.attach(ALICE, "photo", [own, True])
    assert len({message["media_group_id"] for message in sent}) == 1
    assert sent[0]["caption"] == "look /help"
    assert sent[0]["caption_entities"][0]["type"] == "bot_command"
    voice = {"data": "AAAA", "duration": 7}
    assert (await sim.attach(ALICE, "voice", voice))[0]["voice"]["duration"] == 7


async def test_a_reply_and_an_edit_of_a_person(sim, api):
    first = await sim.send(ALICE, "one")
    reply = await sim.send(ALICE, "two", reply_to=first["message_id"])
    assert reply["reply_to_message"]["message_id"] == first["message_id"]
    edited = await sim.edit(ALICE, first, "ONE /help")
    assert edited["edit_date"]
    update = (await api.updates())[-1]["edited_message"]
    assert update["text"] == "ONE /help"
    assert update["entities"][0]["type"] == "bot_command"


async def test_a_tap_brings_its_answer(sim, api):
    await api("sendMessage", chat_id=ALICE, text="old", reply_markup=YES)
    newest = await api("sendMessage", chat_id=ALICE, text="new", reply_markup=YES)

    async def bot() -> None:
        update = (await api.updates(timeout=5))[0]["callback_query"]
        assert update["message"]["message_id"] == newest["message_id"]
        assert (update["data"], update["from"]["id"]) == ("y", ALICE)
        await api(
            "answerCallbackQuery", callback_query_id=update["id"], text="Noted", show_alert=True
        )

    answering = asyncio.create_task(bot())
    answer = await sim.tap(ALICE, "Yes")
    await answering
    assert answer == {"text": "Noted", "show_alert": True, "url": None}


async def test_a_tap_by_data_and_a_forged_one(sim, api):
    message = await api("sendMessage", chat_id=ALICE, text="x", reply_markup=YES)
    assert await sim.tap(ALICE, "y", message, wait_s=0) is None
    assert await sim.forge(ALICE, message, "forged:1", wait_s=0) is None
    assert [u["callback_query"]["data"] for u in await api.updates()] == ["y", "forged:1"]


async def test_buttons_that_the_phone_handles_say_what_they_do(sim, api):
    message = await api("sendMessage", chat_id=ALICE, text="x", reply_markup=YES)
    tap = {"user_id": ALICE, "message_id": message["message_id"]}
    assert (await sim.ask("POST", "/sim/tap", **tap, button="Site"))["opened"] == "https://e.com/x"
    assert (await sim.ask("POST", "/sim/tap", **tap, button="Code"))["copied"] == "12"
    assert await api("getUpdates") == []


async def test_a_missing_button_is_told_with_what_is_on_the_screen(sim, api):
    await api("sendMessage", chat_id=ALICE, text="Shall we?", reply_markup=YES)
    with pytest.raises(SimError) as caught:
        await sim.tap(ALICE, "Nope")
    assert 'No button "Nope"' in str(caught.value)
    assert "Shall we?" in str(caught.value)
    assert "[Yes] [Site] [Code]" in str(caught.value)
    with pytest.raises(SimError, match="There is no message 5"):
        await sim.tap(ALICE, "Yes", 5)


async def test_blocking_is_told_to_the_bot_once(sim, api):
    await sim.block(ALICE)
    await sim.block(ALICE)
    await sim.block(ALICE, blocked=False)
    changes = [update["my_chat_member"] for update in await api.updates()]
    assert [change["new_chat_member"]["status"] for change in changes] == ["kicked", "member"]
    assert [change["old_chat_member"]["status"] for change in changes] == ["member", "kicked"]


async def test_somebody_who_has_blocked_the_bot_cannot_write(sim):
    await sim.block(BOB)
    with pytest.raises(SimError, match="409: Bob has blocked the bot"):
        await sim.send(BOB, "hello")
    assert (await sim.people())[1]["blocked"] is True


async def test_the_clock_is_moved(sim, api):
    assert abs(await sim.now() - START) < timedelta(seconds=30)
    await sim.clock_to("2026-03-03T07:00:00Z")
    assert (await sim.now()).isoformat().startswith("2026-03-03T07:00:0")
    await sim.advance(timedelta(hours=1))
    sent = await api("sendMessage", chat_id=ALICE, text="x")
    assert 0 <= sent["date"] - (START + timedelta(days=1)).timestamp() < 30
    await sim.advance(-3600)
    assert (await sim.now()).isoformat().startswith("2026-03-03T07:00:0")


async def test_calls_are_remembered_with_parameters_and_answers(sim, api):
    before = await sim.last_call()
    form = {"chat_id": str(ALICE), "text": "x", "reply_markup": '{"inline_keyboard":[]}'}
    await api.form("SENDMESSAGE", form)
    await api("getUpdates")
    await api.refusal("sendMessage", chat_id=5, text="x")
    calls = await sim.calls(after=before)
    assert [call["seq"] for call in calls] == [before + 1, before + 2]
    assert calls[0]["params"] == {
        "chat_id": ALICE,
        "text": "x",
        "reply_markup": {"inline_keyboard": []},
    }
    assert calls[0]["result"]["text"] == "x"
    assert calls[1]["error_code"] == 400
    assert calls[1]["description"] == "Bad Request: chat not found"
    assert await sim.calls(failed=True, after=before) == calls[1:]
    assert api.token not in str(calls)


async def test_settle_waits_for_the_queue_and_for_the_bot(server, sim, api):
    steps = []

    async def bot_is_done() -> None:
        steps.append("bot")

    server.settle = bot_is_done
    await sim.send(ALICE, "x")
    settling = asyncio.create_task(sim.settle())
    await api("getMe")
    assert steps == []
    await api.updates()
    await asyncio.wait_for(settling, 5)
    assert steps == ["bot"]
