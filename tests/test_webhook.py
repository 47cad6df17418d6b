"""Telegram's calls come in with the secret alone, are on disk before 200, and count once."""

import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from pydantic import SecretStr

from bot.app import Application, build
from bot.clock import OffsetClock
from bot.sandbox.server import BotApiServer
from bot.webhook import HEALTH_PATH, LARGEST_UPDATE, SECRET_HEADER
from tests.journeys.practice import CAST, MONDAY, NORA, TOKEN, rows_of, settings_for
from tests.sim import Sim, text_of

SECRET = "a-long-random_word"


@dataclass(slots=True)
class Hooked:
    """The whole bot behind its webhook, and somebody on the network who tries its door."""

    app: Application
    sim: Sim
    http: aiohttp.ClientSession
    address: str
    database: Path

    async def knock(
        self, body: bytes, secret: str | None = SECRET, path: str = "/hook", method: str = "POST"
    ) -> int:
        """Call a path of the bot; return the status."""
        headers = {} if secret is None else {SECRET_HEADER: secret}
        url = self.address + path
        async with self.http.request(method, url, data=BytesIO(body), headers=headers) as got:
            return got.status

    async def health(self) -> tuple[int, dict[str, Any]]:
        """Ask how the bot is."""
        async with self.http.get(self.address + HEALTH_PATH) as got:
            return got.status, await got.json()

    def kept(self) -> list[int]:
        """Return the updates that are in the records."""
        rows = rows_of(self.database, "SELECT update_id FROM inbox ORDER BY seq")
        return [row["update_id"] for row in rows]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@asynccontextmanager
async def running(database: Path, **settings: Any) -> AsyncIterator[Hooked]:
    clock = OffsetClock(MONDAY)
    server = BotApiServer(clock=clock, token=TOKEN, people=CAST, cap_per_second=None)
    await server.start()
    port = free_port()
    address = f"127.0.0.1:{port}"
    own = {name: value.format(address=address) for name, value in settings.items()}
    chosen = settings_for(server, database).model_copy(
        # past the check for https, which Telegram asks for and the local server does not
        update={**own, "webhook_secret": SecretStr(SECRET)}
    )
    app = build(chosen, clock)
    server.settle = app.settle
    try:
        await app.start()
        async with (
            Sim(server.url, auto_settle=True) as sim,
            aiohttp.ClientSession() as http,
        ):
            yield Hooked(app, sim, http, f"http://{address}", database)
    finally:
        await app.stop()
        await server.stop()


@pytest.fixture
async def hooked(tmp_path: Path) -> AsyncIterator[Hooked]:
    hook = {"webhook_url": "http://{address}/hook", "webhook_listen": "{address}"}
    async with running(tmp_path / "bot.sqlite3", **hook) as found:
        yield found


def update(update_id: int, text: str = "/start") -> dict[str, Any]:
    chat = {"id": NORA, "type": "private", "first_name": "Nora"}
    sender = {"id": NORA, "is_bot": False, "first_name": "Nora"}
    message = {"message_id": update_id, "date": 1, "chat": chat, "from": sender, "text": text}
    return {"update_id": update_id, "message": message}


def raw(body: Any) -> bytes:
    return json.dumps(body).encode()


async def test_a_conversation_comes_in_over_the_webhook(hooked: Hooked):
    await hooked.sim.start(NORA)
    assert "Welcome, Nora." in text_of(await hooked.sim.last(NORA))
    await hooked.sim.send(NORA, "/newclient Sunny")
    await hooked.sim.tap(NORA, "Child")
    await hooked.sim.tap(NORA, "The usual way")
    assert "Sunny is on your caseload." in text_of(await hooked.sim.last(NORA))
    assert await hooked.sim.calls("getUpdates") == []


@pytest.mark.parametrize(
    "secret", [None, "", "wrong", SECRET + "x", SECRET[:-1], SECRET.upper(), "ü"]
)
async def test_without_the_secret_nothing_comes_in(hooked: Hooked, secret: str | None):
    assert await hooked.knock(raw(update(7)), secret) == 403
    assert hooked.kept() == []


