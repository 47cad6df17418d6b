"""Broken connections and answers, over our transport and python-telegram-bot's own."""

import asyncio

import pytest
from aiohttp import web
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from tests.transport.servers import (
    ANSWER,
    TOKEN,
    Make,
    closed_port,
    data,
    failing,
    method_url,
    read_request,
    serving,
    talking,
)


async def test_a_refused_connection_is_a_network_error(make: Make) -> None:
    async with make() as request, failing(NetworkError):
        await request.post(method_url(closed_port()))


async def test_an_unknown_host_is_a_network_error(make: Make) -> None:
    async with make() as request, failing(NetworkError):
        await request.post(f"http://no-such-host.invalid/bot{TOKEN}/getMe")


@pytest.mark.parametrize("read_first", [False, True], ids=["before reading", "after reading"])
async def test_a_dropped_connection_is_a_network_error(make: Make, read_first: bool) -> None:
    async def drop(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if read_first:
            await read_request(reader)
        writer.transport.abort()

    async with talking(drop) as port, make() as request, failing(NetworkError):
        await request.post(method_url(port), data(chat_id=1, text="hello"))


async def test_an_answer_cut_short_is_a_network_error(make: Make) -> None:
    async def cut(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(ANSWER + b'{"ok"')

    async with talking(cut) as port, make() as request, failing(NetworkError):
        await request.post(method_url(port))


async def test_an_answer_that_is_not_http_is_a_network_error(make: Make) -> None:
    async def babble(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(b"\x16\x03\x01 what is HTTP?\r\n\r\n")

    async with talking(babble) as port, make() as request, failing(NetworkError):
        await request.post(method_url(port))


async def test_an_answer_that_is_not_json_is_reported(make: Make) -> None:
    async def page(_: web.Request) -> web.Response:
        return web.Response(text="<html>captive portal</html>")

    async with serving(page) as port, make() as request, failing(TelegramError):
        await request.post(method_url(port))


async def test_a_redirect_is_not_followed(make: Make) -> None:
    async def away(_: web.Request) -> web.Response:
        return web.Response(status=302, headers={"Location": "http://127.0.0.1:1/elsewhere"})

    async with serving(away) as port, make() as request:
        status, _ = await request.do_request(method_url(port), "POST")
    assert status == 302


@pytest.mark.parametrize(
    ("status", "expected", "parameters"),
    [
        (400, BadRequest, {}),
        (400, ChatMigrated, {"migrate_to_chat_id": -100}),
        (401, InvalidToken, {}),
        (403, Forbidden, {}),
        (404, InvalidToken, {}),
        (409, Conflict, {}),
        (429, RetryAfter, {"retry_after": 7}),
        (500, NetworkError, {}),
        (502, NetworkError, {}),
    ],
)
async def test_error_codes_become_telegram_errors(
    make: Make, status: int, expected: type[TelegramError], parameters: dict[str, int]
) -> None:
    async def refuse(_: web.Request) -> web.Response:
        body = {"ok": False, "error_code": status, "description": "no", "parameters": parameters}
        return web.json_response(body, status=status)

    async with serving(refuse) as port, make() as request:
        with pytest.raises(expected) as caught:
            await request.post(method_url(port))
    assert type(caught.value) is expected
    if isinstance(caught.value, RetryAfter):
        assert caught.value._retry_after.total_seconds() == 7
