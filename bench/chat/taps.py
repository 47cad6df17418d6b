"""Caregivers who tap: each card is answered twice, "some of it" first and "we did it" later.

So a tap that is lost and one that is counted again after a later one both show in the records.
"""

import asyncio
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from bench.chat.client import Client
from bench.crowd.fill import Crowd, assignment_of, chat_of, zone_of
from bot.clock import Clock
from bot.domain.check_in import Outcome
from bot.views import routes

#: Today and two days back; one day less than is allowed, should midnight pass meanwhile.
DAYS: Final = 3
CARD: Final = 7  # the number of the one card in each chat
#: So many answers are given before the same ones are changed.
TOGETHER: Final = 50
ORDER: Final = (Outcome.SOME, Outcome.DONE)


@dataclass(frozen=True, slots=True)
class Answer:
    """One card on one date, by one caregiver: the unit that is counted."""

    family: int
    assignment: int
    on: date


@dataclass(frozen=True, slots=True)
class Tap:
    """A tap that was handed to the server."""

    query_id: str
    update_id: int
    answer: Answer
    outcome: Outcome
    at: datetime

    @property
    def chat(self) -> int:
        """Whose tap it was."""
        return chat_of(self.answer.family)


@dataclass
class Tapper:
    """Taps for a crowd, evenly in time, as long as there is something left to answer."""

    crowd: Crowd
    clock: Clock
    chance: random.Random
    made: list[Tap] = field(default_factory=list)
    is_over: bool = False

    async def run(self, client: Client, *, per_second: float) -> None:
        """Tap until nothing is left or until it is over."""
        loop = asyncio.get_running_loop()
        next_at = loop.time()
        for answer, outcome in self._plan():
            if self.is_over:
                return
            await self.tap(client, answer, outcome)
            next_at += 1 / per_second
            await asyncio.sleep(max(0.0, next_at - loop.time()))

    async def tap(self, client: Client, answer: Answer, outcome: Outcome) -> Tap:
        """Tap once."""
        query_id = f"{answer.assignment}-{answer.on}-{outcome}"
        route = routes.Answer(answer.assignment, answer.on, outcome, routes.Place.CARD)
        update = _callback(query_id, chat_of(answer.family), routes.encode(route), self.crowd.at)
        at = self.clock.now()
        tap = Tap(query_id, await client.update(update), answer, outcome, at)
        self.made.append(tap)
        return tap

    def answers(self) -> list[Answer]:
        """Return all that can be answered, in an order that mixes the families."""
        answers = [
            Answer(family, assignment_of(family, place), day)
            for family in self.crowd.numbers
            for place in range(len(self.crowd.slots))
            for day in _days(self.crowd.at, zone_of(family))
        ]
        self.chance.shuffle(answers)
        return answers

    def _plan(self) -> Iterator[tuple[Answer, Outcome]]:
        answers = self.answers()
        for begin in range(0, len(answers), TOGETHER):
            for outcome in ORDER:
                for answer in answers[begin : begin + TOGETHER]:
                    yield answer, outcome


def _days(at: datetime, zone: str) -> list[date]:
    today = at.astimezone(ZoneInfo(zone)).date()
    return [today - timedelta(days=ago) for ago in range(DAYS)]


def _callback(query_id: str, chat: int, data: str, at: datetime) -> dict[str, Any]:
    person = {"id": chat, "is_bot": False, "first_name": "Ana", "language_code": "en"}
    card = {
        "message_id": CARD,
        "from": {"id": 1, "is_bot": True, "first_name": "Bot", "username": "home_bot"},
        "chat": {"id": chat, "type": "private", "first_name": "Ana"},
        "date": int(at.timestamp()),
        "text": "How did it go?",
        "reply_markup": {"inline_keyboard": [[{"text": "We did it", "callback_data": data}]]},
    }
    query = {"id": query_id, "from": person, "message": card, "chat_instance": "1", "data": data}
    return {"callback_query": query}
