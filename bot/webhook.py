"""Telegram's calls come in here when a webhook is set.

The secret is checked, and the update is on disk before Telegram hears 200; anything else makes
Telegram bring it again.
"""

import hmac
import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any, Final
from urllib.parse import urlsplit

from aiohttp import web

from bot.settings import Settings

log = logging.getLogger(__name__)

SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
LARGEST_UPDATE: Final = 1024 * 1024
Accept = Callable[[list[dict[str, Any]]], Awaitable[None]]


class Webhook:
    """A small HTTP server for one path."""

    def __init__(self, settings: Settings, accept: Accept) -> None:
        self._settings = settings
        self._accept = accept
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Listen.

        Raises:
            OSError: the address is in use or not ours.
        """
        app = web.Application(client_max_size=LARGEST_UPDATE)
        app.router.add_post(urlsplit(self._settings.webhook_url or "").path or "/", self._update)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        host, port = self._settings.webhook_address
        await web.TCPSite(self._runner, host, port).start()

    async def stop(self) -> None:
        """Stop listening; what was accepted is stored."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _update(self, request: web.Request) -> web.Response:
        secret = self._settings.webhook_secret
        given = request.headers.get(SECRET_HEADER, "")
        if secret is None or not hmac.compare_digest(
            given.encode(), secret.get_secret_value().encode()
        ):
            log.warning("a call to the webhook without the right secret was refused")
            return web.Response(status=403)
        try:
            update = json.loads(await request.read())
        except ValueError:
            return web.Response(status=400)
        if isinstance(update, dict):
            await self._accept([update])
        return web.Response()
