"""Delivers updates to the bot's own address until it says 2xx: the same update may come twice.

One update of a chat at a time, so that a refused one does not let later ones of that chat pass.
"""

import asyncio
import json
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import aiohttp

from bot.sandbox.updates import UpdateQueue, Waiting

logger = logging.getLogger(__name__)

_FIRST_DELAY_S = 0.2
_LONGEST_DELAY_S = 60.0
_TIMEOUT_S = 30.0


@dataclass(frozen=True, slots=True)
class Target:
    """Where updates go.

    Attributes:
        url: The bot's address.
        secret: Sent back as `X-Telegram-Bot-Api-Secret-Token`; None sends none.
        max_connections: What the bot asked for; kept for getWebhookInfo.
    """

    url: str
    secret: str | None
    max_connections: int


class Webhook:
    """The deliverer: off until it has a target.

    Attributes:
        reply: Carries out the method that a bot may put into its response.
    """

    def __init__(
        self,
        updates: UpdateQueue,
        timestamp: Callable[[], int],
        reply: Callable[[dict[str, Any]], Awaitable[None]],
    ) -> None:
        self._updates = updates
        self._timestamp = timestamp
        self._reply = reply
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self.target: Target | None = None
        self.last_error: tuple[int, str] | None = None

    async def point(self, target: Target | None) -> None:
        """Deliver to another target from now on; None stops."""
        await self.stop()
        self.target = target
        self.last_error = None
        if target is not None:
            self._updates.listener = self._wake.set
            self._task = asyncio.create_task(self._run(target), name="webhook")

    async def stop(self) -> None:
        """End the delivery that is under way and wait for its end."""
        self._updates.listener = None
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None

    async def _run(self, target: Target) -> None:
        timeout = aiohttp.ClientTimeout(total=_TIMEOUT_S)
        async with aiohttp.ClientSession(timeout=timeout) as session:
            while True:
                self._wake.clear()
                waiting, pause = self._next()
                if waiting is not None:
                    await self._deliver(session, target, waiting)
                    continue
                try:
                    async with asyncio.timeout(pause):
                        await self._wake.wait()
                except TimeoutError:
                    continue

    def _next(self) -> tuple[Waiting | None, float | None]:
        """Return the next update that may go out now, else how long to wait for one."""
        now = time.monotonic()
        held: set[int | None] = set()
        soonest: float | None = None
        for waiting in self._updates.waiting():
            if waiting.chat_id in held:
                continue
            if waiting.retry_at <= now:
                return waiting, None
            held.add(waiting.chat_id)
            soonest = min(soonest or waiting.retry_at, waiting.retry_at)
        return None, None if soonest is None else soonest - now

    async def _deliver(
        self, session: aiohttp.ClientSession, target: Target, waiting: Waiting
    ) -> None:
        headers = {}
        if target.secret is not None:
            headers["X-Telegram-Bot-Api-Secret-Token"] = target.secret
        try:
            async with session.post(target.url, json=waiting.update, headers=headers) as response:
                body = await response.read()
                if 200 <= response.status < 300:
                    self._updates.confirm(waiting)
                    await self._carry_out(response.content_type, body)
                    return
                problem = f"Wrong response from the webhook: {response.status} {response.reason}"
        except TimeoutError:
            problem = "Read timeout expired"
        except (aiohttp.ClientError, OSError):
            problem = "Connection refused"
        self.last_error = (self._timestamp(), problem)
        delay = min(_FIRST_DELAY_S * 2**waiting.failures, _LONGEST_DELAY_S)
        waiting.failures += 1
        waiting.retry_at = time.monotonic() + delay
        logger.debug("Webhook: %s; update %s again in %.1f s", problem, waiting.id, delay)

    async def _carry_out(self, content_type: str, body: bytes) -> None:
        """A bot may answer an update with one method call in the response."""
        if content_type != "application/json" or not body:
            return
        try:
            call = json.loads(body)
        except ValueError:
            return
        if isinstance(call, dict) and isinstance(call.get("method"), str):
            await self._reply(call)
