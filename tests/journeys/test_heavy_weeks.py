"""How heavy the week was, asked beside the bedtime card once a week; halving works at once."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.journeys.practice import ALICE, BOB, NORA, Practice
from tests.journeys.steps import Family, add_client, assign, bring_in, invite, join
from tests.screen import labels, text_of

SATURDAY = datetime(2027, 1, 16, 18, 30, 5, tzinfo=UTC)
SUNDAY = datetime(2027, 1, 17, 18, 30, 5, tzinfo=UTC)
ASKS = "how heavy was this plan for you?"
STATES = "SELECT activity_id AS a, status AS s FROM assignments ORDER BY id"


@pytest.fixture(autouse=True)
def no_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Weeks pass in a second here: no chat waits for a second's end."""
    monkeypatch.setattr("bot.schedule.pacer.CHAT_GAP_S", 0.0)


async def test_the_question_comes_once_a_week_and_never_by_itself(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    for day in range(6):  # somebody answers each day: no silence plays a part
        await sim.clock_to(datetime(2027, 1, 11 + day, 18, 30, 5, tzinfo=UTC))
        assert ASKS not in text_of(await sim.last(ALICE))
        await sim.tap(ALICE, "We did it")
    seen = len(await sim.from_bot(ALICE))
    await sim.clock_to(SUNDAY)
    card = await sim.last(ALICE)
    sent = await sim.from_bot(ALICE)
    assert len(sent) == seen + 1, "the evening's card, and nothing beside it"
    assert ASKS in text_of(card)
    assert {"Light", "Okay", "Heavy", "Too much", "We did it"} <= set(labels(card))
    await sim.tap(ALICE, "We did it", card)
    assert ASKS in text_of(await sim.last(ALICE)), "an answered card keeps the question in view"
    await practice.restart()
    practice.may_fail.add("terminated by other getUpdates request")
    await sim.tap(ALICE, "Light")
    shown = await sim.last(ALICE)
    assert "Light is good to know" in text_of(shown) and ASKS not in text_of(shown)
    assert shown["message_id"] == card["message_id"], "one card, edited in place"
    assert "Halve it now" not in labels(shown)
    kept = practice.rows("SELECT value, on_date FROM load_answers")
    assert kept == [{"value": "light", "on_date": "2027-01-17"}]
    await sim.clock_to(SUNDAY + timedelta(days=1))
    assert ASKS not in text_of(await sim.last(ALICE))


async def test_the_family_chooses_the_evening_or_none(practice: Practice, family: Family) -> None:
    sim = practice.sim
    await sim.send(ALICE, "/settings")
    await sim.tap(ALICE, "The week's question")
    await sim.tap(ALICE, "Sat")
    assert "“How heavy was the week?” on: Sat" in text_of(await sim.last(ALICE))
    await sim.send(BOB, "/settings")
    await sim.tap(BOB, "The week's question")
    await sim.tap(BOB, "Ask me nothing")
    await sim.clock_to(SATURDAY)
    assert ASKS in text_of(await sim.last(ALICE))
    await sim.clock_to(SUNDAY)
    assert ASKS not in text_of(await sim.last(BOB))
    assert ASKS not in text_of(await sim.last(ALICE)), "what was left open stays open"


async def test_heavy_offers_half_of_it_and_half_rests_at_once(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    for line in ("heavy-wall-push", "calm-corner", "dress-zip"):
        await assign(practice, NORA, f"Sunny {line} morning daily")
    await sim.send(ALICE, "/today")
    await sim.tap(ALICE, "Zip up the coat")
    for label in ("We did it", "Add a bit more", "Was it liked?", "Liked it"):
        await sim.tap(ALICE, label)
    await sim.clock_to(SUNDAY)
    await sim.tap(ALICE, "Heavy")
    heavy = await sim.last(ALICE)
    assert "That sounds heavy" in text_of(heavy) and "Yes please" not in labels(heavy)
    before = practice.rows(STATES)
    assert {row["s"] for row in before} == {"active"}

    await sim.tap(ALICE, "Halve it now")
    page = await sim.last(ALICE)
    assert "Nora hears of it" in text_of(page)
    states = {row["a"]: row["s"] for row in practice.rows(STATES)}
    assert sorted(states.values()) == ["active"] * 3 + ["paused"] * 2
    assert states["dress-zip"] == states["dress-socks-on"] == "active", "what is liked, what leads"
    assert practice.count("halvings") == 1
    await sim.forge(ALICE, page, f"8h:{family.client}:2027-01-17")
    assert practice.rows(STATES) == [{"a": a, "s": s} for a, s in states.items()], "one wish"
    notice = text_of(await sim.find(NORA, "Half the plan"))
    assert "Alice has halved the plan" in notice and "These cards rest:" in notice
    assert "Half the plan" not in await sim.screen(BOB)

    await practice.restart()
    practice.may_fail.add("terminated by other getUpdates request")
    await sim.tap(ALICE, "Put it back as it was")
    assert practice.rows(STATES) == before
    assert "The plan is back as it was" in text_of(await sim.last(ALICE))


async def test_heavy_twice_offers_to_ask_the_therapist(practice: Practice, family: Family) -> None:
    sim = practice.sim
    await sim.clock_to(SUNDAY)
    await sim.tap(ALICE, "Heavy")
    await sim.clock_to(SUNDAY + timedelta(days=7))
    await sim.tap(ALICE, "Heavy")
    assert "Shall I ask Nora to make next week lighter?" in text_of(await sim.last(ALICE))
    await sim.tap(ALICE, "Yes please")
    assert "Nora hears that you would like a lighter week" in text_of(await sim.last(ALICE))
    await sim.settle()
    asked = text_of(await sim.find(NORA, "A lighter week, please"))
    assert "Alice would like less" in asked and "heavy, heavy" in asked
    await sim.tap(ALICE, "Halve it now")
    assert [row["s"] for row in practice.rows(STATES)] == ["active", "paused"]
    await sim.send(ALICE, "/today")
    assert "Lights" not in text_of(await sim.last(ALICE))


async def test_what_was_halved_and_then_worried_somebody_stays_down(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await sim.clock_to(SUNDAY)
    await sim.tap(ALICE, "Too much")
    await sim.tap(ALICE, "Halve it now")
    back = await sim.last(ALICE)
    await sim.send(BOB, "/worry")
    for label in (
        "New weakness or lost a skill",
        "Sudden - face, arm, speech, sight, balance, headache",
    ):
        await sim.tap(BOB, label)
    assert {row["s"] for row in practice.rows(STATES)} == {"paused"}
    await sim.tap(ALICE, "Put it back as it was", back)
    assert {row["s"] for row in practice.rows(STATES)} == {"paused"}, "the therapist's to decide"


async def test_an_evening_without_a_card_is_asked_about_the_next_day(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await sim.clock_to(datetime(2027, 1, 17, 12, 0, tzinfo=UTC))
    await sim.send(ALICE, "/today")
    await sim.tap(ALICE, "Socks on")
    await sim.tap(ALICE, "We did it")
    await sim.send(ALICE, "/today")
    await sim.tap(ALICE, "Lights-down half hour")
    await sim.tap(ALICE, "We did it")
    seen = len(await sim.from_bot(ALICE))
    await sim.clock_to(SUNDAY)
    assert len(await sim.from_bot(ALICE)) == seen, "the question is no message of its own"
    await sim.clock_to(SUNDAY + timedelta(days=1))
    assert ASKS in text_of(await sim.last(ALICE))
    await sim.tap(ALICE, "Okay")
    assert practice.one("SELECT value, on_date FROM load_answers") == {
        "value": "okay",
        "on_date": "2027-01-17",
    }
    await sim.clock_to(SUNDAY + timedelta(days=2))
    assert ASKS not in text_of(await sim.last(ALICE))


async def test_whoever_has_just_come_has_no_week_to_look_back_on(practice: Practice) -> None:
    sim = practice.sim
    await sim.clock_to(datetime(2027, 1, 15, 9, 0, tzinfo=UTC))
    await bring_in(practice)
    await sim.clock_to(SUNDAY)
    assert "Bedtime" in text_of(await sim.last(ALICE)) and ASKS not in text_of(
        await sim.last(ALICE)
    )


async def test_halving_a_plan_of_one_card_leaves_it(practice: Practice) -> None:
    await add_client(practice, NORA, "Sunny")
    await assign(practice, NORA, "Sunny dress-socks-on morning daily")
    await join(practice, ALICE, await invite(practice, NORA, "Sunny"))
    sim = practice.sim
    await sim.send(ALICE, "/help")
    for label in ("It is a lot", "Heavy", "Halve it now"):
        await sim.tap(ALICE, label)
    assert "One card at most is a small plan." in text_of(await sim.last(ALICE))
    assert [row["s"] for row in practice.rows(STATES)] == ["active"]
    assert practice.count("halvings") == 0
