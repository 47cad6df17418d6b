"""A running server for each test, somebody to type into it, and a bot's plain HTTP client."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest
from telegram import Bot

from bot.clock import OffsetClock
from bot.sandbox.server import BotApiServer, Person
from tests.sim import Sim

TOKEN = "700001:sandbox-TOKEN_x"
START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
ALICE, BOB, CHARLIE = 1001, 1002, 1003
PEOPLE = (
    Person(ALICE, "Alice Ashe", "en", "alice_a", started=True),
    Person(BOB, "Bob", "de", started=True),
    Person(CHARLIE, "Charlie"),
)


class RefusedError(Exception):
    """The server refused a call."""

    def __init__(self, status: int, body: dict[str, Any], headers: dict[str, str]) -> None:
        super().__init__(body.get("description"))
        self.status = status
        self.code = body.get("error_code")
        self.description = str(body.get("description"))
        self.parameters = body.get("parameters", {})
        self.headers = headers


@dataclass
class Api:
    """Calls methods as a bot would, and keeps nothing."""

    server: BotApiServer
    http: aiohttp.ClientSession
    token: str = TOKEN

    @property
    def url(self) -> str:
        return self.server.url

    async def __call__(self, method: str, **params: Any) -> Any:
        """Call a method with a JSON body; return its result or raise RefusedError."""
        async with self.http.post(self.address(method), json=params) as got:
            return _result(got.status, await got.read(), dict(got.headers))

    async def form(self, method: str, data: Any) -> Any:
        """Call a method with a form, urlencoded or multipart."""
        async with self.http.post(self.address(method), data=data) as got:
            return _result(got.status, await got.read(), dict(got.headers))

    def address(self, method: str) -> str:
        """Return the URL of a method."""
        return f"{self.url}/bot{self.token}/{method}"

    async def refusal(self, method: str, **params: Any) -> RefusedError:
        """Call a method that has to be refused; return the refusal."""
        with pytest.raises(RefusedError) as caught:
            await self(method, **params)
        return caught.value

    async def long_poll(self, **params: Any) -> asyncio.Task[Any]:
        """Begin a long poll; return when the server holds it."""
        before = self.server._world.updates._poll
        poll = asyncio.create_task(self("getUpdates", timeout=50, **params))
        async with asyncio.timeout(5):
            while self.server._world.updates._poll in {None, before}:
                await self("getMe")
        return poll

    async def updates(self, **params: Any) -> list[dict[str, Any]]:
        """Return the next updates and confirm them."""
        found: list[dict[str, Any]] = await self("getUpdates", **params)
        if found:
            await self("getUpdates", offset=found[-1]["update_id"] + 1, limit=1)
        return found


def _result(status: int, raw: bytes, headers: dict[str, str]) -> Any:
    body = json.loads(raw)
    if status != 200:
        assert body["ok"] is False
        raise RefusedError(status, body, headers)
    assert body["ok"] is True
    return body["result"]


@pytest.fixture
def clock() -> OffsetClock:
    return OffsetClock(START)


@pytest.fixture
async def server(clock: OffsetClock) -> AsyncIterator[BotApiServer]:
    running = BotApiServer(clock=clock, token=TOKEN, people=PEOPLE, cap_per_second=None)
    await running.start()
    yield running
    await running.stop()


@pytest.fixture
async def sim(server: BotApiServer) -> AsyncIterator[Sim]:
    async with Sim(server.url) as running:
        yield running


@pytest.fixture
async def api(server: BotApiServer) -> AsyncIterator[Api]:
    async with aiohttp.ClientSession() as http:
        yield Api(server, http)


@pytest.fixture
async def bot(server: BotApiServer) -> AsyncIterator[Bot]:
    base = f"{server.url}/bot"
    async with Bot(TOKEN, base_url=base, base_file_url=f"{server.url}/file/bot") as running:
        yield running
