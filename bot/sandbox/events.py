"""Everybody who watches sees what happens as it happens; nobody who is slow holds it up."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

from aiohttp import web

# A watcher that is so far behind is let go; its page asks again for everything.
_BACKLOG = 2_000
_HEARTBEAT_S = 15.0


class EventHub:
    """Sends each event to all watchers as Server-Sent Events."""

    def __init__(self) -> None:
        self._watchers: set[asyncio.Queue[bytes | None]] = set()

    @property
    def watched(self) -> bool:
        """Whether anybody watches: without watchers nothing needs to be encoded."""
        return bool(self._watchers)

    def publish(self, kind: str, make: Callable[[], dict[str, Any]]) -> None:
        """Send one event; `make` is called only when somebody watches."""
        if not self._watchers:
            return
        line = b"data: " + json.dumps({"type": kind, **make()}).encode() + b"\n\n"
        for queue in list(self._watchers):
            try:
                queue.put_nowait(line)
            except asyncio.QueueFull:
                self._watchers.discard(queue)
                queue.get_nowait()
                queue.put_nowait(None)

    async def stream(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer one watcher until it leaves or the server stops."""
        response = web.StreamResponse(
            headers={
                "Content-Type": "text/event-stream; charset=utf-8",
                "Cache-Control": "no-cache",
                "X-Accel-Buffering": "no",
            }
        )
        response.force_close()
        await response.prepare(request)
        queue: asyncio.Queue[bytes | None] = asyncio.Queue(_BACKLOG)
        self._watchers.add(queue)
        try:
            await response.write(b"retry: 1000\n\n")
            while (line := await self._next(queue)) is not None:
                await response.write(line)
            await response.write_eof()
        except ConnectionError:
            # The watcher has left; there is nobody to tell.
            pass
        finally:
            self._watchers.discard(queue)
        return response

    def close(self) -> None:
        """End every stream."""
        for queue in self._watchers:
            if queue.full():
                queue.get_nowait()
            queue.put_nowait(None)

    async def _next(self, queue: asyncio.Queue[bytes | None]) -> bytes | None:
        try:
            async with asyncio.timeout(_HEARTBEAT_S):
                return await queue.get()
        except TimeoutError:
            return b": still here\n\n"
