"""A family's first week on a 360-pixel phone, morning to bedtime: every card can be read."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.async_api import Page, expect

from bot.demo import PARENT, THERAPIST
from scripts.phone import Phone
from tests.browser.conftest import PHONE, PageOf, Shoot
from tests.browser.test_story import ZONE, StartChat, join, start_chat

__all__ = ["start_chat"]

DAYS = ("wed", "thu", "fri", "sat", "sun", "mon", "tue")
FIRST = datetime(2026, 11, 25, tzinfo=ZoneInfo(ZONE))
PLAN = (
    "/assign Sunny socks on morning daily",
    "/assign Sunny heavy-basket afternoon mon wed fri",
    "/assign Sunny sleep-lights-down bedtime daily note: the lamp in the hall",
)
#: What the parent does with each card of the week: morning, after school, bedtime.
ANSWERS = {
    "wed": ("We did it", "Some of it", "We did it"),
    "thu": ("Some of it", None, "We did it"),
    "fri": ("Not today", "We did it", None),
    "sat": (None, None, "We did it"),
    "sun": ("We did it", None, "We did it"),
    "mon": ("We did it", "Not today", "Some of it"),
    "tue": ("We did it", None, "We did it"),
}
ANSWERED = re.compile("Take it back|Saved|Thank you")
TIMES = ((7, 0), (15, 30), (19, 30))


async def go_to(page: Page, when: datetime) -> None:
    """Move the clock, and wait until all that is due has come."""
    for path, data in (("clock", {"to": when.isoformat()}), ("settle", {})):
        answer = await page.request.post(f"{page.url.partition('?')[0]}sim/{path}", data=data)
        assert answer.ok, await answer.text()


async def begin(chat_page: Page) -> str:
    """The therapist's part; return what the parent types to come in."""
    therapist = Phone(chat_page, THERAPIST.id)
    await therapist.pane.get_by_test_id(f"start-{THERAPIST.id}").click()
    await therapist.write("/newclient Sunny child")
    await therapist.tap("The usual way")
    for line in PLAN:
        await therapist.write(line)
        if "heavy" in line:
            await therapist.sees("Please look at this first")
            await therapist.tap("I have looked. Assign it")
        await therapist.sees("Sunny's program")
    await therapist.write("/invite Sunny")
    await therapist.sees("An invitation")
    link = await therapist.newest.locator(".words a").first.inner_text()
    return f"/start {link.rpartition('=')[2]}"


async def test_a_first_week_from_morning_to_bedtime(
    start_chat: StartChat, page_of: PageOf, shoot: Shoot
) -> None:
    chat = await start_chat(empty=True)
    word = await begin(await page_of(chat.server, f"?zone={ZONE}&panes={THERAPIST.id}"))
    page = await page_of(chat.server, f"?zone={ZONE}&panes={PARENT.id}", size=PHONE)
    parent = Phone(page, PARENT.id)
    await parent.write(word)
    await join(parent)
    await shoot(page, "week-0-arrived")
    for number, day in enumerate(DAYS):
        for (hour, minute), answer in zip(TIMES, ANSWERS[day], strict=True):
            when = FIRST + timedelta(days=number, hours=hour, minutes=minute)
            await go_to(page, when)
            if hour == 15 and when.weekday() not in (0, 2, 4):
                continue
            await expect(parent.newest.locator("time").last).to_have_text(f"{when:%H:%M}")
            name = f"week-{number + 1}-{day}-{hour:02d}"
            await shoot(page, name)
            if answer:
                await parent.tap(answer)
                await parent.sees(ANSWERED)
                await shoot(page, f"{name}-answered")
            width = await page.evaluate("document.scrollingElement.scrollWidth")
            assert width <= PHONE["width"], name
    await parent.write("/today")
    await shoot(page, "week-8-today")
