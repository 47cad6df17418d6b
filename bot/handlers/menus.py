"""The command menus: each sees what they can use, in their language; a parent no therapist's.

A menu is set when it is another one than stands in the chat: somebody has joined, was suspended,
speaks another language, or the bot has learnt a command.
"""

import logging
from collections.abc import Sequence
from hashlib import sha256
from typing import Final

from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat
from telegram.error import TelegramError

from bot.handlers.desk import Desk
from bot.services import menu
from bot.services.menu import Standing
from bot.texts import Say, Texts
from bot.views import routes
from bot.views.home import (
    ADMIN_COMMANDS,
    CAREGIVER_COMMANDS,
    STRANGER_COMMANDS,
    THERAPIST_COMMANDS,
)
from bot.views.staff_routes import StaffJoin

log = logging.getLogger(__name__)

_COMMANDS: Final = {
    Standing.CAREGIVER: CAREGIVER_COMMANDS,
    Standing.THERAPIST: THERAPIST_COMMANDS,
    Standing.ADMIN: ADMIN_COMMANDS,
}
#: What a therapist can type and a family cannot.
STAFF_COMMANDS: Final = {name for name, _ in ADMIN_COMMANDS} - {
    name for name, _ in CAREGIVER_COMMANDS
}
#: And what a therapist who is no administrator cannot.
ADMIN_ONLY: Final = {name for name, _ in ADMIN_COMMANDS} - {name for name, _ in THERAPIST_COMMANDS}
#: Taps after which somebody may be something else, or read another language.
CHANGES_STANDING: Final = (
    routes.Welcome,
    routes.SetZone,
    routes.SetLanguage,
    routes.Withdraw,
    StaffJoin,
)


async def set_menus(bot: Bot, texts: Texts) -> None:
    """Set the menu of those we do not know, in each language, and what the bot says of itself."""
    scope = BotCommandScopeAllPrivateChats()
    default = texts.say(None)
    await bot.set_my_commands(_menu(default, STRANGER_COMMANDS), scope)
    await bot.set_my_description(_about(default))
    for code, say in texts.voices.items():
        if say is not default:
            await bot.set_my_commands(_menu(say, STRANGER_COMMANDS), scope, code)
            await bot.set_my_description(_about(say), code)


async def keep_menu(desk: Desk, telegram_id: int) -> None:
    """Let somebody's menu be what they are; a refusal is no trouble, it is tried again later."""
    there = await menu.read_menu(desk.office, telegram_id)
    if there is None:
        return
    known = _COMMANDS.get(there.standing)
    commands = _menu(desk.texts.say(there.person.language), known) if known else []
    wanted = _name(there.standing, commands)
    if wanted == there.shown or (there.shown is None and not commands):
        return
    scope = BotCommandScopeChat(telegram_id)
    bot = desk.messenger.bot
    try:
        if commands:
            await bot.set_my_commands(commands, scope)
        else:  # the menu of those we do not know stands there again
            await bot.delete_my_commands(scope)
    except TelegramError as error:
        log.info("the menu of chat %s could not be set: %s", telegram_id, error.message)
        return
    await menu.note_menu(desk.office, there.person.id, wanted)


def _menu(say: Say, commands: Sequence[tuple[str, str]]) -> list[BotCommand]:
    return [BotCommand(name, say.plain(what)) for name, what in commands]


def _name(standing: Standing, commands: Sequence[BotCommand]) -> str:
    """Return a menu's name: another command or another word makes another one."""
    words = "\n".join(f"{one.command} {one.description}" for one in commands)
    return f"{standing} {sha256(words.encode()).hexdigest()[:12]}"


def _about(say: Say) -> str:
    return say.plain(
        "Small home activities from your occupational therapist: a card at the right moment, "
        "step by step, one tap to say how it went. By invitation."
    )
