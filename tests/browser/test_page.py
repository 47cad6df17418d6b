"""How the page looks: on a phone and side by side, light and dark, readable for everyone."""

import pytest
from playwright.async_api import Page, expect

from bot.sandbox.server import BotApiServer
from tests.browser.conftest import HERE, PHONE, PageOf, Scheme, Shoot
from tests.browser.scripted import MAYA, NOA, ScriptedBot, button, conversation

READABILITY = (HERE / "readability.js").read_text(encoding="utf-8")


async def overflow(page: Page) -> int:
    """Return the width in pixels that the page's content needs."""
    return int(await page.evaluate("document.scrollingElement.scrollWidth"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_side_by_side_on_a_desktop(
    scheme: Scheme, chat_server: BotApiServer, scripted: ScriptedBot, page_of: PageOf, shoot: Shoot
) -> None:
    page = await page_of(chat_server, "?zone=Europe/Berlin", scheme=scheme, welcome=True)
    await conversation(scripted)
    for person in (NOA, MAYA):
        await expect(page.get_by_test_id(f"pane-{person}")).to_be_visible()
        await expect(page.get_by_test_id(f"pane-{person}").locator(".msg")).not_to_have_count(0)
    await expect(page.get_by_text("That counts.").last).to_be_visible()
    await shoot(page, f"desktop-{scheme}")
    dark = await page.evaluate(
        "getComputedStyle(document.querySelector('.bubble')).backgroundColor"
    )
    assert (dark == "rgb(255, 255, 255)") == (scheme == "light")
    assert await overflow(page) <= 1280
    await _is_readable(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_one_chat_at_a_time_on_a_360_pixel_phone(
    scheme: Scheme, chat_server: BotApiServer, scripted: ScriptedBot, page_of: PageOf, shoot: Shoot
) -> None:
    page = await page_of(
        chat_server, "?zone=Europe/Berlin", size=PHONE, scheme=scheme, welcome=True
    )
    await conversation(scripted)
    await expect(page.locator(".badge").nth(1)).to_have_text("3")
    assert await overflow(page) <= 360
    await shoot(page, f"phone-list-{scheme}")
    await page.get_by_test_id(f"person-{MAYA}").click()
    pane = page.get_by_test_id(f"pane-{MAYA}")
    await expect(pane.get_by_text("That counts.")).to_be_in_viewport()
    await expect(page.get_by_test_id(f"person-{NOA}")).to_be_hidden()
    await shoot(page, f"phone-chat-{scheme}")
    await scripted.say(MAYA, "A" * 400 + " " + "https://example.org/" + "b" * 300)
    await scripted.say(MAYA, "<pre>" + "wide " * 60 + "</pre>", [button("C" * 90, "long")])
    days = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
    await scripted.say(MAYA, "Days", [button(day) for day in days])
    await expect(pane.locator(".msg")).to_have_count(8)
    assert await overflow(page) <= 360
    log = pane.locator(".log")
    assert await log.evaluate("log => log.scrollWidth <= log.clientWidth")
    await _is_readable(page)
    await pane.get_by_role("button", name="Back to the people").click()
    await expect(page.get_by_test_id(f"person-{NOA}")).to_be_visible()
    await page.get_by_test_id(f"person-{NOA}").click()
    await page.go_back()
    await expect(page.get_by_test_id(f"pane-{NOA}")).to_be_hidden()
    await page.get_by_test_id(f"person-{NOA}").click()
    await shoot(page, f"phone-therapist-{scheme}")
    await page.get_by_test_id("calls-toggle").click()
    await shoot(page, f"phone-calls-{scheme}")
    assert await overflow(page) <= 360


async def _is_readable(page: Page) -> None:
    """Check WCAG AA contrast, at least 15 px letters, and targets of 44 px."""
    measured = await page.evaluate(READABILITY)
    assert len(measured["texts"]) > 20
    assert [text for text in measured["texts"] if text["contrast"] < 4.5] == []
    assert [text for text in measured["texts"] if text["pixels"] < 15] == []
    assert measured["small"] == []


async def test_everything_is_reached_by_tab_and_shows_where_it_is(
    chat_server: BotApiServer, scripted: ScriptedBot, page_of: PageOf
) -> None:
    await scripted.say(NOA, "<tg-spoiler>secret</tg-spoiler>", [button("One"), button("Two")])
    page = await page_of(chat_server, f"?panes={NOA}")
    reached: list[str] = []
    for _ in range(60):
        await page.keyboard.press("Tab")
        name, ring = await page.evaluate(
            """() => {
              const node = document.activeElement;
              if (node === document.body) return ["", true];
              const box = node.matches("textarea") ? node.closest(".composer") : node;
              const style = getComputedStyle(box);
              return [node.getAttribute("aria-label") || node.textContent,
                style.outlineStyle !== "none" || style.boxShadow !== "none"];
            }"""
        )
        if name in reached or not name:
            break
        assert ring, name
        reached.append(name)
    for wanted in ("Tomorrow 07:00", "Bot API calls", "Hidden text. Tap to show.", "One", "Two"):
        assert wanted in reached
    assert {"Messages", "Menu", "Message", "Attach"} <= set(reached)


async def test_without_motion_nothing_moves(
    chat_server: BotApiServer, scripted: ScriptedBot, page_of: PageOf
) -> None:
    page = await page_of(chat_server, f"?panes={NOA}", reduced_motion="reduce")
    await scripted.say(NOA, "Hello")
    duration = """node => {
      node.classList.add("fresh");
      return parseFloat(getComputedStyle(node).animationDuration);
    }"""
    assert await page.locator(".msg").evaluate(duration) <= 0.001


async def test_the_welcome_strip_goes_and_comes_back(
    chat_server: BotApiServer, page_of: PageOf
) -> None:
    page = await page_of(chat_server, welcome=True)
    strip = page.get_by_test_id("howto")
    await expect(strip).to_contain_text("Nothing leaves this computer.")
    await page.get_by_test_id("howto-close").click()
    await expect(strip).to_be_hidden()
    await page.reload()
    await page.wait_for_selector(".is-ready")
    await expect(strip).to_be_hidden()
    await page.get_by_role("button", name="How to play").click()
    await expect(strip).to_be_visible()


async def test_the_page_asks_nobody_else_for_anything(
    chat_server: BotApiServer, scripted: ScriptedBot, page_of: PageOf
) -> None:
    page = await page_of(chat_server)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    await conversation(scripted)
    await page.reload()
    await page.wait_for_selector(".is-ready")
    assert asked
    assert [url for url in asked if not url.startswith(chat_server.url)] == []
