"""A person's phone on the local chat's page, used with fingers and eyes alone."""

import re
from typing import Final

from playwright.async_api import Locator, Page, expect

#: Chromium as Debian and others name it; the page needs nothing that others lack.
PROGRAMS: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class Phone:
    """One person's chat, in the pane that the page shows for them."""

    def __init__(self, page: Page, person: int) -> None:
        self.pane = page.get_by_test_id(f"pane-{person}")
        self.page = page

    async def write(self, text: str) -> None:
        """Type a line and send it."""
        field = self.pane.get_by_role("textbox", name="Message")
        await field.fill(text)
        await field.press("Enter")

    async def tap(self, label: str) -> None:
        """Tap the newest button with this label."""
        await self.pane.locator(".log").get_by_role("button", name=label, exact=True).last.click()

    async def sees(self, words: str | re.Pattern[str]) -> None:
        """Wait until the newest message says this, before the person's eyes."""
        await expect(self.newest).to_contain_text(words)
        await expect(self.newest).to_be_in_viewport()

    @property
    def newest(self) -> Locator:
        """The newest message."""
        return self.pane.locator(".msg").last
