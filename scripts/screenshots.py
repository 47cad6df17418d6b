"""Take the pictures of the guides from the local chat: `python -m scripts.screenshots`.

Plays the demo family in a real browser, and writes docs/images/*.png anew. The clock stands on one
fixed day, so that a picture changes only when its screen does.
"""

import asyncio
import shutil
import sys
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from playwright.async_api import Browser, Page, async_playwright, expect

from bot.demo import PARENT, THERAPIST
from bot.sandbox.run import LocalChat, start_local_chat
from bot.settings import Settings
from scripts.phone import ARGUMENTS, PROGRAMS, Phone

ROOT: Final = Path(__file__).parents[1]
IMAGES: Final = ROOT / "docs" / "images"
ZONE: Final = "Europe/Berlin"
#: The demo family has been at it for two weeks when a Wednesday begins.
EVE: Final = datetime(2026, 11, 24, 20, 30, tzinfo=ZoneInfo(ZONE))
MORNING: Final = datetime(2026, 11, 25, 7, 0, tzinfo=ZoneInfo(ZONE))
AFTERNOON: Final = datetime(2026, 11, 25, 13, 30, tzinfo=ZoneInfo(ZONE))
WIDTH, HEIGHT = 400, 1700  # a whole message fits


class Camera:
    """One person's phone, and pictures of what it shows."""

    def __init__(self, page: Page, person: int) -> None:
        self.phone = Phone(page, person)
        self._page = page

    async def do(self, *steps: str) -> None:
        """Type what begins with a slash or a pencil (✎), tap everything else; wait for each."""
        for step in steps:
            before = await self._state()
            if step.startswith(("/", "✎ ")):
                await self.phone.write(step.removeprefix("✎ "))
            else:
                await self.phone.tap(step)
            await self._until_it_answers(before)

    async def shoot(self, name: str) -> None:
        """Keep a picture of the newest message, whole, with its buttons."""
        path = IMAGES / f"{name}.png"
        await expect(self._page.locator(".toast")).to_have_count(0)  # a notice fades by itself
        await self.phone.newest.screenshot(path=path, animations="disabled")
        sys.stdout.write(f"{path.relative_to(ROOT)}\n")

    async def _state(self) -> str:
        return await self.phone.pane.locator(".log").inner_html()

    async def _until_it_answers(self, before: str) -> None:
        for _ in range(100):
            await self._page.wait_for_timeout(50)
            if await self._state() != before:
                break
        await self._page.request.post(f"{self._page.url.partition('?')[0]}sim/settle", data={})
        await self._page.wait_for_timeout(150)


async def parent(sam: Camera) -> None:
    """A family's day: the morning card, steps, an answer, help, and a word to the therapist."""
    await sam.shoot("family-card")
    for name, steps in (
        ("family-step", ("Show me the steps",)),
        ("family-lighter", ("Enough for now", "A lighter way")),
        ("family-answered", ("Back to the card", "We did it")),
        ("family-more", ("Add a bit more",)),
        ("family-today", ("/today",)),
        ("family-calm", ("/calm", "Too much of everything", "Two minutes")),
        ("family-progress", ("/progress",)),
        ("family-reminders", ("/reminders",)),
        ("family-worry", ("/worry",)),
    ):
        await sam.do(*steps)
        await sam.shoot(name)
    await sam.do("Pain or skin marks", "Pain - sharp, over an hour, or at every try")
    await sam.do("/message", "✎ Robin asked for the soft shirt again. Is that fine?")


async def therapist(nora: Camera) -> None:
    """A therapist's main screens, with a worry and a message waiting."""
    await nora.do("/newclient Pip teen", "The usual way", "/newclient Leo adult", "The usual way")
    scenes: tuple[tuple[str, tuple[str, ...]], ...] = (
        ("therapist-home", ("/today",)),
        ("therapist-clients", ("/clients",)),
        ("therapist-client", ("Robin · worry",)),
        ("therapist-checkins", ("/checkins Robin",)),
        ("therapist-review", ("/review Robin",)),
        ("therapist-worries", ("/worries",)),
        ("therapist-message", ("/message Robin",)),
        ("therapist-program", ("/program Robin",)),
        ("therapist-assign", ("/assign Robin heavy-wall-push mon wed fri",)),
        (
            "therapist-template",
            ("Cancel", "/assign Pip", "Ask them later", "📋 Start from a template"),
        ),
        ("therapist-invite", ("/invite Robin",)),
    )
    for name, steps in scenes:
        await nora.do(*steps)
        await nora.shoot(name)


Story = Callable[[Camera], Awaitable[None]]


async def _play(browser: Browser, chat: LocalChat, person: int, story: Story) -> None:
    context = await browser.new_context(
        viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light", locale="en-GB"
    )
    await context.add_init_script("localStorage.setItem('localchat.howto', 'dismissed')")
    page = await context.new_page()
    await page.goto(f"{chat.server.url}/?zone={ZONE}&panes={person}")
    await page.wait_for_selector(".is-ready")
    await story(Camera(page, person))
    await context.close()


async def _at(chat: LocalChat, when: datetime) -> None:
    chat.clock.move_to(when)
    await chat.app.settle()


async def main() -> None:
    """Take every picture."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        sys.exit(f"no browser found (looked for {', '.join(PROGRAMS)})")
    IMAGES.mkdir(parents=True, exist_ok=True)
    async with AsyncExitStack() as stack, async_playwright() as playwright:
        settings = Settings(_env_file=None, default_timezone=ZONE)
        chat = await start_local_chat(stack, settings, port=0, start=EVE)
        browser = await playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        await _at(chat, MORNING)
        await _play(browser, chat, PARENT.id, parent)
        await _at(chat, AFTERNOON)
        await _play(browser, chat, THERAPIST.id, therapist)
        await browser.close()


if __name__ == "__main__":
    asyncio.run(main())
