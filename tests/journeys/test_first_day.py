"""The first two days, whole: a therapist assigns, a parent comes in, a card arrives, a tap says it.

What the screens claim is checked against the database through a connection of its own.
"""

from datetime import UTC, datetime, timedelta

from tests.journeys.practice import ALICE, BOB, DORA, NORA, Practice
from tests.journeys.steps import Family, token_in
from tests.screen import Message, labels, text_of

NEXT_MORNING = datetime(2027, 1, 12, 5, 45, 5, tzinfo=UTC)  # 6:45 in Berlin
SEVEN = datetime(2027, 1, 12, 6, 0, 5, tzinfo=UTC)


async def test_a_therapist_adds_a_client_and_assigns_by_buttons(practice: Practice) -> None:
    sim = practice.sim
    await sim.start(NORA)
    assert "Your caseload is empty" in text_of(await sim.last(NORA))
    assert "assign" in await sim.commands(NORA) and "assign" not in await sim.commands(DORA)

    await _add_sunny(practice)
    assert practice.one("SELECT nickname, stage, low_demand FROM clients") == {
        "nickname": "Sunny",
        "stage": "child",
        "low_demand": 0,
    }
    assert practice.count("drafts") == 0

    await _assign_socks(practice)
    found = practice.one("SELECT * FROM assignments")
    assert (found["activity_id"], found["slot"], found["weekdays"]) == (
        "dress-socks-on",
        "morning",
        0b0011111,
    )
    assert (found["starts_on"], found["ends_on"]) == ("2027-01-11", "2027-02-21")
    assert found["note"] == "By the <front> door & window"
    assert practice.count("drafts") == practice.count("pending_inputs") == 0
    kept = practice.one("SELECT revision FROM activity_revisions")
    assert found["revision"] == kept["revision"]


async def test_the_form_goes_back_one_question_at_a_time(practice: Practice) -> None:
    sim = practice.sim
    await _add_sunny(practice)
    for label in ("Assign an activity", "Ask them later", "Dressing", "Socks on", "✎ Morning"):
        await sim.tap(NORA, label)
    assert "When in the day?" in text_of(await sim.last(NORA))
    await sim.tap(NORA, "Back")
    assert "Morning, every day" in text_of(await sim.last(NORA))
    await sim.tap(NORA, "Back")
    assert "T-shirt on" in labels(await sim.last(NORA))
    for label in ("T-shirt on", "✎ Morning", "Bedtime", "✎ every day"):
        await sim.tap(NORA, label)
    for label in ("Mon", "Wed", "Thu", "✓ Thu", "Fri", "Take Mon, Wed, Fri", "Assign it"):
        await sim.tap(NORA, label)
    found = practice.one("SELECT activity_id, slot, weekdays, note FROM assignments")
    assert found == {
        "activity_id": "dress-tshirt-on",
        "slot": "bedtime",
        "weekdays": 0b0010101,
        "note": None,
    }


async def test_leaving_the_form_assigns_nothing(practice: Practice) -> None:
    sim = practice.sim
    await _add_sunny(practice)
    for label in ("Assign an activity", "Ask them later", "Dressing", "Socks on", "Cancel"):
        await sim.tap(NORA, label)
    assert "Hello, Nora" in text_of(await sim.last(NORA))
    assert practice.count("drafts") == practice.count("assignments") == 0


