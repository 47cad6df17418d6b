"""What the practice decides, read once at the start from the environment and `.env`.

A wrong value stops the start with one line that a person can act on, and no line shows a secret.
"""

import difflib
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Final, Self
from urllib.parse import unquote, urlsplit

from dotenv import dotenv_values
from pydantic import AfterValidator, BeforeValidator, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot import settings_checks as check
from bot.errors import PersonCanMendError

DOTENV: Final = Path(".env")


class SettingsError(PersonCanMendError):
    """One or more settings are wrong; the text has one line for each of them."""


class Settings(BaseSettings):
    """Every setting, by the name it has in the environment (there in capitals)."""

    model_config = SettingsConfigDict(
        env_file_encoding="utf-8-sig",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    bot_token: Annotated[SecretStr, AfterValidator(check.bot_token)] | None = None
    bot_api_url: Annotated[str, AfterValidator(check.bot_api_url)] = "https://api.telegram.org"
    admin_ids: Annotated[tuple[int, ...], NoDecode, BeforeValidator(check.admin_ids)] = ()
    database_url: Annotated[str, AfterValidator(check.database_url)] = "sqlite:///data/bot.sqlite3"
    default_timezone: Annotated[str, AfterValidator(check.time_zone)] = "UTC"
    default_language: Annotated[str, AfterValidator(check.language)] = "en"
    content_dir: str = "content"
    webhook_url: Annotated[str, AfterValidator(check.webhook_url)] | None = None
    webhook_secret: Annotated[SecretStr, AfterValidator(check.webhook_secret)] | None = None
    webhook_listen: Annotated[str, AfterValidator(check.listen)] = "127.0.0.1:8081"
    health_listen: Annotated[str, AfterValidator(check.listen)] | None = None
    proxy_url: Annotated[SecretStr, AfterValidator(check.proxy_url)] | None = None
    log_level: Annotated[str, AfterValidator(check.log_level)] = "INFO"
    messages_per_second: Annotated[float, BeforeValidator(check.rate)] = 30

    @property
    def database_path(self) -> Path:
        """The SQLite file; relative to the working directory unless it starts with a slash."""
        return Path(self.database_url.removeprefix("sqlite:///"))

    @property
    def content_dirs(self) -> tuple[Path, ...]:
        """The content folders, in order: a later one adds to and overrides an earlier one."""
        names = re.split(f"[,{re.escape(os.pathsep)}]", self.content_dir)
        return tuple(Path(name.strip()) for name in names if name.strip())

    @property
    def webhook_address(self) -> tuple[str, int]:
        """Host and port on which the bot waits for Telegram's calls."""
        address = urlsplit(f"//{self.webhook_listen}")
        return address.hostname or "", address.port or 0

    @property
    def health_address(self) -> tuple[str, int] | None:
        """Host and port of /healthz, or None when nobody asked for it."""
        if self.health_listen is None:
            return None
        address = urlsplit(f"//{self.health_listen}")
        return address.hostname or "", address.port or 0

    @property
    def secrets(self) -> tuple[str, ...]:
        """What no log and no message may show: the token, the webhook secret, the password."""
        proxy = urlsplit(self.proxy_url.get_secret_value()) if self.proxy_url else None
        held = [self.bot_token, self.webhook_secret]
        values = [secret.get_secret_value() for secret in held if secret is not None]
        password = proxy.password if proxy else None
        return (*values, *({password, unquote(password)} if password else ()))

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.webhook_url is not None and self.webhook_secret is None:
            raise ValueError(
                "WEBHOOK_SECRET: WEBHOOK_URL needs one, so that strangers cannot pose as Telegram; "
                "set a long random word"
            )
        if not self.content_dirs:
            raise ValueError("CONTENT_DIR: names no folder; use content")
        return self


def read_settings(dotenv: Path | None = DOTENV) -> Settings:
    """Read the settings from the environment and from a file; the environment wins.

    Args:
        dotenv: a file of `NAME=value` lines, which need not exist; None reads no file.

    Raises:
        SettingsError: with one line for each wrong value.
    """
    problems = _misspelt(_in_file(dotenv)) if dotenv is not None else []
    settings = None
    try:
        settings = Settings(_env_file=dotenv)
    except ValidationError as error:
        problems += [_line(each["loc"], each["msg"]) for each in error.errors()]
    if problems or settings is None:
        raise SettingsError("\n".join(problems))
    return settings


def _in_file(dotenv: Path) -> Mapping[str, str | None]:
    try:
        return dotenv_values(dotenv, encoding="utf-8-sig") if dotenv.is_file() else {}
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8 text"
    raise SettingsError(f"{dotenv}: cannot be read ({reason})")


def _misspelt(values: Mapping[str, str | None]) -> list[str]:
    """Name what is surely meant for the bot and would have no effect."""
    known = [name.upper() for name in Settings.model_fields]
    lines = []
    for name in values:
        near = difflib.get_close_matches(name.upper(), known, n=1, cutoff=0.85)
        if near and name.upper() not in known:
            lines.append(f"{name}: there is no such setting; did you mean {near[0]}?")
    return lines


def _line(place: tuple[int | str, ...], message: str) -> str:
    text = message.removeprefix("Value error, ")
    return f"{str(place[0]).upper()}: {text}" if place else text
