"""The command line: what it says, its exit status, and that a person can act on every error."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.__main__ import main
from tests.program import ROOT, environment

Said = tuple[int, str, str]


class Shell:
    """Runs commands in this process, in a folder of their own."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.database = folder / "data" / "bot.sqlite3"
        self._capsys = capsys

    def __call__(self, *arguments: object) -> Said:
        """Run one command; return the exit status, its output and its errors."""
        status = main([str(argument) for argument in arguments])
        said = self._capsys.readouterr()
        return status, said.out, said.err


@pytest.fixture
def shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Shell:
    for name, value in environment({}).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("BOT_TOKEN", "")
    monkeypatch.setattr("bot.__main__.configure", lambda level, secrets: None)
    monkeypatch.chdir(tmp_path)
    return Shell(tmp_path, capsys)


def one_line(said: Said, words: str) -> None:
    status, _, errors = said
    assert status == 1
    assert words in errors, errors
    assert errors.count("\n") == 1, errors
    assert "Traceback" not in errors


# -- the library --------------------------------------------------------------------------------


def test_the_library_that_ships_is_sound(shell: Shell):
    status, out, _ = shell("content", "check")
    assert status == 0 and out.startswith("The library is sound: ")
    status, out, _ = shell("content", "check", "--json")
    told = json.loads(out)
    assert status == 0 and told["problems"] == [] and told["counts"]["activities"] >= 12


def test_every_problem_of_a_library_is_listed_with_its_place(shell: Shell):
    own = shell.folder / "own"
    (own / "activities" / "x").mkdir(parents=True)
    (own / "activities" / "x" / "bad.yaml").write_text("id: bad\ntitle: [1\n")
    status, out, _ = shell("content", "check", own)
    assert status == 1
    assert "bad.yaml" in out and "problem" in out.splitlines()[-1]
    status, out, _ = shell("content", "check", "--json", own)
    told = json.loads(out)
    assert status == 1 and told["problems"]
    assert set(told["problems"][0]) >= {"file", "field", "reason"}


# -- the database -------------------------------------------------------------------------------


def test_a_database_is_made_and_then_left_alone(shell: Shell):
    status, out, _ = shell("db", "upgrade")
    assert status == 0
    assert out.startswith("applied 0001 initial\n")
    assert out.endswith("data/bot.sqlite3: up to date\n")
    assert shell("db", "upgrade") == (0, "data/bot.sqlite3: up to date\n", "")
    assert shell("db", "check") == (0, "data/bot.sqlite3: sound\n", "")


def test_a_backup_can_be_put_back(shell: Shell):
    shell("db", "upgrade")
    status, out, _ = shell("db", "backup", "copy.sqlite3")
    assert (status, out) == (0, "copy.sqlite3: a sound copy of data/bot.sqlite3\n")
    with closing(sqlite3.connect(shell.database)) as connection:
        connection.execute("INSERT INTO marks VALUES ('later', 1)")
        connection.commit()
    status, out, _ = shell("db", "restore", "copy.sqlite3")
    assert status == 0
    assert out.splitlines() == [
        "data/bot.sqlite3: restored from copy.sqlite3",
        "data/bot.sqlite3.before-restore-1: what stood there before",
    ]
    with closing(sqlite3.connect(shell.database)) as connection:
        assert connection.execute("SELECT count(*) FROM marks").fetchone() == (0,)


def test_a_backup_can_be_put_where_nothing_stood(shell: Shell):
    shell("db", "upgrade")
    shell("db", "backup", "copy.sqlite3")
    shell.database.unlink()
    status, out, _ = shell("db", "restore", "copy.sqlite3")
    assert (status, out) == (0, "data/bot.sqlite3: restored from copy.sqlite3\n")


def test_what_cannot_be_done_with_a_database_is_said_in_one_line(shell: Shell):
    one_line(shell("db", "backup", "copy.sqlite3"), "there is no database here yet")
    one_line(shell("db", "check"), "data/bot.sqlite3: there is no such file")
    one_line(shell("db", "restore", "copy.sqlite3"), "there is no such file")
    shell("db", "upgrade")
    (shell.folder / "taken.sqlite3").touch()
    one_line(shell("db", "backup", "taken.sqlite3"), "exists already; name a new file")
    one_line(shell("db", "restore", "taken.sqlite3"), "holds no records of this bot")
    shell.database.write_bytes(b"broken" * 1000)
    one_line(shell("db", "check"), "data/bot.sqlite3: file is not a database")
    one_line(shell("db", "upgrade"), "not a usable database")


def test_a_place_where_nothing_can_be_written_is_said_in_one_line(shell: Shell):
    shell("db", "upgrade")
    (shell.folder / "file").touch()
    one_line(shell("db", "backup", "file/copy.sqlite3"), "file/copy.sqlite3.part: cannot be")


# -- settings and words -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("DEFAULT_TIMEZONE", "Berln", 'DEFAULT_TIMEZONE: "Berln" is not a time zone name'),
        ("BOT_TOKEN", "123:short", "BOT_TOKEN: this is not a bot token"),
        ("MESSAGES_PER_SECOND", "many", "MESSAGES_PER_SECOND: "),
        ("DATABASE_URL", "postgres://x", "DATABASE_URL: "),
    ],
)
def test_a_wrong_setting_stops_the_start_in_one_line(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, name: str, value: str, words: str
):
    monkeypatch.setenv(name, value)
    one_line(shell("db", "check"), words)


def test_a_language_without_texts_stops_the_start_in_one_line(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("DEFAULT_LANGUAGE", "xx")
    one_line(shell("sandbox", "--port", 0), 'DEFAULT_LANGUAGE: "xx" has no translation')


def test_an_unreadable_library_stops_the_start(shell: Shell, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("CONTENT_DIR", str(shell.folder / "nowhere"))
    status, _, errors = shell("sandbox", "--port", 0)
    assert status == 1
    assert "nowhere" in errors and "Traceback" not in errors


def test_a_command_that_is_none_is_answered_with_those_there_are(
    shell: Shell, capsys: pytest.CaptureFixture[str]
):
    for words in (
        ["dance"],
        ["db"],
        ["sandbox", "--port", "eighty"],
        ["sandbox", "--port", "65536"],
    ):
        with pytest.raises(SystemExit) as caught:
            main(words)
        assert caught.value.code == 2
        assert "usage: python -m bot" in capsys.readouterr().err


def test_help_names_every_command(shell: Shell, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as caught:
        main(["--help"])
    assert caught.value.code == 0
    out = capsys.readouterr().out
    assert all(word in out for word in ("run", "sandbox", "content", "db"))
    assert (ROOT / "bot" / "__main__.py").exists()
