"""One typed line changes one activity: exactly what it says, with every check, or nothing."""

import pytest

from bot.domain.errors import NotAllowed
from bot.services.office import Visitor
from bot.services.program_line import Changed, change_by_line
from tests.journeys.practice import ALICE, BOB, NORA, OLGA, Practice
from tests.journeys.steps import Family, add_client
from tests.screen import labels, text_of


async def say(practice: Practice, line: str, person: int = NORA) -> str:
    await practice.sim.send(person, f"/program {line}")
    return text_of(await practice.sim.last(person))


def socks(practice: Practice, family: Family) -> dict[str, object]:
    return practice.one("SELECT * FROM assignments WHERE id = ?", family.socks)


async def test_lines_change_what_they_say_and_each_is_one_version(
    practice: Practice, family: Family
) -> None:
    page = await say(practice, "Sunny socks-on bedtime mon wed fri 10 min note: By <the> door")
    assert page.startswith("✓ Changed")
    for line in (
        "time of day: Morning → Bedtime",
        "days: every day → Mon, Wed, Fri",
        "minutes: as on the card → 10",
        "note: “By <the> door”",
    ):
        assert line in page
    assert socks(practice, family)["version"] == 2
    assert "rests until Mon 1 Feb" in await say(practice, "Sunny pause socks-on until 2027-02-01")
    await practice.sim.send(ALICE, "/today")
    assert "Socks on" not in text_of(await practice.sim.last(ALICE))
    assert "is back" in await say(practice, "sunny resume Socks On")
    assert "has ended: a reason" in await say(practice, "Sunny end socks-on: a reason")
    now = socks(practice, family)
    assert (now["status"], now["ended_why"], now["version"]) == ("ended", "a reason", 5)
    await practice.sim.send(NORA, "/audit Sunny")
    trail = text_of(await practice.sim.last(NORA)).splitlines()
    assert [line.partition(" · ")[2] for line in trail if "Socks on" in line][:5] == [
        "Nora ended Socks on",
        "Nora brought Socks on back",
        "Nora let Socks on rest",
        "Nora changed Socks on",
        "Nora assigned Socks on",
    ]


async def test_a_line_processed_twice_changes_once_and_answers_alike(
    practice: Practice, family: Family
) -> None:
    for number, line in enumerate(
        (
            "Sunny socks-on bedtime 10 min",
            "Sunny pause socks-on until 2027-02-01",
            "Sunny end socks-on: a reason",
        ),
        start=10**9,
    ):
        nora = Visitor(NORA, "Nora", "en", number)
        before = practice.count("assignment_versions")
        first = await change_by_line(practice.app.office, nora, line)
        again = await change_by_line(practice.app.office, nora, line)
        assert isinstance(first, Changed) and again == first
        assert practice.count("assignment_versions") == before + 1
    assert socks(practice, family)["status"] == "ended"
    olga = Visitor(OLGA, "Olga", "en", 10**9)
    with pytest.raises(NotAllowed):
        await change_by_line(practice.app.office, olga, "Sunny end socks-on")


async def test_the_only_client_may_go_unnamed_and_a_card_alone_opens(
    practice: Practice, family: Family
) -> None:
    assert "time of day: Morning → Bedtime" in await say(practice, "socks-on bedtime")
    assert "It was like that already." in await say(practice, "socks-on bedtime")
    assert socks(practice, family)["version"] == 2
    await say(practice, "Sunny socks-on")
    assert "Time of day" in labels(await practice.sim.last(NORA))
    assert (await say(practice, "Sunny")).startswith("Program · Sunny")


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("Sunny shoes bedtime", "the activity “shoes bedtime”"),
        ("Sunny socks-on bedtime morning", "more than one time of day"),
        ("Sunny socks-on never-ever", "the word “never-ever”"),
        ("Sunny pause socks-on until yesterday", "the day “yesterday”"),
        ("Sunny pause socks-on until 2026-01-01", "That day does not work."),
        ("Sunny socks-on until 2026-01-01", "That last day does not work."),
        ("Sunny end socks-on: " + "x" * 201, "the reason has 201 characters"),
        ("Sunny socks-on note: " + "x" * 3000, "the note has 3000 characters"),
        ("Suny socks-on bedtime", "Suny"),
    ],
)
async def test_a_line_that_is_not_clear_changes_nothing(
    practice: Practice, family: Family, line: str, answer: str
) -> None:
    assert answer in await say(practice, line)
    assert socks(practice, family)["version"] == 1
    assert practice.count("assignment_versions") == 2


async def test_who_has_no_say_changes_nothing_by_a_line(practice: Practice, family: Family) -> None:
    await add_client(practice, OLGA, "Pip")
    for person in (OLGA, ALICE, BOB):
        await say(practice, "Sunny socks-on bedtime", person)
        await say(practice, "Sunny end socks-on: mine", person)
    assert socks(practice, family)["version"] == 1
