"""What people see of the bot before they write: names, descriptions, commands, menu button.

For each the narrowest entry wins: the chat before all private chats before everybody, and within
each the person's language before no language.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from telegram.constants import BotCommandLimit, BotCommandScopeType

from bot.sandbox.errors import bad_request

# Who a menu is for: the scope's type, its chat and its member.
Scope = tuple[str, int | None, int | None]
Commands = list[dict[str, Any]]

_NAME = re.compile(r"[a-z0-9_]{1,32}", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2}", re.ASCII)
_SCOPES = frozenset(scope.value for scope in BotCommandScopeType)
DEFAULT_SCOPE: Scope = (BotCommandScopeType.DEFAULT.value, None, None)


@dataclass(slots=True)
class Profile:
    """The public face of the bot.

    Attributes:
        default_name: The name without a language of its own.
        texts: `name`, `description` and `short_description` by language; "" is any other.
        commands: The menus by scope and language.
        menu_buttons: By chat; None is every other chat.
    """

    default_name: str
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    commands: dict[tuple[Scope, str], Commands] = field(default_factory=dict)
    menu_buttons: dict[int | None, dict[str, Any]] = field(default_factory=dict)

    def text(self, kind: str, language: str) -> str:
        """Return a name or description in a language, else the one for all languages."""
        fallback = self.default_name if kind == "name" else ""
        return self.texts.get((kind, language)) or self.texts.get((kind, "")) or fallback

    def set_text(self, kind: str, language: str, value: str) -> None:
        """Set a name or description; an empty one removes the entry."""
        if value:
            self.texts[kind, language] = value
        else:
            self.texts.pop((kind, language), None)

    def menu_for(self, user_id: int, language: str) -> Commands:
        """Return the menu that a person sees in their private chat."""
        chat: Scope = (BotCommandScopeType.CHAT.value, user_id, None)
        private: Scope = (BotCommandScopeType.ALL_PRIVATE_CHATS.value, None, None)
        short = language[:2].lower()
        for scope in (chat, private, DEFAULT_SCOPE):
            for code in (short, ""):
                commands = self.commands.get((scope, code))
                if commands:
                    return commands
        return []

    def menu_button(self, chat_id: int | None) -> dict[str, Any]:
        """Return the menu button of a chat."""
        own = self.menu_buttons.get(chat_id)
        return own or self.menu_buttons.get(None) or {"type": "commands"}


def check_language(code: str | None) -> str:
    """Return a two-letter language code, "" for none.

    Raises:
        ApiError: It is no such code.
    """
    if not code:
        return ""
    if _LANGUAGE.fullmatch(code) is None:
        raise bad_request("LANG_CODE_INVALID")
    return code


def check_commands(value: object) -> Commands:
    """Return a menu as Telegram keeps it.

    Raises:
        ApiError: Too many commands, or one of them is refused.
    """
    if value is None:
        return []
    if not isinstance(value, list):
        raise bad_request("expected an Array of BotCommand")
    if len(value) > BotCommandLimit.MAX_COMMAND_NUMBER:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    return [_command(command) for command in value]


def _command(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise bad_request("expected an Object with BotCommand")
    name, description = value.get("command"), value.get("description")
    if not isinstance(name, str) or not isinstance(description, str):
        raise bad_request("can't parse BotCommand: command and description must be of type String")
    name = name.strip().removeprefix("/")
    description = description.strip()
    if _NAME.fullmatch(name) is None:
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= BotCommandLimit.MAX_DESCRIPTION:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}


def check_scope(value: object) -> Scope:
    """Return the scope that a call names.

    Raises:
        ApiError: There is no such scope, or it needs a chat or a member.
    """
    if value is None:
        return DEFAULT_SCOPE
    if not isinstance(value, dict):
        raise bad_request("BotCommandScope must be an Object")
    kind = value.get("type")
    if not isinstance(kind, str) or kind not in _SCOPES:
        raise bad_request("unsupported type of BotCommandScope specified")
    chat_id = user_id = None
    if kind.startswith("chat"):
        chat_id = _whole(value, "chat_id")
    if kind == BotCommandScopeType.CHAT_MEMBER:
        user_id = _whole(value, "user_id")
    return kind, chat_id, user_id


def _whole(value: dict[str, Any], name: str) -> int:
    try:
        return int(value[name])
    except (KeyError, TypeError, ValueError) as error:
        raise bad_request(f"can't parse BotCommandScope: invalid {name} specified") from error
