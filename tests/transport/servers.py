"""Servers that behave well, badly or not at all, and what the transport tests ask of errors."""

import asyncio
import json
import socket
import ssl
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from telegram.error import TelegramError
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter

TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1"
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 25\r\n\r\n"
OK = b'{"ok":true,"result":true}'

Make = Callable[..., BaseRequest]
Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Seen:
    """One request as the server read it."""

    method: str
    path: str
    headers: dict[str, str]
    fields: dict[str, str] = field(default_factory=dict)
    files: dict[str, tuple[str | None, bytes, str]] = field(default_factory=dict)


def method_url(port: int, method: str = "sendMessage") -> str:
    """The URL of a Bot API method on a local server."""
    return f"http://127.0.0.1:{port}/bot{TOKEN}/{method}"


@asynccontextmanager
async def talking(talk: Talk) -> AsyncIterator[int]:
    """Run a TCP server whose every connection is `talk`; yields its port."""
    tasks: set[asyncio.Task[None]] = set()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        try:
            await talk(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            await hung_up(writer)

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await server.wait_closed()


async def hung_up(writer: asyncio.StreamWriter) -> None:
    """Close a connection and wait until it is closed."""
    writer.close()
    with suppress(ConnectionError, ssl.SSLError):
        await writer.wait_closed()


async def read_request(reader: asyncio.StreamReader) -> bytes:
    """Read one request with its body and return its head."""
    head = await reader.readuntil(b"\r\n\r\n")
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            await reader.readexactly(int(value))
    return head


async def forever(*_: object) -> None:
    """Never answer."""
    await asyncio.Event().wait()


@asynccontextmanager
async def deaf_port() -> AsyncIterator[int]:
    """A port where a connection attempt hangs: its queue of connections is full."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(0)
    fillers = [socket.socket() for _ in range(4)]
    try:
        for filler in fillers:
            filler.setblocking(False)
            filler.connect_ex(listener.getsockname())
        yield listener.getsockname()[1]
    finally:
        for open_socket in (*fillers, listener):
            open_socket.close()


def closed_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@asynccontextmanager
async def serving(
    handler: Callable[[web.Request], Awaitable[web.StreamResponse]],
) -> AsyncIterator[int]:
    """Run a well-behaved HTTP server; yields its port."""

    async def handle(request: web.Request) -> web.StreamResponse:
        return await handler(request)

    app = web.Application(client_max_size=64 * 2**20)
    app.router.add_route("*", "/{path:.*}", handle)
    async with TestServer(app) as server:
        assert server.port is not None
        yield server.port


async def read(request: web.Request) -> Seen:
    """Read a request of any of the Bot API's encodings."""
    seen = Seen(request.method, request.path, dict(request.headers))
    if request.content_type == "application/json":
        plain = await request.json()  # what is no text counts as its JSON, as Telegram reads it
        seen.fields = {n: v if isinstance(v, str) else json.dumps(v) for n, v in plain.items()}
    elif request.body_exists:
        for name, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                seen.files[name] = (value.filename, value.file.read(), value.content_type)
            else:
                seen.fields[name] = str(value)
    return seen


class Recorder:
    """A server that answers every call with `true` and remembers what it read."""

    def __init__(self, headers: dict[str, str] | None = None) -> None:
        self.seen: list[Seen] = []
        self.headers = headers

    async def __call__(self, request: web.Request) -> web.Response:
        self.seen.append(await read(request))
        return web.Response(body=OK, content_type="application/json", headers=self.headers)


@asynccontextmanager
async def failing(expected: type[TelegramError]) -> AsyncIterator[None]:
    """Expect exactly this error, and no token anywhere in what a log would show of it."""
    with pytest.raises(expected) as caught:
        yield
    assert issubclass(type(caught.value), expected)
    assert TOKEN not in "".join(traceback.format_exception(caught.value))
    assert TOKEN not in repr(caught.value)


def data(**parameters: Any) -> RequestData:
    return RequestData(
        [RequestParameter.from_input(name, value) for name, value in parameters.items()]
    )
