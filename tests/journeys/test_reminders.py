"""Cards come when the family wished, rest when they wish, and say what was answered already."""

from datetime import UTC, datetime

from tests.journeys.practice import ALICE, BOB, Practice
from tests.journeys.steps import Family
from tests.screen import labels, text_of

BEDTIME = datetime(2027, 1, 11, 18, 30, 5, tzinfo=UTC)
MORNING = datetime(2027, 1, 12, 6, 0, 5, tzinfo=UTC)
WISHES = (
    "SELECT r.slot, r.minute_of_day AS minute, r.is_on FROM reminders r "
    "JOIN people p ON p.id = r.person_id WHERE p.telegram_id = ? ORDER BY r.slot DESC"
)


async def test_a_time_is_tapped_typed_and_switched_off(practice: Practice, family: Family) -> None:
    sim = practice.sim
    await sim.send(ALICE, "/reminders")
    await sim.tap(ALICE, "Morning")
    await sim.tap(ALICE, "08:00")
    assert "Morning: 08:00, every day" in text_of(await sim.last(ALICE))
    await sim.tap(ALICE, "Morning")
    await sim.send(ALICE, "half past never")
    assert "Try 7:30 or 19:15" in text_of(await sim.last(ALICE))
    await sim.send(ALICE, "7.05")
    assert "Morning: 07:05, every day" in text_of(await sim.last(ALICE))
    await sim.send(ALICE, "8:15")
    assert "Nobody reads free messages" in text_of(await sim.last(ALICE)), "one text was asked for"
    await sim.send(ALICE, "/reminders")
    await sim.tap(ALICE, "Bedtime")
    await sim.tap(ALICE, "No card at this time")
    assert "Bedtime: no card" in text_of(await sim.last(ALICE))
    assert practice.rows(WISHES, ALICE) == [
        {"slot": "morning", "minute": 425, "is_on": 1},
        {"slot": "bedtime", "minute": 1170, "is_on": 0},
    ]
    assert practice.rows(WISHES, BOB)[0]["minute"] == 420, "Bob's own times are untouched"


async def test_what_is_switched_off_sends_nothing(practice: Practice, family: Family) -> None:
    sim = practice.sim
    await sim.send(ALICE, "/reminders")
    await sim.tap(ALICE, "Bedtime")
    await sim.tap(ALICE, "No card at this time")
    seen = len(await sim.from_bot(ALICE))
    await sim.clock_to(BEDTIME)
    assert len(await sim.from_bot(ALICE)) == seen
    assert practice.one("SELECT count(*) AS n FROM deliveries WHERE state = 'sent'")["n"] == 1


