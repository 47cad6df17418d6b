"""Asks Telegram once for what waits, while most of the program is still being loaded.

Telegram drops a tap that nobody fetched for about 150 seconds. What comes here is stored and not
confirmed: the polling that begins later is told of it once more, and the table knows it by then.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import Any, Final

import aiohttp

from bot.clock import Clock, epoch_ms
from bot.raw_updates import chat_of, has_id
from bot.settings import Settings
from bot.store import inbox as table
from bot.store.database import Database, Tx
from bot.store.migrate import open_current

log = logging.getLogger(__name__)

#: The kinds of update that the bot asks for; Telegram remembers the latest wish.
ALLOWED_UPDATES: Final = ("message", "edited_message", "callback_query", "my_chat_member")
#: The polling proper follows in any case: this one holds nobody up for longer.
WITHIN_S: Final = 5.0
#: So long nothing else is loaded, which would slow the call's own way out.
HEAD_START_S: Final = 0.05


@asynccontextmanager
async def first_poll(settings: Settings, clock: Clock) -> AsyncIterator[None]:
    """Poll once beside what is done within; on leaving, the answer is stored or given up.

    With a webhook nothing is asked. A poll that fails is no trouble: it is logged.

    Raises:
        StoreError: the database cannot be used.
    """
    if settings.bot_token is None or settings.webhook_url is not None:
        yield
        return
    database = Database(settings.database_path)
    try:
        await open_current(database, epoch_ms(clock.now()))
        poll = asyncio.create_task(_poll(settings, database, clock), name="first poll")
        try:
            await asyncio.wait({poll}, timeout=HEAD_START_S)
            yield
            await poll
        finally:
            poll.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await poll
    finally:
        await database.close()


async def _poll(settings: Settings, database: Database, clock: Clock) -> None:
    try:
        updates = await _waiting_at_telegram(settings)
        now = epoch_ms(clock.now())
        count = await database.write(partial(_store, updates=updates, now=now))
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        log.info("the first poll failed (%s); the next one follows", type(error).__name__)
    except Exception:
        log.exception("the first poll failed; the next one follows")
    else:
        if count:
            log.info("%s updates waited at Telegram", count)


async def _waiting_at_telegram(settings: Settings) -> list[Any]:
    token = settings.bot_token.get_secret_value() if settings.bot_token else ""
    wish = {"timeout": 0, "allowed_updates": ALLOWED_UPDATES}
    async with (
        aiohttp.ClientSession(
            cookie_jar=aiohttp.DummyCookieJar(), timeout=aiohttp.ClientTimeout(total=WITHIN_S)
        ) as session,
        session.post(
            f"{settings.bot_api_url}/bot{token}/getUpdates",
            json=wish,
            proxy=settings.proxy_url.get_secret_value() if settings.proxy_url else None,
            allow_redirects=False,
        ) as response,
    ):
        answer = await response.json(content_type=None)
    updates = answer.get("result") if isinstance(answer, dict) else None
    return updates if isinstance(updates, list) else []


def _store(tx: Tx, updates: list[Any], now: int) -> int:
    """Keep what has an id; return how many of them are new."""
    places = [
        table.store(tx, raw["update_id"], chat_of(raw), raw, claimed=False, now=now)
        for raw in updates
        if has_id(raw)
    ]
    return sum(place is not None for place in places)
