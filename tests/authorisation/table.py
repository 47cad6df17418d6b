"""The whole table: every row of every topic, and what is no service for people."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from typing import Any, Final

import bot.services
from tests.authorisation import rows
from tests.authorisation.row import Row, name_of

#: Used by the bot itself, not on anybody's wish: nothing to authorise.
INTERNAL: Final = {
    "meet.set_reachable": "Telegram reports it of a chat",
    "meet.language_of": "the alert for a tap that was refused",
    "typed.who_is_expected": "read once, at the start",
    "library_care.load_standings": "done at the start and after a change",
    "status.begin": "done once, at the start",
    "status.note_error": "an update went wrong",
    "own_activities.load_own": "done once, at the start",
    "practice_times.usual_times": "families read them on their way in",
    "meet.practice_name": "families read it, too",
    "menu.read_menu": "which command menu stands in a chat",
    "menu.note_menu": "which command menu stands in a chat",
    "trail.note_first_looks": "what was noted in memory is written down",
    "worry_page.hold_message": "the message that was just tapped",
}


def table() -> list[Row]:
    """Return every row."""
    found: list[Row] = []
    for topic in pkgutil.iter_modules(rows.__path__):
        found += importlib.import_module(f"{rows.__name__}.{topic.name}").ROWS
    return found


def services() -> dict[str, Callable[..., Any]]:
    """Return every public coroutine of bot/services, by its name in the table."""
    found = {}
    for room in pkgutil.iter_modules(bot.services.__path__):
        module = importlib.import_module(f"{bot.services.__name__}.{room.name}")
        for name, service in inspect.getmembers(module, inspect.iscoroutinefunction):
            if not name.startswith("_") and service.__module__ == module.__name__:
                found[name_of(service)] = service
    return found


def without_row() -> list[str]:
    """Say, for each service that has no row yet, what to write where."""
    there = {row.name for row in table()} | set(INTERNAL)
    lines = []
    for name, service in services().items():
        if name not in there:
            asked = list(inspect.signature(service).parameters)[2:]
            lines.append(
                f"{name} has no row. Say in a file of tests/authorisation/rows/ who may use it:\n"
                f"    Row({name}, OWN, lambda s: ({', '.join(asked)}{',' * bool(asked)})),\n"
                "with OWN (Sunny's therapist), FAMILY, CAREGIVERS (school staff, too), ADMINS or "
                "any set of Who, and arguments made of Sunny's records (`s`, tests/authorisation/"
                "cast.py)."
            )
    return lines
