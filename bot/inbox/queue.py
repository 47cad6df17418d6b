"""The durable update queue: an update is on disk before Telegram is told that it arrived.

PTB's fetcher takes updates from here, one chat's in order, different chats side by side. Memory
holds a bounded window of the backlog; the table holds the rest. An update counts as dealt with
only after its handler, so a killed process loses none; handlers are idempotent, so none counts
twice. What was in hand when the process died is processed again alone; after three deaths with
the same update in hand it is set aside.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any, Final

from telegram import Bot, Update

from bot.clock import Clock, epoch_ms
from bot.inbox.unread import answer_unread, read
from bot.raw_updates import chat_of, has_id
from bot.store import inbox as table
from bot.store.database import Database
from bot.store.inbox import Entry

log = logging.getLogger(__name__)

WINDOW: Final = 512
CONCURRENCY: Final = 64
MOST_ATTEMPTS: Final = 3


class Inbox(asyncio.Queue[object]):
    """The queue between PTB's Updater and its Application."""

    def __init__(self, database: Database, clock: Clock, *, window: int = WINDOW) -> None:
        super().__init__()
        self._db = database
        self._clock = clock
        self._window = window
        self._bot: Bot | None = None
        self._suspects: deque[Entry] = deque()
        self._suspect_in_hand = False
        self._chats: dict[int, deque[Entry]] = {}
        self._ready: deque[int] = deque()
        self._in_hand: dict[int, Entry] = {}  # by update_id
        self._busy: set[int] = set()  # chats with an update in hand
        self._held = 0  # entries in memory, or promised a place there
        self._waiting = 0  # entries in the table alone
        self._controls: deque[object] = deque()  # PTB's own stop signal
        self._finished: list[int] = []
        self._marker: asyncio.Task[None] | None = None
        self._filler: asyncio.Task[None] | None = None
        self._storing: set[asyncio.Task[None]] = set()
        self._wake = asyncio.Event()
        self._idle = asyncio.Event()
        self._idle.set()
        self._hand_empty = asyncio.Event()
        self._hand_empty.set()
        self.last_update_at: int | None = None
        self.on_heard: Callable[[], None] = lambda: None

    async def open(self, bot: Bot) -> list[int]:
        """Take up what a former process left; return the update ids that were set aside."""
        self._bot = bot
        now = epoch_ms(self._clock.now())
        suspects, aside, waiting = await self._db.write(
            lambda tx: table.recover(tx, MOST_ATTEMPTS, now)
        )
        self._suspects.extend(suspects)
        self._waiting = waiting
        if suspects or waiting:
            self._idle.clear()
        for update_id in aside:
            log.error("update %s was in hand at %s crashes: set aside", update_id, MOST_ATTEMPTS)
        self._wake.set()
        return aside

    async def accept(self, raws: list[dict[str, Any]]) -> None:
        """Store raw updates durably; on return Telegram may forget them. None is a sign of life."""
        self.on_heard()
        if not raws:
            return
        now = epoch_ms(self._clock.now())
        room = self._window - self._held if not (self._waiting or self._suspects) else 0
        rows = [(raw, i < room) for i, raw in enumerate(r for r in raws if has_id(r))]
        promised = sum(claimed for _, claimed in rows)
        self._held += promised
        self._waiting += len(rows) - promised
        # The end of polling cancels whoever waits here; what is being written is kept and known.
        storing = asyncio.create_task(self._store(rows, now), name="inbox store")
        self._storing.add(storing)
        storing.add_done_callback(self._storing.discard)
        await asyncio.shield(storing)

    async def put(self, item: object) -> None:
        """Store an update unless it is stored already; PTB awaits this before it confirms."""
        if not isinstance(item, Update):
            self._controls.append(item)
            self._wake.set()
        elif any(getattr(item, kind, None) is not None for kind in Update.ALL_TYPES):
            await self.accept([item.to_dict()])
        # else it is the stub of an update that `accept` has stored

    async def get(self) -> object:
        """Return the next update of a chat that has none in hand."""
        while True:
            if self._controls:
                return self._controls.popleft()
            entry = await self._next()
            if entry is not None:
                update = read(self._bot, entry.body)
                if update is not None:
                    return update
                now = epoch_ms(self._clock.now())
                await self._db.write(partial(table.set_aside, seq=entry.seq, now=now))
                await answer_unread(self._bot, entry.body)
                self._let_go(entry)
                continue
            self._wake.clear()
            await self._wake.wait()

    def task_done(self) -> None:
        """PTB's count of gotten updates; ours is `finish`."""

    async def join(self) -> None:
        """Wait until what is in hand is finished."""
        await self._hand_empty.wait()

    async def settled(self) -> None:
        """Wait until nothing is waiting, in hand or unrecorded."""
        await self._idle.wait()
        if self._marker is not None:
            await self._marker

    def finish(self, update: Update) -> None:
        """Record that an update is dealt with, and let its chat's next one come."""
        entry = self._in_hand.get(update.update_id)
        if entry is None:
            return
        self._finished.append(entry.seq)
        self._let_go(entry)
        if self._marker is None or self._marker.done():
            self._marker = asyncio.create_task(self._mark(), name="inbox marker")

    async def close(self) -> None:
        """Give back what was not begun; what was begun and not finished stays claimed."""
        under_way = [*self._storing, self._filler, self._marker]
        await asyncio.gather(*(task for task in under_way if task), return_exceptions=True)
        unbegun = [entry.seq for entries in self._chats.values() for entry in entries]
        await self._db.write(lambda tx: table.release(tx, unbegun))

    # -- inside ---------------------------------------------------------------------------------

    async def _store(self, rows: list[tuple[dict[str, Any], bool]], now: int) -> None:
        """Write updates down; admit those that have a place in memory (`claimed`)."""
        seqs: list[int | None] = [None] * len(rows)  # not stored, not confirmed: they come again
        try:
            seqs = await self._db.write(
                lambda tx: [
                    table.store(tx, raw["update_id"], chat_of(raw), raw, claimed=claimed, now=now)
                    for raw, claimed in rows
                ]
            )
            self.last_update_at = now
        finally:
            for (raw, claimed), seq in zip(rows, seqs, strict=True):
                if seq is None and claimed:
                    self._held -= 1
                elif seq is None:
                    self._waiting -= 1
                elif claimed:
                    self._admit(Entry(seq, chat_of(raw), raw))
            if self._held or self._waiting:
                self._idle.clear()
            self._wake.set()
            self._check_idle()

    async def _next(self) -> Entry | None:
        if self._suspects or self._suspect_in_hand:
            if self._in_hand:
                return None
            suspect = self._suspects.popleft()
            await self._db.write(lambda tx: table.claim_one(tx, suspect.seq))
            self._held += 1
            self._suspect_in_hand = True
            return self._take(suspect)
        self._refill()
        if not self._ready or len(self._in_hand) >= CONCURRENCY:
            return None
        chat = self._ready.popleft()
        entry = self._chats[chat].popleft()
        if not self._chats[chat]:
            del self._chats[chat]
        return self._take(entry)

    def _take(self, entry: Entry) -> Entry:
        self._in_hand[entry.body["update_id"]] = entry
        self._busy.add(entry.chat_id)
        self._hand_empty.clear()
        return entry

    def _admit(self, entry: Entry) -> None:
        queue = self._chats.get(entry.chat_id)
        if queue is None:
            queue = self._chats[entry.chat_id] = deque()
            if entry.chat_id not in self._busy:
                self._ready.append(entry.chat_id)
        queue.append(entry)

    def _let_go(self, entry: Entry) -> None:
        del self._in_hand[entry.body["update_id"]]
        self._busy.discard(entry.chat_id)
        self._suspect_in_hand = False
        self._held -= 1
        if not self._in_hand:
            self._hand_empty.set()
        if entry.chat_id in self._chats:
            self._ready.append(entry.chat_id)
        self._wake.set()
        self._check_idle()

    def _check_idle(self) -> None:
        if not (self._held or self._waiting or self._suspects):
            self._idle.set()

    def _refill(self) -> None:
        if not self._waiting or self._held > self._window // 2:
            return
        if self._filler is None or self._filler.done():
            self._filler = asyncio.create_task(self._fill(), name="inbox filler")

    async def _fill(self) -> None:
        wanted = self._window - self._held
        entries = await self._db.write(lambda tx: table.claim_next(tx, wanted))
        self._waiting -= len(entries)
        self._held += len(entries)
        for entry in entries:
            self._admit(entry)
        self._wake.set()
        self._check_idle()

    async def _mark(self) -> None:
        while self._finished:
            seqs, self._finished = self._finished, []
            now = epoch_ms(self._clock.now())
            await self._db.write(partial(table.finish, seqs=seqs, now=now))
