"""The bot was away, and is back: what is still of use comes, once, and says what it has to."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.services import settle_in
from tests.journeys.practice import ALICE, BOB
from tests.office import open_office
from tests.schedule.house import BEDTIME, MORNING, House, visitor
from tests.screen import labels, text_of

AWAY = "I was away for a moment; your tap may not have reached me"
MINUTES = timedelta(minutes=1)


async def be_away(house: House, by: timedelta) -> None:
    """The bot is gone for some time, then it is back."""
    await house.close()
    house.clock.advance(by.total_seconds())
    await house.reopen()


async def test_a_card_from_before_a_long_outage_says_so_once(house: House) -> None:
    await house.sim.clock_to(MORNING)
    (card,) = await house.cards(ALICE)
    await be_away(house, 3 * MINUTES)
    (now,) = await house.cards(ALICE)
    assert AWAY in text_of(now) and now["message_id"] == card["message_id"]
    assert "We did it" in labels(now)
    edits = len(await house.sim.calls("editMessageText"))
    await be_away(house, 5 * MINUTES)
    assert len(await house.sim.calls("editMessageText")) == edits, "once is enough"
    await house.sim.tap(ALICE, "We did it")
    assert house.count("check_ins") == 1


async def test_a_short_break_changes_nothing(house: House) -> None:
    await house.sim.clock_to(MORNING)
    await be_away(house, 1.9 * MINUTES)
    assert AWAY not in (await house.texts(ALICE))[-1]


async def test_an_answered_card_is_left_in_peace(house: House) -> None:
    await house.sim.clock_to(MORNING)
    await house.sim.tap(ALICE, "We did it")
    mine, others = await house.texts(ALICE), await house.texts(BOB)
    await be_away(house, 5 * MINUTES)
    assert (await house.texts(ALICE), await house.texts(BOB)) == (mine, others)


async def test_old_cards_are_left_in_peace(house: House) -> None:
    """An hour old: a tap on it was answered long before."""
    await house.sim.clock_to(MORNING)
    await house.sim.advance(60 * MINUTES)
    await be_away(house, 10 * MINUTES)
    assert AWAY not in (await house.texts(ALICE))[-1]


async def test_a_card_whose_answer_by_another_is_not_shown_yet_says_that(house: House) -> None:
    """The outage comes between Alice's answer and the edit of Bob's card."""
    await house.sim.clock_to(MORNING)
    await house.sim.faults("bad_gateway", user_id=BOB, method="editMessageText", times=1)
    await house.sim.tap(ALICE, "We did it")
    await be_away(house, 5 * MINUTES)
    assert "Alice has answered" in (await house.texts(BOB))[-1]
    assert AWAY not in (await house.texts(BOB))[-1]


async def test_what_was_tapped_and_said_while_the_bot_was_away_is_done(house: House) -> None:
    await house.sim.clock_to(MORNING)
    (card,) = await house.cards(ALICE)
    await house.close()
    await house.sim.tap(ALICE, "We did it", card, wait_s=0)
    await house.sim.send(BOB, "/today")
    house.clock.advance(100)
    await house.reopen()
    assert house.count("check_ins") == 1
    assert "Socks on" in (await house.texts(BOB))[-1]


async def test_a_tap_that_is_answered_too_late_counts_all_the_same(house: House) -> None:
    """`query is too old`: the phone's spinner is gone, the check-in is not."""
    await house.sim.clock_to(MORNING)
    (card,) = await house.cards(ALICE)
    await house.close()
    await house.sim.tap(ALICE, "We did it", card, wait_s=0)
    house.server._world.queries.clear()  # handed over in time, forgotten before the answer
    await house.reopen()
    assert house.count("check_ins") == 1
    (refused,) = await house.sim.calls("answerCallbackQuery", failed=True)
    assert "query is too old" in refused["description"]
    assert "Saved" in (await house.texts(ALICE))[-1]


async def test_after_days_away_only_what_is_still_of_use_comes(house: House) -> None:
    await house.close()
    house.clock.move_to(datetime(2027, 1, 15, 10, 0, tzinfo=UTC))  # Friday, eleven in Berlin
    await house.reopen()
    (text,) = await house.texts(ALICE)
    assert "Socks on" in text
    written = [(r["slot"], r["state"], r["reason"]) for r in house.deliveries(ALICE)]
    assert written == [("bedtime", "skipped", "late"), ("morning", "skipped", "late")] * 3 + [
        ("bedtime", "skipped", "late"),
        ("morning", "sent", None),
    ]


async def test_a_family_that_moved_while_the_bot_was_away_has_its_morning(house: House) -> None:
    """The zone is changed by a tap in the backlog, before the planner looks at seven o'clock."""
    await house.close()
    house.clock.move_to(MORNING + 30 * MINUTES)
    async with open_office(house.database, house.clock) as office:
        await settle_in.set_zone(office, visitor(ALICE), "Asia/Tokyo")
    await house.reopen()
    assert "Socks on" in (await house.texts(ALICE))[-1]
    days = [(r["slot"], r["local_date"]) for r in house.deliveries(ALICE)]
    assert len(days) == len(set(days))


async def test_an_orderly_stop_finishes_what_is_on_its_way(house: House) -> None:
    """SIGTERM in the middle of a send: the message is waited for and written down."""
    await house.sim.faults("delay", method="sendMessage", delay_s=0.5, times=2)
    house.sim.auto_settle = False
    await house.sim.clock_to(BEDTIME)
    while len(house.rows("SELECT id FROM deliveries WHERE state = 'sending'")) < 2:
        await house.sim.now()
    await house.close()
    assert {r["state"] for r in house.rows("SELECT state FROM deliveries")} == {"sent"}
    await house.reopen()
    assert len(await house.cards(ALICE)) == len(await house.cards(BOB)) == 1


async def test_a_stop_does_not_wait_for_ever(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """What takes longer than the deadline is owed again at the start."""
    monkeypatch.setattr("bot.app.FINISH_WITHIN_S", 0.2)
    await house.sim.faults("delay", user_id=ALICE, method="sendMessage", delay_s=30)
    house.sim.auto_settle = False
    await house.sim.clock_to(BEDTIME)
    while not house.deliveries(ALICE, state="sending"):
        await house.sim.now()
    await house.close()
    assert [r["state"] for r in house.deliveries(ALICE)] == ["sending"]
    await house.reopen()
    assert [r["state"] for r in house.deliveries(ALICE)] == ["sent"]


async def test_a_card_that_is_gone_comes_anew_when_it_is_answered(house: House) -> None:
    """`message to edit not found`: it was deleted between the tap and the answer."""
    await house.sim.clock_to(MORNING)
    (card,) = await house.cards(ALICE)
    await house.close()
    await house.sim.tap(ALICE, "We did it", card, wait_s=0)
    await house.call("deleteMessage", chat_id=ALICE, message_id=card["message_id"])
    await house.reopen()
    (fresh,) = await house.cards(ALICE)
    assert "Saved" in text_of(fresh) and fresh["message_id"] != card["message_id"]
    assert house.count("check_ins") == 1


@pytest.mark.parametrize("person", [ALICE, BOB])
async def test_a_restart_in_the_middle_of_a_day_brings_nothing_twice(
    house: House, person: int
) -> None:
    for at in (BEDTIME, MORNING):
        await house.sim.clock_to(at)
        await house.restart()
        await house.restart()
    assert len(await house.cards(person)) == 2
