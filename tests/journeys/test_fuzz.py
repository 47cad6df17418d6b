"""Twenty thousand updates, valid, damaged and hostile, through the real application over HTTP.

No unhandled error, no call that the strict server refuses, every tap answered.
"""

import logging
import os
import random
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.incoming import learn
from bot.views import routes
from tests.journeys.practice import ALICE, BOB, CHARLIE, DORA, NORA, OLGA, Practice, open_practice
from tests.journeys.steps import bring_in, bring_in_another

UPDATES = int(os.environ.get("FUZZ_UPDATES", "4000"))
BATCH = 400
SEED = int(os.environ.get("FUZZ_SEED", "20270111"))

PEOPLE = (NORA, OLGA, ALICE, BOB, CHARLIE, DORA, 4001, 4002)
WORDS = (
    "Sunny",
    "Pip",
    "socks",
    "on",
    "wall",
    "pushes",
    "morning",
    "bedtime",
    "daily",
    "mon",
    "4w",
    "-3w",
    "400w",
    "note:",
    "7:30",
    "25:99",
    "Berlin",
    "/start",
    "i-x",
    "<b>",
    "&",
    "</b>",
    "{name}",
    "%s",
    "'",
    '"',
    ";",
    "--",
    "0",
    "-1",
    "99999999999999999999",
    "yes",
    "no",
    "done",
    "help",
    "child",
)
ODD = (
    "",
    " ",
    "\x00",
    "\ud800 lone",
    "a" * 4096,
    "🙂" * 1000,
    "\u202eright to left\u202c",
    "שלום עולם مرحبا",
    "<script>alert(1)</script>",
    "&lt;b&gt; <b>open",
    "\n\n\n",
    "/",
    "//",
    "/ today",
    "/today@other_bot",
    "/today@home_program_bot x",
    "/assign " + "x " * 500,
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳",
)
COMMANDS = (
    "start",
    "help",
    "today",
    "yesterday",
    "reminders",
    "pause",
    "settings",
    "privacy",
    "learn",
    "sheet",
    "library",
    "activities",
    "clients",
    "newclient",
    "invite",
    "assign",
    "program",
    "checkins",
    "worry",
    "worries",
    "practice",
    "nonsense",
)
ENDED = {
    "message to edit not found": "a forged card that was never there",
    "message is not modified": "the same screen again",
    "there is no text in the message to edit": "a damaged card: a fresh one comes",
}


class Fuzzer:
    """Makes updates from a seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.queries: list[str] = []
        self.count = 0

    def update(self) -> dict[str, Any]:
        make = self.random.choices(
            (self.text, self.tap, self.media, self.edge, self.damaged), (30, 45, 8, 7, 10)
        )[0]
        return make()

    def number(self) -> int:
        few = self.random.randint(0, 6)
        return self.random.choice((few, few, few, few, 77, 2**31, 2**53, -1))

    def words(self) -> str:
        if self.random.random() < 0.25:
            return self.random.choice(ODD)
        return " ".join(self.random.choices(WORDS, k=self.random.randint(0, 7)))

    def data(self) -> str:
        """A button's data: one of ours with likely and unlikely values, or damaged."""
        kind = self.random.choice(list(routes.KINDS.values()))
        parts = [kind.code]
        for field in getattr(kind, "__dataclass_fields__", {}).values():
            name = str(field.type)
            if "int" in name:
                parts.append(str(self.number()))
            elif "bool" in name:
                parts.append(self.random.choice("0011x"))
            elif "date" in name:
                parts.append(
                    self.random.choice(
                        ("2027-01-11", "2027-01-10", "2026-01-01", "9999-12-31", "x")
                    )
                )
            else:
                parts.append(self.random.choice(_VALUES))
        data = ":".join(parts)
        damage = self.random.random()
        if damage < 0.08:
            data = data[: self.random.randint(0, len(data))]
        elif damage < 0.14:
            data = self.words()
        return data

    def user(self) -> dict[str, Any]:
        who = self.random.choice(PEOPLE)
        return {"id": who, "is_bot": False, "first_name": "F" + str(who), "language_code": "en"}

    def message(self, **content: Any) -> dict[str, Any]:
        user = self.user()
        self.count += 1
        return {
            "message_id": 900_000_000 + self.count,
            "date": 1799650000,
            "chat": {"id": user["id"], "type": "private", "first_name": user["first_name"]},
            "from": user,
            **content,
        }

    def text(self) -> dict[str, Any]:
        said = self.words()
        if self.random.random() < 0.5:
            said = f"/{self.random.choice(COMMANDS)} {said}"
        return {"message": self.message(text=said)}

    def tap(self) -> dict[str, Any]:
        message = self.message(text="a card")
        query = f"q{self.count}"
        self.queries.append(query)
        return {
            "callback_query": {
                "id": query,
                "from": message["from"],
                "message": {**message, "from": {"id": 1000000, "is_bot": True, "first_name": "B"}},
                "chat_instance": "1",
                "data": self.data(),
            }
        }

    def media(self) -> dict[str, Any]:
        size = {"file_id": "f", "file_unique_id": "u", "width": 9, "height": 9}
        file = {"file_id": "f", "file_unique_id": "u", "duration": 1}
        content: dict[str, Any] = self.random.choice(
            (
                {"photo": [size], "caption": self.words()},
                {"voice": file},
                {"document": {"file_id": "f", "file_unique_id": "u"}},
                {"sticker": {**size, "type": "regular", "is_animated": False, "is_video": False}},
                {"location": {"longitude": 1.0, "latitude": 2.0}},
                {"contact": {"phone_number": "1", "first_name": "x"}},
                {"dice": {"emoji": "🎲", "value": 3}},
                {"poll": {}},
            )
        )
        return {"message": self.message(**content)}

    def edge(self) -> dict[str, Any]:
        """Groups, channels, bots, edits, blocks, and kinds we never asked for."""
        message = self.message(text=self.words())
        status = self.random.choice(("member", "kicked", "left", "administrator"))
        member = {"user": {"id": 1000000, "is_bot": True, "first_name": "B"}, "status": status}
        return self.random.choice(
            (
                {"message": {**message, "chat": {"id": -100, "type": "group", "title": "g"}}},
                {
                    "channel_post": {
                        **message,
                        "chat": {"id": -200, "type": "channel", "title": "c"},
                    }
                },
                {"message": {**message, "from": {"id": 5, "is_bot": True, "first_name": "bot"}}},
                {"edited_message": {**message, "edit_date": 1799650001}},
                {
                    "my_chat_member": {
                        "chat": message["chat"],
                        "from": message["from"],
                        "date": 1799650000,
                        "old_chat_member": {**member, "status": "member"},
                        "new_chat_member": {**member, "until_date": 0},
                    }
                },
                {"inline_query": {"id": "1", "from": message["from"], "query": "", "offset": ""}},
                {"something_new": {"from": message["from"]}},
                {},
            )
        )

    def damaged(self) -> dict[str, Any]:
        """A sound update with one part taken out or turned into something else."""
        update = self.random.choice((self.text, self.tap, self.media))()
        target: Any = next(iter(update.values()))
        for _ in range(self.random.randint(0, 2)):
            inner = [v for v in target.values() if isinstance(v, dict)]
            target = self.random.choice(inner) if inner else target
        key = self.random.choice(list(target)) if target else None
        if key is not None and key != "id":
            odd: tuple[Any, ...] = (None, "", 0, -1, 2**70, [], {}, True, "x" * 100, "\ud800")
            if self.random.random() < 0.4:
                del target[key]
            else:
                target[key] = self.random.choice(odd)
        return update


