"""Nothing a family writes or sends disappears: understood, or kept until one tap says where."""

from datetime import timedelta

from tests.journeys.practice import ALICE, CHARLIE, DORA, NORA, Practice
from tests.journeys.steps import Family, add_client, assign, invite
from tests.screen import labels, text_of


async def shown(practice: Practice, who: int = ALICE) -> str:
    return text_of(await practice.sim.last(who))


async def offered(practice: Practice, who: int = ALICE) -> list[str]:
    return labels(await practice.sim.last(who))


async def answer_lights(practice: Practice) -> None:
    """Alice answers about the evening, so that one card is open."""
    await practice.sim.send(ALICE, "/today")
    for label in ("Lights-down half hour", "We did it"):
        await practice.sim.tap(ALICE, label)


async def test_a_clear_word_about_the_only_open_card_is_saved_and_says_so(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await answer_lights(practice)
    await sim.send(ALICE, "We did it!")
    text = await shown(practice)
    assert "You wrote: “We did it!”" in text and "Saved as “we did it”" in text
    assert practice.one("SELECT outcome FROM check_ins WHERE assignment_id = ?", family.socks) == {
        "outcome": "done"
    }
    await sim.tap(ALICE, "Take it back")
    assert practice.one(
        "SELECT withdrawn_at IS NULL AS kept FROM check_ins WHERE assignment_id = ?", family.socks
    ) == {"kept": 0}


async def test_with_several_open_cards_a_word_asks_which_and_one_tap_says_it(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    for words, label in (("done", "We did it: Socks on"), ("no", "Not today: Socks on")):
        await sim.send(ALICE, words)
        assert practice.rows("SELECT 1 FROM check_ins WHERE outcome = 'x'") == []
        assert label in await offered(practice)
    assert practice.count("check_ins") == 0, "a word alone records nothing then"
    await sim.tap(ALICE, "Not today: Socks on")
    assert practice.one("SELECT outcome FROM check_ins") == {"outcome": "not_today"}
    await answer_lights(practice)
    await sim.send(ALICE, "done")
    assert "Everything of today is answered." in await shown(practice)


async def test_a_cards_name_opens_it_and_half_a_name_offers_it(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await sim.send(ALICE, "socks on")
    assert "Have ready:" in await shown(practice) and "Not today" in await offered(practice)
    await sim.send(ALICE, "sock")
    assert "Open: Socks on" in await offered(practice)
    await sim.tap(ALICE, "Open: Socks on")
    assert "Have ready:" in await shown(practice)


async def test_small_talk_and_help_get_a_short_answer(practice: Practice, family: Family) -> None:
    sim = practice.sim
    for words, answer in (
        ("help", "How this works"),
        ("calm", "Help now"),
        ("I am worried", "If someone is in danger"),
        ("thanks!", "You are welcome."),
        ("hello", "Good to see you."),
        ("today", "Mon 11 Jan"),
    ):
        await sim.send(ALICE, words)
        assert answer in await shown(practice), words
    assert practice.count("drafts") == 0, "nothing is kept of it"


async def test_free_words_are_kept_as_a_note_with_the_answer_they_begin_with(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await answer_lights(practice)
    await sim.send(ALICE, "We did it, both socks!")
    assert practice.count("check_ins") == 1, "half a phrase records nothing"
    await practice.restart()
    await sim.tap(ALICE, "We did it: Socks on, with my words")
    found = practice.one("SELECT * FROM check_ins WHERE assignment_id = ?", family.socks)
    assert (found["outcome"], found["note"]) == ("done", "We did it, both socks!")
    assert practice.count("drafts") == 0


async def test_more_words_and_a_picture_join_what_waits_and_go_together(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    first = await sim.send(ALICE, "She laughed")
    await sim.send(ALICE, "and asked for the red ones")
    await sim.attach(ALICE, "photo", {"caption": "see"})
    await sim.attach(ALICE, "voice")
    assert "4 messages of yours wait here." in await shown(practice)
    await sim.edit(ALICE, first, "She laughed a lot")
    await practice.restart()
    await sim.tap(ALICE, "Keep it with: Socks on")
    assert "How was it?" in await shown(practice)
    assert practice.count("check_ins") == 0
    await sim.tap(ALICE, "Some of it")
    found = practice.one("SELECT * FROM check_ins")
    assert found["note"] == "She laughed a lot\nand asked for the red ones\nsee"
    kinds = practice.rows("SELECT kind FROM check_in_attachments ORDER BY id")
    assert [row["kind"] for row in kinds] == ["photo", "voice"]
    assert "Your words are kept with it." in await shown(practice)


async def test_what_waits_goes_to_the_therapist_piece_by_piece_and_once(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await sim.send(ALICE, "Both socks on, by herself")
    await sim.attach(ALICE, "document")
    assert not [label for label in await offered(practice) if label.startswith("Keep it with")]
    card = await sim.last(ALICE)
    await sim.tap(ALICE, "Send it to my therapist", card)
    await sim.tap(ALICE, "Send it to my therapist", card)
    assert practice.count("messages") == 2
    await sim.advance(timedelta(seconds=10))
    assert await sim.find(NORA, "Both socks on, by herself")


async def test_a_long_text_is_kept_in_part_and_can_be_sent_whole(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await sim.send(ALICE, "One long evening. " * 200)
    for label in ("Keep it with: Socks on", "We did it"):
        await sim.tap(ALICE, label)
    assert "its first 500 characters are kept" in await shown(practice)
    await sim.tap(ALICE, "Send it whole to my therapist")
    assert practice.one("SELECT sum(length(body)) AS n FROM messages")["n"] > 3000


async def test_leaving_it_is_fine_and_old_buttons_say_so(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await sim.send(ALICE, "just thinking aloud")
    card = await sim.last(ALICE)
    await sim.tap(ALICE, "Leave it", card)
    assert "Sunny · Mon 11 Jan" in await shown(practice) and practice.count("drafts") == 0
    late = await sim.forge(ALICE, card, f"7k:1:{family.socks}:2027-01-11")
    assert late is not None and late["show_alert"]
    assert practice.count("check_ins") == 0


async def test_words_of_worry_open_the_help_card_and_are_kept_all_the_same(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await sim.send(ALICE, "she had a seizure this morning")
    assert "Would you like the help card?" in await shown(practice)
    assert {"Open the help card", "Send it to my therapist"} <= set(await offered(practice))
    await sim.attach(ALICE, "photo", {"caption": "she had a seizure"})
    assert "Would you like the help card?" in await shown(practice)


async def test_nobodys_words_reach_another_family(
    practice: Practice, family: Family, other_family: Family
) -> None:
    sim = practice.sim
    await sim.send(ALICE, "only for us")
    draft = practice.one("SELECT id FROM drafts")["id"]
    card = await sim.last(CHARLIE)
    for data in (
        f"7k:{draft}:{other_family.socks}:2027-01-11",
        f"7a:{draft}:{other_family.socks}:2027-01-11:done",
        f"7s:{draft}:{other_family.client}",
        f"7x:{draft}",
    ):
        refused = await sim.forge(CHARLIE, card, data)
        assert refused is not None
    assert practice.count("check_ins") == practice.count("messages") == 0
    assert practice.count("drafts") == 1, "nor can they drop it"
    await sim.send(DORA, "we did it")
    assert "by invitation only" in await shown(practice, DORA)


async def test_with_two_clients_each_card_says_whose_it_is(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await add_client(practice, NORA, "Moon")
    await assign(practice, NORA, "Moon dress-zip morning daily")
    token = await invite(practice, NORA, "Moon")
    await sim.start(ALICE, token)
    for label in ("Yes, that is all right", "Parent", "07:00", "19:30"):
        await sim.tap(ALICE, label)
    await sim.send(ALICE, "done")
    assert {"We did it: Socks on · Sunny", "We did it: Zip up the coat · Moon"} <= set(
        await offered(practice)
    )
    await sim.send(ALICE, "what a day")
    rows = await offered(practice)
    assert {"Send it to Sunny's therapist", "Send it to Moon's therapist"} <= set(rows)
    await sim.advance(timedelta(hours=3))
    await sim.send(ALICE, "a new thought")
    assert "wait here" not in await shown(practice), "what is old does not come along"
