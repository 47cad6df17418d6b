"""Telegram's errors are gone, passing or our own; a screen is shown once or it is said so."""

import types
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
from markupsafe import Markup
from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter, TimedOut

from bot import messenger as module
from bot.clock import OffsetClock
from bot.domain.attachment import Kind
from bot.messenger import ANSWER_LIMIT, Messenger, Transient, Unreachable, keyboard, sort
from bot.sandbox.server import BotApiServer, Person
from bot.transport import AiohttpRequest
from bot.views.routes import Home, Today
from bot.views.screen import Button, File, Screen, button
from tests.sim import Sim, labels, text_of

TOKEN = "700001:sandbox-TOKEN_x"
ALICE, CHARLIE, NOBODY = 1001, 1003, 4040
CARD = Screen(Markup("<b>Socks on</b>"), ((button("Home", Home()),),))
OTHER = Screen(Markup("Something else"))


@pytest.fixture
async def server() -> AsyncIterator[BotApiServer]:
    people = [Person(ALICE, "Alice", started=True), Person(CHARLIE, "Charlie")]
    running = BotApiServer(clock=OffsetClock(), token=TOKEN, people=people, cap_per_second=None)
    await running.start()
    yield running
    await running.stop()


@pytest.fixture
async def sim(server: BotApiServer) -> AsyncIterator[Sim]:
    async with Sim(server.url) as running:
        yield running


