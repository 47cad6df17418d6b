"""Writing: commands complete, Enter sends, corrections, answers and attachments work."""

import pytest_asyncio
from playwright.async_api import Page, expect

from bot.sandbox.server import BotApiServer
from tests.browser.conftest import PHONE, PageOf, Shoot, height
from tests.browser.scripted import MAYA, NOA, ScriptedBot, picture

COMMANDS = {"today": "What is on today", "program": "The whole program", "pause": "A break"}


@pytest_asyncio.fixture(loop_scope="session")
async def page(chat_server: BotApiServer, scripted: ScriptedBot, page_of: PageOf) -> Page:
    menu = [{"command": name, "description": text} for name, text in COMMANDS.items()]
    await scripted.call("setMyCommands", commands=menu)
    await scripted.say(MAYA, "Hello")
    return await page_of(chat_server, f"?panes={NOA},{MAYA}")


async def test_a_slash_offers_commands_and_the_arrows_choose(
    page: Page, scripted: ScriptedBot, shoot: Shoot
) -> None:
    field = page.get_by_test_id(f"composer-{MAYA}")
    offered = page.get_by_test_id(f"pane-{MAYA}").get_by_role("option")
    await field.press_sequentially("/")
    await expect(offered).to_have_count(3)
    await field.press_sequentially("p")
    await expect(offered).to_have_count(2)
    await shoot(page, "completion")
    await expect(offered.first).to_have_attribute("aria-selected", "true")
    await field.press("ArrowDown")
    await expect(offered.nth(1)).to_have_attribute("aria-selected", "true")
    await field.press("Tab")
    await expect(field).to_have_value("/pause ")
    await expect(offered).to_have_count(0)
    await field.press("Enter")
    sent = await scripted.next("message")
    assert sent["text"] == "/pause"
    assert sent["entities"][0]["type"] == "bot_command"

    await field.press_sequentially("/to")
    await expect(offered).to_have_count(1)
    await field.press("Enter")
    await expect(field).to_have_value("/today ")
    await field.fill("/program")
    await expect(offered).to_have_count(1)
    await field.press("Enter")
    assert (await scripted.next("message"))["text"] == "/program"
    await field.press_sequentially("/")
    await field.press("Escape")
    await expect(offered).to_have_count(0)


async def test_the_menu_lists_the_commands_and_sends_one(page: Page, scripted: ScriptedBot) -> None:
    await page.get_by_test_id(f"menu-{MAYA}").click()
    menu = page.get_by_test_id(f"pane-{MAYA}").get_by_role("menu", name="Commands")
    await expect(menu.get_by_role("menuitem")).to_have_count(3)
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    assert (await scripted.next("message"))["text"] == "/program"
    await expect(menu).to_be_hidden()


async def test_enter_sends_and_shift_enter_begins_a_line(page: Page, scripted: ScriptedBot) -> None:
    field = page.get_by_test_id(f"composer-{MAYA}")
    before = await height(field)
    await field.press_sequentially("one")
    await field.press("Shift+Enter")
    await field.press_sequentially("two")
    assert await height(field) > before
    await field.press("Enter")
    assert (await scripted.next("message"))["text"] == "one\ntwo"
    await expect(field).to_have_value("")


async def test_arrow_up_corrects_the_last_own_message(page: Page, scripted: ScriptedBot) -> None:
    field = page.get_by_test_id(f"composer-{MAYA}")
    await field.fill("We did sokcs")
    await field.press("Enter")
    own = page.get_by_test_id(f"pane-{MAYA}").locator(".msg.own")
    await expect(own).to_have_count(1)
    await field.press("ArrowUp")
    await expect(field).to_have_value("We did sokcs")
    await field.fill("We did socks")
    await field.press("Enter")
    assert (await scripted.next("edited_message"))["text"] == "We did socks"
    await expect(own.locator(".words")).to_have_text("We did socks")
    await expect(own.locator(".edited")).to_be_visible()
    await field.press("ArrowUp")
    await field.press("Escape")
    await expect(field).to_have_value("")


async def test_a_message_can_be_answered_with_the_keyboard_alone(
    page: Page, scripted: ScriptedBot
) -> None:
    log = page.get_by_test_id(f"pane-{MAYA}").get_by_role("log")
    await log.focus()
    await page.keyboard.press("ArrowUp")
    await page.keyboard.press("Enter")
    await page.get_by_role("menuitem", name="Reply").press("Enter")
    await page.keyboard.type("Hello to you")
    await page.keyboard.press("Enter")
    sent = await scripted.next("message")
    assert sent["reply_to_message"]["text"] == "Hello"


async def test_samples_and_files_can_be_attached(page: Page, scripted: ScriptedBot) -> None:
    for label, kind in (("Sample photo", "photo"), ("Sample voice note", "voice")):
        await page.get_by_test_id(f"attach-{MAYA}").click()
        await page.get_by_role("menuitem", name=label).click()
        assert kind in await scripted.next("message")

    await page.get_by_test_id(f"attach-{MAYA}").click()
    async with page.expect_file_chooser() as chooser:
        await page.get_by_role("menuitem", name="Photo or album").click()
    pictures = [
        {"name": f"{n}.png", "mimeType": "image/png", "buffer": picture(n * 90)} for n in range(2)
    ]
    await (await chooser.value).set_files(pictures)  # type: ignore[arg-type]
    await page.get_by_test_id("caption").fill("Both socks")
    await page.get_by_role("button", name="Send", exact=True).last.click()
    first = await scripted.next("message")
    second = await scripted.next("message")
    assert first["caption"] == "Both socks"
    assert first["media_group_id"] == second["media_group_id"]
    await expect(page.get_by_test_id(f"pane-{MAYA}").get_by_test_id("album")).to_be_visible()


async def test_an_empty_chat_shows_the_bot_and_a_start_button(
    chat_server: BotApiServer, scripted: ScriptedBot, page_of: PageOf, shoot: Shoot
) -> None:
    await scripted.call("setMyDescription", description="Small, kind activities for home.")
    phone = await page_of(chat_server, f"?panes={NOA}", size=PHONE)
    await expect(phone.locator(".empty")).to_contain_text("Small, kind activities for home.")
    await shoot(phone, "start-phone")
    await phone.get_by_test_id(f"start-{NOA}").click()
    assert (await scripted.next("message"))["text"] == "/start"
    await expect(phone.get_by_test_id(f"start-{NOA}")).to_be_hidden()


async def test_a_person_can_block_the_bot_and_come_back(page: Page, scripted: ScriptedBot) -> None:
    pane = page.get_by_test_id(f"pane-{MAYA}")
    await pane.get_by_role("button", name="More").click()
    await pane.get_by_role("menuitem", name="Block the bot").click()
    assert (await scripted.next("my_chat_member"))["new_chat_member"]["status"] == "kicked"
    await expect(page.get_by_test_id(f"composer-{MAYA}")).to_be_hidden()
    await pane.get_by_role("button", name="Unblock").click()
    await expect(page.get_by_test_id(f"composer-{MAYA}")).to_be_visible()
