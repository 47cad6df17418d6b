"""The token reaches no log, traceback or error message, whoever writes it and at any level."""

import logging
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from bot.logs import LineFormatter, Redactor, configure

TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1"
HALF = TOKEN.partition(":")[2]
ROOT = Path(__file__).parent.parent


@pytest.fixture
def logging_put_back() -> Iterator[None]:
    """Leave logging as it was for the other tests."""
    root = logging.getLogger()
    handlers, level, factory = root.handlers[:], root.level, logging.getLogRecordFactory()
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.setLogRecordFactory(factory)
    logging.captureWarnings(capture=False)
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks


def output_of_the_leaky_program(how: str) -> str:
    program = [sys.executable, "-m", "tests.leaky_program", how, TOKEN]
    run = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert run.returncode == 1, run.stderr
    return run.stdout + run.stderr


PLACES = [
    "url https://api.telegram.org/bot",
    "quoted ",
    "nested",
    "with a stack",
    "no such bot: ",
    "do not use ",
    "HTTP Request: POST http://127.0.0.1",
    "aiohttp.access",
    "call failed: ",
    "in a handler ",
    "in a task ",
    "in a thread ",
    "closing ",
    "at the very end ",
]


def test_no_way_of_logging_shows_the_token() -> None:
    output = output_of_the_leaky_program("hide")
    for place in PLACES:
        assert place in output, f"the program did not get as far as: {place}"
    assert HALF not in output
    assert HALF.lower() not in output.lower()
    assert output.count("[secret]") > 30


def test_the_same_program_shows_it_in_all_those_places_without_us() -> None:
    output = output_of_the_leaky_program("show")
    lines = [line for line in output.splitlines() if HALF.lower() in line.lower()]
    for place in PLACES:
        assert any(place in line for line in lines) or place in {"with a stack", "call failed: "}


@pytest.mark.parametrize(
    "text",
    [
        f"https://api.telegram.org/bot{TOKEN}/getMe",
        f"bot{quote(TOKEN)}",
        f"bot{quote(TOKEN).lower()}".replace(HALF.lower(), HALF),
        f"bot{quote(quote(TOKEN))}",
        f"only the second half: {HALF}",
        repr(TOKEN.encode()),
    ],
)
def test_a_token_is_hidden_however_it_is_written(text: str) -> None:
    hidden = Redactor([TOKEN])(text)
    assert HALF not in hidden
    assert TOKEN.split(":", maxsplit=1)[0] not in hidden or "second half" in text
    assert "[secret]" in hidden


@pytest.mark.parametrize("password", ["p@ss word/ü", 'qu"ote\\d'])
def test_a_password_is_hidden_quoted_and_escaped(password: str) -> None:
    redact = Redactor([password])
    for form in (password, quote(password), quote(password, safe=""), repr(password)):
        assert redact(f"<{form}>") in {"<[secret]>", "<'[secret]'>"}


def test_ordinary_text_stays_as_it_is() -> None:
    redact = Redactor([TOKEN, "short", ""])
    assert redact("a short text about 123456789") == "a short text about 123456789"
    assert Redactor([])("anything") == "anything"


def record(message: str, *args: object) -> logging.LogRecord:
    made = logging.LogRecord("bot.app", logging.INFO, "app.py", 1, message, args, None)
    made.created, made.msecs = 1_772_348_400.123, 123
    return made


def test_a_record_is_one_line_with_the_time_in_utc() -> None:
    line = LineFormatter(Redactor([])).format(record("started on port %d", 8080))
    assert line == "2026-03-01T07:00:00.123Z INFO bot.app: started on port 8080"


def test_a_text_with_line_breaks_cannot_pose_as_another_record() -> None:
    text = "hello\n2026-03-01T07:00:00.123Z ERROR bot.app: all is lost"
    line = LineFormatter(Redactor([])).format(record("note: %s", text))
    assert "\n" not in line


def test_a_record_made_elsewhere_is_cleaned_too() -> None:
    assert TOKEN not in LineFormatter(Redactor([TOKEN])).format(record("bot%s", TOKEN))


def test_a_traceback_follows_its_line_indented(
    logging_put_back: None, capsys: pytest.CaptureFixture[str]
) -> None:
    configure("INFO", [TOKEN])
    try:
        raise ValueError(TOKEN)
    except ValueError:
        logging.getLogger("bot.test").exception("it broke")
    first, *rest = capsys.readouterr().err.strip().split("\n")
    assert first.endswith("ERROR bot.test: it broke")
    assert rest[0] == "  Traceback (most recent call last):"
    assert rest[-1] == "  ValueError: [secret]"


def test_an_argument_that_cannot_be_shown_stops_nobody(
    logging_put_back: None, capsys: pytest.CaptureFixture[str]
) -> None:
    class Broken:
        def __str__(self) -> str:
            raise AttributeError(TOKEN)

    configure("INFO", [TOKEN])
    logging.getLogger("bot.test").info("here is %s", Broken())
    assert "'here is %s' (its arguments cannot be shown: AttributeError)" in capsys.readouterr().err


def test_at_info_the_libraries_are_quiet_and_at_debug_they_are_heard(
    logging_put_back: None, capsys: pytest.CaptureFixture[str]
) -> None:
    for level in ("INFO", "DEBUG", "WARNING"):
        configure(level, [])
        for name in ("httpx", "apscheduler.executors.default", "aiohttp.access", "bot.app"):
            logging.getLogger(name).info("%s says at %s", name, level)
    said = capsys.readouterr().err
    assert said.count("says at INFO") == 1
    assert said.count("says at DEBUG") == 4
    assert said.count("says at WARNING") == 0
