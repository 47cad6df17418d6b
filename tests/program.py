"""The bot as its administrator starts it: a process of its own, stopped as a machine stops it."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
PATIENCE_S: Final = 60
_OURS: Final = ("BOT_", "ADMIN_", "DATABASE_", "DEFAULT_", "WEBHOOK_", "HEALTH_", "PROXY_", "LOG_")


@dataclass(slots=True)
class Program:
    """A running `python -m bot`."""

    process: asyncio.subprocess.Process

    async def line(self, words: str) -> str:
        """Wait until it prints a line with these words; return the line."""
        assert self.process.stdout is not None
        seen = []
        async with asyncio.timeout(PATIENCE_S):
            while line := (await self.process.stdout.readline()).decode():
                seen.append(line)
                if words in line:
                    return line.strip()
        rest = await self.ended()
        raise AssertionError(f"it ended without saying {words!r}: {seen} {rest}")

    async def ended(self) -> tuple[int, str, str]:
        """Wait for its end; return the exit status and what it said: output, errors."""
        async with asyncio.timeout(PATIENCE_S):
            out, errors = await self.process.communicate()
        return self.process.returncode or 0, out.decode(), errors.decode()


@asynccontextmanager
async def program(cwd: Path, *arguments: str, **settings: object) -> AsyncIterator[Program]:
    """Start it in an empty folder, with these settings and no others."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *arguments,
        cwd=cwd,
        env=environment(settings),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield Program(process)
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


def environment(settings: dict[str, object]) -> dict[str, str]:
    """Return this machine's environment with these settings in place of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}
    own = {name.upper(): str(value) for name, value in settings.items()}
    return {**kept, "PYTHONPATH": str(ROOT), "CONTENT_DIR": str(ROOT / "content"), **own}
