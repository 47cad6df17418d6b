"""Assigning by buttons and by words: few taps, nothing before it was looked at, nothing lost."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.domain.people import Role
from bot.services import flags
from bot.services.office import Visitor
from bot.store import clients, people
from tests.journeys.practice import NORA, OLGA, Practice
from tests.journeys.steps import add_client
from tests.screen import labels, text_of

FIELDS = "SELECT activity_id, slot, weekdays, minutes, place, starts_on, ends_on, note"
RECEIPTS = iter(range(-1, -1000, -1))
LOOKED = "I have looked. Assign it"


async def shown(practice: Practice, person: int = NORA) -> str:
    return text_of(await practice.sim.last(person))


async def offered(practice: Practice, person: int = NORA) -> list[str]:
    return labels(await practice.sim.last(person))


async def tap(practice: Practice, *names: str, person: int = NORA) -> int:
    """Tap one after the other; return how many taps that were."""
    for name in names:
        await practice.sim.tap(person, name)
    return len(names)


async def answer(practice: Practice, client: int, **said: str) -> None:
    """Nora answers safety questions."""
    for flag, one in said.items():
        visitor = Visitor(NORA, "Nora", "en", next(RECEIPTS))
        await flags.set_flag(practice.app.office, visitor, client, flag.replace("_", "-"), one)


# -- few taps -----------------------------------------------------------------------------------


async def test_a_first_activity_by_area_takes_five_taps(practice: Practice) -> None:
    await add_client(practice, NORA, "Sunny")
    await practice.sim.send(NORA, "/assign")
    seen = len(await practice.sim.from_bot(NORA))
    taps = await tap(practice, "Ask them later", "Dressing", "Socks on")
    card = await shown(practice)
    assert "Evidence: " in card and "Stop signs" in card
    assert "Morning, every day" in card and "For 4 weeks, from today." in card
    taps += await tap(practice, "Assign it")
    assert taps <= 5, "and the first of them was about the goal"
    assert len(await practice.sim.from_bot(NORA)) == seen, "one card, edited"
    assert practice.one(f"{FIELDS} FROM assignments") == {
        "activity_id": "dress-socks-on",
        "slot": "morning",
        "weekdays": 127,
        "minutes": None,
        "place": "home",
        "starts_on": "2027-01-11",
        "ends_on": "2027-02-07",
        "note": None,
    }
    await practice.sim.send(NORA, "/assign")
    assert "Dressing" in await offered(practice)
    assert "Ask them later" not in await offered(practice), "the goal is asked for once"


async def test_typed_words_find_a_card_in_two_taps(practice: Practice) -> None:
    await add_client(practice, NORA, "Sunny")
    await practice.sim.send(NORA, "/assign")
    await tap(practice, "Ask them later")
    await practice.sim.send(NORA, "sokcs")
    assert (await offered(practice))[0] == "Socks on", "slips are forgiven"
    await practice.sim.send(NORA, "xqzw")
    assert "Nothing in the library fits “xqzw” yet." in await shown(practice)
    await practice.sim.send(NORA, "zipper")
    assert "Zip" in (await offered(practice))[0]
    assert await tap(practice, (await offered(practice))[0], LOOKED) == 2
    assert practice.one(f"{FIELDS} FROM assignments")["activity_id"] == "dress-zip"


async def test_everything_on_the_last_card_changes_by_one_tap(practice: Practice) -> None:
    await add_client(practice, NORA, "Sunny")
    await practice.sim.send(NORA, "/assign")
    await tap(practice, "Ask them later", "Dressing", "Socks on", "Make it for school")
    assert "For school: the school sees it, too." in await shown(practice)
    for opens, choice in (
        ("✎ Morning", "After school"),
        ("✎ every day", "weekends"),
        ("✎ 4 weeks", "6 weeks"),
        ("✎ 4 minutes", "10 minutes"),
        ("✎ Start", "Mon 18 Jan"),
    ):
        await tap(practice, opens, choice)
    await tap(practice, "✎ Write a note")
    await practice.sim.send(NORA, "n" * 3000)
    assert "It holds 500 characters." in await shown(practice)
    await practice.sim.send(NORA, "By the <door>")
    assert "Note: By the <door>" in await shown(practice)
    await tap(practice, "Assign it")
    assert practice.one(f"{FIELDS} FROM assignments") == {
        "activity_id": "dress-socks-on",
        "slot": "afternoon",
        "weekdays": 96,
        "minutes": 10,
        "place": "school",
        "starts_on": "2027-01-18",
        "ends_on": "2027-02-28",
        "note": "By the <door>",
    }


async def test_a_full_program_is_said_before_it_is_made(practice: Practice) -> None:
    await add_client(practice, NORA, "Sunny")
    for card in ("dress-socks-on", "dress-tshirt-on"):
        await practice.sim.send(NORA, f"/assign Sunny {card}")
    await practice.sim.send(NORA, "/assign Sunny")
    await tap(practice, "Dressing", "Shoes on")
    assert "3 activities in the first week" in await shown(practice)
    await tap(practice, "Assign it")
    assert practice.count("assignments") == 3, "it is a word of care, not a wall"
    await practice.sim.send(NORA, "/assign Sunny dress-trousers-on")
    assert "4 activities in the first week" in await shown(practice), "a typed line says it, too"


# -- what stands before a card ------------------------------------------------------------------


async def test_a_blocked_card_cannot_be_assigned_in_any_way(practice: Practice) -> None:
    sunny = await add_client(practice, NORA, "Sunny")
    await answer(practice, sunny, bones="yes", swallowing="yes")
    await practice.sim.send(NORA, "/assign Sunny move-cushion-landing")
    card = await shown(practice)
    assert "⛔ Not for Sunny as things stand." in card and "Nothing was assigned." in card
    assert "Fragile bones, a healing fracture or recent surgery: yes." in card
    assert not [label for label in await offered(practice) if "Assign it" in label]
    draft = practice.one("SELECT id FROM drafts")["id"]
    for data in (f"DD:{draft}", f"3c:{draft}:-", f"3c:{draft}:ffffffff"):
        await practice.sim.forge(NORA, await practice.sim.last(NORA), data)
    assert practice.count("assignments") == practice.count("assignment_checks") == 0
    await practice.sim.send(NORA, "/assign Sunny meal-spoon")
    assert "This would clear it: “A swallow plan is recorded" in await shown(practice)
    await tap(practice, "Safety questions")
    await answer(practice, sunny, swallow_plan="yes")
    await practice.sim.send(NORA, "/assign")
    await tap(practice, next(x for x in await offered(practice) if x.startswith("Go on:")), LOOKED)
    assert practice.one(f"{FIELDS} FROM assignments")["activity_id"] == "meal-spoon"


async def test_what_is_confirmed_is_kept_with_who_and_when(practice: Practice) -> None:
    sunny = await add_client(practice, NORA, "Sunny")
    await answer(practice, sunny, neck="yes")
    await practice.sim.send(NORA, "/assign Sunny dress-coat-on morning")
    card = await shown(practice)
    assert "Neck instability or Down syndrome: yes. Only the one-arm way, no flip." in card
    assert "Shoulder instability or neck instability checked?" in card
    assert practice.count("assignments") == 0, "nothing before the tap"
    assert await tap(practice, LOOKED) == 1, "a typed line asks for one tap"
    assert "✓" in await shown(practice)
    kept = practice.rows(
        "SELECT flag, answer, words, p.name, confirmed_at FROM assignment_checks "
        "JOIN people p ON p.id = confirmed_by ORDER BY flag"
    )
    assert [(row["flag"], row["answer"], row["name"]) for row in kept] == [
        ("card", "card", "Nora"),
        ("neck", "yes", "Nora"),
    ]
    await practice.sim.send(NORA, "/program")
    await tap(practice, "Coat on - flip or one arm at a time")
    page = await shown(practice)
    assert "Looked at before assigning" in page and "no flip (Nora, Mon 11 Jan, 09:00)" in page
    assert "no flip" in kept[1]["words"] and kept[1]["confirmed_at"] // 10_000 == 179965440


async def test_what_is_not_known_asks_and_an_answer_meanwhile_asks_anew(
    practice: Practice,
) -> None:
    sunny = await add_client(practice, NORA, "Sunny")
    await practice.sim.send(NORA, "/assign Sunny star jumps")
    line = next(x for x in (await shown(practice)).splitlines() if "Nobody has answered yet" in x)
    assert "fragile bones, a healing fracture or recent surgery" in line
    asks = line.count(";") + 1
    assert asks > 1, "those that nobody has answered share a line"
    await answer(practice, sunny, bones="yes")
    said = await practice.sim.tap(NORA, LOOKED)
    assert said and said["text"] == "Not yet: something here has changed."
    assert "⛔ Not for Sunny as things stand." in await shown(practice)
    await answer(practice, sunny, bones="no")
    assert practice.count("assignments") == 0
    await practice.sim.send(NORA, "/assign Sunny star jumps")
    assert "fragile bones" not in (await shown(practice)).casefold()
    await tap(practice, LOOKED)
    assert practice.count("assignments") == 1
    kept = practice.rows("SELECT flag, words FROM assignment_checks WHERE answer = 'unknown'")
    assert len(kept) == asks - 1, "each is kept by itself, in its own words"
    flags = practice.app.office.catalog.flags
    assert all(row["words"].startswith(flags[row["flag"]].label) for row in kept)


async def test_a_card_for_older_people_asks_when_somebody_may_be_younger(
    practice: Practice,
) -> None:
    sunny = await add_client(practice, NORA, "Sunny")
    await answer(practice, sunny, **dict.fromkeys(practice.app.office.catalog.flags, "no"))
    await practice.app.office.db.write(lambda tx: clients.set_detail(tx, sunny, birth_year=2026))
    await practice.sim.send(NORA, "/assign Sunny hands-coin-post")
    assert "because of its hazards. Sunny may be younger." in await shown(practice)
    assert practice.count("assignments") == 0
    await tap(practice, LOOKED)
    assert practice.one("SELECT flag, words FROM assignment_checks")["flag"] == "age"


async def test_a_card_with_no_precaution_asks_for_nothing(practice: Practice) -> None:
    await add_client(practice, NORA, "Sunny")
    await practice.sim.send(NORA, "/assign Sunny socks on")
    assert practice.count("assignments") == 1 and practice.count("assignment_checks") == 0


# -- the goal -----------------------------------------------------------------------------------


async def test_the_goal_is_asked_for_before_the_first_activity(practice: Practice) -> None:
    await add_client(practice, NORA, "Sunny")
    await practice.sim.send(NORA, "/assign")
    assert "Use their words." in await shown(practice)
    await practice.sim.send(NORA, "Mornings <calm>\n& unhurried")
    await tap(practice, "Dressing", "Socks on", "Assign it")
    assert practice.one("SELECT goal FROM programs")["goal"] == "Mornings <calm> & unhurried"
    assert "Ask them later" not in await offered(practice)


@pytest.mark.parametrize("is_said", [True, False])
async def test_a_typed_line_assigns_at_once_and_then_asks(
    practice: Practice, is_said: bool
) -> None:
    await add_client(practice, NORA, "Sunny")
    await practice.sim.send(NORA, "/assign Sunny socks on")
    assert practice.count("assignments") == 1
    assert "Type their words." in await shown(practice)
    if is_said:
        await practice.sim.send(NORA, "Getting out of the house")
    else:
        await tap(practice, "Ask them later")
        await practice.sim.send(NORA, "just a word")
    found = practice.one("SELECT goal FROM programs")["goal"]
    assert found == ("Getting out of the house" if is_said else None)
    await practice.sim.send(NORA, "/assign Sunny shoes on")
    assert "Type their words." not in await shown(practice), "asked once"


# -- a line that is not clear -------------------------------------------------------------------


async def test_a_button_completes_the_very_line(practice: Practice) -> None:
    await add_client(practice, NORA, "Sunny")
    await add_client(practice, NORA, "Robin")
    await practice.sim.send(NORA, "/assign Sonny t-shrt on BEDTIME, mon/wed 3 weeks note: slowly")
    assert "the client “Sonny”" in await shown(practice)
    assert (await offered(practice))[0] == "Sunny"
    await tap(practice, "Sunny")
    assert "the activity “t shrt on”" in (await shown(practice)).replace("-", " ")
    assert "T-shirt on" in (await offered(practice))[:3]
    assert practice.count("assignments") == 0
    await tap(practice, "T-shirt on")
    assert practice.one(f"{FIELDS} FROM assignments") == {
        "activity_id": "dress-tshirt-on",
        "slot": "bedtime",
        "weekdays": 0b0000101,
        "minutes": None,
        "place": "home",
        "starts_on": "2027-01-11",
        "ends_on": "2027-01-31",
        "note": "slowly",
    }


async def test_of_two_with_one_name_one_is_chosen(practice: Practice) -> None:
    first = await add_client(practice, NORA, "Sunny")
    await practice.sim.send(NORA, "/newclient Sunny teen")
    await tap(practice, *[x for x in await offered(practice) if x == "Add all the same"])
    while "The usual way" in await offered(practice):
        await tap(practice, "The usual way")
    second = practice.one("SELECT max(id) AS id FROM clients")["id"]
    assert second != first
    await practice.sim.send(NORA, "/assign sunny socks on")
    assert "two clients are called “sunny”" in await shown(practice)
    names = await offered(practice)
    assert any("Child" in name for name in names) and any("Teen" in name for name in names)
    await tap(practice, next(name for name in names if "Teen" in name))
    assert practice.one("SELECT client_id FROM assignments")["client_id"] == second
    await practice.sim.send(NORA, "/assign")
    apart = await offered(practice)
    assert all(name in apart for name in names if " · " in name), "and by buttons as well"


@pytest.mark.parametrize(
    ("words", "said", "copied"),
    [
        ("socks on 9 weeks of -3 days", "“-3 days”: which days?", "dress-socks-on 9w"),
        ("socks on 400 weeks", "the weeks “400”: 1 to 52", "dress-socks-on 52w"),
        ("socks on 90min", "the minutes “90”: 1 to 60", "60min"),
        ("socks on from 2026-01-01", "2026-01-01 is over already", "dress-socks-on"),
        ("socks on from 2029-01-01", "too far ahead", "dress-socks-on"),
        ("socks on mornin mon", "Perhaps “morning”?", "dress-socks-on morning mon"),
        ("socks on home school", "home and school at once", "dress-socks-on"),
        ("socks on daily mon", "every day, and single days as well", "dress-socks-on"),
        ("socks on note: " + "n" * 3000, "the note has 3000 characters; it holds 500", "dress-"),
    ],
)
async def test_what_is_wrong_is_said_with_a_line_that_works(
    practice: Practice, words: str, said: str, copied: str
) -> None:
    await add_client(practice, NORA, "Sunny")
    await practice.sim.send(NORA, f"/assign Sunny {words}")
    text = await shown(practice)
    assert text.startswith("Nothing was changed.") and said in text
    assert "Client: Sunny" in text and "Activity: Socks on" in text, "what was understood"
    example = next(line for line in text.splitlines() if line.startswith("/assign Sunny"))
    assert copied in example and "Copy this line" in await offered(practice)
    assert practice.count("assignments") == practice.count("programs") == 0
    await practice.sim.send(NORA, example)
    assert practice.count("assignments") == 1, "the line to copy works"


async def test_the_whole_line_of_the_guide(practice: Practice) -> None:
    sunny = await add_client(practice, NORA, "Sunny")
    await answer(practice, sunny, **dict.fromkeys(practice.app.office.catalog.flags, "no"))
    await practice.sim.send(
        NORA,
        "/assign SUNNY Heavy-Wall-Push Morning Mon, WED fri 4w 10min at school from 2027-02-01 "
        "note: by the front door",
    )
    assert practice.one(f"{FIELDS} FROM assignments") == {
        "activity_id": "heavy-wall-push",
        "slot": "morning",
        "weekdays": 0b0010101,
        "minutes": 10,
        "place": "school",
        "starts_on": "2027-02-01",
        "ends_on": "2027-02-28",
        "note": "by the front door",
    }


# -- nothing is lost ----------------------------------------------------------------------------


async def test_the_form_goes_on_after_a_restart_on_every_page(practice: Practice) -> None:
    await add_client(practice, NORA, "Sunny")
    await add_client(practice, NORA, "Robin")
    says: Callable[[str], Awaitable[Any]] = lambda text: practice.sim.send(NORA, text)  # noqa: E731
    taps: Callable[[str], Awaitable[Any]] = lambda name: practice.sim.tap(NORA, name)  # noqa: E731
    for do, what in (
        (says, "/assign"),
        (taps, "Robin"),
        (says, "Less hurry"),
        (says, "socks"),
        (taps, "Back"),
        (taps, "Dressing"),
        (taps, "Socks on"),
        (taps, "✎ every day"),
        (taps, "Tue"),
        (taps, "Take Tue"),
        (taps, "✎ Write a note"),
        (says, "By the door"),
        (taps, "Assign it"),
    ):
        await do(what)
        await practice.restart()
    found = practice.one(f"{FIELDS} FROM assignments")
    assert (found["activity_id"], found["weekdays"], found["note"]) == (
        "dress-socks-on",
        2,
        "By the door",
    )
    assert practice.one("SELECT goal FROM programs")["goal"] == "Less hurry"


async def test_a_line_waits_for_its_button_over_a_restart(practice: Practice) -> None:
    await add_client(practice, NORA, "Sunny")
    await practice.sim.send(NORA, "/assign Sonny socks on bedtime")
    await practice.restart()
    await tap(practice, "Sunny")
    assert practice.one(f"{FIELDS} FROM assignments")["slot"] == "bedtime"
    said = await practice.sim.forge(NORA, await practice.sim.last(NORA), "3t:1:client:1")
    assert said and said["show_alert"], "that line is done with"
    assert practice.count("assignments") == 1


async def test_two_therapists_assign_side_by_side(practice: Practice) -> None:
    sunny = await add_client(practice, NORA, "Sunny")
    await practice.sim.start(OLGA)
    olga = practice.one("SELECT id FROM people WHERE telegram_id = ?", OLGA)["id"]
    await practice.app.office.db.write(
        lambda tx: people.add_link(tx, sunny, olga, Role.THERAPIST, practice.app.office.now_ms())
    )
    for person in (NORA, OLGA):
        await practice.sim.send(person, "/assign")
        await tap(practice, "Ask them later", "Dressing", "Socks on", person=person)
    await tap(practice, "✎ Morning", "Bedtime", "Assign it", person=NORA)
    await tap(practice, "✎ Morning", "Bedtime", person=OLGA)
    text = await shown(practice, OLGA)
    assert "is in Sunny's program for that time already" in text
    assert "Assign it" not in await offered(practice, OLGA)
    await tap(practice, "✎ Bedtime", "Morning", "Assign it", person=OLGA)
    rows = practice.rows("SELECT slot, created_by FROM assignments ORDER BY id")
    assert [row["slot"] for row in rows] == ["bedtime", "morning"]
    assert rows[1]["created_by"] == olga and practice.count("programs") == 1


async def test_a_form_that_was_left_is_taken_up_again(practice: Practice) -> None:
    await add_client(practice, NORA, "Sunny")
    await practice.sim.send(NORA, "/assign")
    await tap(practice, "Ask them later", "Dressing", "Socks on", "✎ Morning", "Bedtime")
    await practice.sim.send(NORA, "/clients")
    await practice.sim.send(NORA, "/assign Sunny")
    await tap(practice, "Go on: Socks on · Sunny")
    assert "Bedtime, every day" in await shown(practice)
    await tap(practice, "Assign it")
    assert practice.one(f"{FIELDS} FROM assignments")["slot"] == "bedtime"


async def test_a_card_of_the_library_is_assigned_from_there(practice: Practice) -> None:
    await add_client(practice, NORA, "Sunny")
    await practice.sim.send(NORA, "/library socks")
    assert await tap(practice, "Socks on", "Assign this", "Ask them later", "Assign it") <= 4
    assert practice.one(f"{FIELDS} FROM assignments")["activity_id"] == "dress-socks-on"