async def test_a_pause_keeps_still_and_the_end_of_it_brings_the_card(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await sim.send(ALICE, "/pause")
    await sim.tap(ALICE, labels(await sim.last(ALICE))[0])
    assert "They come back on Tue" in text_of(await sim.last(ALICE))
    seen = len(await sim.from_bot(ALICE))
    await sim.clock_to(BEDTIME)
    assert len(await sim.from_bot(ALICE)) == seen
    skipped = "SELECT reason FROM deliveries WHERE state = 'skipped'"
    assert practice.one(skipped)["reason"] == "paused"
    await sim.clock_to(MORNING)
    assert len(await sim.from_bot(ALICE)) == seen + 1
    assert "Socks on" in text_of(await sim.last(ALICE))


async def test_an_open_pause_lasts_until_it_is_ended(practice: Practice, family: Family) -> None:
    sim = practice.sim
    await sim.send(ALICE, "/pause")
    await sim.tap(ALICE, "Until I say so")
    await sim.clock_to(BEDTIME)
    assert "Lights down" not in text_of(await sim.last(ALICE))
    answer = await sim.tap(ALICE, "Let them come again")
    assert answer and "Nothing was lost" in answer["text"]
    await sim.clock_to(MORNING)
    assert "Socks on" in text_of(await sim.last(ALICE))


async def test_today_works_while_reminders_rest(practice: Practice, family: Family) -> None:
    sim = practice.sim
    await sim.send(ALICE, "/pause")
    await sim.tap(ALICE, "Until I say so")
    await sim.send(ALICE, "/today")
    await sim.tap(ALICE, "Socks on")
    await sim.tap(ALICE, "Not today")
    assert practice.one("SELECT outcome FROM check_ins") == {"outcome": "not_today"}


async def test_bedtime_shows_what_somebody_else_has_answered(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await sim.send(BOB, "/today")
    await sim.tap(BOB, "Socks on")
    await sim.tap(BOB, "We did it")
    await sim.clock_to(BEDTIME)
    card = text_of(await sim.last(ALICE))
    assert "Lights" in card and "Socks on" not in card, "what Bob answered is not asked again"
    await sim.tap(ALICE, "Some of it")
    assert {r["person_id"] for r in practice.rows("SELECT person_id FROM check_ins")} == {2, 3}


async def test_a_bedtime_list_is_answered_tap_by_tap_in_one_message(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await sim.clock_to(BEDTIME)
    card = await sim.last(ALICE)
    assert labels(card).count("We did it") == 2, "both activities, each with its own answers"
    await sim.tap(ALICE, "We did it", card)
    after = await sim.last(ALICE)
    assert after["message_id"] == card["message_id"]
    assert labels(after).count("We did it") == 1 and "✓ Socks on" in labels(after)
    assert practice.one("SELECT assignment_id FROM check_ins") == {"assignment_id": family.socks}
    shown = text_of(await sim.last(BOB))
    assert "Alice has answered one." in shown, "the other card of the evening says so, too"
    await sim.tap(BOB, "We did it")
    shown = text_of(await sim.last(ALICE))
    assert shown.startswith("Bob has answered. Nothing more to do."), "nobody reads their own name"


async def test_everything_answered_before_bedtime_means_no_card(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    for activity in ("Socks on", "Lights and sounds down"):
        await sim.send(ALICE, "/today")
        day = labels(await sim.last(ALICE))
        await sim.tap(ALICE, next(label for label in day if label.startswith(activity[:6])))
        await sim.tap(ALICE, "We did it")
    seen = len(await sim.from_bot(ALICE))
    await sim.clock_to(BEDTIME)
    assert len(await sim.from_bot(ALICE)) == seen
    reasons = {r["reason"] for r in practice.rows("SELECT reason FROM deliveries")}
    assert reasons == {"nothing left"}


async def test_a_late_morning_sends_what_is_still_of_use_and_no_pile(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    seen = len(await sim.from_bot(ALICE))
    await sim.clock_to(datetime(2027, 1, 14, 9, 0, tzinfo=UTC))  # three days later, ten o'clock
    new = (await sim.from_bot(ALICE))[seen:]
    assert len(new) == 1 and "Socks on" in text_of(new[0])
    states = practice.rows(
        "SELECT state, count(*) AS n FROM deliveries WHERE person_id = 2 GROUP BY 1"
    )
    assert {r["state"]: r["n"] for r in states} == {"sent": 1, "skipped": 5}


async def test_a_blocked_chat_is_left_alone_until_it_is_unblocked(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await sim.block(ALICE)
    calls = await sim.last_call()
    await sim.clock_to(BEDTIME)
    sent = await sim.calls("sendMessage", after=calls)
    assert [c["params"]["chat_id"] for c in sent] == [str(BOB)] or [
        int(c["params"]["chat_id"]) for c in sent
    ] == [BOB]
    await sim.block(ALICE, blocked=False)
    await sim.clock_to(MORNING)
    assert "Socks on" in text_of(await sim.last(ALICE))


async def test_who_writes_again_can_be_written_to_again(practice: Practice, family: Family) -> None:
    """Telegram need not tell us that a chat is open again: somebody who types shows that it is."""
    sim = practice.sim
    practice.may_fail.add("bot was blocked by the user")
    await sim.faults("blocked", user_id=ALICE)
    await sim.clock_to(BEDTIME)
    where = "SELECT unreachable_why FROM people WHERE telegram_id = ?"
    assert practice.one(where, ALICE)["unreachable_why"] == "blocked"
    await sim.clear_faults()
    await sim.send(ALICE, "/today")
    assert practice.one(where, ALICE)["unreachable_why"] is None
    await sim.clock_to(MORNING)
    assert "Socks on" in text_of(await sim.last(ALICE))
