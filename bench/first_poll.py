"""From the start of a process to its polls, at a server that answers anything."""

import asyncio
import json
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from aiohttp import web

from bench.chat.bot import TOKEN, BotProcess

_LONGEST_S: Final = 60.0
_ROOT: Final = Path(__file__).parents[1]
_ME: Final = {"id": 1, "is_bot": True, "first_name": "Bot", "username": "home_bot"}


async def of_ours(database: Callable[[Path], None]) -> tuple[float, float]:
    """Return our bot's seconds to its first poll, and to the second: by then it answers people.

    `database` puts the file that it starts with into place.
    """
    with tempfile.TemporaryDirectory(prefix="home-program-start-") as folder:
        async with _serving() as (url, polls):
            bot = BotProcess(Path(folder), url)
            await asyncio.to_thread(database, bot.database)
            began = time.perf_counter()
            await bot.start()
            try:
                first = await _next(polls) - began
                return first, await _next(polls) - began
            finally:
                await bot.clear()


async def of_minimal() -> float:
    """Return the seconds of the smallest python-telegram-bot bot."""
    async with _serving() as (url, polls):
        command = (sys.executable, "-m", "bench.bots.minimal", TOKEN, url)
        began = time.perf_counter()
        process = await asyncio.create_subprocess_exec(
            *command, cwd=_ROOT, env={**os.environ, "PYTHONPATH": str(_ROOT)}
        )
        try:
            return await _next(polls) - began
        finally:
            process.kill()
            await process.wait()


async def _next(polls: asyncio.Queue[float]) -> float:
    async with asyncio.timeout(_LONGEST_S):
        return await polls.get()


@asynccontextmanager
async def _serving() -> AsyncIterator[tuple[str, asyncio.Queue[float]]]:
    """Run the server; yields its URL, and when each poll came."""
    polls: asyncio.Queue[float] = asyncio.Queue()
    count = 0

    async def answer(request: web.BaseRequest) -> web.Response:
        nonlocal count
        method = request.path.rpartition("/")[2].lower()
        result: object = {"getme": _ME, "getupdates": []}.get(method, True)
        if method == "getupdates":
            count += 1
            polls.put_nowait(time.perf_counter())
            await asyncio.sleep(0.5 if count > 1 else 0)
        body = json.dumps({"ok": True, "result": result}).encode()
        return web.Response(body=body, content_type="application/json")

    runner = web.ServerRunner(web.Server(answer, access_log=None), shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}", polls
    finally:
        await runner.cleanup()
