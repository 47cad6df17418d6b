"""Who is in: links of every kind, single use, taken back; helpers whose time ends; school."""

import asyncio
from datetime import timedelta

import pytest

from bot.domain.people import Role
from bot.handlers.tables import COMMANDS
from bot.store import people
from bot.store.database import Tx
from bot.views.routes import encode
from tests.journeys.every_route import every_route
from tests.journeys.practice import ALICE, BOB, CHARLIE, DORA, NORA, OLGA, Practice
from tests.journeys.steps import Family, add_client, assign, bring_in, token_in
from tests.screen import is_from_bot, labels, text_of

DAY = timedelta(days=1)
HOME = ("Socks", "Lights", "Mornings without tears", "by the front door", "Hurray", "Alice")


async def shown(practice: Practice, person: int = NORA) -> str:
    return text_of(await practice.sim.last(person))


async def offered(practice: Practice, person: int = NORA) -> list[str]:
    return labels(await practice.sim.last(person))


async def helper(practice: Practice, person: int, until: str = "Until Sun 17 Jan") -> None:
    """Nora lets a helper in for a while."""
    sim = practice.sim
    await sim.send(NORA, "/clients Sunny")
    await sim.tap(NORA, "Who is in")
    await sim.tap(NORA, "A helper for a while")
    await (sim.tap(NORA, until) if until.startswith("Until") else sim.send(NORA, until))
    token = token_in(await shown(practice))
    await sim.start(person, token)
    assert "You are in until" in await shown(practice, person)
    for label in ("Yes, that is all right", "Carer or helper", "Yes, it is", "07:00", "19:30"):
        await sim.tap(person, label)


# -- invitations --------------------------------------------------------------------------------


async def test_an_invitation_is_a_link_and_a_picture_to_scan(practice: Practice) -> None:
    sim = practice.sim
    await add_client(practice, NORA, "Sunny")
    await sim.send(NORA, "/invite Sunny")
    card = await sim.last(NORA)
    assert "photo" in card and token_in(text_of(card))
    assert "It works once, until Mon 18 Jan, 09:00." in text_of(card)
    first = token_in(text_of(card))
    await sim.tap(NORA, "Another link")
    again = await sim.last(NORA)
    assert again["message_id"] == card["message_id"], "the card moves along in place"
    assert token_in(text_of(again)) != first
    await sim.tap(NORA, "Who is in")
    assert "Open invitations:" in await shown(practice)
    assert {"Take back 1", "Take back 2"} <= set(await offered(practice))


async def test_an_open_invitation_can_be_taken_back(practice: Practice) -> None:
    sim = practice.sim
    await add_client(practice, NORA, "Sunny")
    await sim.send(NORA, "/invite Sunny")
    token = token_in(await shown(practice))
    await sim.tap(NORA, "Who is in")
    page = await sim.last(NORA)
    for _ in range(2):
        await sim.forge(NORA, page, "1x:1")
    assert "Open invitations:" not in await shown(practice)
    await sim.start(ALICE, token)
    assert "This invitation has ended" in await shown(practice, ALICE)
    revoked = practice.rows("SELECT 1 FROM audit_events WHERE action = 'invitation revoked'")
    assert len(revoked) == 1


async def test_a_used_invitation_is_not_taken_back_and_no_colleague_may(practice: Practice) -> None:
    sim = practice.sim
    await bring_in(practice)
    await sim.send(NORA, "/invite Sunny")
    await sim.start(OLGA)
    page = await sim.last(OLGA)
    answer = await sim.forge(OLGA, page, "1x:3")
    assert answer and answer["show_alert"]
    await sim.send(NORA, "/clients Sunny")
    answer = await sim.forge(NORA, await sim.last(NORA), "1x:1")
    assert answer and "from earlier" in answer["text"]
    assert practice.rows("SELECT id FROM invites WHERE revoked_at IS NOT NULL") == []


@pytest.mark.parametrize(
    ("line", "whom"),
    [
        ("Sunny school", "at Sunny's school"),
        ("sunny TEACHER", "at Sunny's school"),
        ("Sunny self", "For Sunny."),
        ("Sunny family", "For Sunny's family"),
        ("Sunny helper until sunday", "until Sun 17 Jan."),
        ("Sunny helper", "Until which day?"),
        ("Old School", "For Old School's family"),
        ("Old School school", "at Old School's school"),
    ],
)
async def test_whom_a_link_is_for_can_be_typed(practice: Practice, line: str, whom: str) -> None:
    for name in ("Sunny", "Old School"):
        await practice.sim.start(NORA)
        await practice.sim.send(NORA, f"/newclient {name} child usual")
    await practice.sim.tap(NORA, "Keep it")
    await practice.sim.send(NORA, f"/invite {line}")
    assert whom in await shown(practice)


