"""What waits at Telegram is stored before the rest is loaded; no trouble stops a start."""

import asyncio
import json
import logging
import subprocess
import sys
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

import bot.first_poll
from bot.clock import OffsetClock
from bot.first_poll import ALLOWED_UPDATES, first_poll
from bot.logs import configure
from bot.sandbox.server import BotApiServer, Person
from bot.settings import Settings
from bot.store.errors import StoreError
from tests.journeys.practice import rows_of
from tests.program import ROOT, program
from tests.sim import Sim, text_of
from tests.transport.servers import (
    Recorder,
    Talk,
    closed_port,
    deaf_port,
    forever,
    serving,
    talking,
)
from tests.transport.test_proxy import WHO, Proxy, proxy_url

TOKEN = "1000000:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1"
NORA = 1001
MESSAGE = {
    "update_id": 7,
    "message": {"message_id": 1, "date": 0, "chat": {"id": NORA, "type": "private"}, "text": "x"},
}
Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


def settings(folder: Path, port: int, **others: Any) -> Settings:
    return Settings(
        _env_file=None,
        bot_token=TOKEN,
        bot_api_url=f"http://127.0.0.1:{port}",
        database_url=f"sqlite:///{folder / 'data' / 'bot.sqlite3'}",
        **others,
    )


def stored(folder: Path) -> list[dict[str, Any]]:
    return rows_of(
        folder / "data" / "bot.sqlite3", "SELECT update_id, chat_id, state FROM inbox ORDER BY seq"
    )


def answering(result: object, status: int = 200) -> Answer:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(status=status, text=json.dumps(result), content_type="application/json")

    return answer


def database_threads() -> int:
    """Each open connection has a thread of its own; asyncio keeps its helpers."""
    return sum(not thread.name.startswith("asyncio_") for thread in threading.enumerate())


async def poll(folder: Path, port: int, **others: Any) -> None:
    async with first_poll(settings(folder, port, **others), OffsetClock()):
        pass


# -- what waits ---------------------------------------------------------------------------------


async def test_what_waits_is_stored_while_the_rest_is_loaded(tmp_path: Path):
    async with serving(answering({"ok": True, "result": [MESSAGE]})) as port:
        async with first_poll(settings(tmp_path, port), OffsetClock()):
            async with asyncio.timeout(10):
                while not stored(tmp_path):
                    await asyncio.sleep(0.01)
        assert stored(tmp_path) == [{"update_id": 7, "chat_id": NORA, "state": "waiting"}]
        await poll(tmp_path, port)  # nothing was confirmed: it comes again, and counts once
    assert len(stored(tmp_path)) == 1


async def test_it_asks_once_for_what_the_bot_reads_and_confirms_nothing(tmp_path: Path):
    server = Recorder()
    async with serving(server) as port:
        await poll(tmp_path, port)
    (call,) = server.seen
    assert (call.method, call.path) == ("POST", f"/bot{TOKEN}/getUpdates")
    assert call.fields.pop("timeout") == "0"
    assert json.loads(call.fields.pop("allowed_updates")) == list(ALLOWED_UPDATES)
    assert call.fields == {}, "an offset would confirm"


async def test_a_webhooks_bot_does_not_poll(tmp_path: Path):
    server = Recorder()
    hook = {"webhook_url": "https://clinic.example/hook", "webhook_secret": "a-long-random-word"}
    async with serving(server) as port:
        await poll(tmp_path, port, **hook)
    assert server.seen == []


async def test_it_goes_through_the_proxy(tmp_path: Path):
    proxy = Proxy()
    async with (
        serving(answering({"ok": True, "result": [MESSAGE]})) as port,
        talking(proxy) as proxy_port,
    ):
        await poll(tmp_path, port, proxy_url=proxy_url(proxy_port))
    assert len(stored(tmp_path)) == 1
    assert proxy.credentials() == [WHO]


