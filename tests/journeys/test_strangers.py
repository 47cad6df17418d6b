"""Who is not invited sees the way in and nothing else; who cares for one family, no other."""

import pytest

from bot.domain.rhythm import Slot
from bot.handlers.tables import COMMANDS, TAPS
from bot.views import library_routes, practice_routes, routes, staff_routes
from bot.views.routes import encode
from tests.journeys.every_route import every_route
from tests.journeys.practice import ALICE, BOB, CHARLIE, DORA, NORA, OLGA, Practice
from tests.journeys.steps import Family
from tests.screen import is_from_bot, labels, text_of

INVITATION = "It works by invitation only."
SECRETS = ("Sunny", "Socks", "Robin", "Alice", "Bob", "Nora")  # none of it is Pip's
RECORDS = (
    "people",
    "clients",
    "care_links",
    "consents",
    "invites",
    "programs",
    "assignments",
    "check_ins",
    "reminders",
    "worries",
    "client_flags",
    "audit_events",
    "drafts",
    "pending_inputs",
)


async def test_a_stranger_sees_the_invitation_page_alone(practice: Practice) -> None:
    # /worry gives its emergency texts to anybody; test_worries holds that nothing is stored.
    for words in ("hi", "/nonsense", *(f"/{name}" for name in COMMANDS if name != "worry")):
        await practice.sim.send(DORA, words)
        page = await practice.sim.last(DORA)
        assert INVITATION in text_of(page) or "not something I can open" in text_of(page)
        assert labels(page) in ([], ["Start page"])
    assert practice.count("people") == 0, "and nothing about them is stored, as the page says"


async def test_a_stranger_gets_no_further_by_taps(practice: Practice, family: Family) -> None:
    sim = practice.sim
    await sim.start(DORA)
    page = await sim.last(DORA)
    before = _records(practice)
    for route in every_route(practice, family):
        answer = await sim.forge(DORA, page, encode(route))
        assert answer is not None, f"no answer to {encode(route)}"
    assert _records(practice) == before
    await _saw_nothing(practice, DORA)


async def test_charlie_cannot_reach_sunny_by_any_button(
    practice: Practice, family: Family, other_family: Family
) -> None:
    """Every kind of button that there is, with Alice's numbers in it, tapped by Charlie."""
    sim = practice.sim
    await sim.send(ALICE, "/today")
    await sim.tap(ALICE, "Socks on")
    await sim.tap(ALICE, "We did it")
    await sim.send(NORA, "/newclient Robin")
    await sim.send(NORA, "/assign")
    page = await sim.last(CHARLIE)
    await sim.settle()
    before = _records(practice)
    tried = set()
    for route in every_route(practice, family):
        tried.add(type(route))
        answer = await sim.forge(CHARLIE, page, encode(route))
        assert answer is not None and (answer["show_alert"] or not answer["text"]), route
    assert tried == set(TAPS), "a new kind of button has to be tried here, too"
    assert _records(practice) == before
    await _saw_nothing(practice, CHARLIE)


async def test_charlie_cannot_reach_sunny_by_any_command(
    practice: Practice, family: Family, other_family: Family
) -> None:
    before = _records(practice)
    for name in COMMANDS:
        for words in ("", " Sunny", " 1", " Sunny socks on bedtime", " i-1", " Sunny' OR 1=1 --"):
            await practice.sim.send(CHARLIE, f"/{name}{words}")
    await practice.sim.send(CHARLIE, "/help")  # what comes next is for nothing any more
    assert _records(practice) == before
    assert {row["client_id"] for row in practice.rows("SELECT client_id FROM messages")} == {
        other_family.client
    }, "what he wrote went to his own therapist"
    await _saw_nothing(practice, CHARLIE)


async def test_a_text_that_was_asked_for_is_no_way_in(
    practice: Practice, family: Family, other_family: Family
) -> None:
    sim = practice.sim
    page = await sim.last(CHARLIE)
    day = family.today
    for route in (
        routes.Note(family.socks, day),
        routes.Goal(family.client),
        routes.ReminderTimes(family.client, Slot.MORNING),
    ):
        await sim.forge(CHARLIE, page, encode(route))
        await sim.send(CHARLIE, "9:59")
    assert practice.rows("SELECT * FROM check_ins WHERE note IS NOT NULL") == []
    assert practice.rows("SELECT * FROM reminders WHERE minute_of_day = 599") == []
    assert practice.rows("SELECT * FROM programs WHERE goal IS NOT NULL") == []


async def test_an_old_card_opens_nothing_once_access_has_ended(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await sim.send(BOB, "/today")
    await sim.tap(BOB, "Socks on")
    card = await sim.last(BOB)
    await sim.send(BOB, "/privacy")
    await sim.tap(BOB, "Leave Sunny's program")
    await sim.tap(BOB, "Yes, leave")
    before = _records(practice)
    for route in every_route(practice, family):
        if not isinstance(route, routes.Languages | routes.SetLanguage | routes.SetZone):
            await sim.forge(BOB, card, encode(route))
    assert _records(practice)["check_ins"] == before["check_ins"] == []
    assert _records(practice)["assignments"] == before["assignments"]
    assert _records(practice)["care_links"] == before["care_links"]
    assert "Socks" not in text_of(await sim.last(BOB))


@pytest.mark.parametrize("person", [ALICE, CHARLIE])
async def test_a_caregiver_types_a_therapists_commands_in_vain(
    practice: Practice, family: Family, other_family: Family, person: int
) -> None:
    before = _records(practice)
    for words in (
        "/clients",
        "/newclient Robin child",
        "/invite Sunny",
        "/assign Sunny socks on bedtime",
        "/program Sunny",
        "/checkins Sunny",
    ):
        await practice.sim.send(person, words)
        assert "not something I can open" in text_of(await practice.sim.last(person))
    assert _records(practice) == before


async def test_another_therapist_cannot_reach_sunny(
    practice: Practice, family: Family, other_family: Family
) -> None:
    sim = practice.sim
    await sim.send(OLGA, "/clients")
    page = await sim.last(OLGA)
    before = _records(practice)
    for route in every_route(practice, family):
        own = isinstance(
            route,
            routes.SetZone
            | routes.SetLanguage
            | routes.SetQuietHours
            | staff_routes.StaffInvite  # Olga is an administrator, too
            | staff_routes.StaffRevoke
            | library_routes.LibraryOffer
            | library_routes.LibraryReviewed
            | practice_routes.PracticeRetention
            | practice_routes.PracticeWeeks,
        )
        if not own and not (isinstance(route, routes.Assign) and route.client == 0):
            await sim.forge(OLGA, page, encode(route))
    after = _records(practice)
    for table in set(RECORDS) - {"drafts", "pending_inputs"}:
        assert after[table] == before[table], table
    await _saw_nothing(practice, OLGA)


def _records(practice: Practice) -> dict[str, list[dict[str, object]]]:
    return {table: practice.rows(f"SELECT * FROM {table}") for table in RECORDS}


async def _saw_nothing(practice: Practice, person: int) -> None:
    for message in await practice.sim.messages(person):
        if is_from_bot(message):
            shown = text_of(message) + " ".join(labels(message))
            own = "Your message · Pip" in shown  # his own words, said again
            assert own or not [word for word in SECRETS if word in shown], shown
