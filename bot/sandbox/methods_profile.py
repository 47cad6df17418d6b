"""The methods about the bot itself: who it is, its menu, its name and descriptions, its files."""

from collections.abc import Callable

from telegram.constants import BotDescriptionLimit, BotNameLimit, MenuButtonType

from bot.sandbox.errors import bad_request
from bot.sandbox.params import Call
from bot.sandbox.profile import check_commands, check_language, check_scope
from bot.sandbox.state import Json
from bot.sandbox.world import World

_MENU_BUTTONS = frozenset(kind.value for kind in MenuButtonType)
_LIMITS = {
    "name": BotNameLimit.MAX_NAME_LENGTH.value,
    "description": BotDescriptionLimit.MAX_DESCRIPTION_LENGTH.value,
    "short_description": BotDescriptionLimit.MAX_SHORT_DESCRIPTION_LENGTH.value,
}
_ABOUT = {
    "name": "name",
    "description": "description",
    "short_description": "about text",
}


def get_me(world: World, _: Call) -> Json:
    """`getMe`."""
    return {
        **world.bot,
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def log_out(_: World, __: Call) -> bool:
    """`logOut` and `close`: there is no other server to move to."""
    return True


def get_file(world: World, call: Call) -> Json:
    """`getFile`."""
    return world.files.describe(call.text("file_id"))


def set_my_commands(world: World, call: Call) -> bool:
    """`setMyCommands`."""
    scope = check_scope(call.json("scope", "BotCommandScope"))
    language = check_language(call.text("language_code"))
    commands = check_commands(call.json("commands", "commands"))
    if scope[1] is not None and scope[1] not in world.chats:
        raise bad_request("chat not found")
    if commands:
        world.profile.commands[scope, language] = commands
    else:
        world.profile.commands.pop((scope, language), None)
    world.events.publish("commands", lambda: {"user_id": scope[1]})
    return True


def get_my_commands(world: World, call: Call) -> list[Json]:
    """`getMyCommands`."""
    scope = check_scope(call.json("scope", "BotCommandScope"))
    language = check_language(call.text("language_code"))
    return world.profile.commands.get((scope, language), [])


def delete_my_commands(world: World, call: Call) -> bool:
    """`deleteMyCommands`."""
    scope = check_scope(call.json("scope", "BotCommandScope"))
    language = check_language(call.text("language_code"))
    world.profile.commands.pop((scope, language), None)
    world.events.publish("commands", lambda: {"user_id": scope[1]})
    return True


def text_setter(kind: str) -> Callable[[World, Call], bool]:
    """Return `setMyName`, `setMyDescription` or `setMyShortDescription`."""

    def set_text(world: World, call: Call) -> bool:
        value = call.text(kind) or ""
        if len(value) > _LIMITS[kind]:
            raise bad_request(f"bot {_ABOUT[kind]} is too long")
        language = check_language(call.text("language_code"))
        world.profile.set_text(kind, language, value)
        if kind == "name" and not language:
            world.bot = {**world.bot, "first_name": world.profile.text("name", "")}
        return True

    return set_text


def text_getter(kind: str) -> Callable[[World, Call], Json]:
    """Return `getMyName`, `getMyDescription` or `getMyShortDescription`."""

    def get_text(world: World, call: Call) -> Json:
        language = check_language(call.text("language_code"))
        return {kind: world.profile.text(kind, language)}

    return get_text


def set_chat_menu_button(world: World, call: Call) -> bool:
    """`setChatMenuButton`."""
    button = call.json("menu_button", "MenuButton")
    kind = button.get("type") if isinstance(button, dict) else MenuButtonType.DEFAULT.value
    if kind not in _MENU_BUTTONS:
        raise bad_request("MenuButton has unsupported type")
    chat_id = _menu_chat(world, call)
    if isinstance(button, dict) and kind != MenuButtonType.DEFAULT:
        if kind == MenuButtonType.WEB_APP and not _is_web_app(button):
            raise bad_request("menu button Web App URL is invalid: Only HTTPS links are allowed")
        world.profile.menu_buttons[chat_id] = button
    else:
        world.profile.menu_buttons.pop(chat_id, None)
    return True


def get_chat_menu_button(world: World, call: Call) -> Json:
    """`getChatMenuButton`."""
    return world.profile.menu_button(_menu_chat(world, call))


def _menu_chat(world: World, call: Call) -> int | None:
    if call.text("chat_id") is None:
        return None
    return world.known_chat(call).id


def _is_web_app(button: Json) -> bool:
    app = button.get("web_app")
    url = app.get("url") if isinstance(app, dict) else None
    return bool(button.get("text")) and isinstance(url, str) and url.startswith("https://")
