"""Each of the four timeouts, over our transport and python-telegram-bot's own."""

import asyncio

import pytest
from aiohttp import web
from telegram import InputFile
from telegram.error import (
    TimedOut,
)
from telegram.request import BaseRequest

from tests.transport.servers import (
    ANSWER,
    OK,
    Make,
    data,
    deaf_port,
    failing,
    forever,
    method_url,
    read_request,
    serving,
    talking,
)

LARGE = 24 * 2**20  # more than the sockets between us and a server that does not read can hold


async def test_a_silent_server_times_out(make: Make) -> None:
    async with talking(forever) as port, make(read_timeout=0.05) as request, failing(TimedOut):
        await request.post(method_url(port))


async def test_an_answer_that_stops_half_way_times_out(make: Make) -> None:
    async def stop(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(ANSWER + b'{"ok"')
        await forever()

    async with talking(stop) as port, make(read_timeout=0.05) as request, failing(TimedOut):
        await request.post(method_url(port))


async def test_a_connection_that_hangs_times_out(make: Make) -> None:
    request = make(connect_timeout=0.1, read_timeout=None)
    async with deaf_port() as port, request, failing(TimedOut):
        await request.post(method_url(port))


async def test_a_full_pool_times_out_while_the_call_in_it_goes_on(make: Make) -> None:
    release = asyncio.Event()

    async def slow(_: web.Request) -> web.Response:
        await release.wait()
        return web.Response(body=OK)

    async with serving(slow) as port, make(connection_pool_size=1, pool_timeout=0.05) as request:
        first = asyncio.create_task(request.post(method_url(port)))
        await asyncio.sleep(0.02)
        async with failing(TimedOut):
            await request.post(method_url(port), connect_timeout=30)
        release.set()
        assert await first is True
        assert await request.post(method_url(port)) is True


async def test_a_place_in_the_pool_can_be_waited_for(make: Make) -> None:
    async def quick(_: web.Request) -> web.Response:
        return web.Response(body=OK)

    async with serving(quick) as port, make(connection_pool_size=1, pool_timeout=None) as request:
        answers = await asyncio.gather(*(request.post(method_url(port)) for _ in range(20)))
    assert answers == [True] * 20


@pytest.mark.parametrize("what", ["text", "file"])
async def test_a_server_that_stops_reading_times_out(make: Make, what: str) -> None:
    big = b"x" * LARGE if what == "file" else "x" * LARGE
    content = InputFile(big) if what == "file" else big
    quick = {"media_write_timeout" if what == "file" else "write_timeout": 0.1}
    request = make(read_timeout=None, **quick)
    async with talking(forever) as port, request, failing(TimedOut):
        await request.post(method_url(port), data(document=content))


async def test_the_default_timeout_counts_unless_a_call_names_its_own(make: Make) -> None:
    async def late(_: web.Request) -> web.Response:
        await asyncio.sleep(0.2)
        return web.Response(body=OK)

    async with serving(late) as port, make(read_timeout=0.05) as request:
        assert request.read_timeout == 0.05
        async with failing(TimedOut):
            await request.post(method_url(port), read_timeout=BaseRequest.DEFAULT_NONE)
        assert await request.post(method_url(port), read_timeout=None) is True
        assert await request.post(method_url(port), read_timeout=5) is True


async def test_a_timeout_of_zero_means_at_once(make: Make) -> None:
    async with talking(forever) as port, make() as request, failing(TimedOut):
        await request.post(method_url(port), read_timeout=0)
