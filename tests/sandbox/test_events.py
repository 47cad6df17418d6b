"""Server-Sent Events: what a page hears, and that nobody who watches is left hanging."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest

from bot.sandbox import events
from bot.sandbox.events import EventHub
from bot.sandbox.server import BotApiServer
from tests.sandbox.conftest import ALICE, CHARLIE, Api

YES = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}


@asynccontextmanager
async def api_watcher(server: BotApiServer) -> AsyncIterator[aiohttp.ClientResponse]:
    """Yield a stream of its own whose beginning has been read."""
    async with (
        aiohttp.ClientSession() as http,
        http.get(f"{server.url}/sim/events") as response,
    ):
        await response.content.readline()
        yield response


class Watcher:
    """A page that listens."""

    def __init__(self, response: aiohttp.ClientResponse) -> None:
        self.response = response

    async def next(self, kind: str) -> dict[str, Any]:
        """Return the next event of a kind."""
        async with asyncio.timeout(5):
            while True:
                line = await self.response.content.readline()
                assert line, "the stream has ended"
                if line.startswith(b"data: "):
                    event: dict[str, Any] = json.loads(line[6:])
                    if event["type"] == kind:
                        return event


@pytest.fixture
async def page(api: Api) -> AsyncIterator[Watcher]:
    async with api.http.get(f"{api.url}/sim/events") as response:
        assert response.content_type == "text/event-stream"
        assert await response.content.readline() == b"retry: 1000\n"
        yield Watcher(response)


async def test_messages_edits_and_deletions_are_heard(page, api, sim):
    theirs = await sim.send(ALICE, "hello")
    event = await page.next("message")
    assert (event["user_id"], event["message"]) == (ALICE, theirs)
    sent = await api("sendMessage", chat_id=ALICE, text="one")
    assert (await page.next("message"))["message"]["text"] == "one"
    where = {"chat_id": ALICE, "message_id": sent["message_id"]}
    await api("editMessageText", **where, text="two")
    assert (await page.next("message"))["message"]["edited_at"]
    await api("setMessageReaction", **where, reaction=[{"type": "emoji", "emoji": "👍"}])
    assert (await page.next("message"))["message"]["sim"] == {"reactions": ["👍"]}
    await api("deleteMessage", **where)
    assert (await page.next("deleted"))["message_id"] == sent["message_id"]


async def test_answers_actions_people_commands_clock_and_calls_are_heard(page, api, sim):
    sent = await api("sendMessage", chat_id=ALICE, text="x", reply_markup=YES)
    assert (await page.next("call"))["call"]["method"] == "sendMessage"
    await sim.tap(ALICE, "Yes", wait_s=0)
    tap = (await api.updates())[0]["callback_query"]["id"]
    await api("answerCallbackQuery", callback_query_id=tap, text="Noted")
    answer = await page.next("answer")
    assert (answer["tap_id"], answer["text"]) == (tap, "Noted")
    assert answer["message_id"] == sent["message_id"]
    await api("sendChatAction", chat_id=ALICE, action="typing")
    assert (await page.next("action"))["action"] == "typing"
    await sim.add_person("Dora")
    assert (await page.next("people"))["people"][-1]["name"] == "Dora"
    await api("setMyCommands", commands=[{"command": "help", "description": "Help"}])
    assert (await page.next("commands"))["user_id"] is None
    await sim.advance(60)
    assert (await page.next("clock"))["now"].startswith("2026-03-02T08:01")


async def test_a_clock_that_the_bot_itself_moves_is_heard(page, clock):
    clock.advance(3600)
    assert (await page.next("clock"))["now"].startswith("2026-03-02T09:00")


async def test_a_page_that_leaves_holds_nothing_up(api, sim, server):
    response = await api.http.get(f"{api.url}/sim/events")
    await response.content.readline()
    response.close()
    for _ in range(5):
        await sim.send(CHARLIE, "x")
    assert len(await sim.messages(CHARLIE)) == 5


async def test_stopping_ends_the_stream(page, server):
    await asyncio.wait_for(server.stop(), 1)
    assert await asyncio.wait_for(page.response.content.read(), 1) in {b"", b"\n"}


async def test_a_quiet_stream_shows_that_it_lives(monkeypatch, api):
    monkeypatch.setattr(events, "_HEARTBEAT_S", 0.01)
    async with api.http.get(f"{api.url}/sim/events") as response:
        while await response.content.readline() != b": still here\n":
            pass


async def test_a_watcher_that_falls_behind_is_let_go(monkeypatch, page, server, sim):
    monkeypatch.setattr(events, "_BACKLOG", 2)
    hub = server._world.events
    async with api_watcher(server) as slow:
        # Nothing is read while these are published, so the queue of two runs over.
        for number in range(5):
            hub.publish("people", lambda number=number: {"people": [number]})
        assert len(hub._watchers) == 1
        heard = await asyncio.wait_for(slow.content.read(), 5)
        assert b'{"people": [4]}' not in heard
    assert (await page.next("people"))["people"] == [0]


def test_nothing_is_made_when_nobody_watches():
    EventHub().publish("clock", lambda: pytest.fail("made for nobody"))
