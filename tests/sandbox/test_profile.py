"""The bot's menu, names, descriptions and menu button."""

import pytest

from tests.sandbox.conftest import ALICE, BOB, CHARLIE


def menu(*names: str) -> list[dict[str, str]]:
    return [{"command": name, "description": f"The {name} page"} for name in names]


async def test_the_narrowest_menu_is_shown(api, sim):
    assert await sim.commands(ALICE) == []
    await api("setMyCommands", commands=menu("help"))
    await api("setMyCommands", commands=menu("hilfe"), language_code="de")
    private = {"type": "all_private_chats"}
    assert await sim.commands(ALICE) == ["help"]
    assert await sim.commands(BOB) == ["hilfe"]
    await api("setMyCommands", commands=menu("today", "help"), scope=private)
    assert await sim.commands(ALICE) == ["today", "help"]
    assert await sim.commands(BOB) == ["today", "help"]
    await api("setMyCommands", commands=menu("assign"), scope={"type": "chat", "chat_id": ALICE})
    assert await sim.commands(ALICE) == ["assign"]
    assert await sim.commands(CHARLIE) == ["today", "help"]
    await api("deleteMyCommands", scope=private)
    assert await sim.commands(BOB) == ["hilfe"]
    assert await api("getMyCommands", language_code="de") == menu("hilfe")
    await api("setMyCommands", commands=[], language_code="de")
    assert await api("getMyCommands", language_code="de") == []


@pytest.mark.parametrize(
    ("params", "description"),
    [
        ({"commands": menu("Help")}, "BOT_COMMAND_INVALID"),
        ({"commands": menu("a" * 33)}, "BOT_COMMAND_INVALID"),
        ({"commands": menu("")}, "BOT_COMMAND_INVALID"),
        ({"commands": menu("a-b")}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "a", "description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        (
            {"commands": [{"command": "a", "description": "x" * 257}]},
            "BOT_COMMAND_DESCRIPTION_INVALID",
        ),
        ({"commands": menu(*(f"c{n}" for n in range(101)))}, "BOT_COMMANDS_TOO_MUCH"),
        ({"commands": ["help"]}, "expected an Object with BotCommand"),
        ({"commands": [{"command": "a"}]}, "can't parse BotCommand"),
        ({"commands": {}}, "expected an Array of BotCommand"),
        ({"commands": menu("a"), "language_code": "eng"}, "LANG_CODE_INVALID"),
        ({"commands": menu("a"), "scope": {"type": "x"}}, "unsupported type of BotCommandScope"),
        ({"commands": menu("a"), "scope": {"type": "chat"}}, "invalid chat_id specified"),
        ({"commands": menu("a"), "scope": {"type": "chat", "chat_id": 5}}, "chat not found"),
        ({"commands": menu("a"), "scope": 5}, "BotCommandScope must be an Object"),
    ],
)
async def test_a_wrong_menu_is_refused(api, params, description):
    refused = await api.refusal("setMyCommands", **params)
    assert refused.code == 400
    assert description in refused.description


@pytest.mark.parametrize(
    ("method", "kind", "limit"),
    [
        ("Name", "name", 64),
        ("Description", "description", 512),
        ("ShortDescription", "short_description", 120),
    ],
)
async def test_names_and_descriptions_by_language(api, sim, method, kind, limit):
    await api(f"setMy{method}", **{kind: "English"})
    await api(f"setMy{method}", **{kind: "Deutsch"}, language_code="de")
    assert await api(f"getMy{method}", language_code="de") == {kind: "Deutsch"}
    assert await api(f"getMy{method}", language_code="fr") == {kind: "English"}
    await api(f"setMy{method}", language_code="de")
    assert await api(f"getMy{method}", language_code="de") == {kind: "English"}
    refused = await api.refusal(f"setMy{method}", **{kind: "x" * (limit + 1)})
    assert refused.description.endswith("is too long")


async def test_the_new_name_is_the_senders_name(api, sim):
    await api("setMyName", name="Sunny")
    assert (await api("getMe"))["first_name"] == "Sunny"
    assert (await api("sendMessage", chat_id=ALICE, text="x"))["from"]["first_name"] == "Sunny"
    await api("setMyDescription", description="What I do")
    assert await sim.ask("GET", "/sim/bot") == {
        "version": 1,
        "username": "home_program_bot",
        "name": "Sunny",
        "description": "What I do",
        "zone": None,
    }


async def test_the_menu_button(api):
    assert await api("getChatMenuButton") == {"type": "commands"}
    app = {"type": "web_app", "text": "Open", "web_app": {"url": "https://e.com"}}
    await api("setChatMenuButton", chat_id=ALICE, menu_button=app)
    assert await api("getChatMenuButton", chat_id=ALICE) == app
    assert await api("getChatMenuButton", chat_id=BOB) == {"type": "commands"}
    await api("setChatMenuButton", chat_id=ALICE)
    assert await api("getChatMenuButton", chat_id=ALICE) == {"type": "commands"}
    app["web_app"] = {"url": "http://e.com"}
    refused = await api.refusal("setChatMenuButton", menu_button=app)
    assert refused.description.endswith("Only HTTPS links are allowed")
    refused = await api.refusal("setChatMenuButton", menu_button={"type": "x"})
    assert refused.description == "Bad Request: MenuButton has unsupported type"


async def test_leaving_is_allowed(api):
    assert await api("logOut") is True
    assert await api("close") is True
