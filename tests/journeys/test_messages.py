"""Therapists and families write to each other through the bot, by name and never by number."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.practice import (
    ALICE,
    BOB,
    CHARLIE,
    DORA,
    NORA,
    OLGA,
    Practice,
    open_practice,
    refused,
)
from tests.journeys.steps import (
    Family,
    add_client,
    assign,
    bring_in,
    bring_in_another,
    invite,
    join,
)
from tests.journeys.test_language import SAID
from tests.pseudo import LANGUAGE, write_pseudo_locale
from tests.screen import has_button, labels, text_of


@pytest.fixture
async def practice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Practice]:
    monkeypatch.setattr("bot.schedule.pacer.CHAT_GAP_S", 0)  # the pace has tests of its own
    async with open_practice(tmp_path / "bot.sqlite3") as opened:
        opened.may_fail.add("terminated by other getUpdates")  # a restart
        yield opened
        assert await refused(opened) == []


@pytest.fixture
async def family(practice: Practice) -> Family:
    return await bring_in(practice)


async def sent_to(practice: Practice, user: int, words: str) -> dict[str, Any]:
    """Return the newest message of the bot to somebody with these words."""
    return await practice.sim.find(user, words)


async def test_a_therapist_writes_to_all_at_home_and_sees_who_has_seen_it(practice, family):
    sim = practice.sim
    await sim.send(NORA, "/message Sunny")
    asked = text_of(await sim.last(NORA))
    assert "It goes to Alice (parent), Bob (grandparent)." in asked
    await sim.send(NORA, "The <zip> card rests & that is fine.\nSee you Monday.")
    page = await sim.last(NORA)
    assert "✓ Alice (parent): delivered" in text_of(page), text_of(page)
    for user in (ALICE, BOB):
        letter = await sim.last(user)
        assert "Nora, therapist, about Sunny" in text_of(letter)
        assert "The <zip> card rests & that is fine.\nSee you Monday." in text_of(letter)
        assert labels(letter) == ["Seen 👍", "Answer"]
    answer = await sim.tap(ALICE, "Seen 👍")
    assert answer and answer["text"] == "Nora is shown that you saw it."
    page = await sim.find(NORA, "Your message")
    assert "✓✓ Alice (parent): seen" in text_of(page)
    assert "✓ Bob (grandparent): delivered" in text_of(page)
    before = practice.count("message_copies")
    await sim.forge(ALICE, await sim.last(ALICE), "6s:1")
    assert practice.count("message_copies") == before


async def test_an_answer_goes_to_every_therapist_and_one_look_counts_for_all(practice, family):
    sim = practice.sim
    await sim.send(NORA, "/message Sunny How did the socks go?")
    await sim.tap(ALICE, "Answer")
    letter = await sim.last(ALICE)
    assert "Send your answer now" in text_of(letter) and "How did the socks go?" in text_of(letter)
    assert "✓✓ Alice (parent): seen" in text_of(await sim.find(NORA, "Your message"))
    await sim.send(ALICE, "One sock today.")
    arrived = await sim.last(NORA)
    assert text_of(arrived).startswith("✉️ Alice (parent) · Sunny")
    assert "✓ Nora: delivered" in text_of(await sim.last(ALICE))
    assert not [m for m in await sim.from_bot(BOB) if "One sock" in text_of(m)]
    assert not [m for m in await sim.from_bot(OLGA) if "One sock" in text_of(m)]
    await sim.tap(NORA, "Answer", arrived)
    await sim.send(NORA, "One is a lot.")
    assert "One is a lot." in text_of(await sim.last(ALICE))
    assert not [m for m in await sim.from_bot(BOB) if "One is a lot" in text_of(m)]


async def test_a_photo_a_voice_note_and_a_document_go_over_without_a_name(practice, family):
    sim = practice.sim
    await sim.send(ALICE, "/message")
    for kind in ("photo", "voice", "document"):
        await sim.attach(ALICE, kind)
        arrived = await sim.last(NORA)
        assert kind in arrived, arrived
        assert "Alice (parent) · Sunny" in arrived["caption"]
        assert "forward_origin" not in arrived and "forward_from" not in arrived
    calls = {call["method"] for call in await sim.calls()}
    assert {"sendPhoto", "sendVoice", "sendDocument"} <= calls
    assert not {"forwardMessage", "copyMessage"} & calls
    voice = next(m for m in await sim.from_bot(NORA) if "voice" in m)
    await sim.tap(NORA, "Seen 👍", voice)
    seen = next(m for m in await sim.from_bot(NORA) if m["message_id"] == voice["message_id"])
    assert "You have let them know" in seen["caption"] and labels(seen)[0] == "Answer"
    photo = next(m for m in await sim.from_bot(NORA) if "photo" in m and "Alice" in m["caption"])
    await sim.tap(NORA, "Answer", photo)
    still = next(m for m in await sim.from_bot(NORA) if m["message_id"] == photo["message_id"])
    assert "photo" in still and "Send your answer now" in still["caption"]


async def test_a_place_and_a_sticker_are_refused_kindly_and_nothing_else_is_lost(practice, family):
    sim = practice.sim
    await sim.send(ALICE, "/message")
    for kind in ("location", "sticker"):
        await sim.attach(ALICE, kind)
        assert "This one stays with me alone." in text_of(await sim.last(ALICE))
    assert practice.count("messages") == 0
    await sim.send(ALICE, "Words, then.")
    assert "Words, then." in text_of(await sim.last(NORA))


async def test_a_restart_in_the_middle_loses_neither_the_question_nor_the_message(practice, family):
    sim = practice.sim
    await sim.send(ALICE, "/message")
    await practice.restart()
    await sim.send(ALICE, "Before the restart I asked, now I write.")
    assert "now I write" in text_of(await sim.last(NORA))
    await practice.restart()
    await sim.tap(NORA, "Answer")
    await practice.restart()
    await sim.send(NORA, "And I answer.")
    assert "And I answer." in text_of(await sim.last(ALICE))
    assert practice.count("messages") == 2


async def test_who_has_blocked_the_bot_gets_it_when_they_are_back(practice, family):
    sim = practice.sim
    practice.may_fail.add("bot was blocked")
    await sim.block(BOB)
    await sim.send(NORA, "/message Sunny Hello both")
    page = text_of(await sim.find(NORA, "Your message"))
    assert "Bob (grandparent): not reachable just now" in page
    assert "✓ Alice (parent): delivered" in page
    await sim.block(BOB, blocked=False)
    await sim.advance(2 * 3600)
    assert "Hello both" in text_of(await sim.find(BOB, "Hello both"))
    assert "✓ Bob (grandparent): delivered" in text_of(await sim.find(NORA, "Your message"))


async def test_a_long_text_is_split_and_says_so(practice, family):
    sim = practice.sim
    text = "word " * 819
    await sim.send(ALICE, "/message")
    await sim.send(ALICE, text.strip())
    assert "It was long: it goes in 2 parts." in text_of(await sim.last(ALICE))
    letters = [m for m in await sim.from_bot(NORA) if "Part " in text_of(m)]
    assert [text_of(m).count("word") for m in letters] == [700, 119]
    assert [labels(m)[:2] for m in letters] == [[], ["Seen 👍", "Answer"]]
    await sim.tap(NORA, "Seen 👍")
    assert "✓✓ Nora: seen" in text_of(await sim.find(ALICE, "Your message"))


async def test_changed_words_change_with_those_who_have_them(practice, family):
    sim = practice.sim
    await sim.send(ALICE, "/message")
    mine = await sim.send(ALICE, "Wendesday")
    await sim.edit(ALICE, mine, "Wednesday")
    arrived = text_of(await sim.last(NORA))
    assert "Wednesday" in arrived and "Changed at" in arrived and "Wendesday" not in arrived
    assert "You have changed it." in text_of(await sim.find(ALICE, "Your message"))
    assert practice.count("messages") == 1
    await sim.edit(ALICE, mine, "x" * 3900)
    assert "too long to go with your message" in text_of(await sim.last(ALICE))
    assert "Wednesday" in text_of(await sim.find(NORA, "Changed at"))


async def test_words_of_worry_open_the_help_card_and_the_message_goes_all_the_same(
    practice, family
):
    sim = practice.sim
    await sim.send(ALICE, "/message")
    await sim.send(ALICE, "He couldn't breathe for a moment")
    page = await sim.last(ALICE)
    assert labels(page)[0] == "Open the help card"
    assert "delivered" in text_of(page)
    assert "couldn't breathe" in text_of(await sim.last(NORA))


async def test_reading_hours_are_honest(practice, family):
    sim = practice.sim
    await sim.send(ALICE, "/message")
    asked = text_of(await sim.last(ALICE))
    assert "The practice has set no reading hours." in asked
    assert "nobody reads this chat live" in asked
    await sim.send(NORA, "/practice hours 9-17")
    await sim.send(ALICE, "/message")
    asked = text_of(await sim.last(ALICE))
    assert "They read messages Monday to Friday, 09:00 to 17:00 (Berlin)." in asked


async def test_at_night_it_waits_and_says_so(practice, family):
    sim = practice.sim
    await sim.clock_to("2027-01-11T22:30:00+00:00")
    await sim.send(NORA, "/message Sunny Nothing urgent")
    assert "comes when their quiet hours end" in text_of(await sim.find(NORA, "Your message"))
    assert not [m for m in await sim.from_bot(ALICE) if "Nothing urgent" in text_of(m)]
    await sim.clock_to("2027-01-12T05:10:00+00:00")
    assert "Nothing urgent" in text_of(await sim.find(ALICE, "Nothing urgent"))


async def test_school_gets_only_what_is_sent_to_it_alone(practice, family):
    sim = practice.sim
    token = await invite(practice, NORA, "Sunny")
    await join(practice, DORA, token)
    with_school(practice, DORA)
    await sim.send(NORA, "/message Sunny For home")
    assert not [m for m in await sim.from_bot(DORA) if "For home" in text_of(m)]
    await sim.send(NORA, "/message Sunny")
    await sim.tap(NORA, "Dora (school)")
    assert "It goes to Dora (school)." in text_of(await sim.last(NORA))
    await sim.send(NORA, "For school")
    assert "For school" in text_of(await sim.last(DORA))
    assert not [m for m in await sim.from_bot(ALICE) if "For school" in text_of(m)]
    await sim.send(DORA, "/message She liked it")
    assert "Dora (school) · Sunny" in text_of(await sim.last(NORA))
    await sim.send(DORA, "/message")
    await sim.tap(DORA, "Earlier messages")
    assert "For home" not in text_of(await sim.last(DORA))


def with_school(practice: Practice, user: int) -> None:
    """Let somebody be of the school, as the records say it."""
    with closing(sqlite3.connect(practice.database, timeout=5)) as file, file:
        file.execute(
            "UPDATE care_links SET role = 'school' WHERE person_id = "
            "(SELECT id FROM people WHERE telegram_id = ?)",
            (user,),
        )


async def test_two_therapists_two_families_and_no_way_between_them(practice, family):
    sim = practice.sim
    await bring_in_another(practice)
    await sim.send(ALICE, "/message For Nora alone")
    letter = await sim.last(NORA)
    for user, message in ((CHARLIE, "6s:1"), (OLGA, "6a:1"), (CHARLIE, "6p:1:0"), (OLGA, "6h:1:0")):
        answer = await sim.forge(user, await sim.last(user), message)
        assert answer and answer["show_alert"], (user, message)
        assert "For Nora alone" not in text_of(await sim.last(user))
    await sim.forge(CHARLIE, await sim.last(CHARLIE), f"6m:{family.client}:0")
    await sim.send(CHARLIE, "into another family")
    assert practice.count("messages") == 1
    assert text_of(await sim.last(NORA)) == text_of(letter)


async def test_whoever_has_left_writes_to_nobody_and_gets_nothing(practice, family):
    sim = practice.sim
    await sim.send(ALICE, "/privacy")
    await sim.send(NORA, "/message Sunny")
    await leave(practice)
    await sim.send(NORA, "Still there?")
    assert not [m for m in await sim.from_bot(ALICE) if "Still there?" in text_of(m)]
    assert "Still there?" in text_of(await sim.last(BOB))
    await sim.send(ALICE, "/message hello")
    assert practice.count("messages") == 1
    assert "no program for you" in text_of(await sim.last(ALICE))


async def leave(practice: Practice) -> None:
    """Let Alice withdraw her consent by the buttons."""
    sim = practice.sim
    page = await sim.last(ALICE)
    first = next(label for label in labels(page) if "Leave" in label or "leave" in label)
    await sim.tap(ALICE, first)
    page = await sim.last(ALICE)
    yes = next(label for label in labels(page) if "Yes" in label or "eave" in label)
    await sim.tap(ALICE, yes)


async def test_the_conversation_is_paged_and_files_play_again(practice, family):
    sim = practice.sim
    await sim.send(ALICE, "/message")
    for n in range(9):
        await sim.send(ALICE, f"Line {n}.")
    await sim.attach(ALICE, "voice")
    await sim.send(NORA, "/message Sunny")
    await sim.tap(NORA, "Earlier messages")
    page = await sim.last(NORA)
    assert "Line 8." in text_of(page) and "Line 0." not in text_of(page)
    assert text_of(page).index("Line 7.") < text_of(page).index("Line 8."), "the newest last"
    await sim.tap(NORA, next(label for label in labels(page) if "voice note" in label))
    assert "voice" in await sim.last(NORA)
    await sim.tap(NORA, "‹ Earlier", page)
    assert has_button(await sim.find(NORA, "Line 0."), "Later ›")


async def test_with_two_clients_the_words_wait_until_one_is_chosen(practice, family):
    sim = practice.sim
    await sim.send(NORA, "/newclient Pip child")
    await sim.tap(NORA, "The usual way")
    await sim.send(NORA, "/message The keys are with me")
    asked = await sim.last(NORA)
    assert "About whom?" in text_of(asked) and "The keys are with me" in text_of(asked)
    await practice.restart()
    await sim.tap(NORA, "Sunny", asked)
    assert "The keys are with me" in text_of(await sim.last(ALICE))
    await sim.send(NORA, "/message Pip hello")
    assert "Nobody at home has joined yet" in text_of(await sim.last(NORA))
    assert practice.count("messages") == 1


async def test_a_name_typed_askew_offers_the_nearest_and_sends_nothing(practice, family):
    sim = practice.sim
    for name in ("Pip", "Robin", "Sanny", "Sunna", "Sonja"):
        await add_client(practice, NORA, name)
    await sim.send(NORA, "/message Sonny")
    asked = await sim.last(NORA)
    assert "I do not know “Sonny”. " in text_of(asked).replace("\n", " ")
    assert len(labels(asked)) == 5 and labels(asked)[3:] == ["Somebody else", "Start page"]
    assert "Sunny" in labels(asked) and "Pip" not in labels(asked)
    await sim.tap(NORA, "Sunny", asked)
    assert "Send it now" in text_of(await sim.last(NORA))
    await sim.send(NORA, "/message Sonny: the keys are <here>")
    await practice.restart()
    await sim.tap(NORA, "Somebody else")
    assert "Your words: the keys are <here>" in text_of(await sim.last(NORA))
    assert "Pip" in labels(await sim.last(NORA)) and practice.count("messages") == 0
    await sim.tap(NORA, "Sunny")
    assert practice.one("SELECT body FROM messages") == {"body": "the keys are <here>"}
    await sim.send(NORA, "/message Sonny was so proud of the socks today")
    assert "Your words: Sonny was so proud" in text_of(await sim.last(NORA))


async def test_words_that_nobody_asked_for_go_with_one_tap(practice, family):
    sim = practice.sim
    await sim.send(ALICE, "She put both socks on herself")
    assert "Nobody reads free messages" in text_of(await sim.last(ALICE))
    await practice.restart()
    await sim.tap(ALICE, "Send it to my therapist")
    assert "both socks" in text_of(await sim.find(NORA, "both socks"))
    old = await sim.find(ALICE, "Nobody reads free messages")
    await sim.tap(ALICE, "Send it to my therapist", old)
    assert practice.count("messages") == 1


async def test_an_album_is_one_message_with_one_page_about_it(practice, family):
    sim = practice.sim
    await sim.send(ALICE, "/message")
    await sim.attach(ALICE, "photo", [True, True, True])
    pages = [m for m in await sim.from_bot(ALICE) if "Your message" in text_of(m)]
    assert len(pages) == 1 and "3 files" in text_of(pages[0])
    assert "✓ Nora: delivered" in text_of(pages[0])
    photos = [m for m in await sim.from_bot(NORA) if "photo" in m]
    assert sum("Alice (parent)" in m["caption"] for m in photos) == 3
    await sim.tap(NORA, "Seen 👍")
    assert "✓✓ Nora: seen" in text_of(await sim.find(ALICE, "Your message"))


async def test_from_the_first_screen_to_the_message_and_seen_in_two_taps(practice, family):
    sim = practice.sim
    await sim.send(ALICE, "/message First")
    await sim.send(ALICE, "Second")
    await sim.start(NORA)
    assert "Sunny: 2 new messages" in text_of(await sim.last(NORA))
    await sim.tap(NORA, "✉️ Sunny")
    page = await sim.last(NORA)
    assert text_of(page).count("🔹") == 2
    await sim.tap(NORA, "Seen 👍", page)
    assert "🔹" not in text_of(await sim.find(NORA, "Messages · Sunny"))
    pages = [m for m in await sim.from_bot(ALICE) if "Your message" in text_of(m)]
    assert all("✓✓ Nora: seen" in text_of(m) for m in pages) and len(pages) == 2
    await sim.start(NORA)
    assert "Nobody is waiting" in text_of(await sim.last(NORA))


async def test_whoever_leaves_before_the_morning_gets_nothing_and_the_writer_sees_it(
    practice, family
):
    sim = practice.sim
    await sim.clock_to("2027-01-11T22:30:00+00:00")
    await sim.send(NORA, "/message Sunny For the morning")
    await sim.send(ALICE, "/privacy")
    await leave(practice)
    await sim.clock_to("2027-01-12T08:00:00+00:00")
    page = text_of(await sim.find(NORA, "Your message"))
    assert "📭 Alice: could not be delivered" in page, page
    assert "✓ Bob (grandparent): delivered" in page
    assert not [m for m in await sim.from_bot(ALICE) if "For the morning" in text_of(m)]


async def test_a_worry_is_answered_with_a_message_to_whoever_told_it(practice, family):
    sim = practice.sim
    await sim.send(ALICE, "/worry")
    await sim.tap(ALICE, "Something else")
    await sim.tap(ALICE, labels(await sim.last(ALICE))[-2])
    await sim.tap(NORA, "Write to Alice")
    assert "It goes to Alice (parent)." in text_of(await sim.last(NORA))
    await sim.send(NORA, "I call you at noon.")
    assert "at noon" in text_of(await sim.last(ALICE))
    assert not [m for m in await sim.from_bot(BOB) if "at noon" in text_of(m)]


async def test_in_another_language_nothing_of_it_is_left_in_english(tmp_path, monkeypatch):
    monkeypatch.setattr("bot.schedule.pacer.CHAT_GAP_S", 0)
    own = tmp_path / "own"
    write_pseudo_locale(own)
    folders = f"content,{own}"
    async with open_practice(tmp_path / "bot.sqlite3", content_dir=folders) as practice:
        await bring_in_abroad(practice)
        sim = practice.sim
        await sim.send(NORA, "/message Sunny 123")
        await sim.tap(ALICE, "6a:1")
        await sim.send(ALICE, "456")
        await sim.send(ALICE, "/message")
        for user in (NORA, ALICE):
            shown = (await sim.from_bot(user))[-2:]
            for page in shown:
                said = "\n".join([text_of(page), *labels(page)])
                assert not [words for words in SAID if words in said], said


async def bring_in_abroad(practice: Practice) -> None:
    """Let Alice join, and let her and Nora speak the language that nobody speaks."""
    await add_client(practice, NORA, "Sunny")
    await assign(practice, NORA, "Sunny socks on morning daily")
    await practice.sim.start(ALICE, await invite(practice, NORA, "Sunny"))
    await practice.sim.tap(ALICE, "English")
    for label in ("Yes, that is all right", "Parent", "Yes, it is", "07:00", "19:30"):
        await practice.sim.tap(ALICE, label)
    with closing(sqlite3.connect(practice.database, timeout=5)) as file, file:
        file.execute("UPDATE people SET language = ?", (LANGUAGE,))


async def test_two_therapists_hear_it_and_one_look_counts_for_both(practice, family):
    sim = practice.sim
    await sim.start(OLGA)
    olga = practice.one("SELECT id FROM people WHERE telegram_id = ?", OLGA)["id"]
    with closing(sqlite3.connect(practice.database, timeout=5)) as file, file:
        file.execute(
            "INSERT INTO care_links (client_id, person_id, role, started_at) VALUES (?, ?, ?, 1)",
            (family.client, olga, "therapist"),
        )
    await sim.send(ALICE, "/message Which of you comes on Monday?")
    for user in (NORA, OLGA):
        assert "comes on Monday?" in text_of(await sim.last(user))
    await sim.tap(NORA, "Seen 👍")
    assert "✓ Nora has seen it." in text_of(await sim.last(OLGA))
    page = text_of(await sim.find(ALICE, "Your message"))
    assert "✓✓ Nora: seen" in page and "✓ Olga: delivered" in page
    await sim.start(OLGA)
    assert "new message" not in text_of(await sim.last(OLGA))
    await sim.send(OLGA, "/message Sunny I do.")
    await sim.send(NORA, "/message Sunny")
    assert "Olga, Mon 11 Jan, 09:00: I do." in text_of(await sim.last(NORA)), (
        "nothing is said twice"
    )


async def test_a_flood_and_a_restart_delay_it_and_double_nothing(practice, family):
    sim = practice.sim
    practice.may_fail.add("Too Many Requests")
    await sim.faults(user_id=ALICE, method="sendMessage", kind="flood", times=1, retry_after=5)
    await sim.send(NORA, "/message Sunny Through the storm")
    assert "… Alice (parent): on its way" in text_of(await sim.find(NORA, "Your message"))
    assert "✓ Bob (grandparent): delivered" in text_of(await sim.find(NORA, "Your message"))
    await practice.restart()
    await sim.advance(30)
    await sim.settle()
    assert "✓ Alice (parent): delivered" in text_of(await sim.find(NORA, "Your message"))
    letters = [m for m in await sim.from_bot(ALICE) if "Through the storm" in text_of(m)]
    assert len(letters) == 1


async def test_the_page_says_send_it_now_only_while_that_is_so(practice, family):
    sim = practice.sim
    await sim.send(ALICE, "/message First")
    assert "Is there more? Send it now." in text_of(await sim.last(ALICE))
    await sim.advance(11 * 60)
    await sim.tap(NORA, "Seen 👍")
    page = await sim.find(ALICE, "Your message")
    assert "✓✓ Nora: seen" in text_of(page) and "Send it now" not in text_of(page)
    await sim.tap(ALICE, "Write more", page)
    await sim.send(ALICE, "Second")
    assert "Second" in text_of(await sim.last(NORA))


async def test_while_the_reminders_rest_messages_still_come(practice, family):
    sim = practice.sim
    await sim.send(ALICE, "/pause")
    page = await sim.last(ALICE)
    await sim.tap(ALICE, labels(page)[0], page)
    assert practice.rows("SELECT 1 FROM care_links WHERE paused_until IS NOT NULL")
    await sim.send(NORA, "/message Sunny Rest well")
    assert "Rest well" in text_of(await sim.find(ALICE, "Rest well"))
    await sim.send(ALICE, "/message Thank you")
    assert "Thank you" in text_of(await sim.last(NORA))
