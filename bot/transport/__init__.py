"""Carries Bot API calls over aiohttp.

It protects two rules. A caller can always tell a call that surely never left this machine from one
that Telegram may have carried out. And no error holds the URL, because the URL holds the token.
"""

from bot.transport.call import call
from bot.transport.errors import NotSentError, NotSentTimeoutError, surely_not_sent
from bot.transport.polling import PollingBot, TokenRefusedError
from bot.transport.request import AiohttpRequest, UpdatesHook

__all__ = [
    "AiohttpRequest",
    "NotSentError",
    "NotSentTimeoutError",
    "PollingBot",
    "TokenRefusedError",
    "UpdatesHook",
    "call",
    "surely_not_sent",
]
