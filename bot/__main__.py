"""The command line: run, sandbox, content, db. Errors a person can mend are one line, exit 1."""

import argparse
import asyncio
import contextlib
import errno
import json
import os
import signal
import sys
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, Final

from bot.app import Application, StartError, build
from bot.catalog import ContentError, check, counts, load
from bot.catalog.worries import check_worries
from bot.clock import SystemClock, epoch_ms
from bot.logs import configure
from bot.sandbox.run import PORT, start_local_chat
from bot.settings import Settings, SettingsError, read_settings
from bot.store.backup import back_up, problems_of, restore
from bot.store.database import Database
from bot.store.errors import StoreError
from bot.store.migrate import upgrade

_PORT_TROUBLE: Final = (errno.EADDRINUSE, errno.EACCES)


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return the exit status."""
    options = _parser().parse_args(arguments)
    try:
        settings = read_settings()
        configure(settings.log_level, settings.secrets)
        return int(options.run(settings, options))
    except (SettingsError, StoreError, StartError, ContentError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        print(f"{place}{error.strerror or error}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description=__doc__)
    parser.set_defaults(run=_run, port=PORT, database=None, empty=False)
    commands = parser.add_subparsers(title="commands")
    run = commands.add_parser("run", help="Telegram with a BOT_TOKEN, else the local chat")
    run.set_defaults(run=_run, port=PORT, database=None, empty=False)
    sandbox = commands.add_parser("sandbox", help="the local chat, on this machine alone")
    sandbox.add_argument(
        "--port", type=_port, default=PORT, help=f"default {PORT}; 0 takes a free one"
    )
    sandbox.add_argument("--database", type=Path, help="a file to keep; default: nothing is kept")
    sandbox.add_argument("--empty", action="store_true", help="begin without the demo family")
    sandbox.set_defaults(run=_sandbox)
    content = commands.add_parser("content", help="the library of activities").add_subparsers(
        title="commands", required=True
    )
    checking = content.add_parser("check", help="check the library; every problem is listed")
    checking.add_argument(
        "path",
        nargs="*",
        type=Path,
        help="folders to check; one of your own is laid over CONTENT_DIR",
    )
    checking.add_argument("--json", action="store_true", help="print counts and problems as JSON")
    checking.set_defaults(run=_content_check)
    _database_parser(commands.add_parser("db", help="the database"))
    return parser


def _port(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 65535:
        raise argparse.ArgumentTypeError(f"{number} is no port: 0 to 65535")
    return number


def _database_parser(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(title="commands", required=True)
    commands.add_parser("upgrade", help="bring the database up to this release").set_defaults(
        run=_db_upgrade
    )
    backup = commands.add_parser("backup", help="write a consistent copy, also while the bot runs")
    backup.add_argument("file", type=Path)
    backup.set_defaults(run=_db_backup)
    restoring = commands.add_parser("restore", help="put a copy in place; stop the bot first")
    restoring.add_argument("file", type=Path)
    restoring.set_defaults(run=_db_restore)
    commands.add_parser("check", help="look for damage").set_defaults(run=_db_check)


# -- run ----------------------------------------------------------------------------------------


def _run(settings: Settings, options: argparse.Namespace) -> int:
    if settings.bot_token is None:
        return _sandbox(settings, options)
    return asyncio.run(_until_told(_telegram(settings)))


def _sandbox(settings: Settings, options: argparse.Namespace) -> int:
    return asyncio.run(_until_told(_local_chat(settings, options)))


async def _telegram(settings: Settings) -> int:
    app = build(settings, SystemClock())
    try:
        await app.start()
        return await _serve(app)
    finally:
        await app.stop()


async def _local_chat(settings: Settings, options: argparse.Namespace) -> int:
    async with AsyncExitStack() as stack:
        try:
            chat = await start_local_chat(
                stack,
                settings,
                port=options.port,
                database=options.database,
                empty=options.empty,
            )
        except OSError as error:
            if error.errno not in _PORT_TROUBLE:
                raise
            raise StartError(
                f"port {options.port}: {os.strerror(error.errno)}; "
                "stop what uses it, or name another with: python -m bot sandbox --port 8090"
            ) from error
        print(f"The local chat is open: {chat.server.url}", flush=True)
        print(
            "You are everyone there: therapist, parent, grandparent. Stop it with Ctrl+C.",
            flush=True,
        )
        return await _serve(chat.app)


async def _serve(app: Application) -> int:
    """Wait until somebody says stop, or the bot cannot go on."""
    print(await app.failed, file=sys.stderr)
    return 1


async def _until_told(job: Coroutine[Any, Any, int]) -> int:
    """Run a job until it ends or SIGINT or SIGTERM comes; then let it close in order."""
    task = asyncio.ensure_future(job)
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, task.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        return await task
    return 0


# -- content and database ---------------------------------------------------------------------


def _content_check(settings: Settings, options: argparse.Namespace) -> int:
    folders = list(settings.content_dirs)
    if options.path:
        whole = (options.path[0] / "areas.yaml").exists()
        folders = list(options.path) if whole else [*folders, *options.path]
    problems = check(folders)
    problems += check_worries(folders, None if problems else load(folders))
    found = {} if problems else counts(load(folders))
    if options.json:
        listed = [
            {"file": p.file, "field": p.field, "reason": p.reason, "fix": p.fix} for p in problems
        ]
        print(json.dumps({"counts": found, "problems": listed}, indent=2))
    else:
        for problem in problems:
            print(problem)
        print(f"{len(problems)} problems" if problems else f"The library is sound: {found}")
    return 1 if problems else 0


def _db_upgrade(settings: Settings, options: argparse.Namespace) -> int:
    async def job() -> int:
        database = await Database(settings.database_path).open()
        try:
            steps = await upgrade(database, epoch_ms(SystemClock().now()))
        finally:
            await database.close()
        for step in steps:
            print(f"applied {step.version:04d} {step.name}")
        print(f"{settings.database_path}: up to date")
        return 0

    return asyncio.run(job())


def _db_backup(settings: Settings, options: argparse.Namespace) -> int:
    back_up(settings.database_path, options.file)
    print(f"{options.file}: a sound copy of {settings.database_path}")
    return 0


def _db_restore(settings: Settings, options: argparse.Namespace) -> int:
    kept = restore(options.file, settings.database_path)
    print(f"{settings.database_path}: restored from {options.file}")
    if kept is not None:
        print(f"{kept}: what stood there before")
    return 0


def _db_check(settings: Settings, options: argparse.Namespace) -> int:
    problems = problems_of(settings.database_path)
    for problem in problems:
        print(f"{settings.database_path}: {problem}", file=sys.stderr)
    if not problems:
        print(f"{settings.database_path}: sound")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
