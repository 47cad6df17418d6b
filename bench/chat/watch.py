"""Reads the server's record of calls while a bot works: what went out, and when."""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from bench.chat.client import Client

LOOK_EVERY_S: Final = 0.02


@dataclass
class Watch:
    """What a bot has done so far, by the server's own record.

    Attributes:
        copies: new messages by chat.
        sent_at: when each new message was accepted, in the order of acceptance.
        refused: how many calls were answered with 429.
        answered: the taps that were answered, by query id, and when first.
        edited: when each chat's card was edited, by chat.
    """

    copies: Counter[int] = field(default_factory=Counter)
    sent_at: list[datetime] = field(default_factory=list)
    refused: int = 0
    answered: dict[str, datetime] = field(default_factory=dict)
    edited: dict[int, list[datetime]] = field(default_factory=dict)
    calls: int = 0
    _moved: asyncio.Event = field(default_factory=asyncio.Event)

    async def run(self, client: Client) -> None:
        """Look again and again until cancelled."""
        while True:
            await self.look(client)
            await asyncio.sleep(LOOK_EVERY_S)

    async def look(self, client: Client) -> None:
        """Take in what is new."""
        for call in await client.calls(self.calls):
            self.calls = call["seq"]
            self._note(call, call["params"])
        self._moved.set()

    async def until(self, reached: Callable[[], bool]) -> None:
        """Wait until something is true of this record."""
        while not reached():
            self._moved.clear()
            await self._moved.wait()

    def _note(self, call: dict[str, Any], params: dict[str, Any]) -> None:
        if call.get("error_code") == 429:
            self.refused += 1
        if not call["ok"]:
            return
        at = datetime.fromisoformat(call["at"])
        match call["method"].lower():
            case "sendmessage":
                self.copies[int(params["chat_id"])] += 1
                self.sent_at.append(at)
            case "answercallbackquery":
                self.answered.setdefault(str(params["callback_query_id"]), at)
            case "editmessagetext":
                self.edited.setdefault(int(params["chat_id"]), []).append(at)
