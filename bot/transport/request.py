"""python-telegram-bot's network backend over aiohttp.

Each wait has a timeout of its own, and each failure says whether the call may have left.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Final, TypeAlias
from urllib.parse import urlsplit

import aiohttp
from telegram._utils.defaultvalue import DefaultValue
from telegram.request import BaseRequest, RequestData

from bot.transport.body import JSON, TimedBody, request_body
from bot.transport.errors import (
    NotSentTimeoutError,
    harmless_to_repeat,
    nothing_written,
    telegram_error,
)

if TYPE_CHECKING:
    from telegram._utils.types import ODVInput

UpdatesHook: TypeAlias = Callable[[list[Any]], Awaitable[None]]

_DEFAULT: Final = BaseRequest.DEFAULT_NONE
_ATTEMPTS: Final = 3  # connections tried when each was found closed before a byte was written
_SHORTEST: Final = 0.001  # aiohttp reads a timeout of 0 as "none"; we mean "at once"
_KEEP_ALIVE_S: Final = 30
_DNS_CACHE_S: Final = 60


class AiohttpRequest(BaseRequest):
    """python-telegram-bot's network backend over aiohttp: a whole stand-in for `HTTPXRequest`.

    Each timeout counts seconds; None waits for ever. A call's own timeouts win over these.
    Cookies and redirects are not followed, and proxies named in the environment are not used.

    Args:
        connection_pool_size: calls under way at once; more of them wait for `pool_timeout`.
        read_timeout: longest silence of the server after the request was written.
        write_timeout: longest time in which the server accepts no further piece of the request.
        connect_timeout: name lookup, TCP, proxy tunnel and TLS together.
        pool_timeout: longest wait for one of the `connection_pool_size` places.
        media_write_timeout: the `write_timeout` of calls that upload files.
        proxy: `http://user:password@host:port`, or `https://` for a proxy that speaks TLS itself.
        on_updates: awaited with the raw updates of each answer to getUpdates (an empty list is a
            sign of life), before python-telegram-bot sees it. It then sees only
            `{"update_id": n}` of each update that has one, so a damaged update can never stop
            the polling. An error raised here fails the call: the updates stay unconfirmed.

    Raises:
        ValueError: the proxy's scheme is not http or https (SOCKS is not supported), or the pool
            has no place.
    """

    __slots__ = (
        "_closed",
        "_connect_timeout",
        "_media_write_timeout",
        "_on_updates",
        "_places",
        "_pool_size",
        "_pool_timeout",
        "_proxy",
        "_read_timeout",
        "_session",
        "_write_timeout",
    )

    def __init__(
        self,
        *,
        connection_pool_size: int = 256,
        read_timeout: float | None = 5.0,
        write_timeout: float | None = 5.0,
        connect_timeout: float | None = 5.0,
        pool_timeout: float | None = 1.0,
        media_write_timeout: float | None = 20.0,
        proxy: str | None = None,
        on_updates: UpdatesHook | None = None,
    ) -> None:
        if connection_pool_size < 1:
            raise ValueError("connection_pool_size must be at least 1")
        if proxy is not None and urlsplit(proxy).scheme not in {"http", "https"}:
            raise ValueError("the proxy must be an http:// or https:// URL; SOCKS does not work")
        self._pool_size = connection_pool_size
        self._read_timeout = read_timeout
        self._write_timeout = write_timeout
        self._connect_timeout = connect_timeout
        self._pool_timeout = pool_timeout
        self._media_write_timeout = media_write_timeout
        self._proxy = proxy
        self._on_updates = on_updates
        self._session: aiohttp.ClientSession | None = None
        self._places = asyncio.Semaphore(connection_pool_size)
        self._closed = False

    @property
    def read_timeout(self) -> float | None:
        """Seconds of silence allowed when a call names no read timeout of its own."""
        return self._read_timeout

    async def initialize(self) -> None:
        """Open the connection pool, also again after `shutdown`; a second call changes nothing."""
        self._closed = False
        self._opened()

    async def shutdown(self) -> None:
        """Close every connection; a second call changes nothing."""
        self._closed = True
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: "ODVInput[float]" = _DEFAULT,
        write_timeout: "ODVInput[float]" = _DEFAULT,
        connect_timeout: "ODVInput[float]" = _DEFAULT,
        pool_timeout: "ODVInput[float]" = _DEFAULT,
    ) -> tuple[int, bytes]:
        """Make one call and return the HTTP status and the answer's body.

        Raises:
            NotSentError: the call surely never left; `NotSentTimeoutError` after a pool or connect
                timeout.
            telegram.error.TimedOut: the server went silent or stopped reading.
            telegram.error.NetworkError: the connection broke, or the answer was not HTTP.
            RuntimeError: the transport is shut down.
        """
        session = self._opened()
        with_files = request_data is not None and request_data.contains_files
        default_write = self._media_write_timeout if with_files else self._write_timeout
        body = request_body(request_data, write_timeout=_seconds(write_timeout, default_write))
        limits = aiohttp.ClientTimeout(
            total=None,
            connect=_seconds(connect_timeout, self._connect_timeout),
            sock_read=_seconds(read_timeout, self._read_timeout),
        )
        await self._take_place(_seconds(pool_timeout, self._pool_timeout))
        try:
            status, payload = await self._exchange(session, method, url, body, limits)
        finally:
            self._places.release()
        if self._on_updates is not None and status == 200 and url.endswith("/getUpdates"):
            payload = await _hand_over(payload, self._on_updates)
        return status, payload

    def _opened(self) -> aiohttp.ClientSession:
        if self._closed:
            raise RuntimeError("This AiohttpRequest is not initialized!")
        if self._session is None:
            self._places = asyncio.Semaphore(self._pool_size)
            self._session = aiohttp.ClientSession(
                # The places above bound the connections, so that the wait for a place has its own
                # timeout: aiohttp's connect timeout would mix both waits.
                connector=aiohttp.TCPConnector(
                    limit=0, keepalive_timeout=_KEEP_ALIVE_S, ttl_dns_cache=_DNS_CACHE_S
                ),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
            )
        return self._session

    async def _take_place(self, longest: float | None) -> None:
        try:
            if self._places.locked():
                async with asyncio.timeout(longest):
                    await self._places.acquire()
            else:
                await self._places.acquire()
        except TimeoutError:
            raise NotSentTimeoutError(
                "Pool timeout: all connections are in use; the call was not sent"
            ) from None

    async def _exchange(
        self,
        session: aiohttp.ClientSession,
        method: str,
        url: str,
        body: bytes | TimedBody | None,
        limits: aiohttp.ClientTimeout,
    ) -> tuple[int, bytes]:
        headers = {"Content-Type": JSON} if isinstance(body, bytes) else None
        certain = True
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                async with session.request(
                    method,
                    url,
                    data=body,
                    headers=headers,
                    timeout=limits,
                    proxy=self._proxy,
                    allow_redirects=False,
                ) as response:
                    return response.status, await response.read()
            except (aiohttp.ClientError, OSError) as error:
                unsent = nothing_written(error, body)
                if attempt == _ATTEMPTS or not (unsent or harmless_to_repeat(error, url)):
                    failure = telegram_error(error, not_sent=unsent and certain)
                    break
                certain = certain and unsent
        raise failure  # outside the except block: the original, which may hold the URL, is let go


def _seconds(given: "ODVInput[float]", default: float | None) -> float | None:
    seconds = default if isinstance(given, DefaultValue) else given
    return None if seconds is None else max(seconds, _SHORTEST)


async def _hand_over(payload: bytes, on_updates: UpdatesHook) -> bytes:
    """Give the raw updates to the hook and return an answer that holds their ids alone."""
    try:
        answer = json.loads(payload)
    except ValueError:
        return payload  # python-telegram-bot reports the damaged answer
    updates = answer.get("result") if isinstance(answer, dict) else None
    if not isinstance(updates, list):
        return payload
    await on_updates(updates)
    if not updates:
        return payload
    stubs = [
        {"update_id": update["update_id"]}
        for update in updates
        if isinstance(update, dict) and type(update.get("update_id")) is int
    ]
    return json.dumps({**answer, "result": stubs}).encode()
