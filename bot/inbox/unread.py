"""A tap that cannot be read is answered all the same: the phone's spinner stops."""

import logging
from typing import Any

from telegram import Bot
from telegram.error import TelegramError

from bot.inbox.raw import query_of
from bot.transport import call

log = logging.getLogger(__name__)


async def answer_unread(bot: Bot | None, body: dict[str, Any]) -> None:
    """Answer the tap in a raw update, if there is one; a refusal is no trouble."""
    query = query_of(body)
    if query is None or bot is None:
        return
    try:
        await call(bot, "answerCallbackQuery", {"callback_query_id": query})
    except TelegramError as error:
        log.info("an unread tap could not be answered: %s", error.message)
