"""The local chat's server: a Bot API on this machine only, its control interface and its page.

It speaks the Bot API and knows nothing of what the bot is for. It has no state on disk: whoever
starts it names the people, and says with `started` who may be written to first.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence

from aiohttp import web

from bot.clock import OffsetClock
from bot.sandbox.bot_api import BotApi
from bot.sandbox.control import Control
from bot.sandbox.control_http import reply
from bot.sandbox.guard import Guard, is_loopback
from bot.sandbox.incoming import say, text_contents
from bot.sandbox.limits import Pacer
from bot.sandbox.page_routes import page_file
from bot.sandbox.state import Person
from bot.sandbox.world import World

__all__ = ["BotApiServer", "Person"]

_SHUTDOWN_S = 0.5
# Who was just let go may say its last words; whoever still waits then is cut off.
_LAST_WORDS_S = 0.1


class BotApiServer:
    """A Bot API server on loopback.

    Args:
        clock: The shared clock; the control interface moves it.
        token: The one bot's token.
        people: Who can chat.
        username: The bot's, without the `@`.
        name: The bot's.
        settle: Returns when the bot has done everything that is due; can be set later.
        cap_per_second: New messages over all chats; None is no limit.
        chat_per_second: New messages in one chat, after a short burst; None is no limit.
        strict_retry_growth: A retry before `retry_after` has passed makes it longer.
        zone: The IANA zone that the page shows times in at first; None is the browser's.
    """

    def __init__(
        self,
        *,
        clock: OffsetClock,
        token: str,
        people: Sequence[Person] = (),
        username: str = "home_program_bot",
        name: str = "Home Program",
        settle: Callable[[], Awaitable[None]] | None = None,
        cap_per_second: float | None = 30,
        chat_per_second: float | None = None,
        strict_retry_growth: bool = False,
        zone: str | None = None,
    ) -> None:
        pacer = Pacer(time.monotonic, cap_per_second, chat_per_second, strict_retry_growth)
        self._world = World(
            clock=clock,
            token=token,
            username=username,
            name=name,
            people=people,
            pacer=pacer,
            zone=zone,
        )
        self._api = BotApi(self._world, token)
        self._control = Control(self._world)
        self._control.settle = settle
        self._guard = Guard()
        self._runner: web.ServerRunner | None = None
        self._stopping = False
        self._busy: set[asyncio.Task[object]] = set()
        self._host = "127.0.0.1"
        self._port = 0
        clock.on_move(self._clock_moved)

    @property
    def settle(self) -> Callable[[], Awaitable[None]] | None:
        """What `POST /sim/settle` asks of the bot."""
        return self._control.settle

    @settle.setter
    def settle(self, settle: Callable[[], Awaitable[None]] | None) -> None:
        self._control.settle = settle

    @property
    def port(self) -> int:
        """The port; 0 before the start."""
        return self._port

    @property
    def url(self) -> str:
        """The address without a path."""
        return f"http://{self._host}:{self._port}"

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Answer on a loopback address.

        Args:
            host: A loopback address or name.
            port: 0 takes a free one.

        Raises:
            ValueError: The address can be reached from other machines.
            OSError: The port is taken.
        """
        if not is_loopback(host):
            raise ValueError(f"The local chat runs on this machine only, not on {host}.")
        # By name it would listen on two addresses, and with port 0 on two ports.
        host = "127.0.0.1" if host.lower() == "localhost" else host
        runner = web.ServerRunner(
            web.Server(self._handle, access_log=None), shutdown_timeout=_SHUTDOWN_S
        )
        await runner.setup()
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError:
            await runner.cleanup()
            raise
        self._runner = runner
        self._stopping = False
        self._host = f"[{host}]" if ":" in host else host
        self._port = int(runner.addresses[0][1])

    def say(self, user_id: int, text: str) -> None:
        """Let a person write to the bot, as they would on the page.

        Raises:
            KeyError: Nobody has that id.
        """
        say(self._world, self._world.accounts[user_id], text_contents(text), None)

    async def stop(self) -> None:
        """Let everybody go and close the port."""
        self._stopping = True
        await self._api.webhook.stop()
        self._world.close()
        if self._busy:
            _, stuck = await asyncio.wait(self._busy, timeout=_LAST_WORDS_S)
            for task in stuck:
                task.cancel()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        if self._stopping:
            # A poll that has just been let go comes back at once; it must not be kept again.
            return _closed()
        task = asyncio.current_task()
        if task is None:
            return await self._answer(request)
        self._busy.add(task)
        try:
            return await self._answer(request)
        finally:
            self._busy.discard(task)

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        refusal = self._guard.refusal(request)
        if refusal is not None:
            return reply({"error": refusal}, 403)
        path = request.raw_path
        if path.startswith("/bot"):
            return await self._api.handle(request, path[4:])
        if path.startswith("/sim/"):
            return await self._control.handle(request, path[5:])
        if path.startswith("/file/bot"):
            return await self._api.download(path[9:])
        if request.method in {"GET", "HEAD"}:
            path = path.partition("?")[0]
            if path == "/":
                return page_file("index.html")
            if path.startswith("/page/"):
                return page_file(path[6:])
        return reply({"error": "There is nothing here."}, 404)

    def _clock_moved(self) -> None:
        now = self._world.clock.now().isoformat()
        self._world.events.publish("clock", lambda: {"now": now})


def _closed() -> web.Response:
    said = {"ok": False, "error_code": 503, "description": "Service Unavailable"}
    response = web.json_response(said, status=503)  # as Telegram says it, for a bot that asks
    response.force_close()
    return response
