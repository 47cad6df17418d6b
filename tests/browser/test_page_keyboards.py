"""Inline buttons: pressed at once, waiting until answered, and every kind of answer."""

from playwright.async_api import expect

from bot.sandbox.server import BotApiServer
from tests.browser.conftest import PageOf, Shoot
from tests.browser.scripted import MAYA, NOA, ScriptedBot, button


async def test_a_tapped_button_waits_until_the_bot_answers(
    chat_server: BotApiServer, scripted: ScriptedBot, page_of: PageOf, shoot: Shoot
) -> None:
    # The labels are the data of other buttons: what is sent has to be the tapped one's.
    await scripted.say(MAYA, "How much help?", [button("1", "2"), button("2", "1")])
    page = await page_of(chat_server, f"?panes={NOA},{MAYA}")
    one = page.get_by_test_id(f"pane-{MAYA}").get_by_test_id("keyboard").get_by_text("1")
    key = page.get_by_role("button", name="1", exact=True)
    await one.click()
    await expect(key).to_have_attribute("aria-busy", "true")
    await one.click()
    await shoot(page, "waiting")
    query = await scripted.next("callback_query")
    assert query["data"] == "2"
    await scripted.call("answerCallbackQuery", callback_query_id=query["id"])
    await expect(key).not_to_have_attribute("aria-busy", "true")
    assert await scripted.waiting() == []


async def test_an_answer_with_words_is_a_toast_that_goes_by_itself(
    chat_server: BotApiServer, scripted: ScriptedBot, page_of: PageOf
) -> None:
    await scripted.say(MAYA, "Did it work?", [button("We did it")])
    page = await page_of(chat_server, f"?panes={NOA},{MAYA}")
    await page.clock.install()
    await page.get_by_role("button", name="We did it").click()
    query = await scripted.next("callback_query")
    await scripted.call("answerCallbackQuery", callback_query_id=query["id"], text="Saved.")
    pane = page.get_by_test_id(f"pane-{MAYA}")
    await expect(pane.locator(".toast")).to_have_text("Saved.")
    await expect(page.get_by_test_id(f"pane-{NOA}").locator(".toast")).to_have_count(0)
    await page.clock.fast_forward(3_100)
    await expect(pane.locator(".toast")).to_have_count(0)


async def test_an_alert_stays_until_ok(
    chat_server: BotApiServer, scripted: ScriptedBot, page_of: PageOf, shoot: Shoot
) -> None:
    await scripted.say(MAYA, "Socks on", [button("Something worried me", style="danger")])
    page = await page_of(chat_server, f"?panes={NOA},{MAYA}")
    await page.get_by_role("button", name="Something worried me").click()
    query = await scripted.next("callback_query")
    await scripted.call(
        "answerCallbackQuery",
        callback_query_id=query["id"],
        text="Thank you for telling us.",
        show_alert=True,
    )
    alert = page.get_by_role("alertdialog")
    await expect(alert).to_contain_text("Thank you for telling us.")
    await expect(alert).to_contain_text("On Maya Levi's phone")
    await page.mouse.click(5, 5)
    await expect(alert).to_be_visible()
    await shoot(page, "alert")
    await alert.get_by_role("button", name="OK").click()
    await expect(alert).to_have_count(0)


async def test_styles_show_without_colour_and_the_card_is_edited_under_the_focus(
    chat_server: BotApiServer, scripted: ScriptedBot, page_of: PageOf
) -> None:
    card = await scripted.say(
        MAYA,
        "Socks on",
        [button("Start", style="primary")],
        [button("Done", style="success"), button("Careful", style="danger")],
    )
    page = await page_of(chat_server, f"?panes={MAYA}")
    for label in ("Done", "Careful"):
        await expect(page.get_by_role("button", name=label).locator("svg")).to_be_visible()
    start = page.get_by_role("button", name="Start", exact=True)
    weight = "node => Number(getComputedStyle(node).fontWeight)"
    assert await start.evaluate(weight) >= 700

    await start.focus()
    await page.keyboard.press("Enter")
    query = await scripted.next("callback_query")
    await scripted.call(
        "editMessageText",
        chat_id=MAYA,
        message_id=card,
        text="Step 1",
        reply_markup={"inline_keyboard": [[button("Next", "Start")], [button("Back")]]},
    )
    await scripted.call("answerCallbackQuery", callback_query_id=query["id"])
    await expect(page.get_by_role("button", name="Next")).to_be_focused()
    await expect(page.locator(".msg")).to_have_count(1)


async def test_url_and_copy_buttons_do_their_work_on_the_phone(
    chat_server: BotApiServer, scripted: ScriptedBot, page_of: PageOf
) -> None:
    await scripted.say(
        NOA,
        "Invitation",
        [button("Help page", url="https://example.org/help")],
        [button("Copy it", copy_text={"text": "the words"})],
    )
    page = await page_of(
        chat_server, f"?panes={NOA}", permissions=["clipboard-read", "clipboard-write"]
    )
    await page.context.route("https://example.org/**", lambda route: route.fulfill(body="there"))
    async with page.context.expect_page() as opened:
        await page.get_by_role("button", name="Help page").click()
    assert (await opened.value).url == "https://example.org/help"
    await page.get_by_role("button", name="Copy it").click()
    await expect(page.locator(".toast")).to_have_text("Copied.")
    assert await page.evaluate("navigator.clipboard.readText()") == "the words"


async def test_a_deep_link_asks_who_opens_it(
    chat_server: BotApiServer, scripted: ScriptedBot, page_of: PageOf, shoot: Shoot
) -> None:
    link = "https://t.me/home_program_bot?start=inv_7hGk"
    await scripted.say(NOA, f"Here it is:\n{link}", [button("Open the invitation", url=link)])
    page = await page_of(chat_server, f"?panes={NOA},{MAYA}")
    await page.get_by_role("link", name=link).click()
    chooser = page.get_by_role("dialog", name="Open this invitation as")
    await shoot(page, "invitation")
    await chooser.get_by_role("button", name="Maya Levi").click()
    opened = await scripted.next("message")
    assert (opened["text"], opened["from"]["id"]) == ("/start inv_7hGk", MAYA)
    await expect(page.get_by_test_id(f"pane-{MAYA}").locator(".msg")).to_have_count(1)

    await page.get_by_role("button", name="Open the invitation").click()
    await chooser.get_by_role("button", name="A new person").click()
    await page.get_by_test_id("new-person-name").fill("Ruth Cohen")
    await page.get_by_role("button", name="Add this person").click()
    opened = await scripted.next("message")
    assert (opened["text"], opened["from"]["first_name"]) == ("/start inv_7hGk", "Ruth")
    await expect(page.get_by_test_id(f"pane-{opened['from']['id']}")).to_be_visible()


async def test_the_bots_own_keyboard_stands_below_the_field(
    chat_server: BotApiServer, scripted: ScriptedBot, page_of: PageOf
) -> None:
    page = await page_of(chat_server, f"?panes={MAYA}")
    markup = {"keyboard": [[{"text": "Morning"}, {"text": "Bedtime"}]], "one_time_keyboard": True}
    await scripted.call("sendMessage", chat_id=MAYA, text="When?", reply_markup=markup)
    keys = page.get_by_role("group", name="Keyboard")
    await keys.get_by_role("button", name="Bedtime").click()
    assert (await scripted.next("message"))["text"] == "Bedtime"
    await expect(keys).to_be_hidden()
