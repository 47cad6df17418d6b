"""From the start of a process to its first getUpdates, at a server that answers anything."""

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


async def of_ours(database: Callable[[Path], None]) -> float:
    """Return our bot's seconds; `database` puts the file that it starts with into place."""
    with tempfile.TemporaryDirectory(prefix="home-program-start-") as folder:
        async with _serving() as (url, polled):
            bot = BotProcess(Path(folder), url)
            await asyncio.to_thread(database, bot.database)
            began = time.perf_counter()
            await bot.start()
            try:
                return await _until(polled) - began
            finally:
                await bot.clear()


async def of_minimal() -> float:
    """Return the seconds of the smallest python-telegram-bot bot."""
    async with _serving() as (url, polled):
        command = (sys.executable, "-m", "bench.bots.minimal", TOKEN, url)
        began = time.perf_counter()
        process = await asyncio.create_subprocess_exec(
            *command, cwd=_ROOT, env={**os.environ, "PYTHONPATH": str(_ROOT)}
        )
        try:
            return await _until(polled) - began
        finally:
            process.kill()
            await process.wait()


async def _until(polled: asyncio.Future[float]) -> float:
    async with asyncio.timeout(_LONGEST_S):
        return await polled


@asynccontextmanager
async def _serving() -> AsyncIterator[tuple[str, asyncio.Future[float]]]:
    """Run the server; yields its URL, and when the first poll came."""
    polled: asyncio.Future[float] = asyncio.get_running_loop().create_future()

    async def answer(request: web.BaseRequest) -> web.Response:
        method = request.path.rpartition("/")[2].lower()
        result: object = {"getme": _ME, "getupdates": []}.get(method, True)
        if method == "getupdates" and not polled.done():
            polled.set_result(time.perf_counter())
            await asyncio.sleep(0.5)
        body = json.dumps({"ok": True, "result": result}).encode()
        return web.Response(body=body, content_type="application/json")

    runner = web.ServerRunner(web.Server(answer, access_log=None), shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}", polled
    finally:
        await runner.cleanup()
