"""Raw updates reach the hook whole; python-telegram-bot sees their ids alone."""

import json
from typing import Any

import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import NetworkError

from bot.transport import AiohttpRequest
from tests.transport.servers import TOKEN, failing, method_url, serving


class Inbox:
    """What the durable queue is to the transport; may refuse as a full disk would."""

    def __init__(self, *, refuses: bool = False) -> None:
        self.kept: list[Any] = []
        self.refuses = refuses

    async def __call__(self, updates: list[Any]) -> None:
        if self.refuses:
            raise OSError("disk full")
        self.kept += updates


def answering(result: Any, *, status: int = 200) -> Any:
    async def answer(_: web.Request) -> web.Response:
        body = result if isinstance(result, bytes) else json.dumps(result).encode()
        return web.Response(body=body, status=status, content_type="application/json")

    return serving(answer)


TAP = {"update_id": 8, "callback_query": {"id": "1", "data": "c:1", "from": {"id": 5}}}


async def test_the_hook_gets_the_raw_updates_and_the_library_gets_their_ids() -> None:
    inbox = Inbox()
    text = {"update_id": 7, "message": {"text": "hello", "new_field": [1, 2]}}
    async with (
        answering({"ok": True, "result": [text, TAP]}) as port,
        AiohttpRequest(on_updates=inbox) as request,
    ):
        result = await request.post(method_url(port, "getUpdates"))
    assert result == [{"update_id": 7}, {"update_id": 8}]
    assert inbox.kept == [text, TAP]


async def test_damaged_updates_reach_the_hook_and_never_the_library() -> None:
    inbox = Inbox()
    damaged: list[Any] = [
        None,
        3,
        "x",
        [],
        {},
        {"update_id": "9"},
        {"update_id": True},
        {"update_id": 1.5},
    ]
    broken = {"update_id": 9, "message": {"chat": "not a chat", "date": "yesterday"}}
    async with answering({"ok": True, "result": [*damaged, broken]}) as port:
        request = AiohttpRequest(on_updates=inbox)
        base = f"http://127.0.0.1:{port}/bot"
        bot = Bot(TOKEN, base, request=AiohttpRequest(), get_updates_request=request)
        updates = await bot.get_updates()
        await request.shutdown()
        await bot.shutdown()
    assert [update.update_id for update in updates] == [9]
    assert inbox.kept == [*damaged, broken]


async def test_a_hook_that_fails_fails_the_call_so_that_nothing_is_confirmed() -> None:
    async with (
        answering({"ok": True, "result": [TAP]}) as port,
        AiohttpRequest(on_updates=Inbox(refuses=True)) as request,
        failing(NetworkError),
    ):
        await request.post(method_url(port, "getUpdates"))


async def test_an_empty_answer_is_a_sign_of_life_for_the_hook() -> None:
    heard: list[list[object]] = []

    async def hook(updates: list[object]) -> None:
        heard.append(updates)

    async with (
        answering({"ok": True, "result": []}) as port,
        AiohttpRequest(on_updates=hook) as request,
    ):
        assert await request.post(method_url(port, "getUpdates")) == []
    assert heard == [[]]


@pytest.mark.parametrize("body", [b"[]", b"{}", b"garbage", b'{"ok":true,"result":{"a":1}}'])
async def test_an_answer_of_another_shape_is_passed_on_as_it_came(body: bytes) -> None:
    inbox = Inbox(refuses=True)
    async with answering(body) as port, AiohttpRequest(on_updates=inbox) as request:
        assert await request.do_request(method_url(port, "getUpdates"), "POST") == (200, body)


async def test_other_methods_and_refusals_are_passed_on_as_they_came() -> None:
    inbox = Inbox(refuses=True)
    body = json.dumps({"ok": True, "result": [TAP]}).encode()
    async with AiohttpRequest(on_updates=inbox) as request:
        async with answering(body) as port:
            assert await request.do_request(method_url(port, "getMe"), "POST") == (200, body)
        async with answering(body, status=409) as port:
            assert await request.do_request(method_url(port, "getUpdates"), "POST") == (409, body)