@pytest.fixture
async def messenger(server: BotApiServer) -> AsyncIterator[Messenger]:
    base = f"{server.url}/bot"
    async with Bot(TOKEN, base_url=base, request=AiohttpRequest(read_timeout=5)) as bot:
        yield Messenger(bot)


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long the messenger would have waited; nobody waits here."""
    found: list[float] = []

    async def sleep(seconds: float) -> None:
        found.append(seconds)

    monkeypatch.setattr(module, "asyncio", types.SimpleNamespace(sleep=sleep))
    return found


async def shown(sim: Sim) -> list[str]:
    return [text_of(message) for message in await sim.from_bot(ALICE)]


# -- sending ------------------------------------------------------------------------------------


async def test_a_screen_arrives_with_its_markup_and_buttons(messenger: Messenger, sim: Sim):
    message_id = await messenger.send(ALICE, CARD)
    message = await sim.last(ALICE)
    assert (message["message_id"], text_of(message)) == (message_id, "Socks on")
    assert message["entities"][0]["type"] == "bold"
    assert labels(message) == ["Home"]


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ("blocked", "blocked"),
        ("deactivated", "deactivated"),
        ("not_found", "chat not found"),
    ],
)
async def test_a_chat_that_is_gone_is_named(messenger: Messenger, sim: Sim, fault, reason):
    await sim.faults(fault, user_id=ALICE)
    with pytest.raises(Unreachable) as caught:
        await messenger.send(ALICE, CARD)
    assert caught.value.reason == reason


async def test_nobody_is_written_to_first(messenger: Messenger):
    with pytest.raises(Unreachable, match="never started"):
        await messenger.send(CHARLIE, CARD)
    with pytest.raises(Unreachable, match="chat not found"):
        await messenger.send(NOBODY, CARD)


@pytest.mark.parametrize(
    ("fault", "retry_after", "may_have_arrived"),
    [
        ({"kind": "flood", "retry_after": 7}, 7.0, False),
        ({"kind": "http500"}, None, True),
        ({"kind": "bad_gateway"}, None, True),
        ({"kind": "drop"}, None, True),
        ({"kind": "cut_answer"}, None, True),
    ],
    ids=lambda value: value["kind"] if isinstance(value, dict) else "",
)
async def test_what_may_pass_says_whether_it_may_have_arrived(
    messenger: Messenger, sim: Sim, fault: dict[str, Any], retry_after, may_have_arrived
):
    await sim.faults(**fault)
    with pytest.raises(Transient) as caught:
        await messenger.send(ALICE, CARD)
    assert caught.value.retry_after == retry_after
    assert caught.value.may_have_arrived is may_have_arrived


async def test_a_mistake_of_ours_is_not_hidden(messenger: Messenger):
    with pytest.raises(BadRequest, match="an't parse entities"):
        await messenger.send(ALICE, Screen(Markup("<b>never closed")))


# -- showing ------------------------------------------------------------------------------------


async def test_a_card_is_edited_in_place(messenger: Messenger, sim: Sim):
    first = await messenger.show(ALICE, None, CARD)
    assert await messenger.show(ALICE, first, OTHER) == first
    assert await shown(sim) == ["Something else"]


async def test_the_same_screen_again_is_fine(messenger: Messenger, sim: Sim):
    first = await messenger.show(ALICE, None, CARD)
    assert await messenger.show(ALICE, first, CARD) == first
    assert await shown(sim) == ["Socks on"]


@pytest.mark.parametrize("gone", ["deleted", "a photo", "never there"])
async def test_a_card_that_cannot_be_edited_comes_anew(messenger: Messenger, sim: Sim, gone: str):
    old = await messenger.send(ALICE, CARD)
    if gone == "deleted":
        await messenger.bot.delete_message(ALICE, old)
    elif gone == "a photo":
        (photo,) = await sim.attach(ALICE, "photo")
        copied = await messenger.bot.send_photo(ALICE, photo["photo"][-1]["file_id"])
        old = copied.message_id
    else:
        old += 1000
    heard = []
    fresh = await Messenger(messenger.bot, lambda: heard.append(1)).show(ALICE, old, OTHER)
    assert fresh != old and heard == [1], "a fresh message counts in the budget"
    assert (await shown(sim))[-1] == "Something else"


async def test_an_owed_edit_makes_no_new_message(messenger: Messenger, sim: Sim):
    old = await messenger.send(ALICE, CARD)
    await messenger.edit(ALICE, old, OTHER)
    await messenger.bot.delete_message(ALICE, old)
    await messenger.edit(ALICE, old, CARD)
    assert await shown(sim) == []


async def test_an_answer_waits_as_long_as_telegram_asks(messenger, sim: Sim, waits):
    await sim.faults("flood", retry_after=3, method="sendMessage")
    await messenger.show(ALICE, None, CARD)
    assert waits == [3.0]
    assert await shown(sim) == ["Socks on"]


async def test_a_lost_connection_under_an_edit_is_tried_again(messenger, sim: Sim, waits):
    card = await messenger.send(ALICE, CARD)
    await sim.faults("cut_answer", method="editMessageText")
    assert await messenger.show(ALICE, card, OTHER) == card
    assert await shown(sim) == ["Something else"]
    assert len(waits) == 1


async def test_a_message_that_may_be_there_is_not_sent_twice(messenger, sim: Sim, waits):
    await sim.faults("cut_answer", method="sendMessage")
    with pytest.raises(Transient):
        await messenger.show(ALICE, None, CARD)
    assert await shown(sim) == ["Socks on"]
    assert waits == []


async def test_after_three_tries_it_is_over(messenger, sim: Sim, waits):
    await sim.faults("flood", retry_after=1, times=None, method="sendMessage")
    with pytest.raises(Transient):
        await messenger.show(ALICE, None, CARD)
    assert len(waits) == 2
    assert len(await sim.calls("sendMessage")) == 3


# -- answering a tap ----------------------------------------------------------------------------


async def test_a_long_notice_is_cut_to_what_fits(messenger: Messenger, sim: Sim):
    card = await messenger.send(ALICE, CARD)
    tap = await sim.ask("POST", "/sim/tap", user_id=ALICE, message_id=card, button="Home", wait_s=0)
    await messenger.answer(tap["tap_id"], "x" * 300, alert=True)
    (call,) = await sim.calls("answerCallbackQuery")
    assert call["ok"] and call["params"]["text"] == "x" * ANSWER_LIMIT


async def test_a_late_answer_and_a_busy_telegram_are_no_trouble(messenger: Messenger, sim: Sim):
    await messenger.answer("404", "too late")
    await sim.faults("flood", retry_after=9, method="answerCallbackQuery")
    await messenger.answer("404")
    assert len(await sim.calls("answerCallbackQuery", failed=True)) == 2


# -- sorting ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (Forbidden("Forbidden: bot was kicked from the supergroup chat"), "removed"),
        (Forbidden("Forbidden: something new"), "forbidden"),
        (BadRequest("Chat_id is empty"), "chat not found"),
        (ChatMigrated(-100), "moved"),
    ],
)
def test_chats_where_nobody_is(error, reason: str):
    found = sort(error)
    assert isinstance(found, Unreachable) and found.reason == reason


def test_what_is_neither_gone_nor_passing_is_a_bug_and_stays_one():
    for error in (BadRequest("Button_data_invalid"), InvalidToken("no")):
        assert sort(error) is error


def test_waits_come_in_seconds():
    found = sort(RetryAfter(30))
    assert isinstance(found, Transient) and found.retry_after == 30.0
    late = sort(TimedOut())
    assert isinstance(late, Transient) and late.may_have_arrived


def test_a_keyboard_says_only_what_it_has():
    screen = Screen(
        Markup("x"),
        (
            (button("Go", Today(7), "primary"),),
            (Button("Web", url="https://e.org"), Button("Copy", copy="words")),
        ),
    )
    assert keyboard(screen) == {
        "inline_keyboard": [
            [{"text": "Go", "callback_data": "t:7", "style": "primary"}],
            [
                {"text": "Web", "url": "https://e.org"},
                {"text": "Copy", "copy_text": {"text": "words"}},
            ],
        ]
    }
    assert keyboard(OTHER) is None


# -- files that Telegram keeps --------------------------------------------------------------------


async def test_a_file_goes_by_its_id_with_the_words_under_it(messenger: Messenger, sim: Sim):
    sent = (await sim.attach(ALICE, "voice"))[0]
    file = File(Kind.VOICE, sent["voice"]["file_id"], Markup("Gone."))
    screen = Screen(Markup("<b>Alice</b>"), CARD.rows, file=file)
    message_id = await messenger.send(ALICE, screen)
    message = await sim.last(ALICE)
    assert message["voice"]["file_id"] == file.file_id
    assert message["caption"] == "Alice" and labels(message) == ["Home"]
    await messenger.edit(ALICE, message_id, replace(screen, text=Markup("Alice, seen")))
    assert (await sim.last(ALICE))["caption"] == "Alice, seen"


async def test_a_file_that_telegram_has_lost_comes_as_its_words(messenger: Messenger, sim: Sim):
    file = File(Kind.PHOTO, "AgACAgIAAxknothing", Markup("Telegram does not have it any more."))
    message_id = await messenger.send(ALICE, Screen(Markup("Alice"), CARD.rows, file=file))
    message = await sim.last(ALICE)
    assert text_of(message) == "Telegram does not have it any more."
    assert labels(message) == ["Home"]
    await messenger.edit(ALICE, message_id, Screen(Markup("Alice, seen"), CARD.rows, file=file))
    assert text_of(await sim.last(ALICE)) == "Telegram does not have it any more."
