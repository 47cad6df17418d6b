"""The house keeps its shape: who may import whom, one clock, small rooms, nothing let slip."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import __version__
from tests.authorisation.table import without_row

ROOT = Path(__file__).parent.parent
BOT = ROOT / "bot"
FILES = sorted(BOT.rglob("*.py"))
LINES_A_FILE = 250
LINES_A_HANDLER = 25

#: What tells the time. `time.monotonic` does not: it paces, and no clock can move it.
WALL_CLOCKS = {
    *(f"datetime.datetime.{name}" for name in ("now", "utcnow", "today")),
    "datetime.date.today",
    *(f"time.{name}" for name in ("time", "time_ns", "localtime", "ctime", "asctime")),
    "time.clock_gettime",
}
TASK_MAKERS = {"create_task", "ensure_future"}
#: The database's own clock, and date arithmetic that PostgreSQL would not understand.
SQL_CLOCKS = re.compile(
    r"\bcurrent_(timestamp|date|time)\b|\b(unixepoch|julianday|strftime|datetime)\s*\(",
    re.IGNORECASE,
)


def place(file: Path, line: int = 0) -> str:
    return f"{file.relative_to(ROOT).as_posix()}:{line}"


def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def origins(module: ast.Module) -> dict[str, str]:
    """What each imported name stands for: {"dt": "datetime.datetime"}."""
    found = {}
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            for name in node.names:
                whole = name.name if name.asname else name.name.split(".")[0]
                found[name.asname or whole] = whole
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for name in node.names:
                found[name.asname or name.name] = f"{node.module}.{name.name}"
    return found


def dotted(node: ast.AST, known: dict[str, str]) -> str | None:
    """The full name of `a.b.c`, if `a` was imported."""
    if isinstance(node, ast.Name):
        return known.get(node.id)
    if isinstance(node, ast.Attribute):
        base = dotted(node.value, known)
        return base and f"{base}.{node.attr}"
    return None


def wall_clock_readings(module: ast.Module) -> Iterator[int]:
    known = origins(module)
    for node in ast.walk(module):
        if dotted(node, known) in WALL_CLOCKS:
            yield getattr(node, "lineno", 0)


def dropped_tasks(module: ast.Module) -> Iterator[int]:
    for node in ast.walk(module):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            called = ast.unparse(node.value.func)
            holder, _, verb = called.rpartition(".")
            if verb in TASK_MAKERS and holder in {"", "asyncio", "loop", "self._loop"}:
                yield node.lineno


def bare_excepts(module: ast.Module) -> Iterator[int]:
    for node in ast.walk(module):
        if isinstance(node, ast.ExceptHandler) and node.type is None:
            yield node.lineno


def texts_in(module: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def test_every_import_contract_holds() -> None:
    """The contracts stand in pyproject.toml under [tool.importlinter]."""
    run = "from importlinter.cli import lint_imports_command as command; command()"
    done = subprocess.run(
        [sys.executable, "-c", run, "--no-logo", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


def test_only_the_clock_reads_the_wall_clock() -> None:
    found = [
        place(file, line)
        for file in FILES
        if file != BOT / "clock.py"
        for line in wall_clock_readings(tree(file))
    ]
    assert found == []


def test_the_database_reads_no_clock_either() -> None:
    found = [
        place(file) for file in BOT.rglob("*.sql") if SQL_CLOCKS.search(file.read_text("utf-8"))
    ]
    found += [
        place(file, line)
        for file in (BOT / "store").glob("*.py")
        for line, text in texts_in(tree(file))
        if SQL_CLOCKS.search(text)
    ]
    assert found == []


def test_a_file_stays_under_250_lines() -> None:
    sizes = {place(f): len(f.read_text(encoding="utf-8").splitlines()) for f in FILES}
    assert {name: lines for name, lines in sizes.items() if lines >= LINES_A_FILE} == {}


def test_a_handler_stays_under_25_lines() -> None:
    found = {}
    for file in (BOT / "handlers").glob("*.py"):
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines >= LINES_A_HANDLER:
                    found[f"{place(file, node.lineno)} {node.name}"] = lines
    assert found == {}


def test_every_task_has_an_owner() -> None:
    assert [place(file, line) for file in FILES for line in dropped_tasks(tree(file))] == []


def test_no_error_is_swallowed_unnamed() -> None:
    assert [place(file, line) for file in FILES for line in bare_excepts(tree(file))] == []


def test_every_module_says_what_it_protects() -> None:
    assert [place(file) for file in FILES if not ast.get_docstring(tree(file))] == []


def test_the_bot_runs_on_the_very_versions_that_are_tested() -> None:
    runtime, tested = (
        set(re.findall(r"^([a-z0-9._-]+==\S+)", (ROOT / name).read_text("utf-8"), re.MULTILINE))
        for name in ("requirements.lock", "requirements-dev.lock")
    )
    assert runtime
    assert runtime - tested == set()


@pytest.mark.parametrize(
    "source",
    [
        "import datetime\ndatetime.datetime.now()",
        "import datetime as dt\ndt.date.today()",
        "from datetime import datetime as when\nclock = when.utcnow",
        "import time\ntime.time()",
        "from time import time as seconds\nseconds()",
    ],
)
def test_a_hidden_wall_clock_is_found(source: str) -> None:
    assert list(wall_clock_readings(ast.parse(source))) == [2]


@pytest.mark.parametrize(
    "source",
    [
        "from bot.clock import Clock\nClock.now()",
        "import time\ntime.monotonic()",
        "from datetime import datetime\ndatetime.fromtimestamp(0)",
        "def f(office):\n    office.now()",
    ],
)
def test_what_reads_no_wall_clock_is_left_alone(source: str) -> None:
    assert list(wall_clock_readings(ast.parse(source))) == []


def test_a_dropped_task_and_a_bare_except_are_found() -> None:
    source = ast.parse("asyncio.create_task(x())\ntry:\n    pass\nexcept:\n    pass")
    assert list(dropped_tasks(source)) == [1]
    assert list(bare_excepts(source)) == [4]
    kept = ast.parse("task = asyncio.create_task(x())\ngroup.create_task(x())")
    assert list(dropped_tasks(kept)) == []


def test_every_service_says_who_may_use_it() -> None:
    lines = without_row()

    assert not lines, "\n".join(lines)


def test_the_package_says_the_version_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert __version__ == project["version"]
