"""How an update is kept, from before Telegram hears that it arrived until it is dealt with."""

from bot.inbox.processor import PerChatProcessor
from bot.inbox.queue import Inbox

__all__ = ["Inbox", "PerChatProcessor"]
