"""The bot as a practice runs it: `python -m bot run`, a process of its own that can be killed."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import Process
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from bench.crowd.fill import CONTENT

TOKEN: Final = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1"
OURS: Final = ("bot", "run")
_ROOT: Final = Path(__file__).parents[2]
_STOPS_WITHIN_S: Final = 30.0


class BotProcess:
    """One bot process at a time, always on the same database.

    Args:
        folder: the working directory; the database is `data/bot.sqlite3` below it, and what the
            bot complains about goes into `bot.log`.
        url: the Bot API server's address.
        per_second: MESSAGES_PER_SECOND.
        module: what to run, with its arguments.
    """

    def __init__(
        self, folder: Path, url: str, *, per_second: float = 30, module: Sequence[str] = OURS
    ) -> None:
        self.folder = folder
        self.database = folder / "data" / "bot.sqlite3"
        self.log = folder / "bot.log"
        self._module = module
        self._process: Process | None = None
        self._settings = {
            "BOT_TOKEN": TOKEN,
            "BOT_API_URL": url,
            "DATABASE_URL": f"sqlite:///{self.database}",
            "CONTENT_DIR": str(CONTENT),
            "MESSAGES_PER_SECOND": str(per_second),
            "LOG_LEVEL": "WARNING",
        }

    @property
    def pid(self) -> int:
        """The running process's number."""
        return self._running.pid

    async def start(self) -> None:
        """Start a process; the settings come from here alone."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        coverage = {k: v for k, v in os.environ.items() if k.startswith("COVERAGE_")}
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                *self._module,
                cwd=self.folder,
                env={**kept, **coverage, "PYTHONPATH": str(_ROOT), **self._settings},
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    async def kill(self) -> None:
        """End it with SIGKILL, as a power cut would."""
        process, self._process = self._running, None
        process.kill()
        if await process.wait() != -signal.SIGKILL:
            raise RuntimeError(f"the bot ended before it was killed; see below\n{self.words()}")

    async def stop(self) -> None:
        """Ask it to end, as a service manager does; it must do so in order."""
        process, self._process = self._running, None
        process.terminate()
        async with asyncio.timeout(_STOPS_WITHIN_S):
            status = await process.wait()
        if status != 0:
            raise RuntimeError(f"the bot ended with status {status}\n{self.words()}")

    async def clear(self) -> None:
        """End whatever still runs."""
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()

    def words(self) -> str:
        """Return what the bot has logged."""
        return self.log.read_text(encoding="utf-8", errors="replace") if self.log.exists() else ""

    def check(self) -> None:
        """Raise RuntimeError when the process has ended by itself."""
        if self._running.returncode is not None:
            raise RuntimeError(f"the bot has stopped by itself\n{self.words()}")

    @property
    def _running(self) -> Process:
        if self._process is None:
            raise RuntimeError("no bot is running")
        return self._process
