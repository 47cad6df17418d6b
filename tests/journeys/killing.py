"""A bot in a process of its own that can be killed, and the story that it is killed in."""

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from sqlite3 import OperationalError
from typing import Any, Final
from zoneinfo import ZoneInfo

from bot.clock import OffsetClock, SystemClock
from bot.sandbox.server import BotApiServer
from tests.journeys.practice import ALICE, CAST, NORA, TOKEN, rows_of
from tests.journeys.steps import token_in
from tests.screen import text_of
from tests.sim import Sim

ROOT: Final = Path(__file__).parents[2]
LONGEST_S: Final = 60.0
LOOK_EVERY_S: Final = 0.005
Step = Callable[[Sim], Awaitable[object]]

#: What differs between two runs of the same story and means nothing.
UNLIKE: Final = ("origin", "token_hash", "message_id", "attempts", "taken_by")
TABLES: Final = (
    "people",
    "clients",
    "care_links",
    "invites",
    "consents",
    "programs",
    "activity_revisions",
    "assignments",
    "check_ins",
    "reminders",
    "deliveries",
    "drafts",
    "worries",
    "audit_events",
)


class World:
    """One Bot API server that stays, and one bot that comes and goes."""

    def __init__(self, folder: Path, zone: str) -> None:
        self.database = folder / "bot.sqlite3"
        self.server = BotApiServer(
            clock=OffsetClock(), token=TOKEN, people=CAST, cap_per_second=None
        )
        self._folder = folder
        self._zone = zone
        self._bot: asyncio.subprocess.Process | None = None

    async def start_bot(self) -> None:
        """Start `python -m bot run`; it takes up by itself what waits."""
        own = {
            "BOT_TOKEN": TOKEN,
            "BOT_API_URL": self.server.url,
            "ADMIN_IDS": str(NORA),
            "DATABASE_URL": f"sqlite:///{self.database}",
            "DEFAULT_TIMEZONE": self._zone,
            "CONTENT_DIR": str(ROOT / "content"),
            "LOG_LEVEL": "ERROR",
            "PYTHONPATH": str(ROOT),
        }
        others = {k: v for k, v in os.environ.items() if not k.startswith(("WEBHOOK_", "PROXY_"))}
        self._bot = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", cwd=self._folder, env={**others, **own}
        )

    async def kill_bot(self) -> None:
        """SIGKILL: nothing is finished, flushed or said goodbye to."""
        if self._bot is not None:
            with suppress(ProcessLookupError):
                self._bot.kill()
            await self._bot.wait()
            self._bot = None

    async def quiet(self, sim: Sim) -> None:
        """Wait until every update is confirmed, dealt with and recorded as such."""
        async with asyncio.timeout(LONGEST_S):
            await sim.settle()
            while self.open_updates():
                assert self._bot is not None and self._bot.returncode is None, "the bot gave up"
                await asyncio.sleep(LOOK_EVERY_S)

    def open_updates(self) -> bool:
        """Look into the file, from outside: is anything waiting or in hand?"""
        try:
            open_ones = "SELECT 1 FROM inbox WHERE state IN ('waiting', 'claimed') LIMIT 1"
            return bool(rows_of(self.database, open_ones))
        except OperationalError:
            return True  # not made yet

    def state(self) -> dict[str, list[dict[str, Any]]]:
        """Return all records, without instants and without what depends on the run."""
        return {
            table: [
                {
                    k: v
                    for k, v in row.items()
                    if not k.endswith(("_at", "_until")) and k not in UNLIKE
                }
                for row in rows_of(self.database, f"SELECT * FROM {table} ORDER BY 1")
            ]
            for table in TABLES
        }


async def at_call(world: World, sim: Sim, kind: str, who: int, step: Step) -> None:
    """Kill the bot in the very call that shows the answer: the records are written by then.

    With "drop" the person sees nothing of it; with "cut_answer" they see it and the bot never
    learns that they do.
    """
    await sim.faults(kind, user_id=who)
    await step(sim)
    async with asyncio.timeout(LONGEST_S):
        while (await sim.ask("GET", "/sim/faults"))["faults"]:
            await asyncio.sleep(0)
    await world.kill_bot()


def daytime_zone() -> str:
    """Return a zone in which it is day now, so that no reminder and no midnight falls in a run."""
    now = SystemClock().now().astimezone(UTC)
    zones = ("Europe/Berlin", "Asia/Tokyo", "Pacific/Auckland", "Pacific/Honolulu", "America/Lima")
    return min(zones, key=lambda zone: abs(_hour(now, zone) - 13))


def _hour(now: datetime, zone: str) -> int:
    return now.astimezone(ZoneInfo(zone)).hour


def _says(who: int, text: str) -> tuple[int, Step]:
    return who, lambda sim: sim.send(who, text)


def _taps(who: int, label: str) -> tuple[int, Step]:
    return who, lambda sim: sim.tap(who, label, wait_s=0)


async def _follow_link(sim: Sim) -> None:
    await sim.start(ALICE, token_in(text_of(await sim.last(NORA))))


#: Onboarding, the assign wizard and a check-in: (who, what they do), an update each.
STORY: Final[tuple[tuple[int, Step], ...]] = (
    _says(NORA, "/start"),
    _says(NORA, "/newclient"),
    _says(NORA, "Sunny"),
    _taps(NORA, "Child"),
    _taps(NORA, "The usual way"),
    _taps(NORA, "Assign an activity"),
    _taps(NORA, "Dressing"),
    _taps(NORA, "Socks on"),
    _taps(NORA, "Bedtime"),
    _taps(NORA, "Back"),
    _taps(NORA, "Morning"),
    _taps(NORA, "every day"),
    _taps(NORA, "6 weeks"),
    _taps(NORA, "Write a note for the family"),
    _says(NORA, "By the front door"),
    _taps(NORA, "Assign it"),
    _taps(NORA, "Invite the family"),
    (ALICE, _follow_link),
    _taps(ALICE, "Yes, that is all right"),
    _taps(ALICE, "Parent"),
    _taps(ALICE, "Yes, it is"),
    _says(ALICE, "7:05"),
    _taps(ALICE, "20:00"),
    _says(ALICE, "/today"),
    _taps(ALICE, "Socks on"),
    _taps(ALICE, "We did it"),
    _taps(ALICE, "Add a bit more"),
    _taps(ALICE, "I showed how"),
    _taps(ALICE, "Write a note"),
    _says(ALICE, "She laughed"),
    _taps(ALICE, "Some of it"),
    _taps(ALICE, "Something worried me"),
    _taps(ALICE, "Rest it and tell them"),
)
