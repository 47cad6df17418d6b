"""Sorts what can go wrong with a Bot API call: surely not sent, or perhaps carried out.

aiohttp's own messages often hold the URL, and the URL holds the token: none of them is passed on
unless it is known to name the host alone.
"""

import os
from typing import Final

import aiohttp
from telegram.error import NetworkError, TimedOut

from bot.transport.body import TimedBody, WriteTimeoutError

_HARMLESS_TWICE: Final = (
    "get",
    "answerCallbackQuery",
    "setMyCommands",
    "setWebhook",
    "deleteWebhook",
)


class NotSentError(NetworkError):
    """The call surely never reached Telegram: repeating it is safe."""

    __slots__ = ()


class NotSentTimeoutError(NotSentError, TimedOut):
    """No connection in time: the call surely never reached Telegram."""

    __slots__ = ()


def surely_not_sent(error: BaseException | None) -> bool:
    """Tell whether the call behind `error`, or behind its cause, surely never reached Telegram.

    False means: it may have been carried out, and repeating it may show a person two messages.
    """
    while error is not None:
        if isinstance(error, NotSentError):
            return True
        error = error.__cause__
    return False


def nothing_written(error: Exception, body: bytes | TimedBody | None) -> bool:
    """Tell whether a kept-alive connection was found closed before the first byte was written."""
    return isinstance(error.__cause__, aiohttp.ClientConnectionResetError) and not (
        isinstance(body, TimedBody) and body.begun
    )


def harmless_to_repeat(error: Exception, url: str) -> bool:
    """Tell whether the connection was lost under a call that may run twice without harm."""
    if isinstance(error, aiohttp.ClientConnectorError):
        return False
    lost = isinstance(error, aiohttp.ServerDisconnectedError | aiohttp.ClientOSError)
    return lost and url.rpartition("/")[2].startswith(_HARMLESS_TWICE)


def telegram_error(error: Exception, *, not_sent: bool) -> NetworkError:
    """Return the error to raise. aiohttp's own goes along as its cause where it holds no URL."""
    failure: NetworkError
    match error:
        case aiohttp.ConnectionTimeoutError():
            return NotSentTimeoutError("Timed out while connecting; the call was not sent")
        case WriteTimeoutError():
            failure = TimedOut("Timed out while sending")
        case TimeoutError():
            failure = TimedOut("Timed out while waiting for the answer")
        case aiohttp.ClientConnectorError():
            failure = NotSentError(f"aiohttp.{type(error).__name__}: {error}")
        case aiohttp.ClientHttpProxyError():
            return NotSentError(f"The proxy refused the connection with status {error.status}")
        case aiohttp.ServerDisconnectedError():
            failure = NetworkError(
                "aiohttp.ServerDisconnectedError: the server closed the connection"
            )
        case _:
            number = error.errno if isinstance(error, OSError) else None
            reason = f": {os.strerror(number)}" if number else ""
            kind = (
                NotSentError if not_sent or isinstance(error, aiohttp.InvalidURL) else NetworkError
            )
            return kind(f"aiohttp.{type(error).__name__}{reason}")
    failure.__cause__ = error
    return failure
