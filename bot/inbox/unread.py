"""Reading a raw update; a tap that cannot be read is answered all the same: its spinner stops."""

import logging
from typing import Any

from telegram import Bot, Update
from telegram.error import TelegramError

from bot.inbox.sound import is_sound
from bot.inbox.tap import read_tap
from bot.raw_updates import query_of, without_card
from bot.transport import call

log = logging.getLogger(__name__)


def read(bot: Bot | None, body: dict[str, Any]) -> Update | None:
    """Return what a raw update says, or None when it is damaged."""
    try:
        update = read_tap(body, bot) or Update.de_json(without_card(body), bot)
    except Exception:
        log.exception("update %s cannot be read: set aside", body.get("update_id"))
        return None
    if update is None or is_sound(update):
        return update
    log.warning("update %s is damaged: set aside", update.update_id)
    return None


async def answer_unread(bot: Bot | None, body: dict[str, Any]) -> None:
    """Answer the tap in a raw update, if there is one; a refusal is no trouble."""
    query = query_of(body)
    if query is None or bot is None:
        return
    try:
        await call(bot, "answerCallbackQuery", {"callback_query_id": query})
    except TelegramError as error:
        log.info("an unread tap could not be answered: %s", error.message)
