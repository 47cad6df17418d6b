"""Adding a client and saying more: one card, each answer optional, any of it changed later."""

import pytest

from tests.journeys.practice import NORA, OLGA, Practice
from tests.journeys.steps import add_client
from tests.screen import labels, text_of

KNOWN = (
    "SELECT nickname, stage, low_demand, birth_year, birth_month, pronoun, words, interests, "
    "slots, picture_only FROM clients"
)


async def shown(practice: Practice, person: int = NORA) -> str:
    return text_of(await practice.sim.last(person))


async def offered(practice: Practice, person: int = NORA) -> list[str]:
    return labels(await practice.sim.last(person))


async def test_every_question_is_asked_once_and_kept_over_a_restart(practice: Practice) -> None:
    sim = practice.sim
    await add_client(practice, NORA, "Sunny")
    await sim.tap(NORA, "More about Sunny")
    for question, typed, tapped in (
        ("When was Sunny born?", "may 2019", None),
        ("How do people speak of Sunny?", None, "she"),
        ("Which words does the family prefer for Sunny?", "autistic girl", None),
        ("What does Sunny like?", "trains & <dogs>", None),
    ):
        await practice.restart()
        assert question in await shown(practice)
        await (sim.send(NORA, typed) if typed else sim.tap(NORA, str(tapped)))
    assert "Which times of day suit this family?" in await shown(practice)
    await sim.tap(NORA, "✓ After school")
    assert "– After school" in await offered(practice)
    await sim.tap(NORA, "Go on")
    await sim.tap(NORA, "Pictures first")
    assert "Safety flags · Sunny" in await shown(practice)
    assert practice.one(KNOWN) == {
        "nickname": "Sunny",
        "stage": "child",
        "low_demand": 0,
        "birth_year": 2019,
        "birth_month": 5,
        "pronoun": "she",
        "words": "autistic girl",
        "interests": "trains & <dogs>",
        "slots": "morning bedtime",
        "picture_only": 1,
    }
    await sim.tap(NORA, "Back")
    card = await shown(practice)
    for line in ("Born: 2019-05", "Likes: trains & <dogs>", "Pictures come before words."):
        assert line in card


async def test_every_question_can_be_skipped_in_one_tap(practice: Practice) -> None:
    sim = practice.sim
    await add_client(practice, NORA, "Sunny")
    before = practice.one(KNOWN)
    await sim.tap(NORA, "More about Sunny")
    card = (await sim.last(NORA))["message_id"]
    for label in ("Skip", "Skip", "Skip", "Skip", "Go on", "Skip"):
        await sim.tap(NORA, label)
    assert "Safety flags · Sunny" in await shown(practice)
    assert (await sim.last(NORA))["message_id"] == card, "one card, edited in place"
    assert practice.one(KNOWN) == before


async def test_enough_is_enough_at_any_question(practice: Practice) -> None:
    sim = practice.sim
    await add_client(practice, NORA, "Sunny")
    for skips in range(5):
        await sim.send(NORA, "/clients Sunny")
        await sim.tap(NORA, "About Sunny")
        await sim.forge(NORA, await sim.last(NORA), "1q:1:birth:1")
        for label in ("Skip", "Skip", "Skip", "Skip")[:skips]:
            await sim.tap(NORA, label)
        await sim.tap(NORA, "Enough for now")
        assert "Nobody has joined yet." in await shown(practice)


async def test_an_answer_that_cannot_be_read_is_asked_for_again(practice: Practice) -> None:
    sim = practice.sim
    await add_client(practice, NORA, "Sunny")
    await sim.tap(NORA, "More about Sunny")
    for words in ("seven", "2031", "1800-05"):
        await sim.send(NORA, words)
        assert "I did not read that as a time of birth." in await shown(practice)
        assert "When was Sunny born?" in await shown(practice)
    await sim.send(NORA, "2019")
    await sim.tap(NORA, "Skip")
    await sim.tap(NORA, "Skip")
    await sim.send(NORA, "x" * 500)
    assert "That is a bit long. It holds 120 characters." in await shown(practice)
    await sim.send(NORA, "trains")
    assert practice.one("SELECT birth_year, interests FROM clients") == {
        "birth_year": 2019,
        "interests": "trains",
    }


