"""One run of one bot against a fresh server, each a process of its own."""

import asyncio
import json
import sys
import tempfile
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final, cast

from bench.tap.ledger import Chat, Verdict, plain_chats

TOKEN: Final = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1"
_LONGEST: Final = 180.0  # seconds that one run may take in all


async def race(bot: Sequence[str], *, taps_each: int, chats: list[Chat] | None = None) -> Verdict:
    """Run a bot until it has dealt with every tap.

    Args:
        bot: the module and arguments of the bot; the API server's URL is added to them.
        taps_each: timed taps in each of the 64 chats.
        chats: the chats and their buttons, when the bot's database knows them already.
    """
    async with (
        asyncio.timeout(_LONGEST),
        _serving(chats or plain_chats(), taps_each) as (server, url),
        _running(*bot, url, heard=False),
    ):
        return cast("Verdict", json.loads(await _line(server)))


async def calls_a_second(which: str, *, at_once: int, in_all: int) -> float:
    """Measure a transport: `which` is `ours`, `httpx` or `aiogram`."""
    arguments = ("bench.bots.calls", which, str(at_once), str(in_all))
    async with (
        asyncio.timeout(_LONGEST),
        _serving(plain_chats(), 1) as (_, url),
        _running(*arguments, url, heard=True) as caller,
    ):
        return float(await _line(caller))


@asynccontextmanager
async def _serving(chats: list[Chat], taps_each: int) -> AsyncIterator[tuple[Process, str]]:
    """Run the API server; yields its process and URL."""
    with tempfile.TemporaryDirectory() as folder:
        plan = Path(folder) / "plan.json"
        plan.write_text(json.dumps({"chats": chats, "taps_each": taps_each}), encoding="utf-8")
        async with _running("bench.tap.server", str(plan), heard=True) as server:
            yield server, f"http://127.0.0.1:{json.loads(await _line(server))['port']}"


@asynccontextmanager
async def _running(module: str, *arguments: str, heard: bool) -> AsyncIterator[Process]:
    command = (sys.executable, "-m", module, *arguments)
    output = PIPE if heard else DEVNULL
    process = await asyncio.create_subprocess_exec(*command, stdout=output)
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def _line(process: Process) -> bytes:
    assert process.stdout is not None
    line = await process.stdout.readline()
    if not line:
        raise RuntimeError("a measured process stopped early; its error stands above")
    return line
