"""The log: one line a record, and no secret in it, whoever logs and at whatever level.

httpx, aiohttp and python-telegram-bot all put the URL into their logs, and the URL holds the
token. So every record is cleaned where records are made, before any handler or formatter sees it.
"""

import logging
import re
import sys
import threading
import time
import traceback
from collections.abc import Iterable
from types import TracebackType
from typing import Any, Final

HIDDEN: Final = "[secret]"
_SHORTEST: Final = 6  # hiding a shorter word would blot out ordinary text
_CHATTY: Final = ("httpx", "httpcore", "aiohttp.access", "apscheduler")
_log = logging.getLogger(__name__)


class Redactor:
    """Takes secrets out of text, also where they are URL-quoted, escaped or in other case.

    Args:
        secrets: what to hide; a part after a colon (the secret half of a bot token) is hidden on
            its own too. Words under 6 characters are left: they would blot out ordinary text.
    """

    def __init__(self, secrets: Iterable[str]) -> None:
        words = {part for secret in secrets for part in (secret, secret.rpartition(":")[2])}
        longest_first = sorted((w for w in words if len(w) >= _SHORTEST), key=len, reverse=True)
        self._pattern = (
            re.compile("|".join("".join(map(_forms, w)) for w in longest_first), re.IGNORECASE)
            if longest_first
            else None
        )

    def __call__(self, text: str) -> str:
        """Return the text with `[secret]` in each secret's place."""
        return text if self._pattern is None else self._pattern.sub(HIDDEN, text)


def configure(level: str, secrets: Iterable[str]) -> Redactor:
    """Set up the log on standard error and hide the secrets in everything that is logged.

    Uncaught exceptions (also of threads and of `__del__`), what asyncio reports, and warnings go
    to the log too. A second call replaces the first. Set logging up before anything else.

    Args:
        level: DEBUG, INFO, WARNING, ERROR or CRITICAL. At INFO, libraries that log a line for
            every request or job are heard from WARNING upwards only.
        secrets: what must never appear.

    Returns:
        The redactor, for text that goes elsewhere.
    """
    redact = Redactor(secrets)
    logging.setLogRecordFactory(_Factory(redact))
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(LineFormatter(redact))
    root = logging.getLogger()
    for old in root.handlers[:]:
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(level)
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING if level == "INFO" else logging.NOTSET)
    logging.captureWarnings(capture=True)
    sys.excepthook = _uncaught
    threading.excepthook = _uncaught_in_thread
    sys.unraisablehook = _unraisable
    return redact


class LineFormatter(logging.Formatter):
    """`2026-03-01T07:00:00.123Z INFO bot.app: message`; a traceback follows, indented."""

    def __init__(self, redact: Redactor) -> None:
        super().__init__("%(asctime)s.%(msecs)03dZ %(levelname)s %(name)s: %(message)s")
        self.datefmt = "%Y-%m-%dT%H:%M:%S"
        self.converter = time.gmtime
        self._redact = redact

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's name
        """Return the record's one line: a text with line breaks cannot pose as other records."""
        return "\\n".join(super().formatMessage(record).splitlines())

    def format(self, record: logging.LogRecord) -> str:
        """Return the whole record, cleaned once more: it may have been made by another process."""
        first, *rest = super().format(record).split("\n")
        return self._redact("\n".join([first, *(f"  {line}" for line in rest)]))


class _Factory:
    """Makes log records that are clean from the start."""

    def __init__(self, redact: Redactor) -> None:
        self._redact = redact

    def __call__(self, *args: Any, **kwargs: Any) -> logging.LogRecord:
        record = logging.LogRecord(*args, **kwargs)
        record.msg = self._redact(_message(record))
        record.args = None
        if record.exc_info:
            record.exc_text = self._redact(_trace(record.exc_info))
            record.exc_info = None
        if record.stack_info:
            record.stack_info = self._redact(record.stack_info)
        return record


def _message(record: logging.LogRecord) -> str:
    """Return the finished text. An argument that cannot be shown must not stop who logs it."""
    try:
        return record.getMessage()
    except Exception as error:  # noqa: BLE001 - whatever an argument's __str__ may raise
        return f"{record.msg!r} (its arguments cannot be shown: {type(error).__name__})"


def _trace(
    exc_info: tuple[type[BaseException] | None, BaseException | None, TracebackType | None],
) -> str:
    return "".join(traceback.format_exception(*exc_info)).rstrip("\n")


def _forms(character: str) -> str:
    """Return the pattern of a character as it may stand in text, in a URL, in JSON or in repr."""
    if character.isascii() and character.isalnum():
        return character
    quoted = "".join(f"%(?:25)*{byte:02X}" for byte in character.encode())
    escaped = r"\\*" + re.escape(character)
    space = r"|\+" if character == " " else ""
    return f"(?:{escaped}|{quoted}{space})"


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    _log.critical("stopped by an error nobody caught", exc_info=(kind, error, trace))


def _uncaught_in_thread(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None:
        trouble = (args.exc_type, args.exc_value, args.exc_traceback)
        _log.error("a thread was stopped by an error nobody caught", exc_info=trouble)


def _unraisable(args: Any) -> None:
    trouble = (args.exc_type, args.exc_value, args.exc_traceback)
    _log.error("%s: %r", args.err_msg or "ignored an error in", args.object, exc_info=trouble)
