"""The command menus: everybody sees a caregiver's, a therapist sees their own."""

import logging
from collections.abc import Sequence

from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat
from telegram.error import TelegramError

from bot.texts import Say, Texts
from bot.views.home import ADMIN_COMMANDS, CAREGIVER_COMMANDS, THERAPIST_COMMANDS

log = logging.getLogger(__name__)


async def set_menus(bot: Bot, texts: Texts) -> None:
    """Set the menu that everybody sees, in each language, and what the bot says of itself."""
    scope = BotCommandScopeAllPrivateChats()
    default = texts.say(None)
    await bot.set_my_commands(_menu(default, CAREGIVER_COMMANDS), scope)
    await bot.set_my_description(_about(default))
    for code, say in texts.voices.items():
        if say is not default:
            await bot.set_my_commands(_menu(say, CAREGIVER_COMMANDS), scope, code)
            await bot.set_my_description(_about(say), code)


async def set_therapist_menu(bot: Bot, chat_id: int, say: Say, *, is_admin: bool) -> None:
    """Set the menu that a therapist sees; a refusal is no trouble, commands work untyped, too."""
    known = ADMIN_COMMANDS if is_admin else THERAPIST_COMMANDS
    try:
        await bot.set_my_commands(_menu(say, known), BotCommandScopeChat(chat_id))
    except TelegramError as error:
        log.info("the menu of chat %s could not be set: %s", chat_id, error.message)


def _menu(say: Say, commands: Sequence[tuple[str, str]]) -> list[BotCommand]:
    return [BotCommand(name, say.plain(what)) for name, what in commands]


def _about(say: Say) -> str:
    return say.plain(
        "Small home activities from your occupational therapist: a card at the right moment, "
        "step by step, one tap to say how it went. By invitation."
    )
