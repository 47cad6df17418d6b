"""Twenty thousand updates, valid, damaged and hostile, through the real application over HTTP.

No unhandled error, no call that the strict server refuses, every tap answered. `FUZZ_UPDATES` says
how many (CI plays them all), `FUZZ_SEED` which; a failed run names its seed.
"""

import logging
import os
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import pytest

from bot.sandbox.incoming import learn
from tests.journeys.fuzzer import Fuzzer, Update
from tests.journeys.practice import Practice, open_practice
from tests.journeys.steps import bring_in, bring_in_another

UPDATES: Final = int(os.environ.get("FUZZ_UPDATES", "4000"))
SEED: Final = int(os.environ.get("FUZZ_SEED", "20270111"))
BATCH: Final = 400
#: Between two batches the clock goes on, so that cards come in the midst of it all.
GOES_ON: Final = timedelta(hours=5, minutes=10)
#: What the server may refuse, and why that is no fault of ours.
HARMLESS: Final = {
    "message is not modified": "the same screen again",
    "message to edit not found": "a forged card that was never there",
    "message to delete not found": "the same",
    "message can't be deleted": "a card that is more than two days old stays",
    "there is no text in the message to edit": "a damaged card: a fresh one comes",
    "there is no caption in the message to edit": "the same",
    "wrong file identifier": "a file that a damaged update made up",
}
#: Records whose numbers buttons carry.
NUMBERED: Final = ("clients", "assignments", "drafts", "worries", "messages")


@pytest.mark.timeout(1200)
async def test_whatever_comes_the_bot_answers_and_never_breaks(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with open_practice(tmp_path / "bot.sqlite3") as practice:
        await bring_in(practice)
        await bring_in_another(practice)
        fuzzer = Fuzzer(SEED, practice.server._world)
        for begin in range(0, UPDATES, BATCH):
            fuzzer.learn_ids(_numbers(practice))
            await _play(practice, fuzzer, min(BATCH, UPDATES - begin))
            await practice.sim.advance(GOES_ON)
        left = practice.rows("SELECT state, count(*) AS n FROM inbox GROUP BY state")
        assert {row["state"] for row in left} <= {"done", "aside"}
        assert {row["state"]: row["n"] for row in left}["done"] > UPDATES * 0.85
    cries = [r for r in caplog.records if r.levelno >= logging.ERROR]
    unhandled = [r for r in cries if "cannot be read" not in r.getMessage()]
    assert [r.getMessage() + (r.exc_text or "") for r in unhandled] == [], f"seed {SEED}"


async def _play(practice: Practice, fuzzer: Fuzzer, count: int) -> None:
    """Put a batch of updates into the server's queue, and look at what came of them."""
    since = await practice.sim.last_call()
    fuzzer.taps.clear()
    world = practice.server._world
    sent: list[Update] = []
    for _ in range(count):
        update = fuzzer.update()
        learn(world, update)
        if world.updates.put_raw(update) is not None:
            sent.append(update)
    await practice.sim.settle()
    calls = await practice.sim.calls(after=since)
    refused = [
        (call["method"], call["description"], call["params"])
        for call in calls
        if not call["ok"] and not any(words in call["description"] for words in HARMLESS)
    ]
    assert refused == [], f"seed {SEED}"
    asked = {update["callback_query"]["id"]: update for update in sent if _is_tap(update)}
    answered = {call["params"].get("callback_query_id") for call in calls}
    assert [asked[query] for query in asked.keys() - answered] == [], f"seed {SEED}: no answer"


def _is_tap(update: Update) -> bool:
    query: Any = update.get("callback_query")
    return isinstance(query, dict) and isinstance(query.get("id"), str)


def _numbers(practice: Practice) -> tuple[int, ...]:
    """Return the numbers that the newest records have, and those of the first families."""
    found = {1, 2, 3, 4}
    for table in NUMBERED:
        rows = practice.rows(f"SELECT id FROM {table} ORDER BY id DESC LIMIT 6")
        found |= {row["id"] for row in rows}
    return tuple(sorted(found))
