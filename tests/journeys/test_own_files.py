"""A therapist's own activity comes in as a file and goes out as one: whole, or not at all."""

import re
from pathlib import Path

import pytest

from tests.content_tools import card
from tests.journeys.practice import ALICE, CHARLIE, NORA, OLGA, Practice, open_practice
from tests.journeys.steps import Family, add_client, assign
from tests.journeys.test_calm import FAST, answer_flags, ideas
from tests.own_cards import LAMP, files_of, send_file
from tests.screen import labels, text_of

TWELVE = "".join(f"\n  - {n}" for n in range(1, 14))


async def test_a_good_file_is_in_the_library_of_its_author_alone_until_it_is_shared(
    practice: Practice, family: Family, other_family: Family
) -> None:
    sim = practice.sim
    answer = text_of(await send_file(practice, NORA, LAMP))
    assert "“Grandpa's lamp” is in the library." in answer
    assert "Only you see it." in answer
    await sim.tap(NORA, "Look at it")
    assert "strong fingers" in text_of(await sim.last(NORA))

    await sim.send(OLGA, "/library grandpa lamp")
    assert "Grandpa's lamp" not in labels(await sim.last(OLGA))
    await sim.send(OLGA, "/myactivities")
    assert "There is none yet." in text_of(await sim.last(OLGA))
    await sim.send(OLGA, "/assign Pip own-grandpa-s-lamp morning")
    assert "Nothing was changed." in text_of(await sim.last(OLGA))
    page = await sim.last(OLGA)
    for data in ("5a", "5x", "L"):
        found = await sim.forge(OLGA, page, f"{data}:own-grandpa-s-lamp")
        assert found and found["show_alert"], data
    for state in ("shared", "retired", "private"):
        found = await sim.forge(OLGA, page, f"5s:own-grandpa-s-lamp:{state}")
        assert found and found["show_alert"], state
    assert await files_of(practice, OLGA) == []

    await assign(practice, NORA, "Sunny own-grandpa-s-lamp bedtime")
    await sim.send(ALICE, "/today")
    assert "Grandpa's lamp" in labels(await sim.last(ALICE))

    await sim.send(NORA, "/myactivities")
    await sim.tap(NORA, "Grandpa's lamp · only you")
    await sim.tap(NORA, "Share with colleagues")
    assert "Shared: every therapist" in text_of(await sim.last(NORA))
    practice.may_fail.add("terminated by other getUpdates request")
    await practice.restart()
    await sim.send(OLGA, "/library grandpa lamp")
    assert "Grandpa's lamp" in labels(await sim.last(OLGA))
    await assign(practice, OLGA, "Pip own-grandpa-s-lamp bedtime")
    await sim.send(OLGA, "/myactivities")
    await sim.tap(OLGA, "Grandpa's lamp")
    shown = await sim.last(OLGA)
    assert "Written by Nora." in text_of(shown)
    assert not {"Edit", "Share with colleagues"} & set(labels(shown))

    await sim.tap(OLGA, "Retire")  # an administrator may: authors leave
    await sim.send(OLGA, "/library grandpa lamp")
    assert "Grandpa's lamp" not in labels(await sim.last(OLGA))
    await sim.send(CHARLIE, "/today")
    assert "Grandpa's lamp" in labels(await sim.last(CHARLIE)), "it goes on where it runs"
    await sim.send(NORA, "/myactivities")
    await sim.tap(NORA, "Grandpa's lamp · retired")
    await sim.tap(NORA, "Bring it back")
    assert "Shared: every therapist" in text_of(await sim.last(NORA)), "as it was"