async def test_a_parent_comes_in_and_gets_the_card_on_the_next_morning(practice: Practice) -> None:
    sim = practice.sim
    await _add_sunny(practice)
    await _assign_socks(practice)
    await _come_in(practice)

    day = text_of(await sim.last(ALICE))
    assert "You are all set" in day and "Socks on" in day
    alice = practice.one("SELECT * FROM people WHERE telegram_id = ?", ALICE)
    assert (alice["zone"], alice["language"]) == ("Europe/Paris", "en")
    assert practice.one(
        "SELECT role, relation, ended_at FROM care_links WHERE person_id = ?", alice["id"]
    ) == {"role": "family", "relation": "parent", "ended_at": None}
    consent = practice.one("SELECT * FROM consents")
    assert (consent["person_id"], consent["withdrawn_at"]) == (alice["id"], None)
    assert consent["version"] and consent["given_at"] > 0
    wishes = practice.rows(
        "SELECT slot, minute_of_day, is_on, next_on FROM reminders ORDER BY slot"
    )
    assert [(w["slot"], w["minute_of_day"], w["is_on"], w["next_on"]) for w in wishes] == [
        ("bedtime", 19 * 60 + 30, 1, "2027-01-11"),
        ("morning", 6 * 60 + 45, 1, "2027-01-12"),
    ]

    seen = len(await sim.from_bot(ALICE))
    await sim.clock_to(NEXT_MORNING)
    new = (await sim.from_bot(ALICE))[seen:]
    assert len(new) == 1, "one card, and nothing that piled up"
    card = text_of(new[0])
    assert card.index("Safety first") < card.index("Have ready")
    assert "By the <front> door & window" in card
    sent = practice.one("SELECT * FROM deliveries WHERE slot = 'morning'")
    assert (sent["state"], sent["local_date"]) == ("sent", "2027-01-12")
    assert sent["message_id"] == new[0]["message_id"]


async def test_a_card_is_walked_through_and_answered_in_one_live_card(practice: Practice) -> None:
    sim = practice.sim
    await _add_sunny(practice)
    await _assign_socks(practice)
    await _come_in(practice)
    await sim.clock_to(NEXT_MORNING)
    seen = len(await sim.from_bot(ALICE))

    await sim.tap(ALICE, "Show me the steps")
    walked = await sim.last(ALICE)
    first = text_of(walked)
    assert "Step 1 of" in first
    assert walked["photo"], "each step comes with its picture"
    await sim.tap(ALICE, "Next")
    assert "Step 2 of" in text_of(await sim.last(ALICE))
    await sim.tap(ALICE, "Back")
    assert text_of(await sim.last(ALICE)) == first
    assert (await sim.last(ALICE))["message_id"] == walked["message_id"], "edited in place"
    await sim.tap(ALICE, "Enough for now")
    assert "Safety first" in text_of(await sim.last(ALICE))
    await sim.tap(ALICE, "A lighter way")
    assert "A lighter way" in text_of(await sim.last(ALICE))

    answer = await sim.tap(ALICE, "We did it")
    assert answer and answer["text"] == "Saved: We did it"
    assert _check_in(practice)["outcome"] == "done"
    await sim.tap(ALICE, "Add a bit more")
    await sim.tap(ALICE, "I showed how")
    assert len(await sim.from_bot(ALICE)) == seen, "one live card, never two"
    assert _check_in(practice)["help_level"] == 3
    await sim.tap(ALICE, "Write a note")
    await sim.send(ALICE, "She laughed & said <more>")
    assert "She laughed & said <more>" in text_of(await sim.last(ALICE))
    await sim.tap(ALICE, "Some of it")
    found = _check_in(practice)
    assert (found["outcome"], found["help_level"], found["note"]) == (
        "some",
        3,
        "She laughed & said <more>",
    )
    assert found["on_date"] == "2027-01-12"

    await sim.send(NORA, "/checkins")
    records = text_of(await sim.last(NORA))
    assert "Socks on · 1 answer" in records and "Help, mostly: I showed how" in records
    assert "Alice: “She laughed & said <more>”" in records


