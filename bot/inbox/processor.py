"""Runs the handlers: one update of each chat at a time, each recorded when it is dealt with."""

import logging
from collections.abc import Awaitable
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.inbox.queue import CONCURRENCY, Inbox

log = logging.getLogger(__name__)


class PerChatProcessor(BaseUpdateProcessor):
    """Runs what the inbox hands out, and tells it when each is dealt with."""

    __slots__ = ("_inbox",)

    def __init__(self, inbox: Inbox) -> None:
        super().__init__(CONCURRENCY)
        self._inbox = inbox

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Await the handlers, then record the update as dealt with.

        A cancelled one (the deadline at shutdown) is not recorded: it is taken up at the start.
        """
        try:
            await coroutine
        except Exception:
            log.exception("the error handler itself failed")
        if isinstance(update, Update):
            self._inbox.finish(update)

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to put away."""
