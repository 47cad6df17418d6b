"""What a newcomer finds: a family that is there at once, and a card whenever the clock is moved."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.demo import GRANDPARENT, PARENT, PEOPLE, THERAPIST
from bot.sandbox.run import LocalChat, start_local_chat
from bot.settings import Settings
from tests.sim import Message, Sim, labels, text_of

ZONE = "Australia/Sydney"
# A Friday afternoon there, so that the first morning is a Saturday.
FRIDAY = datetime(2026, 11, 27, 16, 30, tzinfo=ZoneInfo(ZONE))


@dataclass(slots=True)
class Opened:
    """A running local chat, and everybody in it."""

    chat: LocalChat
    sim: Sim


@asynccontextmanager
async def opened(**options: Any) -> AsyncIterator[Opened]:
    settings = Settings(_env_file=None, default_timezone=ZONE, health_listen="127.0.0.1:1")
    async with AsyncExitStack() as stack:
        chat = await start_local_chat(stack, settings, **{"port": 0, "start": FRIDAY, **options})
        sim = await stack.enter_async_context(Sim(chat.server.url, auto_settle=True))
        await sim.settle()
        yield Opened(chat, sim)


async def test_everybody_of_the_demo_finds_their_own_page_at_once():
    async with opened() as found:
        sim = found.sim
        assert [person["id"] for person in await sim.people()] == [p.id for p in PEOPLE]
        assert "Hello, Nora." in text_of(await sim.last(THERAPIST.id))
        for person in (PARENT, GRANDPARENT):
            page = await sim.last(person.id)
            assert "Robin" in text_of(page) and "T-shirt on" in labels(page)
        assert (await sim.ask("GET", "/sim/bot"))["zone"] == ZONE
        assert await sim.calls(failed=True) == []


async def test_two_weeks_of_the_demo_can_be_read():
    async with opened() as found:
        sim = found.sim
        await sim.send(THERAPIST.id, "/checkins")
        page = text_of(await sim.last(THERAPIST.id))
        assert "Sat 14 Nov to Fri 27 Nov" in page
        assert page.count("Help, mostly:") == 3
        answers = [int(n) for n in re.findall(r"· (\d+) answers", page)]
        assert len(answers) == 3 and min(answers) >= 4
        assert "with Grandma watching" in page


@pytest.mark.parametrize("hour", [time(7), time(19, 30)], ids=["morning", "bedtime"])
async def test_every_day_of_the_week_brings_a_card(hour: time):
    async with opened() as found:
        sim = found.sim
        for day in range(1, 8):
            when = datetime.combine(FRIDAY.date() + timedelta(days=day), hour, ZoneInfo(ZONE))
            before = {p.id: (await sim.last(p.id))["message_id"] for p in PEOPLE}
            await sim.clock_to(when)
            for person in (PARENT, GRANDPARENT):
                card = await next_card(sim, person.id, before[person.id])
                assert "We did it" in labels(card)
                sent = datetime.fromtimestamp(card["date"], ZoneInfo(ZONE))
                assert (sent.hour, sent.minute) == (hour.hour, hour.minute)


async def next_card(sim: Sim, person: int, after: int) -> Message:
    """Wait for a message newer than that; two in one chat are a second apart."""
    async with asyncio.timeout(10):
        while True:
            card = await sim.last(person)
            if card["message_id"] > after:
                return card
            await sim.settle()


async def test_empty_begins_with_nobody():
    async with opened(empty=True) as found:
        assert len(await found.sim.people()) == 3
        for person in PEOPLE:
            assert await found.sim.messages(person.id) == []
        await found.sim.start(PARENT.id)
        assert "by invitation only" in text_of(await found.sim.last(PARENT.id))
        await found.sim.start(THERAPIST.id)
        assert "Welcome, Nora." in text_of(await found.sim.last(THERAPIST.id))


async def test_a_kept_chat_is_taken_up_again_with_everybody_in_it(tmp_path: Path):
    kept = tmp_path / "chat.sqlite3"
    async with opened(database=kept) as first:
        sim = first.sim
        aunt = await sim.add_person("Aunt Vera", language="de")
        await sim.send(THERAPIST.id, "/invite Robin")
        link = re.search(r"start=(\S+)", text_of(await sim.last(THERAPIST.id)))
        assert link is not None
        await sim.start(aunt, link[1])
        await sim.tap(aunt, "Yes, that is all right")
        await sim.block(GRANDPARENT.id)

    async with opened(database=kept) as second:
        sim = second.sim
        people = {person["id"]: person["name"] for person in await sim.people()}
        assert people[aunt] == "Aunt"  # as the records know her
        assert "Who are you to Robin?" in text_of(await sim.last(aunt))
        assert "Hello, Nora." in text_of(await sim.last(THERAPIST.id))
        assert await sim.messages(GRANDPARENT.id) == [], "whoever blocked the bot says nothing"
        assert await sim.calls(failed=True) == []


async def test_a_chat_that_began_empty_goes_on_so(tmp_path: Path):
    kept = tmp_path / "chat.sqlite3"
    async with opened(database=kept, empty=True) as first:
        await first.sim.start(THERAPIST.id)
        await first.sim.send(THERAPIST.id, "/newclient Sunny")
        await first.sim.tap(THERAPIST.id, "Child")
        await first.sim.tap(THERAPIST.id, "The usual way")

    async with opened(database=kept) as second:
        assert await second.sim.messages(PARENT.id) == []
        await second.sim.tap(THERAPIST.id, "Sunny")
        assert "Nobody has joined yet." in text_of(await second.sim.last(THERAPIST.id))


async def test_a_port_that_is_taken_stops_the_start():
    async with opened(empty=True) as found:
        with pytest.raises(OSError, match="in use"):
            async with opened(empty=True, port=found.chat.server.port):
                pass
