"""A call of plain values arrives as python-telegram-bot's own calls do, and fails as they do."""

import json

import pytest
from aiohttp import web
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.error import BadRequest, RetryAfter

from bot.transport import AiohttpRequest, call
from tests.transport.servers import TOKEN, Recorder, serving


def bot_at(port: int) -> Bot:
    base = f"http://127.0.0.1:{port}/bot"
    return Bot(TOKEN, base, request=AiohttpRequest(), get_updates_request=AiohttpRequest())


async def test_the_server_reads_the_same_as_from_the_librarys_own_method() -> None:
    server = Recorder()
    async with serving(server) as port:
        bot = bot_at(port)
        buttons = [[InlineKeyboardButton("We did it ✓", callback_data="a:1")]]
        await bot.edit_message_text(
            "<b>Socks on</b>",
            5,
            6,
            parse_mode="HTML",
            reply_markup=InlineKeyboardMarkup(buttons),
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        )
        fields = {
            "text": "<b>Socks on</b>",
            "chat_id": 5,
            "message_id": 6,
            "inline_message_id": None,
            "parse_mode": "HTML",
            "reply_markup": {
                "inline_keyboard": [[{"text": "We did it ✓", "callback_data": "a:1"}]]
            },
            "link_preview_options": {"is_disabled": True},
        }
        assert await call(bot, "editMessageText", fields) is True
        await bot.shutdown()
        await bot.request.shutdown()
    theirs, ours = server.seen
    assert ours.path == theirs.path == f"/bot{TOKEN}/editMessageText"
    assert {name: _read(value) for name, value in ours.fields.items()} == {
        name: _read(value) for name, value in theirs.fields.items()
    }


def _read(value: str) -> object:
    try:
        return json.loads(value)
    except ValueError:
        return value


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ({"error_code": 400, "description": "Bad Request: message is not modified"}, BadRequest),
        ({"error_code": 429, "description": "no", "parameters": {"retry_after": 3}}, RetryAfter),
    ],
)
async def test_what_the_server_refuses_is_raised(
    answer: dict[str, object], expected: type[Exception]
) -> None:
    async def refuse(_: web.Request) -> web.Response:
        status = answer["error_code"]
        assert isinstance(status, int)
        return web.json_response({"ok": False, **answer}, status=status)

    async with serving(refuse) as port:
        bot = bot_at(port)
        with pytest.raises(expected):
            await call(bot, "editMessageText", {"chat_id": 5, "text": "hello"})
        await bot.request.shutdown()
