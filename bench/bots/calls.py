"""Makes Bot API calls as fast as it can and prints how many a second; a process of its own.

Arguments: `ours`, `httpx` (python-telegram-bot's default) or `aiogram`, how many at once, how many
in all, the API server's URL.
"""

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable

import aiogram
import telegram
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from telegram.request import BaseRequest, HTTPXRequest

from bench.pin import pin
from bench.tap.race import TOKEN
from bot.transport import AiohttpRequest

Call = Callable[[], Awaitable[object]]


async def rate(call: Call, *, at_once: int, in_all: int) -> float:
    """Return calls a second, after a short untimed run that opens the connections."""

    async def repeat(times: int) -> None:
        for _ in range(times):
            await call()

    await asyncio.gather(*(repeat(5) for _ in range(at_once)))
    started = time.perf_counter()
    await asyncio.gather(*(repeat(in_all // at_once) for _ in range(at_once)))
    return in_all / (time.perf_counter() - started)


async def over_ptb(request: BaseRequest, url: str, at_once: int, in_all: int) -> float:
    async with request:
        bot = telegram.Bot(TOKEN, f"{url}/bot", request=request)
        return await rate(
            lambda: bot.answer_callback_query("1", text="Noted"), at_once=at_once, in_all=in_all
        )


async def over_aiogram(url: str, at_once: int, in_all: int) -> float:
    session = AiohttpSession(api=TelegramAPIServer.from_base(url))
    async with aiogram.Bot(TOKEN, session=session) as bot:
        return await rate(
            lambda: bot.answer_callback_query("1", text="Noted"), at_once=at_once, in_all=in_all
        )


def main(which: str, at_once: int, in_all: int, url: str) -> None:
    if which == "aiogram":
        calls = over_aiogram(url, at_once, in_all)
    else:
        request: BaseRequest = AiohttpRequest() if which == "ours" else HTTPXRequest()
        calls = over_ptb(request, url, at_once, in_all)
    print(asyncio.run(calls))


if __name__ == "__main__":
    pin(-1)
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