async def test_what_looks_like_a_full_name_is_kept_only_when_that_is_wanted(
    practice: Practice,
) -> None:
    sim = practice.sim
    await sim.start(NORA)
    await sim.send(NORA, "/newclient Anna Miller child usual")
    assert "That looks like a full name." in await shown(practice)
    assert practice.count("clients") == 0
    await practice.restart()
    await sim.send(NORA, "Anni")
    assert "Anni is on your caseload." in await shown(practice)
    await sim.send(NORA, "/newclient")
    await sim.send(NORA, "Ben Miller")
    await sim.tap(NORA, "Another name")
    assert "Type a nickname" in await shown(practice)
    await sim.send(NORA, "Ben Miller")
    for label in ("Keep it", "Teen", "Low-demand first"):
        await sim.tap(NORA, label)
    assert [row["nickname"] for row in practice.rows("SELECT nickname FROM clients")] == [
        "Anni",
        "Ben Miller",
    ]


async def test_a_name_that_is_too_long_is_asked_for_again(practice: Practice) -> None:
    sim = practice.sim
    await sim.start(NORA)
    await sim.send(NORA, "/newclient")
    await sim.send(NORA, "the " * 20)
    assert "That is a bit long. It holds 40 characters." in await shown(practice)
    await sim.send(NORA, "Sunny")
    for label in ("Child", "The usual way", "Open Sunny", "About Sunny", "Nickname"):
        await sim.tap(NORA, label)
    await sim.send(NORA, "x" * 41)
    assert "That is a bit long. It holds 40 characters." in await shown(practice)
    await sim.send(NORA, "Sonny")
    assert practice.one("SELECT nickname FROM clients") == {"nickname": "Sonny"}


async def test_a_whole_line_adds_a_client_at_once(practice: Practice) -> None:
    sim = practice.sim
    await sim.start(NORA)
    line = "Sunny child 2019-05 low-demand she slots: morning, bedtime words: the name alone"
    await sim.send(NORA, f"/newclient {line} likes: trains, dogs aac")
    assert "Sunny is on your caseload." in await shown(practice)
    assert practice.one(KNOWN) == {
        "nickname": "Sunny",
        "stage": "child",
        "low_demand": 1,
        "birth_year": 2019,
        "birth_month": 5,
        "pronoun": "she",
        "words": "the name alone",
        "interests": "trains, dogs aac",
        "slots": "morning bedtime",
        "picture_only": 0,
    }


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("Sunny child zebra", "the word “zebra”"),
        ("Sunny child teen", "two answers to one question: teen"),
        ("Sunny born: long ago", "the time of birth “long ago”"),
        ("Sunny child slots: noon", "the times “noon”"),
        ("Sunny likes: " + "x" * 3000, "an answer of 3000 characters; it holds 120"),
        ("Sunny " + "and so on " * 40, "an answer of 405 characters; it holds 40"),
        ("Sunny child <b>&", "the word “<b>&”"),
    ],
)
async def test_a_line_that_is_not_clear_changes_nothing(
    practice: Practice, line: str, wrong: str
) -> None:
    sim = practice.sim
    await sim.start(NORA)
    await sim.send(NORA, f"/newclient {line}")
    assert "Nothing was changed." in await shown(practice)
    assert wrong in await shown(practice)
    assert practice.count("clients") == practice.count("drafts") == 0
    example = (await shown(practice)).split("/newclient ")[1].split("\n")[0]
    await sim.send(NORA, f"/newclient {example}")
    assert "Sunny is on your caseload." in await shown(practice)


