"""Starts bots quickly: their modules are loaded once, and each bot is a fork of that.

Such a bot is a process of its own and runs the same `main` as `python -m bot run`. Orders and
answers are lines of JSON: `{"start": {"folder", "log", "settings"}}` gives `{"pid"}`, `{"wait":
pid}` gives `{"status"}` once that bot has ended, negative when a signal ended it.
"""

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path
from typing import Any, Final, Self

_ROOT: Final = Path(__file__).parents[2]


class Nursery:
    """The process that forks; `async with` starts and ends it."""

    def __init__(self) -> None:
        self._process: Process | None = None
        self._turn = asyncio.Lock()

    async def __aenter__(self) -> Self:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bench.chat.nursery", cwd=_ROOT, stdin=PIPE, stdout=PIPE
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._process is not None:
            await self._process.communicate(b"")  # which closes its input

    async def start(self, folder: Path, log: Path, settings: dict[str, str]) -> int:
        """Fork a bot with these settings and no others; return its process id."""
        order = {"folder": str(folder), "log": str(log), "settings": settings}
        return int((await self._ask({"start": order}))["pid"])

    async def wait(self, pid: int) -> int:
        """Wait until a bot has ended; return its exit status."""
        return int((await self._ask({"wait": pid}))["status"])

    async def _ask(self, order: dict[str, Any]) -> dict[str, Any]:
        if self._process is None or self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("use `async with Nursery() as nursery`")
        async with self._turn:
            self._process.stdin.write(json.dumps(order).encode() + b"\n")
            answer: dict[str, Any] = json.loads(await self._process.stdout.readline())
            return answer


def _start(folder: str, log: str, settings: dict[str, str]) -> int:
    pid = os.fork()
    if pid:
        return pid
    from bot.__main__ import main  # noqa: PLC0415 - loaded already, by `_serve`

    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    written = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(written, 1)
    os.dup2(written, 2)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(settings)
    os._exit(main(["run"]))


def _serve() -> None:
    import bot.app  # noqa: PLC0415 - so that each fork has it
    import bot.commands.telegram  # noqa: F401, PLC0415

    running: set[int] = set()
    for line in sys.stdin:
        order = json.loads(line)
        if "start" in order:
            pid = _start(**order["start"])
            running.add(pid)
            answer = {"pid": pid}
        else:
            _, status = os.waitpid(order["wait"], 0)
            running.discard(order["wait"])
            answer = {"status": os.waitstatus_to_exitcode(status)}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()
    for pid in running:  # nobody is left to stop them
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


if __name__ == "__main__":
    _serve()