async def test_what_goes_out_comes_back_in_as_the_very_same(practice: Practice) -> None:
    sim = practice.sim
    await sim.start(NORA)
    await send_file(practice, NORA, LAMP)
    await sim.tap(NORA, "Look at it")
    await sim.tap(NORA, "Export")
    ((name, text),) = await files_of(practice, NORA)
    assert name == "own-grandpa-s-lamp.yaml"
    assert "word for word" in text_of(await send_file(practice, NORA, text))
    assert practice.count("own_texts") == 1

    await send_file(practice, NORA, text.replace("Grandpa's lamp", "Grandpa's night lamp"))
    assert "has a new text" in text_of(await sim.last(NORA))
    assert practice.count("own_texts") == 2
    assert practice.count("own_activities") == 1

    await sim.start(OLGA)
    answer = text_of(await send_file(practice, OLGA, text))
    assert "It is called own-grandpa-s-lamp-2 here." in answer, "another's is left alone"
    assert practice.rows("SELECT title FROM (SELECT body ->> 'title' AS title FROM own_texts)") == [
        {"title": "Grandpa's lamp"},
        {"title": "Grandpa's night lamp"},
        {"title": "Grandpa's lamp"},
    ]


async def test_a_library_card_goes_out_and_comes_back_as_the_practices_own_version(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await sim.send(NORA, "/library lap pad")
    await sim.send(NORA, "/library zipper")
    await sim.tap(NORA, "Zip up the coat")
    await sim.tap(NORA, "Export")
    ((name, text),) = await files_of(practice, NORA)
    assert name == "dress-zip.yaml"
    answer = text_of(await send_file(practice, NORA, text, name))
    assert "It is called own-dress-zip here. The file says dress-zip." in answer
    body = practice.one("SELECT body ->> 'based_on' AS model FROM own_texts")
    assert body["model"] == "dress-zip", "the flags that speak of that card speak of this one"

    unsafe = re.sub(r"safe:\n(- \w+\n)+", "safe: []\n", text)
    assert unsafe != text
    answer = text_of(await send_file(practice, NORA, unsafe, name))
    assert "Nothing was kept." in answer
    assert "SKIN is missing; the safety floor of dress-zip asks for it" in answer


BROKEN: dict[str, tuple[str | bytes, list[str]]] = {
    "a slip in a field": (
        LAMP.replace("minutes: 4", "minutes: four"),
        ["line 12: minutes: is text, not a whole number; write digits only"],
    ),
    "several at once": (
        LAMP.replace("minutes: 4", "minutes: 90").replace("slot: morning", "slot: noon"),
        ["line 12: minutes: is 90; the most is 60", "line 14: slot: is 'noon'; write"],
    ),
    "an unknown area": (
        LAMP.replace("area: dressing", "area: dresing"),
        ["line 2: area: 'dresing' is not an area; did you mean dressing?"],
    ),
    "something unsafe": (
        LAMP.replace("Slip the sock over", "Cut it with scissors and slip the sock over"),
        ["safe: SHARP is missing; the card uses a sharp tool ('scissors' in steps)"],
    ),
    "something left out on purpose": (
        LAMP.replace("Loose short socks", "A weighted blanket and loose short socks"),
        ["need[0]: names 'weighted blanket', which this library leaves out"],
    ),
    "a step too long": (
        LAMP.replace("Slip the sock over", "Slip " * 80 + "the sock over"),
        ["steps[3]: ", "a card's step holds 300"],
    ),
    "a field that is there twice": (
        LAMP + "minutes: 5\n",
        ["minutes: is there twice (lines 12 and"],
    ),
    "a field that nobody knows": (
        LAMP.replace("minutes: 4", "minuts: 4"),
        ["line 12: minuts: is not a field that is known here; did you mean `minutes`?"],
    ),
    "bad spaces": (LAMP.replace("minutes: 4", "minutes: 4\n   x: 5"), ["line ", "is not YAML"]),
    "an anchor": (
        LAMP.replace("area: dressing", "area: &a dressing"),
        ["line 2: uses an anchor (& or *); write the text out in full"],
    ),
    "a bomb": (
        "a: &a [x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a]\nc: [*b, *b, *b, *b, *b, *b]\n",
        ["line 1: uses an anchor"],
    ),
    "a tag that would run something": (
        "id: !!python/object/apply:os.system ['echo']\n",
        ["line 1: uses the tag"],
    ),
    "a well": ("[" * 400 + "]" * 400, ["is nested too deep"]),
    "two at once": (LAMP + "---\n" + LAMP, ["a second document begins"]),
    "nothing": ("# to do\n", ["holds nothing, not fields"]),
    "a letter": ("Dear Nora, here are the socks.", ["holds text, not fields"]),
    "a picture with another name": (b"\x89PNG\r\n\x1a\n\xff\xfe\x00", ["is not UTF-8 text"]),
}


@pytest.mark.parametrize("slip", BROKEN)
async def test_a_broken_file_is_told_with_its_line_and_leaves_nothing(
    practice: Practice, slip: str
) -> None:
    text, told = BROKEN[slip]
    await practice.sim.start(NORA)
    answer = text_of(await send_file(practice, NORA, text))
    assert answer.startswith("Nothing was kept."), answer
    for words in told:
        assert words in answer
    assert practice.count("own_activities") == practice.count("own_texts") == 0


async def test_every_problem_is_listed_also_when_one_message_cannot_hold_them(
    practice: Practice,
) -> None:
    await practice.sim.start(NORA)
    text = LAMP + "".join(f"wrong{n}: {n}\n" for n in range(200))
    answer = text_of(await send_file(practice, NORA, text))
    assert "Every place is in the file that comes with this." in answer
    ((name, listed),) = await files_of(practice, NORA)
    assert name == "lamp.yaml.txt"
    lines = listed.splitlines()
    assert len(lines) == 200
    first = LAMP.count("\n") + 1
    assert [line.split(":")[0] for line in lines] == [f"line {first + n}" for n in range(200)]


async def test_a_file_that_is_no_activity_gets_a_kind_answer(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    answer = text_of(await send_file(practice, NORA, "words", "letter <b>.docx"))
    assert "I cannot read “letter <b>.docx”." in answer
    answer = text_of(await send_file(practice, NORA, "# a comment\n" * 30_000))
    assert "too large for one activity. It holds 64 kilobytes at most." in answer
    await sim.attach(NORA, "photo")
    assert "This one I cannot keep yet." in text_of(await sim.last(NORA))
    await send_file(practice, ALICE, LAMP)
    assert "where shall it go?" in text_of(await sim.last(ALICE)), "a family's file is a message"
    assert practice.count("own_activities") == 0


async def test_words_that_could_be_kinder_are_told_and_stay(practice: Practice) -> None:
    await practice.sim.start(NORA)
    text = LAMP.replace("Slip the sock over", "You must slip the sock over")
    answer = text_of(await send_file(practice, NORA, text))
    assert "is in the library" in answer
    assert "Some words could be kinder." in answer
    assert re.search(r"line \d+: steps\[3\]: says 'must'", answer)
    assert practice.count("own_texts") == 1


async def test_the_same_update_twice_makes_one_activity(tmp_path: Path) -> None:
    async with open_practice(tmp_path / "bot.sqlite3") as practice:
        await add_client(practice, NORA, "Sunny")
        await send_file(practice, NORA, LAMP)
        await practice.app.database.write(
            lambda tx: tx.run("UPDATE inbox SET state = 'claimed', attempts = 0")
        )
        await practice.restart()
        await practice.sim.settle()
        assert practice.count("own_texts") == practice.count("own_activities") == 1


def test_the_shipped_card_that_the_tests_start_from_is_there() -> None:
    assert "title: Socks on" in card()


async def test_a_shared_activity_reaches_a_family_only_when_it_is_assigned(
    practice: Practice, family: Family
) -> None:
    await answer_flags(practice, family.client)
    breath = card("activities/calm/calm-long-out-breath.yaml")
    title = next(line for line in breath.splitlines() if line.startswith("title: "))
    snail = breath.replace(title, "title: Slow like a snail")
    await send_file(practice, NORA, snail, "calm-long-out-breath.yaml")
    await practice.sim.tap(NORA, "Look at it")
    await practice.sim.tap(NORA, "Share with colleagues")
    assert "Slow like a snail" not in await ideas(practice, ALICE, FAST, "Two minutes")
    await assign(practice, NORA, "Sunny own-calm-long-out-breath morning daily")
    assert "Slow like a snail" in await ideas(practice, ALICE, FAST, "Two minutes")
