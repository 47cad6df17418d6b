"""Keeps polling honest: a token that Telegram refuses is told like any other trouble.

By itself, python-telegram-bot ends its polling then, and nobody hears of it; and when its last
call before the end fails, which matters to nobody, it fills a page of the log.
"""

import logging
from typing import Any

from telegram import Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import ExtBot

log = logging.getLogger(__name__)


class TokenRefusedError(TelegramError):
    """Telegram does not accept the token any more."""

    __slots__ = ()


class PollingBot(ExtBot[None]):
    """The library's own bot, but for what becomes of a poll that fails."""

    __slots__ = ()

    async def get_updates(self, *args: Any, **kwargs: Any) -> tuple[Update, ...]:
        """Do what the library does; a last call (without a `timeout`) may fail.

        Raises:
            TelegramError: it failed. TokenRefusedError: in place of InvalidToken.
        """
        try:
            return await super().get_updates(*args, **kwargs)
        except TelegramError as error:
            if not kwargs.get("timeout"):
                log.info("the last updates were not confirmed; they come again: %s", error.message)
                return ()
            if isinstance(error, InvalidToken):
                raise TokenRefusedError("the token is refused") from error
            raise
