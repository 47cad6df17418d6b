"""The bench can tell a bot that treats every tap rightly from one that does not."""

import importlib
import json
import pkgutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench import rows
from bench.row import Row, save, table
from bench.tap.ledger import Ledger, Verdict, plain_chats

ROOT = Path(__file__).parent.parent


def play(bot: Callable[[Ledger, list[Any]], None]) -> Verdict:
    """Let a bot fetch taps of two chats as it would from the server, and judge it."""
    ledger = Ledger(plain_chats()[:2], taps_each=4)
    offset = 0
    while updates := [json.loads(each) for each in ledger.updates(offset, 100)]:
        offset = updates[-1]["update_id"] + 1
        bot(ledger, updates)
    return ledger.verdict()


def treat(ledger: Ledger, update: Any) -> None:
    query = update["callback_query"]
    ledger.answered(query["id"])
    ledger.edited(query["from"]["id"], query["data"])


def one_by_one(ledger: Ledger, updates: list[Any]) -> None:
    for update in updates:
        treat(ledger, update)


def test_a_good_bot_has_no_complaints() -> None:
    verdict = play(one_by_one)
    assert verdict["complaints"] == []
    assert verdict["in_order"]
    assert verdict["taps"] == 8
    assert verdict["seconds"] > 0


def test_a_tap_answered_twice_is_found() -> None:
    def twice(ledger: Ledger, updates: list[Any]) -> None:
        one_by_one(ledger, updates)
        ledger.answered(updates[0]["callback_query"]["id"])

    assert play(twice)["complaints"] == ["2 taps were not answered exactly once"]


def test_a_tap_without_answer_and_a_card_without_edit_are_found() -> None:
    def forgetful(ledger: Ledger, updates: list[Any]) -> None:
        warm_up = len(updates) == 2
        one_by_one(ledger, updates if warm_up else updates[:-1])

    complaints = play(forgetful)["complaints"]
    assert complaints == ["1 taps were not answered exactly once", "1 edits are missing"]


def test_cards_out_of_order_are_found() -> None:
    def swapping(ledger: Ledger, updates: list[Any]) -> None:
        one_by_one(ledger, updates[:-4] + updates[-2:] + updates[-4:-2])

    assert not play(swapping)["in_order"]


def test_the_clock_starts_after_each_chat_has_warmed_up() -> None:
    ledger = Ledger(plain_chats(), taps_each=5)
    warm_up = [json.loads(each) for each in ledger.updates(0, 100)]
    assert len(warm_up) == 64
    assert ledger.updates(warm_up[-1]["update_id"] + 1, 100) == []
    assert not ledger.started
    one_by_one(ledger, warm_up)
    assert len(ledger.updates(warm_up[-1]["update_id"] + 1, 100)) == 100
    assert ledger.started


def test_a_row_measured_again_replaces_itself_and_no_other(tmp_path: Path) -> None:
    path = tmp_path / "build" / "bench.json"
    save([Row("tap", "taps/s", 10.0, {"peer": 5.0}), Row("calls", "calls/s", 1.0)], path)
    save([Row("tap", "taps/s", 20.0, {"peer": 5.0}, runs=5)], path)
    tap, calls = json.loads(path.read_text())
    assert tap == {
        "name": "tap",
        "unit": "taps/s",
        "ours": 20,
        "peers": {"peer": 5},
        "runs": 5,
        "also": {},
    }
    assert calls["ours"] == 1


def test_the_table_shows_each_peer_with_its_factor() -> None:
    text = table([Row("tap", "taps/s", 1500.0, {"slow": 500.0, "fast": 1000.0})])
    assert [line.split() for line in text.splitlines()[1:]] == [
        ["tap", "taps/s", "1,500", "slow", "500", "3.00"],
        ["fast", "1,000", "1.50"],
    ]


def test_every_module_under_rows_can_be_run() -> None:
    for module in pkgutil.iter_modules(rows.__path__):
        assert callable(importlib.import_module(f"bench.rows.{module.name}").run)


def test_an_unknown_row_is_named_with_those_there_are() -> None:
    command = [sys.executable, "-m", "bench", "speed"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert "no such row: speed; there are " in run.stderr
    assert "tap" in run.stderr