async def test_every_field_can_be_changed_later_and_left_unsaid_again(practice: Practice) -> None:
    sim = practice.sim
    await add_client(practice, NORA, "Sunny")
    await sim.tap(NORA, "Open Sunny")
    await sim.tap(NORA, "About Sunny")
    for field, answer, typed in (
        ("Nickname", "Sonny", True),
        ("Child, teen or adult", "Teen", False),
        ("Which door first", "Low-demand first", False),
        ("Born", "2012-11", True),
        ("Pronoun", "xe", True),
        ("Preferred words", "the name alone", False),
        ("Likes", "maps", True),
        ("Pictures first", "Pictures first", False),
    ):
        await sim.tap(NORA, field)
        await (sim.send(NORA, answer) if typed else sim.tap(NORA, answer))
        assert "About S" in await shown(practice), field
    assert practice.one(KNOWN) == {
        "nickname": "Sonny",
        "stage": "teen",
        "low_demand": 1,
        "birth_year": 2012,
        "birth_month": 11,
        "pronoun": "xe",
        "words": "the name alone",
        "interests": "maps",
        "slots": "morning afternoon bedtime",
        "picture_only": 1,
    }
    for field in ("Born", "Pronoun", "Preferred words", "Likes"):
        await sim.tap(NORA, field)
        await sim.tap(NORA, "Leave it unsaid")
    left = practice.one("SELECT birth_year, birth_month, pronoun, words, interests FROM clients")
    assert set(left.values()) == {None}
    await sim.tap(NORA, "Times of day")
    for slot in ("✓ Morning", "✓ After school"):
        await sim.tap(NORA, slot)
    refused = await sim.tap(NORA, "✓ Bedtime")
    assert refused and "One time of day stays on." in refused["text"]
    trail = {row["detail"] for row in practice.rows("SELECT detail FROM audit_events")}
    assert "name" in trail and not any("Sonny" in str(one) for one in trail)


async def test_flags_are_gone_through_one_by_one_and_say_who_answered(practice: Practice) -> None:
    sim = practice.sim
    await add_client(practice, NORA, "Sunny")
    await sim.tap(NORA, "Open Sunny")
    await sim.tap(NORA, "Safety flags")
    first = next(one for one in await offered(practice) if one.startswith("Go through"))
    await sim.tap(NORA, first)
    assert "Seizures?" in await shown(practice)
    await sim.tap(NORA, "No")
    assert "Neck instability" in await shown(practice), "a part of what is not there is left out"
    await practice.restart()
    await sim.tap(NORA, "Yes")
    await sim.tap(NORA, "Skip")
    await sim.tap(NORA, "Not known")
    await sim.tap(NORA, "All flags")
    page = await shown(practice)
    assert "Yes:" in page and "Neck instability" in page
    await sim.tap(NORA, "All open ones: no")
    assert "Is the answer to all of these no?" in await shown(practice)
    assert practice.count("client_flags") == 3
    await sim.tap(NORA, "Yes, all no")
    assert "All open ones: no" not in await offered(practice)
    kept = {row["flag"]: row["answer"] for row in practice.rows("SELECT * FROM client_flags")}
    assert (kept["seizures"], kept["neck"], kept["bones"]) == ("no", "yes", "unknown")
    assert "seizures-absence" not in kept and set(kept.values()) == {"yes", "no", "unknown"}
    await sim.tap(NORA, next(one for one in await offered(practice) if "Neck" in one))
    assert "Answered: Yes, by Nora, Mon 11 Jan" in await shown(practice)
    await sim.tap(NORA, "All flags")
    await sim.tap(NORA, "Back")
    assert "1 safety flag is on." in await shown(practice)


async def test_a_double_tap_answers_once_and_a_colleague_sees_nothing(practice: Practice) -> None:
    sim = practice.sim
    await add_client(practice, NORA, "Sunny")
    await sim.start(OLGA)
    page = await sim.last(OLGA)
    for data in ("1a:1", "1v:1:likes:cats:0", "1g:1", "1i:1:neck:no:0", "1j:1:1", "1c:1"):
        answer = await sim.forge(OLGA, page, data)
        assert answer and answer["show_alert"], data
    await sim.tap(NORA, "Open Sunny")
    await sim.tap(NORA, "Safety flags")
    flags = await sim.last(NORA)
    for _ in range(2):
        await sim.forge(NORA, flags, "1i:1:neck:yes:0")
    assert practice.one(
        "SELECT count(*) AS n FROM audit_events WHERE action = 'flag answered'"
    ) == {"n": 1}
    assert practice.one("SELECT interests FROM clients") == {"interests": None}
