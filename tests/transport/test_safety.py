"""What our transport adds: a call that surely never left is told from one that may have arrived."""

import asyncio
import gc
import traceback
import warnings
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from telegram import InputFile
from telegram.error import NetworkError, TelegramError, TimedOut

from bot.transport import AiohttpRequest, NotSentError, surely_not_sent
from tests.transport.servers import (
    ANSWER,
    OK,
    TOKEN,
    Recorder,
    closed_port,
    data,
    deaf_port,
    failing,
    forever,
    method_url,
    read_request,
    serving,
    talking,
)


@asynccontextmanager
async def sure(*, expected: type[TelegramError] = NetworkError) -> AsyncIterator[None]:
    """Expect an error after which the call may be repeated without a second thought."""
    with pytest.raises(expected) as caught:
        yield
    assert surely_not_sent(caught.value)
    assert TOKEN not in "".join(traceback.format_exception(caught.value))


@asynccontextmanager
async def unsure(*, expected: type[TelegramError] = NetworkError) -> AsyncIterator[None]:
    """Expect an error after which the call may have been carried out."""
    with pytest.raises(expected) as caught:
        yield
    assert not surely_not_sent(caught.value)
    assert TOKEN not in "".join(traceback.format_exception(caught.value))


class Dropper:
    """Reads each request; answers those after the first `drops` and cuts the connection before."""

    def __init__(self, *, drops: int) -> None:
        self.drops = drops
        self.requests = 0

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            await read_request(reader)
            self.requests += 1
            if self.requests <= self.drops:
                writer.transport.abort()
                return
            writer.write(ANSWER + OK)


async def test_a_refused_connection_was_surely_not_sent() -> None:
    async with AiohttpRequest() as request, sure():
        await request.post(method_url(closed_port()))


async def test_an_unknown_host_was_surely_not_sent() -> None:
    async with AiohttpRequest() as request, sure():
        await request.post(f"http://no-such-host.invalid/bot{TOKEN}/getMe")


async def test_a_connect_timeout_was_surely_not_sent() -> None:
    request = AiohttpRequest(connect_timeout=0.1)
    async with deaf_port() as port, request, sure(expected=TimedOut):
        await request.post(method_url(port))


async def test_a_pool_timeout_was_surely_not_sent() -> None:
    async with talking(forever) as port, AiohttpRequest(connection_pool_size=1) as request:
        first = asyncio.create_task(request.post(method_url(port)))
        await asyncio.sleep(0)
        async with sure(expected=TimedOut):
            await request.post(method_url(port), pool_timeout=0.02)
        first.cancel()
        await asyncio.gather(first, return_exceptions=True)


async def test_a_read_timeout_may_have_arrived() -> None:
    request = AiohttpRequest(read_timeout=0.05)
    async with talking(forever) as port, request, unsure(expected=TimedOut):
        await request.post(method_url(port), data(text="hello"))


async def test_a_write_timeout_may_have_arrived() -> None:
    request = AiohttpRequest(media_write_timeout=0.05)
    async with talking(forever) as port, request, unsure(expected=TimedOut):
        await request.post(method_url(port), data(document=InputFile(b"x" * 24 * 2**20)))


async def test_a_connection_lost_after_sending_may_have_arrived_and_is_not_repeated() -> None:
    server = Dropper(drops=1)
    async with talking(server) as port, AiohttpRequest() as request, unsure():
        await request.post(method_url(port, "sendMessage"), data(text="hello"))
    assert server.requests == 1


@pytest.mark.parametrize("method", ["getUpdates", "getMe", "answerCallbackQuery"])
async def test_a_call_that_may_run_twice_is_repeated_after_a_lost_connection(method: str) -> None:
    server = Dropper(drops=1)
    async with talking(server) as port, AiohttpRequest() as request:
        assert await request.post(method_url(port, method), data(timeout=1)) is True
    assert server.requests == 2


async def test_repeating_ends_and_does_not_claim_that_nothing_was_sent() -> None:
    server = Dropper(drops=99)
    async with talking(server) as port, AiohttpRequest() as request, unsure():
        await request.post(method_url(port, "getUpdates"))
    assert server.requests == 3


@pytest.mark.parametrize("with_file", [False, True])
async def test_a_kept_connection_that_was_closed_meanwhile_loses_no_call(with_file: bool) -> None:
    """The server closes after each answer without a word: the next call finds a dead connection."""
    served = 0

    async def answer_once(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal served
        await read_request(reader)
        served += 1
        writer.write(ANSWER + OK)

    parameters = data(document=InputFile(b"x")) if with_file else data(text="hello")
    async with talking(answer_once) as port, AiohttpRequest() as request:
        for _ in range(50):
            assert await request.post(method_url(port), parameters) is True
    assert served == 50


async def test_a_file_that_shrinks_while_it_is_sent_fails_the_call() -> None:
    class Shrinking:
        """Says it holds 1,000 bytes and gives ten."""

        def __init__(self) -> None:
            self.pieces = [b"x" * 10]

        def seek(self, offset: int, whence: int = 0) -> int:
            return 1000 if whence else 0

        def read(self, size: int) -> bytes:
            return self.pieces.pop() if self.pieces else b""

    voice = InputFile(Shrinking(), "a.ogg", read_file_handle=False)  # type: ignore[arg-type]
    async with talking(forever) as port, AiohttpRequest() as request, failing(NetworkError):
        await request.post(method_url(port), data(voice=voice))


def test_the_cause_of_an_error_decides() -> None:
    wrapped = TelegramError("could not send the card")
    wrapped.__cause__ = NotSentError("refused")
    assert surely_not_sent(wrapped)
    assert not surely_not_sent(TimedOut())
    assert not surely_not_sent(None)


async def test_cookies_are_not_kept() -> None:
    server = Recorder(headers={"Set-Cookie": "session=1"})
    async with serving(server) as port, AiohttpRequest() as request:
        for _ in range(2):
            await request.post(method_url(port))
    assert all("Cookie" not in seen.headers for seen in server.seen)


async def test_shutdown_leaves_nothing_open() -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        async with serving(Recorder()) as port:
            request = AiohttpRequest()
            await asyncio.gather(*(request.post(method_url(port)) for _ in range(10)))
            await request.shutdown()
            del request
            gc.collect()
            await asyncio.sleep(0)
    assert [str(each.message) for each in caught if each.category is ResourceWarning] == []


async def test_shutdown_ends_a_call_under_way() -> None:
    async with talking(forever) as port:
        request = AiohttpRequest(read_timeout=None)
        call = asyncio.create_task(request.post(method_url(port)))
        await asyncio.sleep(0.02)
        await request.shutdown()
        async with failing(NetworkError):
            await call


def test_a_pool_without_a_place_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        AiohttpRequest(connection_pool_size=0)
