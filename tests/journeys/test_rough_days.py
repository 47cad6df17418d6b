"""What real days bring: old cards, ended cards, two people at once, long notes, odd things sent."""

from datetime import timedelta
from typing import Any, Final

import pytest

from tests.journeys.practice import ALICE, BOB, NORA, Practice
from tests.journeys.raw import message_of, user_of
from tests.journeys.steps import Family, begin_note
from tests.screen import labels, text_of

NOTE_PHOTO: Final = {"caption": "Both socks, by herself"}


async def shown(practice: Practice, who: int = ALICE) -> str:
    return text_of(await practice.sim.last(who))


async def open_card(practice: Practice, who: int = ALICE, card: str = "Socks on") -> dict[str, Any]:
    await practice.sim.send(who, "/today")
    await practice.sim.tap(who, card)
    return await practice.sim.last(who)


# -- cards that are old, ended, or nobody's any more ----------------------------------------------


async def test_a_card_tapped_weeks_later_shows_where_today_is(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    card = await open_card(practice)
    await sim.tap(ALICE, "We did it", card)
    await sim.advance(timedelta(days=20))
    for label in ("Some of it", "Take it back", "Add a bit more"):
        refused = await sim.forge(ALICE, card, _data(label, family))
        assert refused is not None, label
    assert practice.one("SELECT outcome, withdrawn_at FROM check_ins") == {
        "outcome": "done",
        "withdrawn_at": None,
    }
    await sim.forge(ALICE, card, f"c:{family.socks}:2027-01-11")
    old = await sim.find(ALICE, "This is the card of Mon 11 Jan.")
    assert old["message_id"] == card["message_id"] and labels(old) == ["Back to today"]
    await sim.tap(ALICE, "Back to today", old)
    assert await sim.find(ALICE, "Sun 31 Jan")


async def test_a_card_that_has_ended_keeps_what_was_said_and_asks_nothing(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    card = await open_card(practice)
    await sim.tap(ALICE, "Some of it", card)
    lights = await open_card(practice, BOB, "Lights-down half hour")
    for title in ("Socks on", "Lights-down half hour"):
        await sim.send(NORA, "/program Sunny")
        for label in (title, "End it", "The goal is reached"):
            await sim.tap(NORA, label)
    await sim.forge(ALICE, card, f"c:{family.socks}:2027-01-11")
    assert "This card is finished. What was answered is kept." in await shown(practice)
    await sim.forge(ALICE, card, f"s:{family.socks}:2027-01-11:1")
    assert "Step 1" not in await shown(practice)
    refused = await sim.tap(BOB, "Show me the steps", lights)
    assert refused is not None and refused["show_alert"], "nothing was answered about it"
    refused = await sim.forge(BOB, lights, f"a:{family.lights}:2027-01-11:done:c")
    assert refused is not None and refused["show_alert"]
    assert practice.one("SELECT outcome FROM check_ins") == {"outcome": "some"}


async def test_whoever_is_taken_out_while_a_card_is_open_is_told_so_and_changes_nothing(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    card = await open_card(practice, BOB)
    await sim.send(NORA, "/clients Sunny")
    for label in ("Who is in", "Bob", "End Bob's access", "Yes, end it"):
        await sim.tap(NORA, label)
    refused = await sim.tap(BOB, "We did it", card)
    assert refused is not None and refused["show_alert"]
    assert practice.count("check_ins") == 0
    assert "Socks on" not in await shown(practice, BOB)
    await sim.send(BOB, "we did it")
    assert practice.count("check_ins") == practice.count("drafts") == 0
    await sim.send(ALICE, "/today")
    assert "Socks on" in await shown(practice), "the others go on"


# -- two people at once ---------------------------------------------------------------------------


async def test_two_answers_at_once_are_both_kept_and_the_card_shows_the_later(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    hers, his = await open_card(practice), await open_card(practice, BOB)
    sim.auto_settle = False
    await sim.tap(ALICE, "We did it", hers, wait_s=0)
    await sim.tap(BOB, "Not today", his, wait_s=0)
    sim.auto_settle = True
    await sim.settle()
    kept = practice.rows("SELECT outcome FROM check_ins ORDER BY outcome")
    assert [row["outcome"] for row in kept] == ["done", "not_today"]
    await sim.advance(timedelta(minutes=1))
    await sim.tap(ALICE, "Some of it", hers)
    for who in (ALICE, BOB):
        await sim.send(who, "/today")
        assert "Socks on – some of it (Alice)" in await shown(practice, who)
        await open_card(practice, who, "◐ Socks on")
        text = await shown(practice, who)
        assert "Bob: not today" in text and "Alice: some of it" in text
    await sim.tap(ALICE, "Some of it")
    await sim.tap(ALICE, "Take it back")
    await sim.send(BOB, "/today")
    assert "Socks on – not today (Bob)" in await shown(practice, BOB), "no loss either way"


# -- notes of every kind --------------------------------------------------------------------------


async def test_a_photo_and_a_voice_message_are_kept_as_the_note(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await begin_note(practice)
    await practice.restart()
    await sim.attach(ALICE, "photo", NOTE_PHOTO)
    text = await shown(practice)
    assert "1 photo is kept." in text and "Note: Both socks, by herself" in text
    await sim.attach(ALICE, "voice", {"data": "AAAA", "duration": 1800})
    assert "1 voice note is kept." in await shown(practice)
    await sim.attach(ALICE, "sticker")
    await sim.attach(ALICE, "document")
    assert "I can keep words, a photo or a voice message" in await shown(practice)
    await sim.send(ALICE, "And she laughed.")
    assert practice.one("SELECT note FROM check_ins") == {"note": "And she laughed."}
    kinds = practice.rows("SELECT kind FROM check_in_attachments ORDER BY id")
    assert [row["kind"] for row in kinds] == ["photo", "voice"]


async def test_an_album_gets_one_answer_and_every_picture_is_kept(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await begin_note(practice)
    before = len(await sim.from_bot(ALICE))
    await sim.attach(ALICE, "photo", [True, True, True])
    assert len(await sim.from_bot(ALICE)) == before + 1, "one answer"
    assert practice.count("check_in_attachments") == 3
    await sim.send(ALICE, "/today")
    before = len(await sim.from_bot(ALICE))
    await sim.attach(ALICE, "photo", [True, True])
    assert len(await sim.from_bot(ALICE)) == before + 1, "unasked, too"
    await sim.tap(ALICE, "Keep it with: Socks on")
    assert practice.count("check_in_attachments") == 5


async def test_ten_thousand_characters_are_kept_in_part_and_nothing_vanishes(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await begin_note(practice)
    await sim.send(ALICE, "a long evening " * 680)
    assert await sim.find(ALICE, "its first 500 characters are kept")
    rest = practice.one("SELECT data FROM drafts WHERE kind = 'said'")["data"]
    assert "a long evening" in rest, "what the phone sent after the first message waits"
    await sim.tap(ALICE, "Send it to my therapist")
    assert practice.one("SELECT sum(length(body)) AS n FROM messages")["n"] > 5000


async def test_a_corrected_message_corrects_the_note_for_as_long_as_it_is_open(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await begin_note(practice)
    note = await sim.send(ALICE, "She put on tow socks")
    await practice.restart()
    await sim.edit(ALICE, note, "She put on two socks")
    assert "Your note is changed, too." in await shown(practice)
    assert practice.one("SELECT note FROM check_ins") == {"note": "She put on two socks"}
    await sim.edit(ALICE, note, "she had a seizure")
    assert "Would you like the help card?" in await shown(practice)
    await sim.advance(timedelta(days=5))
    before = len(await sim.from_bot(ALICE))
    await sim.edit(ALICE, note, "Something else altogether")
    assert practice.one("SELECT note FROM check_ins") == {"note": "she had a seizure"}
    assert len(await sim.from_bot(ALICE)) == before


async def test_a_live_location_and_its_moves_are_met_once(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await begin_note(practice)
    before = len(await sim.from_bot(ALICE))
    await sim.update(_place("message", 900_000_001))
    for _ in range(3):
        await sim.update(_place("edited_message", 900_000_001))
    assert len(await sim.from_bot(ALICE)) == before + 1, "one kind word, not one for each step"
    await sim.send(ALICE, "We walked to the shop")
    assert practice.one("SELECT note FROM check_ins") == {"note": "We walked to the shop"}


# -- the chat itself ------------------------------------------------------------------------------


async def test_whoever_blocked_the_bot_and_returns_finds_everything_as_it_was(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    card = await open_card(practice)
    for label in ("Show me the steps", "Next"):
        await sim.tap(ALICE, label)
    await sim.block(ALICE)
    await sim.advance(timedelta(hours=1))
    await sim.block(ALICE, blocked=False)
    await open_card(practice)
    assert "Go on at step 2" in labels(await sim.last(ALICE))
    await sim.tap(ALICE, "We did it")
    assert practice.one("SELECT outcome FROM check_ins") == {"outcome": "done"}
    assert card["message_id"] != (await sim.last(ALICE))["message_id"]


@pytest.mark.parametrize("language", ["xx", "tlh", "zh-hans", ""])
async def test_a_phone_in_a_language_without_translation_is_answered_in_english(
    practice: Practice, family: Family, language: str
) -> None:
    sim = practice.sim
    by = {**user_of(ALICE), "language_code": language}
    await sim.update(message_of(ALICE, text="/today", by=by))
    assert "Socks on" in await shown(practice)
    await sim.update(message_of(ALICE, text="we did it", by=by))
    assert "Which card is it about?" in await shown(practice)


def _place(kind: str, number: int) -> dict[str, Any]:
    """A live location as a phone sends it, and as it moves."""
    message = message_of(ALICE, text="")["message"]
    del message["text"]
    place = {"latitude": 52.5, "longitude": 13.4, "live_period": 900}
    return {kind: {**message, "message_id": number, "location": place, "edit_date": 1799650001}}


def _data(label: str, family: Family) -> str:
    at = f"{family.socks}:2027-01-11"
    return {
        "Some of it": f"a:{at}:some:c",
        "Take it back": f"u:{at}",
        "Add a bit more": f"hl:{at}:2",
    }[label]