async def test_a_name_typed_askew_never_makes_schools_link_the_familys(practice: Practice) -> None:
    sim = practice.sim
    for name in ("Sunny", "Pip"):
        await add_client(practice, NORA, name)
    await sim.send(NORA, "/invite Suny school")
    assert "I do not know “Suny”." in await shown(practice)
    await sim.tap(NORA, "Sunny")
    assert "at Sunny's school" in await shown(practice)
    assert practice.one("SELECT role FROM invites") == {"role": "school"}
    await sim.send(NORA, "/invite Sunny helper until whenever")
    assert "Not clear to me: “until whenever”." in await shown(practice)
    await sim.send(NORA, "/invite Sunny school please")
    assert "Nothing was changed." in await shown(practice)
    assert practice.count("invites") == 1


async def test_two_therapists_of_one_client_keep_each_others_links_and_answers(
    practice: Practice,
) -> None:
    sim = practice.sim
    client = await add_client(practice, NORA, "Sunny")
    await sim.start(OLGA)

    def share(tx: Tx) -> None:
        olga = people.by_telegram_id(tx, OLGA)
        assert olga is not None
        people.add_link(tx, client, olga.id, Role.THERAPIST, 1)

    await practice.app.database.write(share)
    for who in (NORA, OLGA):
        await sim.send(who, "/clients Sunny")
        await sim.tap(who, "Safety flags")
    old = {who: await sim.last(who) for who in (NORA, OLGA)}
    await asyncio.gather(
        sim.forge(NORA, old[NORA], f"1i:{client}:neck:yes:0"),
        sim.forge(OLGA, old[OLGA], f"1i:{client}:bones:no:0"),
    )
    await sim.forge(OLGA, await sim.last(OLGA), f"1h:{client}:neck:0")
    assert "Answered: Yes, by Nora" in await shown(practice, OLGA)
    await asyncio.gather(*(sim.send(who, "/invite Sunny") for who in (NORA, OLGA)))
    await sim.send(NORA, "/clients Sunny")
    await sim.tap(NORA, "Who is in")
    assert {"Take back 1", "Take back 2"} <= set(await offered(practice))
    kept = {r["flag"]: r["answer"] for r in practice.rows("SELECT * FROM client_flags")}
    assert kept == {"neck": "yes", "bones": "no"}


# -- a helper for a while -----------------------------------------------------------------------


@pytest.mark.parametrize("until", ["Until Sun 17 Jan", "sunday", "17.1."])
async def test_a_helpers_weekend_ends_by_itself(practice: Practice, until: str) -> None:
    sim = practice.sim
    family = await bring_in(practice)
    await helper(practice, CHARLIE, until)
    await sim.send(NORA, "/clients Sunny")
    assert "Charlie (carer or helper, until Sun 17 Jan)" in await shown(practice)
    await sim.clock_to("2027-01-17T19:00:00+00:00")
    await sim.send(CHARLIE, "/today")
    card = await sim.last(CHARLIE)
    assert "Lights" in " ".join(labels(card))
    await sim.clock_to("2027-01-17T22:59:58+00:00")
    await sim.send(CHARLIE, "/today")
    assert "Lights" in " ".join(await offered(practice, CHARLIE))
    await sim.clock_to("2027-01-17T23:00:01+00:00")
    every = every_route(practice, family)
    for route in every if until == "sunday" else every[:20]:  # once is enough
        await sim.forge(CHARLIE, card, encode(route))
    await sim.send(CHARLIE, "/today")
    assert "no program for you here" in await shown(practice, CHARLIE)
    seen = len(await sim.from_bot(CHARLIE))
    await sim.clock_to("2027-01-18T08:00:00+00:00")
    said = [text_of(m) for m in (await sim.from_bot(CHARLIE))[seen:]]
    assert len(said) == 1 and "Thank you for your time with Sunny." in said[0]
    await sim.advance(3 * DAY)
    assert len(await sim.from_bot(CHARLIE)) == seen + 1, "one word, and then rest"
    assert (
        practice.rows(
            "SELECT r.id FROM reminders r JOIN people p ON p.id = r.person_id "
            "WHERE p.name = 'Charlie'"
        )
        == []
    )
    await sim.send(NORA, "/clients Sunny")
    assert "Charlie" not in await shown(practice)


