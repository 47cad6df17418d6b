"""Around the chats: people and what they have not read, the calls, a lost server."""

from playwright.async_api import Page, expect

from bot.clock import OffsetClock
from bot.sandbox.server import BotApiServer
from tests.browser.conftest import MONDAY, PEOPLE, PageOf, Shoot
from tests.browser.scripted import MAYA, NOA, TOKEN, TOM, ScriptedBot, button


async def test_unread_messages_are_counted_until_their_chat_is_seen(
    chat_server: BotApiServer, scripted: ScriptedBot, page_of: PageOf
) -> None:
    page = await page_of(chat_server, f"?panes={NOA},{MAYA}")
    badge = page.get_by_test_id(f"person-{TOM}").locator(".badge")
    await expect(badge).to_be_hidden()
    await scripted.say(TOM, "Good morning")
    await expect(badge).to_have_text("1")
    card = await scripted.say(TOM, "Socks on")
    await expect(badge).to_have_text("2")
    await scripted.call("editMessageText", chat_id=TOM, message_id=card, text="Zip up")
    await expect(page.get_by_test_id(f"person-{TOM}")).to_contain_text("Zip up")
    await expect(badge).to_have_text("2")
    assert await page.title() == "(2) Local chat"

    await scripted.say(MAYA, "Seen at once")
    await page.get_by_test_id(f"person-{TOM}").click()
    await expect(page.get_by_test_id(f"pane-{TOM}").locator(".msg")).to_have_count(2)
    await expect(badge).to_be_hidden()
    await page.wait_for_function(
        "() => fetch('/sim/people').then(a => a.json())"
        ".then(({people}) => people.every(person => person.unread === 0))"
    )
    assert await page.title() == "Local chat"


async def test_who_reads_older_messages_is_left_there_and_told_of_new_ones(
    chat_server: BotApiServer, scripted: ScriptedBot, page_of: PageOf
) -> None:
    for number in range(30):
        await scripted.say(MAYA, f"Message {number}")
    page = await page_of(chat_server, f"?panes={MAYA}")
    pane = page.get_by_test_id(f"pane-{MAYA}")
    await expect(pane.get_by_text("Message 29")).to_be_in_viewport()
    await pane.locator(".log").evaluate("log => { log.scrollTop = 0 }")
    await expect(pane.get_by_role("button", name="Go to the end", exact=True)).to_be_visible()
    await scripted.say(MAYA, "The newest")
    pill = pane.get_by_role("button", name="1 new messages. Go to the end.")
    await expect(pill).to_be_visible()
    await expect(pane.get_by_text("The newest")).not_to_be_in_viewport()
    await pill.click()
    await expect(pane.get_by_text("The newest")).to_be_in_viewport()
    await expect(pill).to_be_hidden()


async def test_the_panel_shows_each_call_as_it_comes(
    chat_server: BotApiServer, scripted: ScriptedBot, page_of: PageOf, shoot: Shoot
) -> None:
    await scripted.say(MAYA, "Before")
    page = await page_of(chat_server, f"?panes={NOA},{MAYA}")
    await page.get_by_test_id("calls-toggle").click()
    calls = page.get_by_test_id("calls-list").locator(".call")
    await expect(calls).to_have_count(1)
    await scripted.try_call("sendMessage", chat_id=4, text="Nobody")
    await expect(calls).to_have_count(2)
    await expect(calls.first).to_contain_text("error 400")
    await expect(calls.first.locator("svg")).to_be_visible()
    await calls.first.locator("summary").click()
    await expect(calls.first).to_contain_text("Bad Request: chat not found")
    await shoot(page, "calls")

    await page.get_by_test_id("calls-filter").fill("error")
    await expect(calls).to_have_count(1)
    await page.get_by_test_id("calls-filter").fill("nothing like it")
    await expect(page.get_by_text("No call fits this filter.")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_test_id("calls")).to_be_hidden()


async def test_a_server_that_comes_back_is_found_again(
    chat_server: BotApiServer, scripted: ScriptedBot, page_of: PageOf, shoot: Shoot
) -> None:
    await scripted.say(MAYA, "Before the break")
    page = await page_of(chat_server, f"?panes={MAYA}")
    port = chat_server.port
    await chat_server.stop()
    banner = page.get_by_test_id("banner")
    await expect(banner).to_be_visible()
    await expect(banner).to_contain_text(
        "The local chat has stopped. Start it again with make run."
    )
    await shoot(page, "stopped")

    again = BotApiServer(clock=OffsetClock(MONDAY), token=TOKEN, people=PEOPLE)
    await again.start(port=port)
    try:
        sent = await scripted.say(MAYA, "After the break")
        await expect(page.locator(f'[data-message-id="{sent}"]')).to_be_visible(timeout=8_000)
        await expect(banner).to_be_hidden()
        await expect(page.get_by_text("Before the break")).to_have_count(0)
    finally:
        await again.stop()


async def test_panes_open_close_and_take_turns(
    chat_server: BotApiServer, scripted: ScriptedBot, page_of: PageOf
) -> None:
    page = await page_of(chat_server)
    panes = page.locator(".pane:visible")
    await expect(panes).to_have_count(2)
    await page.get_by_test_id(f"composer-{MAYA}").click()
    await page.get_by_test_id(f"person-{TOM}").click()
    await expect(page.get_by_test_id(f"pane-{NOA}")).to_be_hidden()
    await expect(page.get_by_test_id(f"pane-{MAYA}")).to_be_visible()
    await expect(page.get_by_test_id(f"composer-{TOM}")).to_be_focused()
    await page.get_by_test_id(f"composer-{MAYA}").fill("half a thou")
    await page.get_by_test_id(f"pane-{MAYA}").get_by_role("button", name="Close").click()
    await expect(panes).to_have_count(1)
    await page.reload()
    await expect(panes).to_have_count(1)
    await page.set_viewport_size({"width": 1700, "height": 900})
    await page.get_by_test_id(f"person-{NOA}").click()
    await page.get_by_test_id(f"person-{MAYA}").click()
    await expect(panes).to_have_count(3)


async def test_a_message_that_comes_twice_is_shown_once_and_the_newer_edit_wins(
    chat_server: BotApiServer, scripted: ScriptedBot, page_of: PageOf
) -> None:
    page = await page_of(chat_server, f"?panes={MAYA}")
    # The answer to an earlier question arrives after the live events that overtook it.
    await page.route("**/sim/messages*", lambda route: _slowly(page, route))
    card = await scripted.say(MAYA, "Step 1", [button("Next")])
    await page.evaluate(
        """async () => {
          const { Store } = await import("/page/store.js");
          window.probe = new Store();
          window.loading = window.probe.reload();
        }"""
    )
    await page.wait_for_function("() => window.asked")
    shown = await page.evaluate(
        """async (card) => {
          const message = text => ({ message_id: card, from: { is_bot: true }, date: 1, text });
          const take = event => window.probe.take({ user_id: 1002, ...event });
          take({ type: "message", message: message("Step 2") });
          take({ type: "message", message: { ...message("x"), message_id: card + 1 } });
          take({ type: "deleted", message_id: card + 1 });
          window.release = true;
          await window.loading;
          return window.probe.messages(1002).map(({ message }) => message.text);
        }""",
        card,
    )
    assert shown == ["Step 2"]


async def _slowly(page: Page, route) -> None:
    """Let an answer go only when the page says so."""
    response = await route.fetch()
    await page.evaluate("window.asked = true")
    await page.wait_for_function("() => window.release")
    await route.fulfill(response=response)