async def test_the_same_update_twice_counts_once(hooked: Hooked):
    await hooked.sim.start(NORA)
    before = len(await hooked.sim.from_bot(NORA))
    for _ in range(3):
        assert await hooked.knock(raw(update(9_000_000_001))) == 200
    await hooked.sim.settle()
    assert hooked.kept().count(9_000_000_001) == 1
    assert len(await hooked.sim.from_bot(NORA)) == before + 1


async def test_an_update_is_on_disk_before_telegram_hears_200(hooked: Hooked):
    assert await hooked.knock(raw(update(9_000_000_002))) == 200
    assert 9_000_000_002 in hooked.kept()


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b"", 400),
        (b"\xff\xfe", 400),
        (b"[]", 200),
        (b"null", 200),
        (b'{"update_id": "7"}', 200),
        (b'{"update_id": true}', 200),
        (b'{"update_id": 99999999999999999999999}', 200),
        (b"x" * (LARGEST_UPDATE + 1), 413),
    ],
)
async def test_what_is_no_update_changes_nothing(hooked: Hooked, body: bytes, status: int):
    assert await hooked.knock(body) == status
    assert hooked.kept() == []
    await hooked.sim.start(NORA)
    assert len(hooked.kept()) == 1, "the next one comes in as ever"


async def test_a_damaged_update_is_set_aside_and_the_next_is_served(hooked: Hooked):
    damaged = {**update(9_000_000_003), "message": {"text": ["no"], "chat": {"id": NORA}}}
    assert await hooked.knock(raw(damaged)) == 200
    await hooked.sim.start(NORA)
    assert "Welcome, Nora." in text_of(await hooked.sim.last(NORA))
    states = rows_of(hooked.database, "SELECT state FROM inbox ORDER BY seq")
    assert [row["state"] for row in states] == ["aside", "done"]


async def test_no_other_door_is_open(hooked: Hooked):
    assert await hooked.knock(raw(update(7)), path="/") == 404
    assert await hooked.knock(b"", method="GET") == 405
    assert await hooked.knock(raw(update(7)), path=HEALTH_PATH) == 405


async def test_the_secret_is_what_telegram_was_told(hooked: Hooked):
    (call,) = await hooked.sim.calls("setWebhook")
    assert call["params"]["secret_token"] == SECRET
    assert "callback_query" in call["params"]["allowed_updates"]


async def test_health_says_how_it_is_with_a_webhook(hooked: Hooked):
    await hooked.sim.start(NORA)
    status, health = await hooked.health()
    assert status == 200
    assert health["ok"] and health["database_writable"]
    assert health["last_poll_age_s"] is None
    assert health["backlog"] == 0
    assert 0 <= health["last_update_age_s"] < 60


async def test_health_is_bad_when_nothing_can_be_written(hooked: Hooked):
    await hooked.sim.settle()
    await hooked.app.database.run_on_writer(lambda c: c.execute("PRAGMA query_only = ON"))
    status, health = await hooked.health()
    await hooked.app.database.run_on_writer(lambda c: c.execute("PRAGMA query_only = OFF"))
    assert status == 503
    assert not health["ok"] and not health["database_writable"] and health["backlog"] is None


async def test_a_bot_that_polls_tells_its_health_where_it_is_asked_to(tmp_path: Path):
    async with running(tmp_path / "bot.sqlite3", health_listen="{address}") as polling:
        await polling.sim.start(NORA)
        status, health = await polling.health()
        assert status == 200 and health["ok"]
        assert 0 <= health["last_poll_age_s"] < 60
        assert await polling.knock(raw(update(7)), path="/hook") == 404


async def test_an_address_in_use_stops_the_start(tmp_path: Path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        there = f"127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(OSError, match="in use"):
            async with running(tmp_path / "bot.sqlite3", health_listen=there):
                pass
