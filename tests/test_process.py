"""The program as a whole: it starts, serves, stops when told, and gives up in one clear line."""

import asyncio
import os
import re
import signal
import socket
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.clock import OffsetClock
from bot.sandbox.server import BotApiServer, Person
from tests.journeys.practice import rows_of
from tests.program import program
from tests.sim import Sim, text_of

TOKEN = "1000000:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1"
NORA = 1001


@pytest.fixture
async def telegram() -> AsyncIterator[BotApiServer]:
    """A stand-in for Telegram, on this machine."""
    people = [Person(NORA, "Nora")]
    server = BotApiServer(clock=OffsetClock(), token=TOKEN, people=people, cap_per_second=None)
    await server.start()
    yield server
    await server.stop()


def on(server: BotApiServer, **others: Any) -> dict[str, Any]:
    return {"bot_token": TOKEN, "bot_api_url": server.url, "admin_ids": NORA, **others}


def gave_up(ended: tuple[int, str, str], words: str) -> None:
    status, _, errors = ended
    assert status == 1
    lines = [line for line in errors.splitlines() if not re.match(r"\S+Z (INFO|WARNING) ", line)]
    assert len(lines) == 1 and words in lines[0], errors
    assert TOKEN.partition(":")[2] not in errors


async def get(url: str) -> str:
    async with aiohttp.ClientSession() as http, http.get(url) as got:
        assert got.status == 200
        return await got.text()


# -- the local chat -----------------------------------------------------------------------------


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
async def test_without_a_token_the_local_chat_opens_and_closes_when_told(tmp_path: Path, how):
    async with program(tmp_path, "sandbox", "--port", "0") as bot:
        line = await bot.line("The local chat is open: ")
        url = line.rpartition(" ")[2]
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+", url)
        assert "<title>Local chat</title>" in await get(url)
        async with Sim(url) as sim:
            await sim.settle()
            assert "Robin" in text_of(await sim.last(1002)), "the demo family is there"
        bot.process.send_signal(how)
        status, _, errors = await bot.ended()
    assert status == 0
    assert "Traceback" not in errors and " ERROR " not in errors
    assert os.listdir(tmp_path) == [], "nothing is left behind"  # noqa: PTH208


async def test_a_port_in_use_is_said_with_what_helps(tmp_path: Path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        async with program(tmp_path, "sandbox", "--empty", "--port", str(port)) as bot:
            gave_up(await bot.ended(), f"port {port}: Address already in use; stop what uses it")


# -- Telegram -----------------------------------------------------------------------------------


async def test_with_a_token_it_serves_and_stops_when_told(telegram: BotApiServer, tmp_path: Path):
    async with program(tmp_path, **on(telegram)) as bot, Sim(telegram.url) as sim:
        await sim.start(NORA)
        await said(sim, "Welcome, Nora.")
        bot.process.send_signal(signal.SIGTERM)
        status, _, errors = await bot.ended()
        assert status == 0
        assert "Traceback" not in errors and " ERROR " not in errors
        done = rows_of(tmp_path / "data" / "bot.sqlite3", "SELECT state FROM inbox")
        assert done == [{"state": "done"}]

    async with program(tmp_path, "run", **on(telegram)), Sim(telegram.url) as sim:
        await sim.send(NORA, "/newclient")
        await said(sim, "Type a nickname")


async def said(sim: Sim, words: str) -> None:
    """Wait until the bot's newest message says this."""
    async with asyncio.timeout(60):
        while True:
            messages = await sim.from_bot(NORA)
            if messages and words in text_of(messages[-1]):
                return
            await asyncio.sleep(0.05)


async def test_a_wrong_token_is_said_in_one_line(telegram: BotApiServer, tmp_path: Path):
    wrong = "1000000:BBHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw2"
    async with program(tmp_path, **on(telegram, bot_token=wrong)) as bot:
        gave_up(await bot.ended(), "BOT_TOKEN: Telegram does not know this token")


async def test_a_second_copy_is_said_in_one_line(telegram: BotApiServer, tmp_path: Path):
    async with (
        program(tmp_path, **on(telegram)) as bot,
        Sim(telegram.url) as sim,
        aiohttp.ClientSession() as http,
    ):
        await sim.start(NORA)
        await said(sim, "Welcome, Nora.")
        other = asyncio.ensure_future(_poll(http, telegram))
        try:
            gave_up(await bot.ended(), "another copy of this bot is running")
        finally:
            other.cancel()
            await asyncio.gather(other, return_exceptions=True)


async def _poll(http: aiohttp.ClientSession, server: BotApiServer) -> None:
    while True:
        url = f"{server.url}/bot{TOKEN}/getUpdates"
        async with http.post(url, json={"timeout": 1}) as got:
            await got.read()


async def test_a_token_that_is_revoked_later_is_said_in_one_line(
    telegram: BotApiServer, tmp_path: Path
):
    async with program(tmp_path, **on(telegram)) as bot, Sim(telegram.url) as sim:
        await sim.start(NORA)
        await said(sim, "Welcome, Nora.")
        port = telegram.port
        await telegram.stop()
        other = BotApiServer(clock=OffsetClock(), token="1000000:" + "C" * 35, people=[])
        await other.start(port=port)
        try:
            gave_up(await bot.ended(), "BOT_TOKEN: Telegram no longer accepts this token")
        finally:
            await other.stop()


@pytest.mark.parametrize("trouble", ["damaged", "newer"])
async def test_a_database_that_cannot_be_used_is_said_in_one_line(
    telegram: BotApiServer, tmp_path: Path, trouble: str
):
    path = tmp_path / "bot.sqlite3"
    if trouble == "damaged":
        path.write_bytes(b"broken" * 2000)
        words = "not a usable database"
    else:
        async with program(tmp_path, "db", "upgrade", database_url=f"sqlite:///{path}") as first:
            assert (await first.ended())[0] == 0
        _from_the_future(path)
        words = "made by a newer release"
    settings = on(telegram, database_url=f"sqlite:///{path}")
    async with program(tmp_path, **settings) as bot:
        gave_up(await bot.ended(), words)


def _from_the_future(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO schema_versions VALUES (999, 'future', 1)")
        connection.commit()


async def test_telegram_out_of_reach_is_waited_for(telegram: BotApiServer, tmp_path: Path):
    port = telegram.port
    settings = on(telegram)
    await telegram.stop()
    async with program(tmp_path, **settings) as bot:
        assert bot.process.stderr is not None
        async with asyncio.timeout(60):
            while b"Telegram cannot be reached" not in (
                line := await bot.process.stderr.readline()
            ):
                assert line, "it ended"
        again = BotApiServer(clock=OffsetClock(), token=TOKEN, people=[Person(NORA, "Nora")])
        await again.start(port=port)
        try:
            async with Sim(again.url) as sim:
                await sim.start(NORA)
                await said(sim, "Welcome, Nora.")
        finally:
            bot.process.send_signal(signal.SIGTERM)
            await bot.ended()
            await again.stop()
