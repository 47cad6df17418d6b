"""`db`: the database."""

import argparse
import asyncio
import sys

from bot.clock import SystemClock, epoch_ms
from bot.settings import Settings
from bot.store.backup import back_up, problems_of, restore
from bot.store.database import Database
from bot.store.migrate import upgrade


def upgrade_database(settings: Settings, options: argparse.Namespace) -> int:
    """Bring the database up to this release, creating it when it is not there."""

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


def write_backup(settings: Settings, options: argparse.Namespace) -> int:
    """Write a consistent copy, also while the bot runs."""
    back_up(settings.database_path, options.file)
    print(f"{options.file}: a sound copy of {settings.database_path}")
    return 0


def restore_backup(settings: Settings, options: argparse.Namespace) -> int:
    """Put a copy in place; what stood there is kept beside it."""
    kept = restore(options.file, settings.database_path)
    print(f"{settings.database_path}: restored from {options.file}")
    if kept is not None:
        print(f"{kept}: what stood there before")
    return 0


def check_database(settings: Settings, options: argparse.Namespace) -> int:
    """Look for damage; return the exit status."""
    problems = problems_of(settings.database_path)
    for problem in problems:
        print(f"{settings.database_path}: {problem}", file=sys.stderr)
    if not problems:
        print(f"{settings.database_path}: sound")
    return 1 if problems else 0
