"""A program that tries to get a token into its output in every way it can; run by test_logs.py.

Arguments: `hide` or `show` (logging set up by us, or plainly), then the token.
"""

import asyncio
import gc
import logging
import sys
import threading
import warnings
from typing import Any
from urllib.parse import quote

from aiohttp import web
from telegram import Bot
from telegram.error import TelegramError
from telegram.ext import Application, ApplicationBuilder
from telegram.request import BaseRequest, HTTPXRequest

from bot.logs import configure
from bot.transport import AiohttpRequest

EARLY = logging.getLogger("early")


def set_up(how: str, token: str) -> None:
    if how == "hide":
        configure("DEBUG", [token])
    else:
        logging.basicConfig(level=logging.DEBUG, stream=sys.stderr)


def say_it(token: str) -> None:
    """Log the token in messages, arguments, tracebacks and stacks, by old and new loggers."""
    EARLY.info("url https://api.telegram.org/bot%s/getMe", token)
    EARLY.info("quoted %s and %s", quote(token), quote(quote(token)).lower())
    late = logging.getLogger("late")
    own = logging.StreamHandler(sys.stdout)
    own.setFormatter(logging.Formatter("%(name)s %(message)s"))
    late.addHandler(own)
    late.debug("%s", {"nested": [token.encode()]})
    late.warning("does not fit %d", token)
    late.info("with a stack %s", token, stack_info=True)
    try:
        raise ValueError(f"no such bot: {token}")
    except ValueError as error:
        late.exception("trouble", exc_info=error)
    warnings.warn(f"do not use {token}", UserWarning, stacklevel=1)


class Careless:
    def __init__(self, token: str) -> None:
        self.token = token

    def __del__(self) -> None:
        raise RuntimeError(f"closing {self.token}")


def fail_in_a_thread(token: str) -> None:
    raise RuntimeError(f"in a thread {token}")


async def answer(request: web.Request) -> web.Response:
    if request.path.endswith("getMe"):
        user = {"id": 1, "is_bot": True, "first_name": "Bot", "username": "home_bot"}
        return web.json_response({"ok": True, "result": user})
    return web.json_response({"ok": False, "description": f"no {request.path}"}, status=404)


async def serve() -> tuple[web.AppRunner, int]:
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port: int = runner.addresses[0][1]
    return runner, port


async def call(token: str, base: str, request: BaseRequest) -> None:
    """Use a bot so that calls succeed and fail, and log each failure with its traceback."""
    bot = Bot(token, base, request=request, get_updates_request=type(request)())
    for attempt in (bot.initialize, bot.get_my_commands, bot.get_updates):
        try:
            await attempt()
        except TelegramError as error:
            EARLY.error("call failed: %r", error, exc_info=error)
    await bot.shutdown()


async def fail_in_an_update(token: str, base: str) -> None:
    """Let a whole Application log an error that no error handler takes."""
    app: Application[Any, Any, Any, Any, Any, Any] = (
        ApplicationBuilder().token(token).base_url(base).request(AiohttpRequest()).build()
    )
    await app.process_error(None, RuntimeError(f"in a handler {token}"))


async def play(token: str) -> None:
    loop = asyncio.get_running_loop()
    loop.set_debug(True)
    runner, port = await serve()
    for base in (f"http://127.0.0.1:{port}/bot", "http://127.0.0.1:1/bot"):
        await call(token, base, HTTPXRequest())
        await call(token, base, AiohttpRequest())
    await fail_in_an_update(token, f"http://127.0.0.1:{port}/bot")

    async def forgotten() -> None:
        raise RuntimeError(f"in a task {token}")

    task = asyncio.create_task(forgotten(), name=f"task of {token}")
    await asyncio.wait([task])
    del task
    gc.collect()
    loop.call_soon(fail_in_a_thread, token)
    await asyncio.sleep(0)
    await runner.cleanup()


def main(how: str, token: str) -> None:
    set_up(how, token)
    say_it(token)
    asyncio.run(play(token))
    thread = threading.Thread(target=fail_in_a_thread, args=(token,))
    thread.start()
    thread.join()
    Careless(token)
    gc.collect()
    raise SystemError(f"at the very end {token}")


if __name__ == "__main__":
    main(*sys.argv[1:])
