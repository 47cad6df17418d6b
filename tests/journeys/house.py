"""A practice with everybody who may hear of a worry, and a family with a card of every kind.

What stands before a story is written by the bot's own services; the stories themselves are typed
and tapped.
"""

import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest

from bot.app import build
from bot.domain.people import Role, Stage
from bot.domain.practice import ContactSetting, NumberSetting
from bot.domain.rhythm import EVERY_DAY, Slot
from bot.domain.welcome import Question
from bot.services import clients, invitations, meet, practice, practice_readers, welcome
from bot.services.office import Visitor
from bot.store import programs
from bot.store.database import Tx
from tests.journeys.practice import (
    ALICE,
    BOB,
    CHARLIE,
    DORA,
    NORA,
    OLGA,
    ZONE,
    Practice,
    open_practice,
    refused,
    settings_for,
)
from tests.screen import text_of

#: Who is who in these stories: all but Alice and Bob work for the practice.
THERAPIST, URGENT, SPEECH, LEAD = NORA, OLGA, CHARLIE, DORA
ADMINS: Final = (THERAPIST, URGENT, SPEECH, LEAD)
NAMES: Final = {
    NORA: "Nora", OLGA: "Olga", CHARLIE: "Charlie", DORA: "Dora", ALICE: "Alice", BOB: "Bob",
}  # fmt: skip
TODAY: Final = date(2027, 1, 11)
#: One card of every kind that a worry may rest, by a short name.
CARDS: Final = {
    "socks": "dress-socks-on",
    "lights": "sleep-lights-down",
    "push": "heavy-wall-push",
    "bubbles": "mouth-bubbles",
    "spoon": "meal-spoon",
    "roll": "move-rock-roll",
    "balance": "motor-line-balance",
    "coin": "hands-coin-post",
    "bath": "groom-bath-shower",
    "breath": "calm-long-out-breath",
    "stand": "falls-sit-stand",
    "slide": "arm-table-slide",
    "care": "care-two-minutes",
}


