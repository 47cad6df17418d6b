"""The crowd of 100,000 families: made once for all rows that are measured together."""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from bench.crowd.fill import Crowd, fill
from bot.clock import SystemClock

FAMILIES: Final = 100_000
DUE: Final = 10_000
_ROOT: Final = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Made:
    """A filled database; the folder goes when nobody holds this any more."""

    crowd: Crowd
    path: Path
    folder: tempfile.TemporaryDirectory[str]


@cache
def crowd() -> Made:
    """Return 100,000 families with three reminders each, 10,000 of them due."""
    print(f"  filling a database with {FAMILIES:,} families ...", flush=True)
    folder = tempfile.TemporaryDirectory(prefix="home-program-bench-")
    path = Path(folder.name) / "data" / "bot.sqlite3"
    made = Crowd(FAMILIES, due=DUE, at=SystemClock().now())
    fill(path, made)
    return Made(made, path, folder)


@contextmanager
def copied() -> Iterator[Path]:
    """Yield a copy of the crowd's database that may be changed."""
    with tempfile.TemporaryDirectory(prefix="home-program-bench-") as folder:
        copy = Path(folder) / "data" / "bot.sqlite3"
        copy.parent.mkdir()
        shutil.copyfile(crowd().path, copy)
        yield copy


def inside(module: str, *arguments: str) -> dict[str, Any]:
    """Run a measuring program; return the JSON object that it prints."""
    command = [sys.executable, "-m", module, *arguments]
    run = subprocess.run(command, cwd=_ROOT, check=True, stdout=subprocess.PIPE)
    found: dict[str, Any] = json.loads(run.stdout)
    return found
