"""Reads the server's record of calls while a bot works: what went out, and when."""

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from bench.chat.client import Client

LOOK_EVERY_S: Final = 0.02
#: What a peer says when it has sent what it could.
OVER: Final = "The burst is over"


@dataclass
class Watch:
    """What a bot has done so far, by the server's own record.

    Attributes:
        copies: new messages by chat.
        sent_at: when each new message was accepted, in the order of acceptance.
        refused: how many calls were answered with 429.
        answered: the taps that were answered, by query id, and when first.
        edited: when each chat's card was edited, by chat.
        calls: the number of the latest call.
        starts: how many bots have said hello (getMe).
        is_over: the bot said so itself: peers change their short description when they are done.
    """

    copies: Counter[int] = field(default_factory=Counter)
    sent_at: list[datetime] = field(default_factory=list)
    refused: int = 0
    answered: dict[str, datetime] = field(default_factory=dict)
    edited: dict[int, list[datetime]] = field(default_factory=dict)
    calls: int = 0
    starts: int = 0
    is_over: bool = False

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
            case "getme":
                self.starts += 1
            case "setmyshortdescription":
                self.is_over = params.get("short_description") == OVER
