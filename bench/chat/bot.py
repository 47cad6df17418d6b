"""The bot as a practice runs it, `python -m bot run`: a process of its own that can be killed."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, Process
from pathlib import Path
from typing import Final

from bench.chat.nursery import Nursery
from bench.crowd.fill import CONTENT

TOKEN: Final = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1"
_ROOT: Final = Path(__file__).parents[2]
_STOPS_WITHIN_S: Final = 30.0


class BotProcess:
    """One bot process at a time, always on the same database.

    Args:
        folder: the working directory; the database is `data/bot.sqlite3` below it, and what the
            bot complains about goes into `bot.log`.
        url: the Bot API server's address.
        per_second: MESSAGES_PER_SECOND.
        nursery: forks the bot; None starts it anew, as a service manager does.
    """

    def __init__(
        self, folder: Path, url: str, *, per_second: float = 30, nursery: Nursery | None = None
    ) -> None:
        self.folder = folder
        self.database = folder / "data" / "bot.sqlite3"
        self.log = folder / "bot.log"
        self.pid = 0
        self._nursery = nursery
        self._process: Process | None = None
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        self._settings = {
            **kept,
            "PYTHONPATH": str(_ROOT),
            "BOT_TOKEN": TOKEN,
            "BOT_API_URL": url,
            "DATABASE_URL": f"sqlite:///{self.database}",
            "CONTENT_DIR": str(CONTENT),
            "MESSAGES_PER_SECOND": str(per_second),
            "LOG_LEVEL": "WARNING",
        }

    async def start(self) -> None:
        """Start a process; the settings come from here alone."""
        if self._nursery is not None:
            self.pid = await self._nursery.start(self.folder, self.log, self._settings)
            return
        with self.log.open("ab") as log:
            command = (sys.executable, "-m", "bot", "run")
            self._process = await asyncio.create_subprocess_exec(
                *command, cwd=self.folder, env=self._settings, stdin=DEVNULL, stdout=log, stderr=log
            )
        self.pid = self._process.pid

    async def kill(self) -> None:
        """End it with SIGKILL: nothing is finished, flushed or said goodbye to."""
        status = await self._end(signal.SIGKILL)
        if status != -signal.SIGKILL:
            raise RuntimeError(f"the bot ended before it was killed\n{self.words()}")

    async def stop(self) -> None:
        """Ask it to end, as a service manager does; it has to do so in order."""
        loop = asyncio.get_running_loop()
        patience = loop.call_later(_STOPS_WITHIN_S, os.kill, self.pid, signal.SIGKILL)
        try:
            status = await self._end(signal.SIGTERM)
        finally:
            patience.cancel()
        if status != 0:
            raise RuntimeError(f"the bot ended with status {status}\n{self.words()}")

    async def clear(self) -> None:
        """End whatever still runs."""
        if self.pid:
            await self._end(signal.SIGKILL)

    def words(self) -> str:
        """Return what the bot has logged."""
        return self.log.read_text(encoding="utf-8", errors="replace") if self.log.exists() else ""

    async def _end(self, how: signal.Signals) -> int:
        os.kill(self.pid, how)
        if self._nursery is not None:
            status = await self._nursery.wait(self.pid)
        elif self._process is not None:
            status = await self._process.wait()
        else:
            raise RuntimeError("no bot is running")
        self.pid = 0
        return status
