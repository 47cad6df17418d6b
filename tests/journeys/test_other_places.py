"""Groups, channels, bots, edits, damage: silence where nobody spoke to us, and nothing held up."""

from typing import Any

import pytest

from tests.journeys.practice import ALICE, DORA, NORA, Practice
from tests.journeys.raw import message_of, user_of
from tests.journeys.steps import Family, begin_note
from tests.screen import text_of


async def test_groups_and_channels_are_met_with_silence(practice: Practice, family: Family) -> None:
    calls = await practice.sim.last_call()
    group: dict[str, Any] = {"id": -100, "type": "group", "title": "Family"}
    supergroup = {"id": -200, "type": "supergroup", "title": "Family"}
    channel = {"id": -1001, "type": "channel", "title": "News"}
    for text in ("/start", "/today", "hello", "/assign Sunny socks on"):
        await practice.sim.update(message_of(ALICE, text=text, chat=group))
        await practice.sim.update(message_of(ALICE, text=text, chat=supergroup))
        await practice.sim.update(
            {"channel_post": {"message_id": 1, "date": 1799650000, "chat": channel, "text": text}}
        )
    assert await _said(practice, calls) == []


async def test_a_button_in_a_group_is_answered_and_does_nothing(
    practice: Practice, family: Family
) -> None:
    message = {
        **message_of(ALICE, text="card", chat={"id": -100, "type": "group", "title": "F"})[
            "message"
        ],
        "from": {"id": 1000000, "is_bot": True, "first_name": "Home Program"},
    }
    calls = await practice.sim.last_call()
    query = {"id": "77", "from": user_of(ALICE), "chat_instance": "1", "message": message}
    data = f"a:{family.socks}:2027-01-11:done:c"
    await practice.sim.update({"callback_query": {**query, "data": data}})
    assert await _said(practice, calls) == []
    assert len(await practice.sim.calls("answerCallbackQuery", after=calls)) == 1
    assert practice.count("check_ins") == 0


async def test_bots_and_edits_of_nothing_are_met_with_silence(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await begin_note(practice)
    sent = await sim.send(ALICE, "a first thought")
    command = await sim.send(ALICE, "/today")
    calls = await sim.last_call()
    await sim.edit(ALICE, command, "/yesterday")
    await sim.update(message_of(ALICE, text="/start", by={**user_of(99), "is_bot": True}))
    assert await _said(practice, calls) == []
    await sim.edit(ALICE, sent, "a second thought")
    assert len(await _said(practice, calls)) == 1, "but a note is corrected, and that is said"
    assert practice.one("SELECT note FROM check_ins") == {"note": "a second thought"}


@pytest.mark.parametrize("who", [NORA, ALICE, DORA])
async def test_start_with_garbage_gets_one_answer(
    practice: Practice, family: Family, who: int
) -> None:
    garbage = (
        "",
        " ",
        "i-",
        "i-%00",
        "you",
        "a" * 64,
        "i- x",
        "x" * 3000,
        "<b>",
        "i-ü",
        "i-\ud800",
    )
    for payload in garbage:
        calls = await practice.sim.last_call()
        await practice.sim.update(message_of(who, text=f"/start {payload}"))
        assert len(await _said(practice, calls)) == 1, payload


async def test_odd_commands_get_an_answer(practice: Practice, family: Family) -> None:
    for text in ("/", "//", "/@", "/start@a_bot", "/START", "/today@HOME_PROGRAM_BOT", "/nonsense"):
        calls = await practice.sim.last_call()
        await practice.sim.send(ALICE, text)
        assert len(await _said(practice, calls)) == 1, text


async def test_a_tap_on_a_card_that_is_too_old_brings_a_fresh_one(
    practice: Practice, family: Family
) -> None:
    """Telegram then names the message without telling what was in it."""
    seen = len(await practice.sim.from_bot(ALICE))
    old = {"chat": {"id": ALICE, "type": "private"}, "message_id": 5, "date": 0}
    query = {"id": "78", "from": user_of(ALICE), "chat_instance": "1", "message": old}
    await practice.sim.update({"callback_query": {**query, "data": f"t:{family.client}"}})
    new = (await practice.sim.from_bot(ALICE))[seen:]
    assert len(new) == 1 and "Socks on" in text_of(new[0])


async def test_damaged_updates_are_left_alone_and_the_next_one_is_served(
    practice: Practice, family: Family
) -> None:
    good = message_of(ALICE, text="/today")["message"]
    damaged: list[dict[str, Any]] = [
        {"message": {**good, "text": 7}},
        {"message": {**good, "from": {**user_of(ALICE), "id": "1003"}}},
        {"message": {**good, "from": {**user_of(ALICE), "id": 2**70}}},
        {"message": {**good, "from": {**user_of(ALICE), "first_name": 5}}},
        {"message": {**good, "chat": {"id": 1003.5, "type": "private"}}},
        {"poll": {}},
        {"something_new": {"of": "Telegram's"}},
        {},
    ]
    for update in damaged:
        await practice.sim.update(update)
    seen = len(await practice.sim.from_bot(ALICE))
    await practice.sim.send(ALICE, "/today")
    assert len(await practice.sim.from_bot(ALICE)) == seen + 1


async def _said(practice: Practice, after: int) -> list[dict[str, Any]]:
    return [
        call
        for call in await practice.sim.calls(after=after)
        if call["method"] in ("sendMessage", "editMessageText")
    ]