async def test_access_ends_by_the_data_though_nothing_has_run(practice: Practice) -> None:
    sim = practice.sim
    family = await bring_in(practice)
    await helper(practice, CHARLIE)
    await sim.send(CHARLIE, "/today")
    card = await sim.last(CHARLIE)
    await practice.app.stop()
    practice.clock.move_to(practice.clock.now() + 8 * DAY)
    await practice.restart()
    answer = await sim.forge(CHARLIE, card, f"c:{family.lights}:2027-01-19")
    assert answer and answer["show_alert"]
    home = await sim.find(CHARLIE, "no program for you here")
    assert home["message_id"] == card["message_id"], "the old card shows where things stand"


async def test_a_helper_far_away_has_their_own_last_day(practice: Practice) -> None:
    sim = practice.sim
    await bring_in(practice)
    await helper(practice, CHARLIE)
    await sim.send(CHARLIE, "/settings")
    await sim.forge(CHARLIE, await sim.last(CHARLIE), "zs:America/New_York")
    await sim.clock_to("2027-01-18T04:59:00+00:00")
    await sim.send(CHARLIE, "/today")
    assert "Lights" in " ".join(await offered(practice, CHARLIE))
    await sim.clock_to("2027-01-18T05:00:01+00:00")
    await sim.send(CHARLIE, "/today")
    assert "no program for you here" in await shown(practice, CHARLIE)


async def test_a_helper_may_stay_longer_or_be_thanked_at_once(practice: Practice) -> None:
    sim = practice.sim
    await bring_in(practice)
    await helper(practice, CHARLIE)
    await sim.send(NORA, "/clients Sunny")
    for label in ("Who is in", "Charlie", "Until Sun 24 Jan", "Charlie", "No end"):
        await sim.tap(NORA, label)
    assert practice.one(
        "SELECT l.ends_at, l.ends_on FROM care_links l JOIN people p ON p.id = l.person_id "
        "WHERE p.name = 'Charlie'"
    ) == {"ends_at": None, "ends_on": None}
    await sim.advance(10 * DAY)
    await sim.send(CHARLIE, "/today")
    card = await sim.last(CHARLIE)
    assert "Lights" in " ".join(labels(card))
    await sim.send(NORA, "/clients Sunny")
    for label in ("Who is in", "Charlie", "End Charlie's access"):
        await sim.tap(NORA, label)
    assert "Their reminders stop at once." in await shown(practice)
    await practice.restart()
    await sim.tap(NORA, "Yes, end it")
    assert "Charlie" not in await shown(practice)
    assert "Thank you for your time with Sunny." in await shown(practice, CHARLIE)
    answer = await sim.tap(CHARLIE, labels(card)[0], card)
    assert answer and answer["show_alert"]


@pytest.mark.parametrize("typed", ["someday", "2026-01-01", "in 500 days", "<b>"])
async def test_a_day_that_cannot_be_is_asked_for_again(practice: Practice, typed: str) -> None:
    sim = practice.sim
    await add_client(practice, NORA, "Sunny")
    await sim.send(NORA, "/clients Sunny")
    await sim.tap(NORA, "Who is in")
    await sim.tap(NORA, "A helper for a while")
    await sim.send(NORA, typed)
    assert "Until which day?" in await shown(practice)
    assert practice.count("invites") == 0
    await practice.restart()
    await sim.send(NORA, "tomorrow")
    assert "For a helper of Sunny's, until Tue 12 Jan." in await shown(practice)


async def test_who_was_a_helper_can_be_let_in_again(practice: Practice) -> None:
    sim = practice.sim
    await bring_in(practice)
    await helper(practice, CHARLIE)
    await sim.advance(8 * DAY)
    await sim.send(NORA, "/invite Sunny")
    await sim.start(CHARLIE, token_in(await shown(practice)))
    await sim.tap(CHARLIE, "Yes, that is all right")
    assert practice.one(
        "SELECT l.ends_at, l.ended_at FROM care_links l JOIN people p ON p.id = l.person_id "
        "WHERE p.name = 'Charlie'"
    ) == {"ends_at": None, "ended_at": None}
    consents = practice.rows(
        "SELECT c.withdrawn_at IS NULL AS stands FROM consents c JOIN people p "
        "ON p.id = c.person_id WHERE p.name = 'Charlie' ORDER BY c.id"
    )
    assert [row["stands"] for row in consents] == [0, 1], "they were asked anew"