async def test_a_message_sent_while_the_bot_was_down_is_answered_once(tmp_path: Path):
    server = BotApiServer(clock=OffsetClock(), token=TOKEN, people=[Person(NORA, "Nora")])
    await server.start()
    try:
        async with Sim(server.url) as sim:
            await sim.start(NORA)
            bot_settings = {
                "bot_token": TOKEN,
                "bot_api_url": server.url,
                "admin_ids": NORA,
                "log_level": "INFO",
            }
            async with program(tmp_path, **bot_settings) as bot:
                async with asyncio.timeout(60):
                    while not await sim.from_bot(NORA):
                        await asyncio.sleep(0.05)
                bot.process.terminate()
                status, _, errors = await bot.ended()
            said = [text_of(message) for message in await sim.from_bot(NORA)]
            polls = [c for c in await sim.calls() if c["method"].lower() == "getupdates"]
    finally:
        await server.stop()
    assert status == 0 and "1 updates waited at Telegram" in errors
    assert [text for text in said if "Welcome, Nora." in text] == said
    assert "offset" not in polls[0]["params"] and len(polls) > 1
    assert [row["state"] for row in stored(tmp_path)] == ["done"]


# -- trouble ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("result", "status"),
    [
        ({"ok": False, "error_code": 409, "description": "Conflict"}, 409),
        ({"ok": False, "error_code": 401, "description": "Unauthorized"}, 401),
        ({"ok": True, "result": {"update_id": 7}}, 200),
        ([1, 2], 200),
        ({"ok": True, "result": [None, {}, {"update_id": "x"}, {"update_id": 2**70}]}, 200),
    ],
)
async def test_an_answer_without_updates_is_no_trouble(tmp_path: Path, result: Any, status: int):
    async with serving(answering(result, status)) as port:
        await poll(tmp_path, port)
    assert stored(tmp_path) == []


async def test_what_is_sound_is_stored_beside_what_is_not(tmp_path: Path):
    async with serving(answering({"ok": True, "result": [{"x": 1}, MESSAGE]})) as port:
        await poll(tmp_path, port)
    assert [row["update_id"] for row in stored(tmp_path)] == [7]


async def test_nobody_at_the_other_end_is_told_without_the_token(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    configure("INFO", [TOKEN])
    await poll(tmp_path, closed_port())
    said = capsys.readouterr().err
    assert "the first poll failed (ClientConnectorError)" in said
    assert "Traceback" not in said and TOKEN.partition(":")[2] not in said


async def not_http(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"SSH-2.0-nothing\r\n\r\n")


@pytest.mark.parametrize("talk", [forever, not_http])
async def test_silence_and_nonsense_hold_nobody_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, talk: Talk
):
    monkeypatch.setattr(bot.first_poll, "WITHIN_S", 0.2)
    async with talking(talk) as port, asyncio.timeout(10):
        await poll(tmp_path, port)
    assert stored(tmp_path) == []


async def test_a_connection_that_hangs_holds_nobody_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(bot.first_poll, "WITHIN_S", 0.2)
    async with deaf_port() as port, asyncio.timeout(10):
        await poll(tmp_path, port)


async def test_a_full_disk_is_logged_and_the_start_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("bot.store.inbox.store", full)
    async with serving(answering({"ok": True, "result": [MESSAGE]})) as port:
        await poll(tmp_path, port)
    (record,) = [r for r in caplog.records if r.levelno >= logging.ERROR]
    assert "the first poll failed" in record.message


async def test_a_database_that_cannot_be_used_stops_the_start(tmp_path: Path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "bot.sqlite3").write_bytes(b"no database " * 999)
    before = database_threads()
    with pytest.raises(StoreError, match="not a usable database"):
        await poll(tmp_path, closed_port())
    assert database_threads() == before, "both connections are closed"


async def test_whoever_stops_the_start_does_not_wait_for_the_poll(tmp_path: Path):
    before = database_threads()
    async with talking(forever) as port:

        async def start() -> None:
            async with first_poll(settings(tmp_path, port), OffsetClock()):
                await asyncio.Event().wait()

        task = asyncio.create_task(start())
        await asyncio.sleep(0.2)
        task.cancel()
        async with asyncio.timeout(2):
            with pytest.raises(asyncio.CancelledError):
                await task
    assert database_threads() == before


# -- what is loaded -----------------------------------------------------------------------------


def test_the_bot_hears_before_most_of_it_is_loaded():
    heavy = ("telegram", "bot.app", "bot.catalog", "bot.handlers", "bot.sandbox", "typst", "babel")
    look = (
        "import bot.__main__, bot.commands.telegram, sys; "
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", look], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
