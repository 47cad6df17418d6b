"""A therapist writes an activity in the chat, changes it, shares it; a family does it."""

from typing import Any

from bot.services.flags import set_flag
from bot.services.office import Visitor
from tests.journeys.practice import ALICE, BOB, NORA, OLGA, Practice
from tests.journeys.steps import Family, assign
from tests.own_cards import ANSWERS, LAMP, files_of, send_file
from tests.screen import Message, buttons, labels, text_of


async def answer(practice: Practice, person: int, words: str) -> None:
    """Type an answer, or tap it."""
    if words.startswith("["):
        await practice.sim.tap(person, words[1:-1], await practice.sim.last(person))
    else:
        await practice.sim.send(person, words)


async def write(practice: Practice, person: int, answers: tuple[str, ...] = ANSWERS) -> None:
    """Write an activity to the look at the whole."""
    await practice.sim.send(person, "/myactivities")
    await practice.sim.tap(person, "New activity")
    for words in answers:
        await answer(practice, person, words)


def data_of(message: Message, label: str) -> str:
    """Return what a button carries, to tap it on an old card."""
    return next(str(one["callback_data"]) for one in buttons(message) if one["text"] == label)


async def shown(practice: Practice, person: int) -> str:
    return text_of(await practice.sim.last(person))


