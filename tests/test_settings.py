"""A wrong setting stops the start with a line that helps; no line shows a secret."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.settings import Settings, SettingsError, read_settings

TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1"
ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def settings(**values: str) -> Settings:
    """The settings that a .env file with these lines gives."""
    Path(".env").write_text("".join(f'{name}="{value}"\n' for name, value in values.items()))
    return read_settings()


def complaint(**values: str) -> str:
    with pytest.raises(SettingsError) as caught:
        settings(**values)
    return str(caught.value)


def example_lines() -> dict[str, tuple[str, list[str]]]:
    """Each setting of the example file with its value and the comment lines above it."""
    found, comments = {}, []
    for line in (ROOT / ".env.example").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            comments.append(line)
        elif "=" in line:
            name, _, value = line.partition("=")
            found[name] = (value, comments)
            comments = []
        else:
            comments = []
    return found


def test_the_example_lists_every_setting_and_no_other() -> None:
    assert sorted(example_lines()) == sorted(name.upper() for name in Settings.model_fields)


def test_the_example_holds_the_defaults_and_one_line_about_each() -> None:
    for name, (value, comments) in example_lines().items():
        assert len(comments) == 1, f"{name} needs exactly one line of explanation"
        default = Settings.model_fields[name.lower()].default
        assert value == ("" if default in {None, ()} else str(default)), name
    assert read_settings(ROOT / ".env.example") == read_settings(None)


def test_without_any_setting_the_defaults_hold() -> None:
    plain = read_settings()
    assert plain.bot_token is None
    assert plain.database_path == Path("data/bot.sqlite3")
    assert plain.content_dirs == (Path("content"),)
    assert plain.webhook_address == ("127.0.0.1", 8081)
    assert plain.messages_per_second == 30
    assert plain.secrets == ()


def test_everything_can_be_set() -> None:
    whole = settings(
        BOT_TOKEN=f" {TOKEN} ",
        BOT_API_URL="http://localhost:8081/",
        ADMIN_IDS="7, 8 9",
        DATABASE_URL="sqlite:////var/lib/bot/home.sqlite3",
        DEFAULT_TIMEZONE="Europe/Berlin",
        DEFAULT_LANGUAGE="DE",
        CONTENT_DIR="content, ours",
        WEBHOOK_URL="https://bot.example.org:8443/telegram",
        WEBHOOK_SECRET="a-long_word",
        WEBHOOK_LISTEN="[::1]:9000",
        PROXY_URL="http://clinic:p%40ss-word@proxy:3128",
        LOG_LEVEL="debug",
        MESSAGES_PER_SECOND="12.5",
    )
    assert whole.bot_token is not None
    assert whole.bot_token.get_secret_value() == TOKEN
    assert whole.bot_api_url == "http://localhost:8081"
    assert whole.admin_ids == (7, 8, 9)
    assert whole.database_path == Path("/var/lib/bot/home.sqlite3")
    assert whole.default_timezone == "Europe/Berlin"
    assert whole.default_language == "de"
    assert whole.content_dirs == (Path("content"), Path("ours"))
    assert whole.webhook_address == ("::1", 9000)
    assert whole.log_level == "DEBUG"
    assert whole.messages_per_second == 12.5
    assert set(whole.secrets) == {TOKEN, "a-long_word", "p%40ss-word", "p@ss-word"}


@pytest.mark.parametrize("text", ["7,8", "7 8", "7, 8,", "[7, 8]", "7;8", "7, 7, 8"])
def test_admin_ids_are_read_in_many_forms(text: str) -> None:
    assert settings(ADMIN_IDS=text).admin_ids == (7, 8)


def test_the_environment_wins_over_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOG_LEVEL", "ERROR")
    assert settings(LOG_LEVEL="DEBUG").log_level == "ERROR"


def test_an_empty_value_means_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEFAULT_TIMEZONE", "")
    assert settings(BOT_TOKEN="", ADMIN_IDS="") == read_settings(None)


def test_a_byte_order_mark_does_not_hide_the_first_setting() -> None:
    Path(".env").write_text("LOG_LEVEL=ERROR\n", encoding="utf-8-sig")
    assert read_settings().log_level == "ERROR"


def test_other_programs_lines_are_left_alone() -> None:
    assert settings(POSTGRES_PASSWORD="x", BOT_NAME="y", WEBHOOK_PATH="z") == read_settings(None)


@pytest.mark.parametrize(
    ("name", "value", "line"),
    [
        ("BOT_TOKEN", "hello", "BOT_TOKEN: this is not a bot token; copy the whole line"),
        ("BOT_API_URL", "api.telegram.org", 'BOT_API_URL: "api.telegram.org" is not a web'),
        ("BOT_API_URL", "https://host:port", 'BOT_API_URL: "https://host:port" is not a web'),
        ("ADMIN_IDS", "7, @anna", 'ADMIN_IDS: "@anna" is not a Telegram user id'),
        ("ADMIN_IDS", "-5", 'ADMIN_IDS: "-5" is not a Telegram user id'),
        ("ADMIN_IDS", "[7,", 'ADMIN_IDS: "[7," is not a Telegram user id'),
        ("ADMIN_IDS", "0", 'ADMIN_IDS: "0" is not a Telegram user id'),
        ("DATABASE_URL", "postgresql://u:pw@h/db", "DATABASE_URL: the bot keeps its data in a"),
        ("DATABASE_URL", "sqlite:///", 'DATABASE_URL: "sqlite:///" names no file'),
        ("DATABASE_URL", "sqlite:///data/", 'DATABASE_URL: "sqlite:///data/" names no file'),
        ("DATABASE_URL", "sqlite:///:memory:", 'DATABASE_URL: "sqlite:///:memory:" names no file'),
        (
            "DEFAULT_TIMEZONE",
            "Berlin",
            'DEFAULT_TIMEZONE: "Berlin" is not a time zone name; use one like Europe/Berlin',
        ),
        ("DEFAULT_TIMEZONE", "america/new york", "use one like America/New_York"),
        ("DEFAULT_TIMEZONE", "GMT+99", "use one like "),
        ("DEFAULT_TIMEZONE", "../../etc/passwd", "DEFAULT_TIMEZONE: "),
        ("DEFAULT_LANGUAGE", "English", 'DEFAULT_LANGUAGE: "English" is not a language code'),
        ("CONTENT_DIR", " , ", "CONTENT_DIR: names no folder"),
        ("WEBHOOK_URL", "http://bot.example.org", "must start with https://"),
        ("WEBHOOK_URL", "https://bot.example.org:9000", "WEBHOOK_URL: port 9000 is none of"),
        ("WEBHOOK_URL", "https://bot.example.org", "WEBHOOK_SECRET: WEBHOOK_URL needs one"),
        ("WEBHOOK_SECRET", "no spaces!", "WEBHOOK_SECRET: use 1 to 256 of A-Z a-z 0-9 _ and -"),
        ("WEBHOOK_SECRET", "x" * 257, "WEBHOOK_SECRET: use 1 to 256"),
        ("WEBHOOK_LISTEN", "8081", 'WEBHOOK_LISTEN: "8081" is not host:port'),
        ("WEBHOOK_LISTEN", "localhost:99999", 'WEBHOOK_LISTEN: "localhost:99999" is not host'),
        ("PROXY_URL", "socks5://u:hidden-pw@h:1", "PROXY_URL: use an http:// or https:// proxy"),
        ("LOG_LEVEL", "loud", 'LOG_LEVEL: "loud" is none of DEBUG, INFO'),
        ("MESSAGES_PER_SECOND", "0", 'MESSAGES_PER_SECOND: "0" is not a number above 0'),
        ("MESSAGES_PER_SECOND", "1001", "MESSAGES_PER_SECOND: "),
        ("MESSAGES_PER_SECOND", "nan", "MESSAGES_PER_SECOND: "),
        ("MESSAGES_PER_SECOND", "many", "MESSAGES_PER_SECOND: "),
    ],
)
def test_a_wrong_value_gives_one_line_that_helps(name: str, value: str, line: str) -> None:
    text = complaint(**{name: value})
    assert line in text
    assert "\n" not in text
    assert "hidden-pw" not in text
    assert "u:pw" not in text


def test_each_wrong_value_has_its_own_line() -> None:
    lines = complaint(LOG_LEVEL="loud", ADMIN_IDS="x", DEFAULT_TIMEZONE="Mars").split("\n")
    assert [line.split(":")[0] for line in lines] == ["ADMIN_IDS", "DEFAULT_TIMEZONE", "LOG_LEVEL"]


def test_a_misspelt_setting_is_named_with_the_right_one() -> None:
    assert (
        complaint(BOT_TOKN=TOKEN) == "BOT_TOKN: there is no such setting; did you mean BOT_TOKEN?"
    )


def test_a_token_in_the_wrong_place_is_not_repeated() -> None:
    for name in ("DEFAULT_TIMEZONE", "ADMIN_IDS", "LOG_LEVEL", "WEBHOOK_LISTEN", "DATABASE_URL"):
        assert TOKEN not in complaint(**{name: TOKEN})
    assert "hidden" not in complaint(BOT_API_URL="ftp://user:hidden@host")
    assert TOKEN[:-9] not in complaint(BOT_TOKEN=f"{TOKEN} and a word")


def test_a_settings_file_that_cannot_be_read_is_named() -> None:
    Path(".env").write_bytes(b"BOT_TOKEN=\xff\xfe\n")
    with pytest.raises(SettingsError, match=r"\.env: cannot be read \(not UTF-8 text\)"):
        read_settings()


def test_settings_do_not_change_and_show_no_secret() -> None:
    held = settings(
        BOT_TOKEN=TOKEN,
        WEBHOOK_SECRET="a-long_word",
        PROXY_URL="http://clinic:hidden-pw@proxy:3128",
    )
    for shown in (repr(held), str(held), held.model_dump_json(), repr(held.model_dump())):
        assert TOKEN not in shown
        assert "a-long_word" not in shown
        assert "hidden-pw" not in shown
    with pytest.raises(ValidationError, match="frozen"):
        held.log_level = "DEBUG"  # type: ignore[misc]
