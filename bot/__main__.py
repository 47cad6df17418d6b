"""The command line: run, sandbox, content, db. Errors a person can mend are one line, exit 1."""

import argparse
import sys
from pathlib import Path
from typing import Final

from bot.errors import PersonCanMendError
from bot.logs import configure
from bot.settings import Settings, read_settings

#: Where the local chat is, unless somebody names another port.
PORT: Final = 8080


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return the exit status."""
    options = _parser().parse_args(arguments)
    try:
        settings = read_settings()
        configure(settings.log_level, settings.secrets)
        return int(options.run(settings, options))
    except (PersonCanMendError, ValueError) as error:
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
    checking.set_defaults(run=_content)
    _database_parser(commands.add_parser("db", help="the database"))
    return parser


def _port(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 65535:
        raise argparse.ArgumentTypeError(f"{number} is no port: 0 to 65535")
    return number


def _database_parser(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(run=_database)
    commands = parser.add_subparsers(title="commands", dest="verb", required=True)
    commands.add_parser("upgrade", help="bring the database up to this release")
    backup = commands.add_parser("backup", help="write a consistent copy, also while the bot runs")
    backup.add_argument("file", type=Path)
    restoring = commands.add_parser("restore", help="put a copy in place; stop the bot first")
    restoring.add_argument("file", type=Path)
    commands.add_parser("check", help="look for damage")


def _run(settings: Settings, options: argparse.Namespace) -> int:
    if settings.bot_token is None:
        return _sandbox(settings, options)
    from bot.commands import telegram

    return telegram.run(settings)


def _sandbox(settings: Settings, options: argparse.Namespace) -> int:
    from bot.commands import local_chat

    return local_chat.run(settings, options)


def _content(settings: Settings, options: argparse.Namespace) -> int:
    from bot.commands import content

    return content.check_library(settings, options)


def _database(settings: Settings, options: argparse.Namespace) -> int:
    from bot.commands import database

    verbs = {
        "upgrade": database.upgrade_database,
        "backup": database.write_backup,
        "restore": database.restore_backup,
        "check": database.check_database,
    }
    return verbs[options.verb](settings, options)


if __name__ == "__main__":
    sys.exit(main())