async def test_an_activity_is_written_kept_assigned_and_done(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await write(practice, NORA)
    whole = await shown(practice, NORA)
    assert "Feed the paper monster · Hands and fingers" in whole
    assert "Nothing that fits inside a toilet-roll tube" in whole, "the area asks for it"
    await sim.tap(NORA, "Keep it")
    assert "“Feed the paper monster” is in the library." in await shown(practice, NORA)
    body = practice.one("SELECT body FROM own_texts")["body"]
    assert '"label":"Tear some paper."' in body
    await assign(practice, NORA, "Sunny feed the paper monster bedtime daily")
    await sim.send(ALICE, "/today")
    await sim.tap(ALICE, "Feed the paper monster")
    await sim.tap(ALICE, "Show me the steps")
    step = await sim.last(ALICE)
    assert "Tear some paper." in text_of(step)
    assert step["photo"]
    assert practice.count("drafts") == 0


async def test_every_question_of_the_form_outlives_a_restart(practice: Practice) -> None:
    """The bot stops after each answer; what was asked is asked still, and nothing is lost."""
    sim = practice.sim
    practice.may_fail.add("terminated by other getUpdates request")
    await sim.start(NORA)
    await sim.send(NORA, "/myactivities")
    await sim.tap(NORA, "New activity")
    for words in ANSWERS:
        before = await shown(practice, NORA)
        await practice.restart()
        await sim.send(NORA, "/myactivities")
        shelf = labels(await sim.last(NORA))
        await sim.tap(NORA, next(one for one in shelf if one.startswith("Go on")))
        assert await shown(practice, NORA) == before
        await answer(practice, NORA, words)
    await practice.restart()
    await sim.tap(NORA, "Keep it")
    row = practice.one(
        "SELECT body ->> 'title' AS title, body ->> 'slot' AS slot, body ->> 'minutes' AS minutes, "
        "body ->> 'times_a_week' AS times, body ->> 'age_min' AS age FROM own_texts"
    )
    assert row == {
        "title": "Feed the paper monster",
        "slot": "bedtime",
        "minutes": 8,
        "times": 3,
        "age": 4,
    }


async def test_back_keeps_what_was_answered_and_an_old_card_changes_nothing(
    practice: Practice,
) -> None:
    sim = practice.sim
    await sim.start(NORA)
    await write(practice, NORA, ANSWERS[:4])
    card = await sim.last(NORA)
    assert "When in the day?" in text_of(card)
    await sim.tap(NORA, "Back")
    assert "From which age is it safe?" in await shown(practice, NORA)
    assert "So far: 4" in await shown(practice, NORA)
    await sim.tap(NORA, "Back")
    assert "☑ Child" in labels(await sim.last(NORA))
    await sim.tap(NORA, "☐ Older person")
    await sim.tap(NORA, "Next")
    assert "When in the day?" in await shown(practice, NORA), "on to what is open"
    await sim.send(NORA, "in the morning")
    assert "Here the buttons help." in await shown(practice, NORA)
    older = await sim.last(NORA)
    bedtime = data_of(older, "Bedtime")
    await sim.tap(NORA, "Morning")
    await sim.send(NORA, "half an hour")
    assert "I was waiting for a number from 1 to 60." in await shown(practice, NORA)
    await sim.send(NORA, "6")
    assert "How often a week" in await shown(practice, NORA)
    await sim.forge(NORA, older, bedtime)
    form = practice.one("SELECT data -> 'form' -> 'card' ->> 'slot' AS slot FROM drafts")
    assert form["slot"] == "morning"


async def test_lists_are_changed_entry_by_entry(practice: Practice) -> None:
    sim = practice.sim
    await sim.start(NORA)
    await write(practice, NORA, ANSWERS[:9])
    await sim.send(NORA, "3 spare balls")
    assert "3. 3 spare balls" in await shown(practice, NORA), "a number is no list's dot"
    await sim.tap(NORA, "1")
    await sim.send(NORA, "A shoe box with a wide mouth")
    await sim.tap(NORA, "3")
    await sim.tap(NORA, "Move up")
    page = await sim.last(NORA)
    out = data_of(page, "Take it out")
    await sim.forge(NORA, page, out)
    await sim.forge(NORA, page, out)
    card = "SELECT data -> 'form' -> 'card' ->> 'need' AS need FROM drafts"
    assert practice.one(card)["need"] == '["A shoe box with a wide mouth","Paper balls"]'
    await sim.send(NORA, "x" * 200)
    assert "That has 200 characters. It holds 160." in await shown(practice, NORA)
    await sim.send(NORA, "\n".join(f"thing {n}" for n in range(9)))
    assert "That would be 11. There is room for 8." in await shown(practice, NORA)
    assert practice.one(card)["need"] == '["A shoe box with a wide mouth","Paper balls"]'
    await sim.tap(NORA, "Next")
    await sim.attach(NORA, "photo")
    assert "The step in words comes first" in await shown(practice, NORA)


async def test_photos_of_steps_reach_every_family_and_a_family_s_own_goes_first(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await sim.start(NORA)
    await write(practice, NORA, ANSWERS[:11])
    await sim.attach(NORA, "photo")
    assert "2. 📷 Roll it into balls." in await shown(practice, NORA)
    for words in ANSWERS[11:]:
        await answer(practice, NORA, words)
    await sim.tap(NORA, "Keep it")
    await sim.tap(NORA, "Look at it")
    await sim.tap(NORA, "All steps in one picture")
    assert (await sim.last(NORA))["photo"]
    await assign(practice, NORA, "Sunny feed the paper monster bedtime daily")

    async def second_step(person: int) -> Any:
        await sim.send(person, "/today")
        await sim.tap(person, "Feed the paper monster")
        await sim.tap(person, "Show me the steps")
        await sim.tap(person, "Next")
        step = await sim.last(person)
        assert "Roll it into balls." in text_of(step)
        return step["photo"][-1]["file_unique_id"]

    with_photo = await second_step(ALICE)
    assert await second_step(BOB) == with_photo
    await sim.tap(ALICE, "Our own photo")
    await sim.tap(ALICE, "Use the pictogram")
    assert await second_step(ALICE) == with_photo, "without one of their own, the therapist's"

    await sim.send(NORA, "/myactivities")
    await sim.tap(NORA, "Feed the paper monster · only you")
    await sim.tap(NORA, "Edit")
    await sim.tap(NORA, "Steps, photos")
    await sim.tap(NORA, "2")
    await sim.tap(NORA, "Take the photo away")
    await sim.tap(NORA, "Back to the list")
    await sim.tap(NORA, "Back to the whole")
    await sim.tap(NORA, "Keep it")
    assert practice.count("own_photos") == 0
    assert await second_step(BOB) != with_photo


async def test_an_edit_makes_a_new_text_and_each_running_program_gets_it_by_a_tap(
    practice: Practice, family: Family, other_family: Family
) -> None:
    sim = practice.sim
    await send_file(practice, NORA, LAMP)
    running = await assign(practice, NORA, "Sunny own-grandpa-s-lamp bedtime daily")
    await sim.send(NORA, "/myactivities")
    await sim.tap(NORA, "Grandpa's lamp · only you")
    await sim.tap(NORA, "Edit")
    assert "Tap anything to change it." in await shown(practice, NORA)
    await sim.tap(NORA, "Why it helps")
    await sim.send(NORA, "You must know why.")
    whole = await shown(practice, NORA)
    assert "Some words could be kinder." in whole
    assert "Why it helps: says 'must'" in whole
    await sim.tap(NORA, "Why it helps")
    await sim.send(NORA, "A lamp makes the evening soft.")
    assert "Some words could be kinder." not in await shown(practice, NORA)
    await sim.tap(NORA, "Keep it")
    assert "has a new text" in await shown(practice, NORA)
    before = practice.one("SELECT * FROM assignments WHERE id = ?", running)

    await sim.send(ALICE, "/today")
    await sim.tap(ALICE, "Grandpa's lamp")
    assert "A lamp makes" not in await shown(practice, ALICE)
    await sim.tap(NORA, "Look at it")
    assert "1 running program has an earlier text." in await shown(practice, NORA)
    page = await sim.last(NORA)
    take = data_of(page, "New text for Sunny")
    await sim.forge(NORA, page, take)
    asked = await shown(practice, NORA)
    assert "Please look at this first" not in asked, asked
    assert "Sunny's family reads the newer text" in asked
    await sim.forge(NORA, page, take)
    after = practice.one("SELECT * FROM assignments WHERE id = ?", running)
    assert after["version"] == before["version"] + 1
    assert after["revision"] != before["revision"]
    await sim.send(ALICE, "/today")
    await sim.tap(ALICE, "Grandpa's lamp")
    assert "A lamp makes the evening soft." in await shown(practice, ALICE)


async def test_the_newer_text_is_on_the_assignment_s_page_and_says_what_begins_anew(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await send_file(practice, NORA, LAMP)
    running = await assign(practice, NORA, "Sunny own-grandpa-s-lamp bedtime daily")
    await practice.app.database.write(
        lambda tx: tx.run("UPDATE assignments SET hand_over_from = 3 WHERE id = :id", id=running)
    )
    await send_file(practice, NORA, LAMP.replace("Pull it round and over the heel", "Heel"))
    await sim.send(NORA, "/program Sunny")
    await sim.tap(NORA, "Grandpa's lamp")
    await sim.tap(NORA, "Take the newer text")
    assert "the part to hand over begin anew" in await shown(practice, NORA)
    assert practice.one("SELECT hand_over_from AS n FROM assignments WHERE id = ?", running)["n"]
    await sim.tap(NORA, "Yes, take the newer text")
    assert "reads the newer text from now on" in await shown(practice, NORA)
    row = practice.one("SELECT hand_over_from AS n FROM assignments WHERE id = ?", running)
    assert row["n"] is None
    await sim.tap(NORA, "Open it")
    assert "Take the newer text" not in labels(await sim.last(NORA))


async def test_what_the_library_s_rules_ask_for_is_on_the_card_and_cannot_be_unticked(
    practice: Practice,
) -> None:
    sim = practice.sim
    await sim.start(NORA)
    unsafe = (*ANSWERS[:10], "Cut paper with scissors.\nPut a weighted toy on the lap.", "[Next]")
    await write(practice, NORA, unsafe)
    locked = [one for one in labels(await sim.last(NORA)) if one.startswith("🔒")]
    assert any("Matched tool" in one for one in locked), locked
    for words in ANSWERS[12:]:
        await answer(practice, NORA, words)
    whole = await shown(practice, NORA)
    assert "Before it can be kept, please change:" in whole
    assert "Steps, photos 2: names 'weighted toy', which this library leaves out" in whole
    assert "To confirm first: is missing; the card uses a weight" in whole
    assert "Keep it" not in labels(await sim.last(NORA))
    await sim.forge(NORA, await sim.last(NORA), f"5k:{practice.one('SELECT id FROM drafts')['id']}")
    assert practice.count("own_texts") == 0
    await sim.tap(NORA, "Steps, photos")
    await sim.tap(NORA, "2")
    await sim.tap(NORA, "Take it out")
    await sim.tap(NORA, "Back to the whole")
    await sim.tap(NORA, "Keep it")
    assert practice.one("SELECT body ->> 'safe' AS safe FROM own_texts")["safe"] == (
        '["SHARP","CHOKE"]'
    )


async def test_one_s_own_version_of_a_library_card_keeps_what_stands_before_it(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await sim.send(NORA, "/library animal walk")
    await sim.tap(NORA, labels(await sim.last(NORA))[0])
    await sim.tap(NORA, "Make my own version")
    await sim.tap(NORA, "Title")
    await sim.send(NORA, "🐻 Bears at home")
    await sim.tap(NORA, "Keep it")
    row = practice.one("SELECT activity_id, body ->> 'based_on' AS model FROM own_texts")
    assert row == {"activity_id": "own-bears-at-home", "model": "heavy-animal-walk"}
    visitor = Visitor(NORA, "Nora", "en", 10**9)
    await set_flag(practice.app.office, visitor, family.client, "bones", "yes")
    await sim.send(NORA, "/assign Sunny own-bears-at-home bedtime daily")
    assert "⛔" in await shown(practice, NORA)


async def test_a_half_written_one_is_asked_about_before_another_begins(practice: Practice) -> None:
    sim = practice.sim
    await sim.start(NORA)
    await write(practice, NORA, ANSWERS[:3])
    await sim.send(NORA, "/myactivities")
    await sim.tap(NORA, "New activity")
    assert "You have begun one already." in await shown(practice, NORA)
    await sim.tap(NORA, "Go on with “Feed the paper monster”")
    assert "From which age" in await shown(practice, NORA)
    await sim.send(NORA, "/myactivities")
    await sim.tap(NORA, "New activity")
    await sim.tap(NORA, "Begin anew")
    assert "What is it called?" in await shown(practice, NORA)
    draft = practice.one("SELECT id FROM drafts")["id"]

    await sim.start(OLGA)
    page = await sim.last(OLGA)
    for data in (f"5d:{draft}:0:show:-", f"5k:{draft}", f"5d:{draft}:1:set:x"):
        found = await sim.forge(OLGA, page, data)
        assert found and found["show_alert"], data
    await sim.tap(NORA, "Cancel")
    assert practice.count("drafts") == 0


async def test_two_taps_on_keep_make_one_activity_and_a_title_twice_makes_two_names(
    practice: Practice,
) -> None:
    sim = practice.sim
    await sim.start(NORA)
    await write(practice, NORA)
    page = await sim.last(NORA)
    keep = data_of(page, "Keep it")
    await sim.forge(NORA, page, keep)
    await sim.forge(NORA, page, keep)
    assert practice.count("own_texts") == 1
    assert "is in the library" in await shown(practice, NORA)
    await write(practice, NORA)
    await sim.tap(NORA, "Keep it")
    names = [row["activity_id"] for row in practice.rows("SELECT activity_id FROM own_texts")]
    assert names == ["own-feed-the-paper-monster", "own-feed-the-paper-monster-2"]


async def test_what_was_written_goes_out_as_a_file_and_comes_back_the_same(
    practice: Practice,
) -> None:
    sim = practice.sim
    await sim.start(NORA)
    await write(practice, NORA)
    await sim.tap(NORA, "Keep it")
    await sim.tap(NORA, "Look at it")
    await sim.tap(NORA, "Export")
    ((_, text),) = await files_of(practice, NORA)
    assert "word for word" in text_of(await send_file(practice, NORA, text))


async def test_the_longest_card_with_the_unkindest_words_still_fits_on_its_screens(
    practice: Practice,
) -> None:
    sim = practice.sim
    await sim.start(NORA)
    step = "You must do it, you must. " * 11
    long = LAMP.replace(
        "Sit against a wall or on a low step. Bring one foot up near the hands.", step
    )
    for words in ("Slip the sock over all five toes.", "Pull it along the foot to the heel."):
        long = long.replace(words, step)
    assert "is in the library" in text_of(await send_file(practice, NORA, long))
    await sim.tap(NORA, "Look at it")
    await sim.tap(NORA, "Edit")
    assert "Some words could be kinder." in await shown(practice, NORA)
    await sim.tap(NORA, "Steps, photos")
    assert "7. " in await shown(practice, NORA)
    await sim.tap(NORA, "Back to the whole")
    await sim.tap(NORA, "Keep it")
    assert "word for word" in await shown(practice, NORA), "looking changes nothing"


async def test_an_edit_that_was_overtaken_by_a_file_is_not_written_over_it(
    practice: Practice,
) -> None:
    sim = practice.sim
    await sim.start(NORA)
    await send_file(practice, NORA, LAMP)
    await sim.tap(NORA, "Look at it")
    await sim.tap(NORA, "Edit")
    await sim.tap(NORA, "Title")
    await sim.send(NORA, "My lamp")
    await send_file(practice, NORA, LAMP.replace("Grandpa's lamp", "Grandma's lamp"))
    answer = await sim.tap(NORA, "Keep it")
    assert answer and "It got another text in the meantime." in answer["text"]
    rows = practice.rows("SELECT body ->> 'title' AS title FROM own_texts ORDER BY number")
    assert [row["title"] for row in rows] == ["Grandpa's lamp", "Grandma's lamp"]
    await sim.send(NORA, "/myactivities")
    assert "Go on with “My lamp”" in labels(await sim.last(NORA)), "what was typed is there still"
