"""A real browser for the page's tests; without one they are skipped with the reason.

The browser is started once: every test of this folder runs in the session's event loop, and so
do these fixtures. An asynchronous fixture of a test file here has to say so too:
`@pytest_asyncio.fixture(loop_scope="session")`.
"""

import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import pytest
import pytest_asyncio
from aiohttp import ClientSession
from playwright.async_api import (
    Browser,
    BrowserContext,
    Locator,
    Page,
    ViewportSize,
    async_playwright,
)

from bot.clock import OffsetClock
from bot.sandbox.server import BotApiServer, Person
from scripts.phone import ARGUMENTS, PROGRAMS
from tests.browser.scripted import MAYA, NOA, TOKEN, TOM, ScriptedBot

HERE = Path(__file__).resolve().parent
SCREENSHOTS = HERE.parents[1] / "build" / "screenshots"
WIDE: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 360, "height": 740}
Scheme = Literal["light", "dark"]

# A Monday, 16:24 in Berlin.
MONDAY = datetime(2026, 3, 2, 15, 24, tzinfo=UTC)
PEOPLE = (
    Person(NOA, "Noa Berg", started=True),
    Person(MAYA, "Maya Levi", started=True),
    Person(TOM, "Grandpa Tom", started=True),
)

PageOf = Callable[..., Awaitable[Page]]
Shoot = Callable[[Page, str], Awaitable[None]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the asynchronous tests of this folder in one loop."""
    for item in items:
        if item.path.is_relative_to(HERE) and pytest_asyncio.is_async_test(item):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest_asyncio.fixture(loop_scope="session")
async def chat_server() -> AsyncIterator[BotApiServer]:
    """The local chat with three people, on a Monday afternoon."""
    server = BotApiServer(
        clock=OffsetClock(MONDAY), token=TOKEN, people=PEOPLE, cap_per_second=None
    )
    await server.start()
    yield server
    await server.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def scripted(chat_server: BotApiServer) -> AsyncIterator[ScriptedBot]:
    """A bot in that chat that does what the test says."""
    async with ClientSession() as session:
        yield ScriptedBot(session, chat_server.url)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Chromium, headless; REQUIRE_BROWSER=1 makes its absence a failure."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        reason = f"no browser found (looked for {', '.join(PROGRAMS)})"
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield started
        await started.close()


@pytest_asyncio.fixture(loop_scope="session")
async def page_of(browser: Browser) -> AsyncIterator[PageOf]:
    """`await page_of(server, "?panes=1,2", size=PHONE, scheme="dark")` opens the local chat.

    A script error or a refused resource on any page fails the test.
    """
    troubles: list[str] = []
    contexts: list[BrowserContext] = []

    async def open_page(
        server: BotApiServer,
        query: str = "",
        *,
        size: ViewportSize | None = None,
        scheme: Scheme = "light",
        welcome: bool = False,
        **options: Any,
    ) -> Page:
        context = await browser.new_context(
            viewport=size or WIDE, color_scheme=scheme, locale="en-GB", **options
        )
        contexts.append(context)
        if not welcome:
            await context.add_init_script("localStorage.setItem('localchat.howto', 'dismissed')")
        page = await context.new_page()
        page.set_default_timeout(8_000)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda line: _note(troubles, line.type, line.text))
        await page.goto(f"{server.url}/{query}")
        await page.wait_for_selector(".is-ready")
        return page

    yield open_page
    for context in contexts:
        await context.close()
    assert troubles == []


@pytest.fixture
def shoot() -> Shoot:
    """`await shoot(page, "name")` keeps a picture for people to look at."""

    async def take(page: Page, name: str) -> None:
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        await page.screenshot(path=SCREENSHOTS / f"{name}.png", animations="disabled")

    return take


async def height(node: Locator) -> float:
    """Return how tall something is on the screen, in pixels."""
    box = await node.bounding_box()
    assert box is not None
    return box["height"]


def _note(troubles: list[str], kind: str, text: str) -> None:
    # A server that is away is what some tests are about.
    if kind == "error" and "ERR_CONNECTION" not in text and "ERR_INCOMPLETE" not in text:
        troubles.append(text)
