"""Draws pictures beside the conversation: one thread, one compiler, and nothing drawn twice.

The event loop only looks a picture up; drawing, reading files and making the page's data happen in
the studio's own thread. One thread is enough (a card takes about 30 ms) and leaves the machine's
other core to people's taps.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final, TypeVar

from bot.pictures.cache import FolderCache, MemoryCache
from bot.pictures.keys import drawing_version, is_private, key_of, photos_in
from bot.pictures.photos import Photo
from bot.pictures.press import Press, suffix
from bot.pictures.specs import (
    Choice,
    CutOuts,
    FeelingsStrip,
    FirstThen,
    InvitationCard,
    Ladder,
    Page,
    ProgramSheet,
    SoFar,
    StepCard,
    Strip,
)

_T = TypeVar("_T")

MEMORY_BYTES: Final = 32_000_000
FOLDER_BYTES: Final = 500_000_000


class Studio:
    """Every picture of the bot, as PNG or PDF bytes.

    For one event loop. The thread, its fonts and its compiler start with the first picture, or
    with `warm_up`. Any method raises `PictureError` when a picture cannot be drawn.

    Args:
        folder: where drawn pictures are kept between runs; none keeps them in memory alone.
            What shows a family's photo, nickname or goal is never written there.
        memory_bytes: how much of the drawn pictures memory may hold.
        folder_bytes: how large the folder may grow.
    """

    def __init__(
        self,
        folder: Path | None = None,
        *,
        memory_bytes: int = MEMORY_BYTES,
        folder_bytes: int = FOLDER_BYTES,
    ) -> None:
        self._memory = MemoryCache(memory_bytes)
        self._folder = FolderCache(folder, folder_bytes) if folder else None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="studio")
        self._press: Press | None = None
        self._wanted: dict[str, asyncio.Future[bytes]] = {}
        self.drawn = 0

    async def warm_up(self) -> None:
        """Load fonts and templates now, so that the first family does not wait for them."""
        await self._aside(self._start)

    async def step_card(self, spec: StepCard) -> bytes:
        """Draw one step: PNG, 1080 x 1350 pixels (720 x 900 with a photo)."""
        return await self.picture(spec)

    async def strip(self, spec: Strip) -> bytes:
        """Draw all steps in order: PNG, 1080 pixels wide (720 with photos)."""
        return await self.picture(spec)

    async def first_then(self, spec: FirstThen) -> bytes:
        """Draw a first-then board: PNG, 1080 x 810 pixels."""
        return await self.picture(spec)

    async def choice(self, spec: Choice) -> bytes:
        """Draw a choice of two: PNG, 1080 x 810 pixels (706 high without a question)."""
        return await self.picture(spec)

    async def feelings(self, spec: FeelingsStrip) -> bytes:
        """Draw energy and comfort: PNG, 1080 x 1188 pixels."""
        return await self.picture(spec)

    async def so_far(self, spec: SoFar) -> bytes:
        """Return a look back as PNG."""
        return await self.picture(spec)

    async def invitation(self, spec: InvitationCard) -> bytes:
        """Draw an invitation to scan: PNG, 1080 x 1320 pixels."""
        return await self.picture(spec)

    async def program_sheet(self, spec: ProgramSheet) -> bytes:
        """Draw the sheet for the fridge: PDF, one page for the usual program."""
        return await self.picture(spec)

    async def cut_outs(self, spec: CutOuts) -> bytes:
        """Draw the steps as cards to cut out: PDF, one page."""
        return await self.picture(spec)

    async def ladder(self, spec: Ladder) -> bytes:
        """Draw the backward-chaining ladder: PDF, one page on its side."""
        return await self.picture(spec)

    async def photo(self, data: bytes) -> Photo:
        """Look at a family's photo, away from the event loop.

        Raises:
            UnreadablePhotoError: nothing that can be drawn.
        """
        return await self._aside(lambda: Photo.read(data))

    async def picture(self, spec: Page) -> bytes:
        """Draw any spec. The same picture asked for twice at once is drawn once."""
        if self._press is None:
            await self.warm_up()
        key = key_of(spec)
        picture = self._memory.get(key)
        if picture is not None:
            return picture
        wanted = self._wanted.get(key)
        if wanted is None:
            wanted = self._wanted[key] = self._aside(lambda: self._make(key, spec))
            wanted.add_done_callback(lambda done: self._finish(key, done))
        # One who no longer waits does not take the picture from the others who do.
        return await asyncio.shield(wanted)

    async def close(self) -> None:
        """Finish the picture in hand and let the thread go; those still waiting are cancelled."""
        self._thread.shutdown(wait=False, cancel_futures=True)
        await asyncio.gather(*self._wanted.values(), return_exceptions=True)
        await asyncio.to_thread(self._thread.shutdown)

    def _aside(self, work: Callable[[], _T]) -> asyncio.Future[_T]:
        return asyncio.get_running_loop().run_in_executor(self._thread, work)

    def _start(self) -> Press:
        """Return the thread's compiler; only ever called in the thread."""
        if self._press is None:
            press = Press()
            drawing_version()
            self._press = press
        return self._press

    def _make(self, key: str, spec: Page) -> bytes:
        """Read or draw a picture, in the thread."""
        folder = None if is_private(spec) else self._folder
        kind = suffix(spec)
        kept = folder and folder.get(key, kind)
        if kept:
            return kept
        picture = self._start().draw(spec, photos=photos_in(spec))
        self.drawn += 1
        if folder:
            folder.keep(key, kind, picture)
        return picture

    def _finish(self, key: str, done: asyncio.Future[bytes]) -> None:
        self._wanted.pop(key, None)
        if not done.cancelled() and done.exception() is None:
            self._memory.keep(key, done.result())
