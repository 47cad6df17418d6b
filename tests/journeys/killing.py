"""A bot in a process of its own that can be killed, and the world that goes on without it."""

import asyncio
import json
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from sqlite3 import OperationalError
from typing import Any, Final
from zoneinfo import ZoneInfo

from bot.clock import OffsetClock, SystemClock
from bot.sandbox.server import BotApiServer
from tests.journeys.practice import CAST, NORA, TOKEN, rows_of
from tests.journeys.story import Step
from tests.sim import Sim

ROOT: Final = Path(__file__).parents[2]
LONGEST_S: Final = 60.0
LOOK_EVERY_S: Final = 0.005
NEVER_S: Final = 3600.0

#: What differs between two runs of the same story and means nothing.
UNLIKE: Final = ("at", "attempts", "not_before", "origin", "taken_by", "token_hash")
UNLIKE_ENDS: Final = ("_at", "_since", "message_id", "note_message")
#: The bot's own working papers, and what was typed last and is read no more.
PAPERS: Final = ("inbox", "marks", "pending_inputs", "schema_versions", "sqlite_sequence")


class Bot:
    """`python -m bot run`, a process that is started and killed."""

    def __init__(self, command: Sequence[str], folder: Path, settings: dict[str, str]) -> None:
        others = {k: v for k, v in os.environ.items() if not k.startswith(("WEBHOOK_", "PROXY_"))}
        self._command = command
        self._folder = folder
        self._environment = {**others, **settings}
        self._process: Process | None = None

    async def start(self) -> None:
        """Start it; it takes up by itself what waits."""
        self._process = await self._run(stdin=DEVNULL)

    async def kill(self) -> None:
        """SIGKILL: nothing is finished, flushed or said goodbye to."""
        if self._process is not None:
            with suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()
            self._process = None

    async def end(self) -> None:
        """Leave nothing running."""
        await self.kill()

    async def _run(self, **streams: Any) -> Process:
        return await asyncio.create_subprocess_exec(
            sys.executable, *self._command, cwd=self._folder, env=self._environment, **streams
        )


class ForkedBot(Bot):
    """The same in a twentieth of the time, see `starter.py`."""

    async def start(self) -> None:
        """Fork one."""
        if self._process is None:
            self._process = await self._run(stdin=PIPE, stdout=PIPE)
        await self._order("start")

    async def kill(self) -> None:
        """SIGKILL."""
        if self._process is not None:
            await self._order("kill")

    async def end(self) -> None:
        """Leave nothing running: with its input closed, the starter kills and goes."""
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()
            await self._process.wait()
            self._process = None

    async def _order(self, word: str) -> None:
        assert self._process and self._process.stdin and self._process.stdout
        self._process.stdin.write(f"{word}\n".encode())
        async with asyncio.timeout(LONGEST_S):
            assert await self._process.stdout.readline() == b"done\n"


class World:
    """One Bot API server that stays, and one bot that comes and goes."""

    def __init__(self, folder: Path, zone: str, server: BotApiServer, *, forked: bool) -> None:
        self.database = folder / "bot.sqlite3"
        self.server = server
        settings = {
            "BOT_TOKEN": TOKEN,
            "BOT_API_URL": server.url,
            "ADMIN_IDS": str(NORA),
            "DATABASE_URL": f"sqlite:///{self.database}",
            "DEFAULT_TIMEZONE": zone,
            "CONTENT_DIR": str(ROOT / "content"),
            "LOG_LEVEL": "ERROR",
            "PYTHONPATH": str(ROOT),
        }
        if forked:
            self.bot: Bot = ForkedBot(("-m", "tests.journeys.starter"), folder, settings)
        else:
            self.bot = Bot(("-m", "bot", "run"), folder, settings)

    async def quiet(self, sim: Sim) -> None:
        """Wait until every update is dealt with and recorded, and every message is sent."""
        async with asyncio.timeout(LONGEST_S):
            await sim.settle()
            while self.is_busy():
                await asyncio.sleep(LOOK_EVERY_S)

    def is_busy(self) -> bool:
        """Look into the file, from outside: is an update in hand, or a message owed?"""
        try:
            updates = "SELECT 1 FROM inbox WHERE state IN ('waiting', 'claimed')"
            messages = "SELECT 1 FROM deliveries WHERE state IN ('planned', 'sending')"
            return bool(rows_of(self.database, f"{updates} UNION ALL {messages} LIMIT 1"))
        except OperationalError:
            return True  # not made yet

    def state(self) -> dict[str, list[dict[str, Any]]]:
        """Return all records, without instants and without what depends on the run."""
        tables = rows_of(self.database, "SELECT name FROM sqlite_schema WHERE type = 'table'")
        names = sorted(row["name"] for row in tables if row["name"] not in PAPERS)
        return {name: [_alike(row) for row in self._rows(name)] for name in names}

    def _rows(self, table: str) -> list[dict[str, Any]]:
        return rows_of(self.database, f"SELECT * FROM {table} ORDER BY 1, 2, 3")


def _alike(row: dict[str, Any]) -> dict[str, Any]:
    found = {k: v for k, v in row.items() if not k.endswith(UNLIKE_ENDS) and k not in UNLIKE}
    if "data" in found:
        found["data"] = {k: v for k, v in json.loads(row["data"]).items() if k not in UNLIKE}
    return found


@asynccontextmanager
async def open_world(folder: Path, zone: str, *, forked: bool) -> AsyncIterator[World]:
    """Start the server; the bot is started by whoever asked for the world."""
    await asyncio.to_thread(folder.mkdir)
    server = BotApiServer(clock=OffsetClock(), token=TOKEN, people=CAST, cap_per_second=None)
    await server.start()
    world = World(folder, zone, server, forked=forked)
    try:
        yield world
    finally:
        await world.bot.end()
        await server.stop()


async def unseen(world: World, sim: Sim, who: int, step: Step) -> None:
    """Kill the bot while it waits in the call that shows the answer, which is never made.

    The records are written by then; the person sees nothing of it.
    """
    await sim.faults("delay", user_id=who, delay_s=NEVER_S)
    await step(sim)
    await _taken(sim)
    await world.bot.kill()


async def unaware(world: World, sim: Sim, who: int, step: Step) -> None:
    """Kill the bot when the person sees the answer, and the bot has not heard that they do."""
    await sim.faults("cut_answer", user_id=who)
    await step(sim)
    await _taken(sim)
    await world.bot.kill()


async def _taken(sim: Sim) -> None:
    async with asyncio.timeout(LONGEST_S):
        while (await sim.ask("GET", "/sim/faults"))["faults"]:
            await asyncio.sleep(LOOK_EVERY_S)


def daytime_zone() -> str:
    """Return a zone in which it is day now, so that no reminder and no midnight falls in a run."""
    now = SystemClock().now().astimezone(UTC)
    zones = ("Europe/Berlin", "Asia/Tokyo", "Pacific/Auckland", "Pacific/Honolulu", "America/Lima")
    return min(zones, key=lambda zone: abs(_hour(now, zone) - 13))


def _hour(now: datetime, zone: str) -> int:
    return now.astimezone(ZoneInfo(zone)).hour
