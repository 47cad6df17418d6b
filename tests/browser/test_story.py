"""The whole story, played on the page as people would: assigned, invited, morning, answered."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime

import pytest_asyncio
from playwright.async_api import expect

from bot.demo import GRANDPARENT, PARENT, THERAPIST
from bot.sandbox.run import LocalChat, start_local_chat
from bot.settings import Settings
from scripts.phone import Phone
from tests.browser.conftest import PHONE, PageOf, Shoot

# Half past four in the afternoon in Berlin, before a school day and before a Sunday.
TUESDAY = datetime(2026, 11, 24, 15, 30, tzinfo=UTC)
SATURDAY = datetime(2026, 11, 28, 15, 30, tzinfo=UTC)
ZONE = "Europe/Berlin"

StartChat = Callable[..., Awaitable[LocalChat]]


@pytest_asyncio.fixture(loop_scope="session")
async def start_chat() -> AsyncIterator[StartChat]:
    """`await start_chat(empty=True)` starts what `make run` starts, on a free port."""
    async with AsyncExitStack() as stack:

        async def start(*, empty: bool, at: datetime = TUESDAY) -> LocalChat:
            settings = Settings(_env_file=None, default_timezone=ZONE)
            return await start_local_chat(stack, settings, port=0, empty=empty, start=at)

        yield start


async def assign_socks(therapist: Phone) -> None:
    """Add Sunny, and choose "Socks on" for school mornings by buttons alone."""
    await therapist.write("/newclient Sunny")
    await therapist.tap("Child")
    await therapist.tap("The usual way")
    await therapist.sees("Sunny is on your caseload.")
    for label in ("Assign an activity", "Ask them later", "Dressing", "Socks on"):
        await therapist.tap(label)
    await therapist.sees("Morning, every day")
    for label in ("✎ every day", "Monday to Friday"):
        await therapist.tap(label)
    await therapist.sees("Morning, Monday to Friday")
    await therapist.tap("Assign it")
    await therapist.sees("Socks on is in Sunny's program.")


async def join(parent: Phone) -> None:
    """Answer the questions on the way in."""
    await parent.sees("Before we begin")
    await parent.tap("Yes, that is all right")
    await parent.sees("Who are you to Sunny?")
    await parent.tap("Parent")
    await parent.sees("Is it 16:3")
    await parent.tap("Yes, it is")
    await parent.sees("When would a morning card suit you?")
    await parent.tap("07:00")
    await parent.sees("And in the evening?")
    await parent.tap("19:30")
    await parent.sees("You are all set.")


async def do_the_card(parent: Phone) -> None:
    """Walk through two steps, say it is enough, and answer."""
    await parent.tap("Show me the steps")
    await parent.sees("Step 1 of")
    await parent.tap("Next")
    await parent.sees("Step 2 of")
    await parent.tap("Next")
    await parent.sees("Step 3 of")
    await parent.tap("Enough for now")
    await parent.sees("Have ready")
    await parent.tap("We did it")
    await parent.sees("Thank you for telling me.")


async def test_from_the_first_assignment_to_the_answer(
    start_chat: StartChat, page_of: PageOf, shoot: Shoot
) -> None:
    chat = await start_chat(empty=True)
    panes = f"?zone={ZONE}&panes={THERAPIST.id},{PARENT.id}"
    page = await page_of(chat.server, panes, welcome=True)
    therapist, parent = Phone(page, THERAPIST.id), Phone(page, PARENT.id)
    await shoot(page, "story-1-empty")
    await therapist.pane.get_by_test_id(f"start-{THERAPIST.id}").click()
    await therapist.sees("Welcome, Nora.")
    await page.get_by_test_id("howto-close").click()
    await assign_socks(therapist)
    await shoot(page, "story-2-assigned")

    await therapist.tap("Invite the family")
    await therapist.sees("An invitation")
    await therapist.newest.locator(".words a").click()
    chooser = page.get_by_role("dialog", name="Open this invitation as …")
    await shoot(page, "story-3-invitation")
    await chooser.get_by_role("button", name=PARENT.name).click()
    await expect(parent.pane.locator(".own .words")).to_have_text("/start")  # not the secret
    await join(parent)
    await shoot(page, "story-4-arrived")

    await page.get_by_test_id("clock-tomorrow").click()
    await parent.sees("Have ready")
    await expect(parent.pane.locator(".day").last).to_have_text("Today")
    await expect(page.get_by_test_id("clock")).to_contain_text("Wed 25 Nov")
    await expect(parent.newest.locator("time")).to_have_text("07:00")
    await shoot(page, "story-5-morning-card")
    await do_the_card(parent)
    await shoot(page, "story-6-answered")

    await therapist.write("/checkins")
    await therapist.sees("1 answer")
    await therapist.sees("●")
    await shoot(page, "story-7-check-ins")


async def test_the_same_morning_on_a_360_pixel_phone(
    start_chat: StartChat, page_of: PageOf, shoot: Shoot
) -> None:
    chat = await start_chat(empty=True)
    desk = await page_of(chat.server, f"?zone={ZONE}&panes={THERAPIST.id}")
    therapist = Phone(desk, THERAPIST.id)
    await therapist.pane.get_by_test_id(f"start-{THERAPIST.id}").click()
    await assign_socks(therapist)
    await therapist.tap("Invite the family")
    link = await therapist.newest.locator(".words a").inner_text()

    page = await page_of(chat.server, f"?zone={ZONE}&panes={PARENT.id}", size=PHONE)
    parent = Phone(page, PARENT.id)
    await parent.write(f"/start {link.rpartition('=')[2]}")
    await parent.sees("Before we begin")
    await shoot(page, "story-phone-1-consent")
    await join(parent)
    await shoot(page, "story-phone-2-arrived")
    await page.get_by_test_id("clock").click()
    await page.get_by_test_id("clock-tomorrow").click()
    await parent.sees("Have ready")
    await shoot(page, "story-phone-3-morning-card")
    await parent.tap("Show me the steps")
    await parent.sees("Step 1 of")
    await shoot(page, "story-phone-4-step")
    await parent.tap("Enough for now")
    await do_the_card(parent)
    await shoot(page, "story-phone-5-answered")
    assert await page.evaluate("document.scrollingElement.scrollWidth") <= PHONE["width"]


async def test_the_demo_family_is_there_at_once_and_gets_cards_at_the_weekend_too(
    start_chat: StartChat, page_of: PageOf, shoot: Shoot
) -> None:
    chat = await start_chat(empty=False, at=SATURDAY)
    page = await page_of(chat.server, size={"width": 1600, "height": 900}, welcome=True)
    therapist, parent = Phone(page, THERAPIST.id), Phone(page, PARENT.id)
    grandparent = Phone(page, GRANDPARENT.id)
    await therapist.sees("Hello, Nora.")
    await parent.sees("Robin")
    await grandparent.sees("Robin")
    await expect(page.get_by_test_id("zone")).to_have_value(ZONE)
    await expect(page.get_by_test_id("clock")).to_contain_text("16:3")
    await shoot(page, "demo-1-first-look")
    await therapist.write("/checkins")
    await therapist.sees("T-shirt on")
    await parent.write("/today")
    await parent.sees("Lights-down half hour")
    await shoot(page, "demo-2-check-ins-and-today")

    await page.get_by_test_id("clock-tomorrow").click()
    for phone in (parent, grandparent):
        await phone.sees("Have ready")
        await phone.sees("T-shirt on")
        await expect(phone.newest.locator("time")).to_have_text("07:00")
    await shoot(page, "demo-3-sunday-morning")
    await page.get_by_test_id("clock-bedtime").click()
    for phone in (parent, grandparent):
        await phone.sees("Lights-down half hour")
        await expect(phone.newest.locator("time")).to_have_text("19:30")
    await shoot(page, "demo-4-sunday-bedtime")
