"""A therapist's everyday: many clients, invitations of two kinds, a goal, pausing and ending."""

from datetime import timedelta

import pytest

from tests.journeys.practice import ALICE, CHARLIE, NORA, OLGA, Practice
from tests.journeys.steps import Family, add_client, assign, invite, join, token_in
from tests.screen import labels, text_of


async def shown(practice: Practice, person: int = NORA) -> str:
    return text_of(await practice.sim.last(person))


async def offered(practice: Practice, person: int = NORA) -> list[str]:
    return labels(await practice.sim.last(person))


async def test_a_long_caseload_is_turned_page_by_page(practice: Practice) -> None:
    sim = practice.sim
    for number in range(10):
        await add_client(practice, NORA, f"Client{number}")
    await sim.send(NORA, "/start")
    assert "You have 10 clients" in await shown(practice)
    await sim.tap(NORA, "All clients")
    assert (await offered(practice))[-2:] == ["›", "Find by name"]
    assert len(await offered(practice)) == 10
    await sim.tap(NORA, "›")
    assert await offered(practice) == ["Client8 · new", "Client9 · new", "‹", "Find by name"]
    await sim.tap(NORA, "‹")
    await sim.tap(NORA, "Client3 · new")
    assert "Client3 · Child" in await shown(practice)
    await sim.send(NORA, "/checkins")
    assert "For whom?" in await shown(practice)
    await sim.tap(NORA, "Client5")
    assert "Check-ins · Client5" in await shown(practice)
    for command, words in (("/program", "Program · Client7"), ("/invite", "For Client7's family")):
        await sim.send(NORA, command)
        await sim.tap(NORA, "Client7")
        assert words in await shown(practice)
    await sim.send(NORA, "/assign")
    await sim.tap(NORA, "Client9")
    assert "Assign an activity · Client9" in await shown(practice)


async def test_two_clients_of_one_name_are_told_apart_by_a_question(practice: Practice) -> None:
    sim = practice.sim
    for _ in range(2):
        await sim.start(NORA)
        await sim.send(NORA, "/newclient Sunny child")
        await sim.tap(NORA, "The usual way")
    await sim.send(NORA, "/program sunny")
    assert await offered(practice) == ["Sunny · Child · new", "Sunny · Child · new"]
    await sim.send(NORA, "/assign sunny dress-socks-on")
    assert "two clients are called “sunny”" in await shown(practice)


async def test_a_client_is_asked_for_one_thing_at_a_time(practice: Practice) -> None:
    sim = practice.sim
    await sim.start(NORA)
    await sim.send(NORA, "/newclient")
    assert "Type a nickname" in await shown(practice)
    await sim.send(NORA, "  Kim \n the\u202e Great ")
    await sim.tap(NORA, "Teen")
    await sim.tap(NORA, "Low-demand first")
    assert practice.one("SELECT nickname, stage, low_demand FROM clients") == {
        "nickname": "Kim the Great",
        "stage": "teen",
        "low_demand": 1,
    }
    await sim.tap(NORA, "Open Kim the Great")
    assert "Low-demand: the lighter way comes first." in await shown(practice)


async def test_somebody_can_have_their_own_program(practice: Practice) -> None:
    sim = practice.sim
    await sim.start(NORA)
    await sim.send(NORA, "/newclient Dana adult")
    await sim.tap(NORA, "The usual way")
    await sim.tap(NORA, "Invite Dana")
    assert "For Dana." in await shown(practice)
    token = token_in(await shown(practice))
    await assign(practice, NORA, "Dana adl-top-one-hand morning daily")
    await sim.start(ALICE, token)
    assert "Nora made a home program for you." in await shown(practice, ALICE)
    for label in ("Yes, that is all right", "Yes, it is", "07:00", "19:00"):
        await sim.tap(ALICE, label)
    assert "Here is your program." in await shown(practice, ALICE)
    await sim.advance(timedelta(hours=22))
    await sim.tap(ALICE, "Did it")
    assert "Saved as “did it”." in await shown(practice, ALICE)
    await sim.tap(ALICE, "Add a bit more")
    assert "On my own" in await offered(practice, ALICE)
    await sim.send(NORA, "/clients")
    await sim.tap(NORA, "Dana · going")
    assert "Alice (for themself)" in await shown(practice)