# -- school -------------------------------------------------------------------------------------


async def school(practice: Practice) -> tuple[Family, int]:
    """Sunny's home program, a card for school, and Charlie at school."""
    sim = practice.sim
    family = await bring_in(practice)
    await sim.send(NORA, "/program Sunny")
    await sim.tap(NORA, "Write the goal")
    await sim.send(NORA, "Mornings without tears")
    at_school = await assign(practice, NORA, "Sunny school-backpack morning school daily")
    await sim.send(ALICE, "/today")
    for label in ("Socks on", "We did it", "Add a bit more", "Write a note"):
        await sim.tap(ALICE, label)
    await sim.send(ALICE, "Hurray")
    await sim.send(NORA, "/clients Sunny")
    await sim.tap(NORA, "Who is in")
    await sim.tap(NORA, "Invite school")
    assert "They see what is marked for school, and nothing else." in await shown(practice)
    await sim.start(CHARLIE, token_in(await shown(practice)))
    assert "You see what is for school" in await shown(practice, CHARLIE)
    for label in ("Yes, that is all right", "Yes, it is", "07:30"):
        await sim.tap(CHARLIE, label)
    return family, at_school


async def test_school_sees_what_is_for_school_and_answers_it(practice: Practice) -> None:
    sim = practice.sim
    _, at_school = await school(practice)
    assert "You are all set" in await shown(practice, CHARLIE)
    assert any("ackpack" in label for label in await offered(practice, CHARLIE))
    await sim.tap(CHARLIE, next(x for x in await offered(practice, CHARLIE) if "ackpack" in x))
    await sim.tap(CHARLIE, "We did it")
    assert practice.one("SELECT person_id FROM check_ins WHERE assignment_id = ?", at_school)
    await sim.send(NORA, "/checkins Sunny")
    assert "ackpack" in await shown(practice)
    reminders = practice.rows(
        "SELECT r.slot, r.weekdays FROM reminders r JOIN people p ON p.id = r.person_id "
        "WHERE p.name = 'Charlie'"
    )
    assert reminders == [{"slot": "morning", "weekdays": 31}], "on school days alone"


async def test_school_reaches_nothing_of_home_whatever_it_tries(practice: Practice) -> None:
    """Every command, every button with the home cards' numbers, and a week of messages."""
    sim = practice.sim
    family, _ = await school(practice)
    await sim.send(CHARLIE, "/today")
    page = await sim.last(CHARLIE)
    before = practice.rows("SELECT * FROM check_ins"), practice.rows("SELECT * FROM assignments")
    left_out = ("vw:", "DX:", "w", "p", "rs:")
    for route in every_route(practice, family):
        if not encode(route).startswith(left_out):
            await sim.forge(CHARLIE, page, encode(route))
    for name in COMMANDS:
        if name not in ("pause", "privacy"):
            for words in ("", " Sunny", " Sunny socks on bedtime"):
                await sim.send(CHARLIE, f"/{name}{words}")
    await sim.send(CHARLIE, "how are the socks going?")
    await sim.advance(3 * DAY)
    after = practice.rows("SELECT * FROM check_ins"), practice.rows("SELECT * FROM assignments")
    assert after == before
    for message in await sim.messages(CHARLIE):
        if is_from_bot(message):
            said = text_of(message) + " ".join(labels(message))
            assert not [word for word in HOME if word in said], said


async def test_schools_own_worry_tells_nothing_of_the_cards_at_home(practice: Practice) -> None:
    sim = practice.sim
    await school(practice)
    await sim.send(CHARLIE, "/worry")
    await sim.tap(CHARLIE, "Pain or skin marks")
    await sim.tap(CHARLIE, (await offered(practice, CHARLIE))[0])
    for message in await sim.messages(CHARLIE):
        if is_from_bot(message):
            said = text_of(message) + " ".join(labels(message))
            assert not [word for word in HOME if word in said], said
    assert practice.count("worries") == 1


async def test_strangers_are_told_nothing_by_a_schools_link(practice: Practice) -> None:
    await school(practice)
    await practice.sim.start(DORA, "i-nobody")
    await practice.sim.start(BOB, "i-nobody")
    assert "Sunny" not in await shown(practice, DORA)