@dataclass(slots=True)
class House:
    """A running practice, its clients by nickname, and the cards of each by short name."""

    practice: Practice
    clients: dict[str, int] = field(default_factory=dict)
    cards: dict[str, dict[str, int]] = field(default_factory=dict)
    receipts: Any = field(default_factory=lambda: itertools.count(-1, -1))

    @property
    def sim(self) -> Any:
        """Who acts on the phones."""
        return self.practice.sim

    def visitor(self, who: int) -> Visitor:
        """Return somebody, with a receipt that no real update has."""
        return Visitor(who, NAMES.get(who, "Gina"), "en", next(self.receipts))

    async def add_client(
        self, name: str, stage: Stage = Stage.CHILD, cards: tuple[str, ...] = tuple(CARDS)
    ) -> int:
        """Add a client of Nora's with some cards, all for the morning of every day."""
        office, nora = self.practice.app.office, self.visitor(THERAPIST)
        form = await clients.begin_client(office, nora, name, stage)
        form = await clients.answer_client(office, nora, form.draft_id, "pace", "usual")
        assert form.client is not None
        client = form.client.id
        self.clients[name] = client
        self.cards[name] = {}

        def plan(tx: Tx) -> None:
            program = programs.begin_program(tx, client, form.actor.id, office.now_ms())
            for short in cards:
                card = office.catalog.activities[CARDS[short]]
                body = card.model_dump_json()
                programs.keep_revision(tx, card.id, card.revision, body, office.now_ms())
                number = programs.add_assignment(
                    tx,
                    program,
                    activity_id=card.id,
                    revision=card.revision,
                    slot=Slot.MORNING,
                    weekdays=EVERY_DAY,
                    starts_on=TODAY,
                    ends_on=None,
                    note=None,
                    by=form.actor.id,
                    now=office.now_ms(),
                    origin=0,
                )
                assert number is not None
                self.cards[name][short] = number

        await office.db.write(plan)
        return client

    async def join(self, who: int, client: str, role: Role = Role.FAMILY) -> None:
        """Somebody comes in, with cards at 07:00 and 19:30."""
        office = self.practice.app.office
        new = await invitations.invite(office, self.visitor(THERAPIST), self.clients[client], role)
        token = new.start_parameter.removeprefix("i-")
        step = await welcome.open_invite(office, self.visitor(who), token)
        answers = {
            Question.CONSENT: "yes",
            Question.RELATION: "parent",
            Question.ZONE: ZONE,
            Question.MORNING: "420",
            Question.BEDTIME: "1170",
        }
        while step.question is not None:
            answer = answers[step.question]
            step = await welcome.answer_welcome(
                office, self.visitor(who), step.draft_id, step.question, answer
            )
        await self.sim.start(who)  # a chat begins with the person

    async def confirm(self, number: NumberSetting, value: str) -> None:
        """Nora types a number and stands for it."""
        office = self.practice.app.office
        await practice.set_number(office, self.visitor(THERAPIST), number, value)
        mark = practice.seal(value)
        await practice.confirm(office, self.visitor(THERAPIST), number, mark)

    async def promise(self, hours: int) -> None:
        """Nora promises to look within so many hours."""
        await practice_readers.set_promise(self.practice.app.office, self.visitor(THERAPIST), hours)

    async def name_contacts(self) -> None:
        """Olga is the urgent contact, Dora the safety lead, Charlie knows about swallowing."""
        people = {r["telegram_id"]: r["id"] for r in self.practice.rows("SELECT * FROM people")}
        for contact, who in (
            (ContactSetting.URGENT, URGENT),
            (ContactSetting.SAFEGUARDING, LEAD),
            (ContactSetting.SPEECH, SPEECH),
        ):
            await practice_readers.set_contact(
                self.practice.app.office, self.visitor(THERAPIST), contact, people[who]
            )

    async def restart(self) -> None:
        """The process ends and another one takes up its work; the chats stay as they are."""
        await self.practice.app.stop()
        settings = settings_for(self.practice.server, self.practice.database, admin_ids=ADMINS)
        self.practice.app = build(settings, self.practice.clock)
        self.practice.server.settle = self.practice.app.settle
        await self.practice.app.start()

    def paused(self, client: str = "Sunny") -> set[str]:
        """Return the cards that rest, by short name."""
        resting = self.practice.rows("SELECT id FROM assignments WHERE status = 'paused'")
        ids = {row["id"] for row in resting}
        return {short for short, number in self.cards[client].items() if number in ids}

    async def told(self, words: str = "A worry") -> set[int]:
        """Return everybody whose chat holds a message with these words."""
        return {
            who for who in NAMES if any(words in text_of(m) for m in await self.sim.from_bot(who))
        }

    async def shown(self, who: int) -> str:
        """Return the newest text on somebody's screen."""
        return text_of(await self.sim.last(who))

    async def text_in(self, who: int, message: Any) -> str:
        """Return what a message shows by now."""
        number = message["message_id"]
        found = next(m for m in await self.sim.from_bot(who) if m["message_id"] == number)
        return text_of(found)

    async def open_card(self, who: int, title: str = "Socks on") -> None:
        """Open a card of today."""
        await self.sim.send(who, "/today")
        await self.sim.tap(who, title)

    async def tell(self, who: int, *labels: str) -> str:
        """Tap through the help card, without a card; return what is shown."""
        await self.sim.send(who, "/worry")
        for label in labels:
            await self.sim.tap(who, label)
        return await self.shown(who)


@asynccontextmanager
async def open_house(folder: Path, **settings: Any) -> AsyncIterator[House]:
    """Nora's practice with its contacts; Sunny with a card of every kind; Alice and Bob."""
    chosen = {"admin_ids": ADMINS, **settings}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.schedule.pacer.CHAT_GAP_S", 0.0)  # no waiting for a second's end
        async with open_practice(folder / "bot.sqlite3", **chosen) as running:
            yield await _moved_in(running)
            failed = [call for call in await refused(running) if call["method"] != "getUpdates"]
            assert failed == [], "the strict server refused a call"


async def _moved_in(running: Practice) -> House:
    house = House(running)
    for who in ADMINS:
        await meet.meet(running.app.office, house.visitor(who))
        await running.sim.start(who)
    await house.name_contacts()
    await house.add_client("Sunny")
    await house.join(ALICE, "Sunny")
    await house.join(BOB, "Sunny")
    return house
