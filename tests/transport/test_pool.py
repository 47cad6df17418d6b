"""The connection pool's life, over our transport and python-telegram-bot's own."""

import asyncio

import pytest
from aiohttp import web
from telegram.error import (
    NetworkError,
    TimedOut,
)

from tests.transport.servers import (
    ANSWER,
    OK,
    Make,
    Recorder,
    data,
    failing,
    forever,
    method_url,
    read_request,
    serving,
    talking,
)


async def test_256_calls_run_side_by_side(make: Make) -> None:
    everyone_is_here = asyncio.Event()
    waiting = 0

    async def together(_: web.Request) -> web.Response:
        nonlocal waiting
        waiting += 1
        if waiting == 256:
            everyone_is_here.set()
        await everyone_is_here.wait()
        return web.Response(body=OK)

    async with serving(together) as port, make(connect_timeout=30, read_timeout=30) as request:
        answers = await asyncio.gather(*(request.post(method_url(port)) for _ in range(256)))
    assert answers == [True] * 256


async def test_calls_one_after_another_share_a_connection(make: Make) -> None:
    connections = 0

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal connections
        connections += 1
        while True:
            await read_request(reader)
            writer.write(ANSWER + OK)

    async with talking(talk) as port, make() as request:
        for _ in range(10):
            assert await request.post(method_url(port), data(chat_id=1)) is True
    assert connections == 1


async def test_a_cancelled_call_gives_its_place_back(make: Make) -> None:
    async with talking(forever) as port, make(connection_pool_size=1) as request:
        for _ in range(3):
            call = asyncio.create_task(request.post(method_url(port)))
            await asyncio.sleep(0.01)
            call.cancel()
            with pytest.raises(asyncio.CancelledError):
                await call
        async with failing(TimedOut):
            await request.post(method_url(port), read_timeout=0.05, pool_timeout=0)


async def test_after_shutdown_it_refuses_and_after_initialize_it_works(make: Make) -> None:
    async with serving(Recorder()) as port:
        request = make()
        await request.initialize()
        await request.initialize()
        assert await request.post(method_url(port)) is True
        await request.shutdown()
        await request.shutdown()
        async with failing(NetworkError):
            await request.post(method_url(port))
        await request.initialize()
        assert await request.post(method_url(port)) is True
        await request.shutdown()
