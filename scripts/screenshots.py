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

from playwright.async_api import Browser, Page, async_playwright

from bot.demo import PARENT, THERAPIST
from bot.sandbox.run import LocalChat, start_local_chat
from bot.settings import Settings
from scripts.phone import ARGUMENTS, PROGRAMS, Phone

ROOT: Final = Path(__file__).parents[1]
IMAGES: Final = ROOT / "docs" / "images"
ZONE: Final = "Europe/Berlin"
#: A Tuesday afternoon; the demo family has been at it for two weeks.
AFTERNOON: Final = datetime(2026, 11, 24, 16, 30, tzinfo=ZoneInfo(ZONE))
MORNING: Final = datetime(2026, 11, 25, 7, 0, tzinfo=ZoneInfo(ZONE))
EVENING: Final = datetime(2026, 11, 29, 19, 30, tzinfo=ZoneInfo(ZONE))
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
        await self._page.add_style_tag(content=".toast { visibility: hidden; }")
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


async def therapist(nora: Camera) -> None:
    """Ten main screens of a therapist."""
    scenes: list[tuple[str, tuple[str, ...]]] = [
        ("therapist-home", ("/today",)),
        ("therapist-clients", ("/clients",)),
        ("therapist-client", ("Robin",)),
        ("therapist-checkins", ("/checkins Robin",)),
        ("therapist-review", ("/review Robin",)),
        ("therapist-program", ("/program Robin",)),
        ("therapist-assign", ("/assign Robin heavy-wall-push mon wed fri",)),
        ("therapist-invite", ("/invite Robin",)),
    ]
    for name, steps in scenes:
        await nora.do(*steps)
        await nora.shoot(name)


async def parent(sam: Camera) -> None:
    """A family's morning."""
    await sam.shoot("family-card")
    await sam.do("Show me the steps")
    await sam.shoot("family-step")
    await sam.do("Enough for now", "We did it")
    await sam.shoot("family-answered")
    for name, steps in (
        ("family-more", ("Add a bit more",)),
        ("family-calm", ("/calm",)),
        ("family-worry", ("/worry",)),
        ("family-progress", ("/progress",)),
        ("family-today", ("/today",)),
    ):
        await sam.do(*steps)
        await sam.shoot(name)


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


async def main() -> None:
    """Take every picture."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        sys.exit(f"no browser found (looked for {', '.join(PROGRAMS)})")
    IMAGES.mkdir(parents=True, exist_ok=True)
    async with AsyncExitStack() as stack, async_playwright() as playwright:
        settings = Settings(_env_file=None, default_timezone=ZONE)
        chat = await start_local_chat(stack, settings, port=0, start=AFTERNOON)
        browser = await playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        await _play(browser, chat, THERAPIST.id, therapist)
        chat.clock.move_to(MORNING)
        await chat.app.settle()
        await _play(browser, chat, PARENT.id, parent)
        await browser.close()


if __name__ == "__main__":
    asyncio.run(main())