async def test_the_goal_is_written_in_the_familys_words(practice: Practice, family: Family) -> None:
    sim = practice.sim
    await sim.send(NORA, "/program")
    assert "No goal in the family's words yet." in await shown(practice)
    await sim.tap(NORA, "Write the goal")
    await sim.send(NORA, "Mornings <calm>\n& unhurried")
    assert "Goal: Mornings <calm> & unhurried" in await shown(practice)
    await sim.send(ALICE, "/today")
    assert "Mornings <calm> & unhurried" in await shown(practice, ALICE)
    await sim.tap(NORA, "Write the goal")
    await sim.tap(NORA, "Back")
    await sim.send(NORA, "just a word")
    assert practice.one("SELECT goal FROM programs")["goal"] == "Mornings <calm> & unhurried"


async def test_an_activity_rests_goes_on_and_ends_and_its_answers_stay(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await sim.send(ALICE, "/today")
    for label in ("Socks on", "We did it"):
        await sim.tap(ALICE, label)
    await sim.send(NORA, "/program")
    await sim.tap(NORA, "Socks on")
    await sim.tap(NORA, "Pause it")
    await sim.tap(NORA, "Until I bring it back")
    assert "Rests" in await shown(practice)
    await sim.tap(NORA, "Resume it")
    old = await sim.last(NORA)
    await sim.tap(NORA, "End it")
    await sim.tap(NORA, "End it without a reason")
    await sim.tap(NORA, "Program")
    assert "Socks on" not in await offered(practice)
    refused = await sim.forge(NORA, old, f"S:{family.socks}:active")
    assert refused is not None and refused["show_alert"]
    await sim.send(NORA, "/checkins")
    assert "Socks on · 1 answer" in await shown(practice)
    states = [row["action"] for row in practice.rows("SELECT action FROM audit_events ORDER BY id")]
    assert states[-3:] == ["assignment paused", "assignment active", "assignment ended"]


async def test_whoever_cares_for_two_chooses_whose_day(
    practice: Practice, family: Family, other_family: Family
) -> None:
    sim = practice.sim
    await sim.start(ALICE, await invite(practice, OLGA, "Pip"))
    await sim.tap(ALICE, "Yes, that is all right")
    assert "Who are you to Pip?" in await shown(practice, ALICE)
    for label in ("Carer or helper", "08:00", "No card at this time"):
        await sim.tap(ALICE, label)
    assert "Here is Pip's program." in await shown(practice, ALICE)
    for command, question in (
        ("/today", "Whose day would you like to see?"),
        ("/yesterday", "Whose day would you like to see?"),
        ("/reminders", "Whose reminders?"),
        ("/pause", "Whose reminders?"),
    ):
        await sim.send(ALICE, command)
        assert question in await shown(practice, ALICE)
        assert (await offered(practice, ALICE))[:2] == ["Pip", "Sunny"]
    await sim.tap(ALICE, "Pip")
    assert "Rest the reminders · Pip" in await shown(practice, ALICE)


@pytest.mark.parametrize("typed", ["6:45", "06.45", "quarter to seven"])
async def test_times_on_the_way_in_can_be_typed(practice: Practice, typed: str) -> None:
    sim = practice.sim
    await add_client(practice, NORA, "Sunny")
    await sim.start(CHARLIE, await invite(practice, NORA, "Sunny"))
    for label in ("Yes, that is all right", "Grandparent"):
        await sim.tap(CHARLIE, label)
    await sim.send(CHARLIE, "paris")
    await sim.tap(CHARLIE, (await offered(practice, CHARLIE))[0])
    await sim.send(CHARLIE, typed)
    if typed == "quarter to seven":
        assert "I did not read that as a time." in await shown(practice, CHARLIE)
        await sim.send(CHARLIE, "6:45")
    assert "And in the evening?" in await shown(practice, CHARLIE)
    await sim.send(CHARLIE, "19h")
    assert "Nothing is planned for today." in await shown(practice, CHARLIE)
    rows = practice.rows("SELECT slot, minute_of_day FROM reminders ORDER BY minute_of_day")
    assert [tuple(row.values()) for row in rows] == [("morning", 405), ("bedtime", 1140)]
    assert practice.one("SELECT zone FROM people WHERE name = 'Charlie'") == {
        "zone": "Europe/Paris"
    }


async def test_a_joined_familys_circle_is_on_the_clients_page(practice: Practice) -> None:
    client = await add_client(practice, NORA, "Sunny")
    await join(practice, ALICE, await invite(practice, NORA, "Sunny"))
    await join(
        practice, CHARLIE, await invite(practice, NORA, "Sunny"), relation="Brother or sister"
    )
    await practice.sim.send(NORA, "/clients")
    await practice.sim.tap(NORA, "Sunny · new")
    assert "Cared for by: Alice (parent), Charlie (brother or sister)" in await shown(practice)
    assert client == 1