_VALUES = (
    "morning",
    "afternoon",
    "bedtime",
    "anytime",
    "done",
    "some",
    "not_today",
    "c",
    "m",
    "b",
    "d",
    "active",
    "paused",
    "ended",
    "family",
    "self",
    "therapist",
    "en",
    "Europe",
    "-",
    "Europe/Berlin",
    "Mars/Base",
    "client",
    "area",
    "activity",
    "slot",
    "days",
    "weeks",
    "note",
    "ask_note",
    "no_note",
    "1",
    "31",
    "127",
    "dressing",
    "dress-socks-on",
    "stage",
    "child",
    "pace",
    "low",
    "language",
    "consent",
    "relation",
    "parent",
    "zone",
    "420",
    "none",
    "yes",
    "ae",
    "re",
    "liked",
    "tired",
    "x",
    "learn-backward-chaining",
    "s",
    "f",
    "e",
    "l",
    "",
)


async def test_whatever_comes_the_bot_answers_and_never_breaks(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    fuzzer = Fuzzer(SEED)
    async with open_practice(tmp_path / "bot.sqlite3") as practice:
        await bring_in(practice)
        await bring_in_another(practice)
        for begin in range(0, UPDATES, BATCH):
            await _one_batch(practice, fuzzer, min(BATCH, UPDATES - begin))
        assert practice.rows("SELECT body FROM inbox WHERE state IN ('waiting', 'claimed')") == []
    cries = [r for r in caplog.records if r.levelno >= logging.ERROR]
    unread = [r for r in cries if "cannot be read" in r.getMessage()]
    assert [r.getMessage() + (r.exc_text or "") for r in cries if r not in unread] == []


async def _one_batch(practice: Practice, fuzzer: Fuzzer, count: int) -> None:
    since = await practice.sim.last_call()
    fuzzer.queries.clear()
    world = practice.server._world
    sent = [fuzzer.update() for _ in range(count)]
    for update in sent:
        learn(world, update)
        world.updates.put_raw(update)
    await practice.sim.settle()
    calls = await practice.sim.calls(after=since)
    refused = [c for c in calls if not c["ok"] and not any(e in c["description"] for e in ENDED)]
    assert [(c["method"], c["description"], c["params"]) for c in refused] == []
    answered = {
        c["params"].get("callback_query_id") for c in calls if c["method"] == "answerCallbackQuery"
    }
    taps = {
        u["callback_query"]["id"]
        for u in sent
        if isinstance(u.get("callback_query"), dict)
        and isinstance(u["callback_query"].get("id"), str)
        and u["callback_query"]["id"].startswith("q")
        and isinstance(u["callback_query"].get("from"), dict)
    }
    assert taps - answered == set(), [
        u for u in sent if u.get("callback_query", {}).get("id") in taps - answered
    ][:3]
