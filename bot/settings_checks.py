"""What makes a setting's value right, said in words that help to mend a wrong one.

Each check returns the value in the form the bot uses, or raises ValueError with a sentence that
follows the setting's name. None of them repeats a value that may hold a secret.
"""

import difflib
import json
import re
from typing import Final
from urllib.parse import SplitResult, urlsplit
from zoneinfo import available_timezones

from pydantic import SecretStr

_TOKEN: Final = re.compile(r"\d{5,20}:[A-Za-z0-9_-]{30,60}")
_TOKEN_INSIDE: Final = re.compile(r"\d{5,20}:[A-Za-z0-9_-]{30,}")
_WEBHOOK_SECRET: Final = re.compile(r"[A-Za-z0-9_-]{1,256}")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}")
_WEBHOOK_PORTS: Final = (443, 80, 88, 8443)  # the Bot API's own list
_LEVELS: Final = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
_SHOWN: Final = 60


def bot_token(value: SecretStr) -> SecretStr:
    """Check a token's shape: digits, a colon, about 35 letters."""
    token = value.get_secret_value().strip()
    if not _TOKEN.fullmatch(token):
        raise ValueError(
            "this is not a bot token; copy the whole line that @BotFather gave you, "
            "digits, colon and about 35 letters"
        )
    return SecretStr(token)


def bot_api_url(value: str) -> str:
    """Check the Bot API server's address; a slash at its end is dropped."""
    address = _split(value)
    if address is None or address.scheme not in {"http", "https"} or not address.hostname:
        raise ValueError(f"{shown(value)} is not a web address; use one like https://host:8081")
    return value.rstrip("/")


def admin_ids(value: object) -> tuple[int, ...]:
    """Read user ids: separated by commas or spaces, or a JSON list."""
    if isinstance(value, str):
        value = _ids_in(value)
    if not isinstance(value, tuple | list | set | frozenset):
        value = (value,)
    ids = []
    for item in value:
        text = str(item).strip()
        if not re.fullmatch(r"[0-9]{1,18}", text) or int(text) == 0:
            raise ValueError(
                f"{shown(text)} is not a Telegram user id; write numbers like 123456789, 987654321"
            )
        ids.append(int(text))
    return tuple(dict.fromkeys(ids))


def database_url(value: str) -> str:
    """Check that the database is a SQLite file."""
    path = value.removeprefix("sqlite:///")
    if path == value:
        raise ValueError("the bot keeps its data in a SQLite file; use sqlite:///data/bot.sqlite3")
    if not path.strip("/") or path.endswith("/") or path == ":memory:" or "?" in path:
        raise ValueError(f"{shown(value)} names no file; use one like sqlite:///data/bot.sqlite3")
    return value


def time_zone(value: str) -> str:
    """Check an IANA time zone name; a near one is suggested."""
    zones = available_timezones()
    if value in zones:
        return value
    like = _near_zone(value, sorted(zones))
    raise ValueError(f"{shown(value)} is not a time zone name; use one like {like}")


def language(value: str) -> str:
    """Check the shape of a language code; whether it has texts is found when they are read."""
    code = value.strip().lower()
    if not _LANGUAGE.fullmatch(code):
        raise ValueError(f"{shown(value)} is not a language code; use one like en or de")
    return code


def webhook_url(value: str) -> str:
    """Check the address at which Telegram is to call the bot."""
    address = _split(value)
    if address is None or address.scheme != "https" or not address.hostname:
        raise ValueError(f"{shown(value)} must start with https://; Telegram calls no other")
    if (address.port or 443) not in _WEBHOOK_PORTS:
        ports = ", ".join(map(str, _WEBHOOK_PORTS))
        raise ValueError(f"port {address.port} is none of those that Telegram calls: {ports}")
    return value


def webhook_secret(value: SecretStr) -> SecretStr:
    """Check the word by which the bot knows that a call comes from Telegram."""
    if not _WEBHOOK_SECRET.fullmatch(value.get_secret_value()):
        raise ValueError("use 1 to 256 of A-Z a-z 0-9 _ and -")
    return value


def listen(value: str) -> str:
    """Check a host and port to listen on."""
    address = _split(f"//{value}")
    if address is None or not address.hostname or address.port is None or address.path:
        raise ValueError(f"{shown(value)} is not host:port; use one like 127.0.0.1:8081")
    return value


def proxy_url(value: SecretStr) -> SecretStr:
    """Check a proxy's address, which may hold a user name and a password."""
    address = _split(value.get_secret_value())
    if address is None or address.scheme not in {"http", "https"} or not address.hostname:
        raise ValueError(
            "use an http:// or https:// proxy like http://user:password@host:3128 "
            "(SOCKS is not supported)"
        )
    return value


def log_level(value: str) -> str:
    """Check a log level's name."""
    level = value.strip().upper()
    if level not in _LEVELS:
        raise ValueError(f"{shown(value)} is none of {', '.join(_LEVELS)}")
    return level


def rate(value: object) -> float:
    """Check a number of messages a second: above 0, at most 1000."""
    try:
        number = float(str(value))
    except ValueError:
        number = 0
    if not 0 < number <= 1000:
        raise ValueError(f"{shown(str(value))} is not a number above 0 and up to 1000")
    return number


def shown(value: str) -> str:
    """Quote a value for an error line: short, on one line, without passwords or tokens."""
    safe = _TOKEN_INSIDE.sub("[secret]", re.sub(r"//[^/@]*@", "//[secret]@", value))
    safe = " ".join(safe.split())
    return f'"{safe if len(safe) <= _SHOWN else safe[:_SHOWN] + "..."}"'


def _ids_in(text: str) -> list[object]:
    if text.strip().startswith("["):
        try:
            return list(json.loads(text))
        except ValueError:
            return [text]
    return list(re.split(r"[\s,;]+", text.strip(" \t\n,;"))) if text.strip(" \t\n,;") else []


def _split(value: str) -> SplitResult | None:
    try:
        address = urlsplit(value.strip())
        _ = address.port  # raises ValueError when it is no number of a port
    except ValueError:
        return None
    return address


def _near_zone(value: str, zones: list[str]) -> str:
    wanted = value.strip().lower().replace(" ", "_")
    by_place = {zone.rpartition("/")[2].lower(): zone for zone in zones if "/" in zone}
    by_name = {zone.lower(): zone for zone in zones}
    if wanted in by_name:
        return by_name[wanted]
    near = difflib.get_close_matches(wanted.rpartition("/")[2], by_place, n=1)
    return by_place[near[0]] if near else "Europe/Berlin"
