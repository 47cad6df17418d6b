"""The shared clock in the page's bar: where it jumps, in which zone, and what the chat shows."""

from datetime import UTC, datetime, timedelta

from playwright.async_api import Page, expect

from bot.sandbox.server import BotApiServer
from tests.browser.conftest import PHONE, PageOf, Shoot
from tests.browser.scripted import MAYA, ScriptedBot


async def server_now(page: Page) -> datetime:
    """Return the shared clock's time."""
    answer = await page.evaluate("fetch('/sim/clock').then(answer => answer.json())")
    return datetime.fromisoformat(answer["now"])


def is_about(instant: datetime, expected: datetime) -> bool:
    """Tell whether an instant is the expected one; the clock runs on meanwhile."""
    return timedelta(0) <= instant - expected < timedelta(seconds=20)


async def test_the_clock_jumps_to_times_of_the_chosen_zone(
    chat_server: BotApiServer, scripted: ScriptedBot, page_of: PageOf, shoot: Shoot
) -> None:
    await scripted.say(MAYA, "On Monday")
    page = await page_of(chat_server, f"?panes={MAYA}&zone=Europe/Berlin")
    pane = page.get_by_test_id(f"pane-{MAYA}")
    clock = page.get_by_test_id("clock")
    await expect(clock).to_contain_text("16:24")
    await expect(clock).to_contain_text("Mon 2 Mar")

    await page.get_by_test_id("clock-bedtime").click()
    await expect(clock).to_contain_text("19:30")
    assert is_about(await server_now(page), datetime(2026, 3, 2, 18, 30, tzinfo=UTC))
    await page.get_by_test_id("clock-plus-hour").click()
    await expect(clock).to_contain_text("20:30")
    await page.get_by_test_id("clock-bedtime").click()
    await expect(clock).to_contain_text("Tue 3 Mar")
    await page.get_by_test_id("clock-tomorrow").click()
    await expect(clock).to_contain_text("07:00")
    assert is_about(await server_now(page), datetime(2026, 3, 4, 6, 0, tzinfo=UTC))
    await expect(pane.locator(".day")).to_have_text("Monday 2 March")
    await scripted.say(MAYA, "Good morning")
    await expect(pane.locator(".day")).to_have_text(["Monday 2 March", "Today"])
    await expect(pane.locator("time").last).to_have_text("07:00")

    await page.get_by_test_id("clock").click()
    await page.get_by_label("Date and time").fill("2026-03-02T18:00")
    await page.get_by_role("button", name="Set", exact=True).click()
    await scripted.say(MAYA, "Back on Monday")
    await expect(pane.locator(".day")).to_have_text(["Today", "Wednesday 4 March", "Today"])
    await page.get_by_test_id("clock-bedtime").click()
    await expect(clock).to_contain_text("19:30")

    await page.get_by_test_id("zone").select_option("America/New_York")
    await expect(clock).to_contain_text("13:30")
    await expect(pane.locator("time").last).to_have_text("12:00")
    await page.get_by_test_id("clock-now").click()
    await expect(clock).not_to_contain_text("2 Mar")
    assert is_about(await server_now(page), datetime.now(UTC) - timedelta(seconds=15))


async def test_seven_in_the_morning_stays_seven_over_a_clock_change(
    chat_server: BotApiServer, page_of: PageOf
) -> None:
    page = await page_of(chat_server)
    found = await page.evaluate(
        """async () => {
          const { tomorrowAt, instantOf, nextAt } = await import("/page/times.js");
          const spring = new Date("2026-03-28T12:00:00Z");
          const wall = (hour, minute, day, month) => ({ year: 2026, month, day, hour, minute });
          return [
            tomorrowAt(spring, "Europe/Berlin", 7, 0),
            instantOf(wall(2, 30, 29, 3), "Europe/Berlin"),
            instantOf(wall(2, 30, 25, 10), "Europe/Berlin"),
            nextAt(new Date("2026-12-31T20:00:00Z"), "Australia/Sydney", 19, 30),
          ].map(instant => instant.toISOString());
        }"""
    )
    assert found == [
        "2026-03-29T05:00:00.000Z",
        "2026-03-29T01:30:00.000Z",  # does not exist: an hour forward, 03:30
        "2026-10-25T00:30:00.000Z",  # exists twice: the first
        "2027-01-01T08:30:00.000Z",
    ]


async def test_on_a_phone_the_clock_opens_a_sheet(
    chat_server: BotApiServer, page_of: PageOf, shoot: Shoot
) -> None:
    page = await page_of(chat_server, "?zone=Europe/Berlin", size=PHONE)
    await page.get_by_test_id("clock").click()
    await shoot(page, "clock-phone")
    await page.get_by_test_id("clock-tomorrow").click()
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await expect(page.get_by_test_id("clock")).to_contain_text("07:00")
    await page.get_by_test_id("clock").click()
    await page.get_by_label("Date and time").fill("2026-05-01T08:15")
    await page.get_by_role("button", name="Set", exact=True).click()
    await expect(page.get_by_test_id("clock")).to_contain_text("08:15")
    assert is_about(await server_now(page), datetime(2026, 5, 1, 6, 15, tzinfo=UTC))