async def test_a_worry_rests_the_card_and_tells_the_therapist_once(practice: Practice) -> None:
    sim = practice.sim
    await _add_sunny(practice)
    await _assign_socks(practice)
    await _come_in(practice)
    await sim.clock_to(NEXT_MORNING)
    await sim.tap(ALICE, "Something worried me")
    assert "emergency" in text_of(await sim.last(ALICE)).split("\n\n")[0]
    await sim.tap(ALICE, "Pain or skin marks")
    await sim.tap(ALICE, labels(await sim.last(ALICE))[0])
    assert "Resting until your therapist has looked: Socks on" in text_of(await sim.last(ALICE))
    assert practice.one("SELECT status, paused_why FROM assignments") == {
        "status": "paused",
        "paused_why": "worry",
    }
    told = [m for m in await sim.from_bot(NORA) if "A worry" in text_of(m)]
    assert len(told) == 1 and "Alice told this" in text_of(told[0])
    await sim.send(NORA, "/program")
    await sim.tap(NORA, "Socks on")
    await sim.tap(NORA, "Resume it")
    assert practice.one("SELECT status FROM assignments") == {"status": "active"}


async def _add_sunny(practice: Practice) -> None:
    sim = practice.sim
    await sim.start(NORA)
    await sim.send(NORA, "/newclient")
    await sim.send(NORA, "Sunny")
    await sim.tap(NORA, "Child")
    await sim.tap(NORA, "The usual way")
    assert "Sunny is on your caseload" in text_of(await sim.last(NORA))


async def _assign_socks(practice: Practice) -> None:
    sim = practice.sim
    for label in (
        "Assign an activity",
        "Ask them later",
        "Dressing",
        "Socks on",
        "✎ every day",
        "Monday to Friday",
        "✎ 4 weeks",
        "6 weeks",
        "✎ Write a note",
    ):
        await sim.tap(NORA, label)
    await sim.send(NORA, "By the <front> door & window")
    await sim.tap(NORA, "Assign it")
    assert "is in Sunny's program" in text_of(await sim.last(NORA))


async def _come_in(practice: Practice) -> None:
    sim = practice.sim
    await sim.tap(NORA, "Invite the family")
    await sim.start(ALICE, token_in(text_of(await sim.last(NORA))))
    consent = text_of(await sim.last(ALICE))
    assert "Nora made a home program for Sunny" in consent and "Who sees it" in consent
    await sim.tap(ALICE, "Yes, that is all right")
    await sim.tap(ALICE, "Parent")
    assert "Is it 09:0" in text_of(await sim.last(ALICE))
    await sim.tap(ALICE, "No, choose my place")
    await sim.send(ALICE, "paris")
    await sim.tap(ALICE, labels(await sim.last(ALICE))[0])
    await sim.send(ALICE, "6:45")
    await sim.tap(ALICE, "19:30")


def _check_in(practice: Practice) -> dict[str, object]:
    return practice.one("SELECT * FROM check_ins")


async def test_safety_comes_whole_until_somebody_has_answered_under_it(
    practice: Practice, family: Family
) -> None:
    """Whole the first time, then folded; each caregiver has a first time of their own."""
    sim = practice.sim
    shown = []
    for day in range(3):
        await sim.clock_to(SEVEN + timedelta(days=day))
        shown.append(boxes_of(await sim.last(ALICE)))
        await sim.tap(ALICE, "We did it")
    assert shown == [{"blockquote"}, {"expandable_blockquote"}, {"expandable_blockquote"}]
    await sim.send(BOB, "/today")
    await sim.tap(BOB, "✓ Socks on")
    assert boxes_of(await sim.last(BOB)) == {"blockquote"}


def boxes_of(message: Message) -> set[str]:
    """How the safety texts of a card are shown: whole, or folded."""
    kinds = {entity["type"] for entity in message["entities"]}
    return kinds & {"blockquote", "expandable_blockquote"}


async def test_an_administrators_first_word_may_be_any_command(practice: Practice) -> None:
    sim = practice.sim
    await sim.send(NORA, "/newclient Sunny child")
    await sim.tap(NORA, "The usual way")
    assert "Sunny is on your caseload" in text_of(await sim.last(NORA))
