"""What the bot answers over HTTP: Telegram's webhook calls, and whether it is well.

A webhook call needs the secret, and the update is on disk before Telegram hears 200; anything
else makes Telegram bring it again. `/healthz` tells machines what `/status` tells people.
"""

import hmac
import json
import logging
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from aiohttp import web

from bot.settings import Settings

log = logging.getLogger(__name__)

SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
HEALTH_PATH: Final = "/healthz"
LARGEST_UPDATE: Final = 1024 * 1024
Accept = Callable[[list[dict[str, Any]]], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Health:
    """How the bot is; ages in seconds, None when it has not happened yet."""

    database_writable: bool
    last_tick_age_s: float | None
    last_poll_age_s: float | None
    last_update_age_s: float | None
    backlog: int | None
    ok: bool


class Front:
    """A small HTTP server: the webhook's path when there is one, and /healthz."""

    def __init__(
        self, settings: Settings, accept: Accept, health: Callable[[], Awaitable[Health]]
    ) -> None:
        self._settings = settings
        self._accept = accept
        self._health = health
        self._runner: web.AppRunner | None = None

    @property
    def is_wanted(self) -> bool:
        """Say whether the settings name something to listen for."""
        return self._settings.webhook_url is not None or self._settings.health_listen is not None

    async def start(self) -> None:
        """Listen.

        Raises:
            OSError: an address is in use or not ours.
        """
        app = web.Application(client_max_size=LARGEST_UPDATE)
        app.router.add_get(HEALTH_PATH, self._on_health)
        addresses = set()
        if self._settings.webhook_url is not None:
            path = urlsplit(self._settings.webhook_url).path or "/"
            app.router.add_post(path, self._on_update)
            addresses.add(self._settings.webhook_address)
        if self._settings.health_address is not None:
            addresses.add(self._settings.health_address)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        for host, port in sorted(addresses):
            await web.TCPSite(self._runner, host, port).start()

    async def stop(self) -> None:
        """Stop listening; what was accepted is stored."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _on_update(self, request: web.Request) -> web.Response:
        secret = self._settings.webhook_secret
        given = request.headers.get(SECRET_HEADER, "")
        if secret is None or not hmac.compare_digest(
            given.encode("utf-8", "surrogateescape"), secret.get_secret_value().encode()
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

    async def _on_health(self, request: web.Request) -> web.Response:
        health = await self._health()
        return web.json_response(asdict(health), status=200 if health.ok else 503)
