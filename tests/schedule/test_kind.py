"""Reminders step back: they snooze, they keep the night, they rest, they come back warmly."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from bot.domain.rhythm import Slot
from bot.services import timing
from bot.views.openings import OPENINGS
from tests.journeys.practice import ALICE, BOB, NORA
from tests.journeys.steps import Family
from tests.schedule.house import BEDTIME, MORNING, House, visitor
from tests.screen import labels, text_of

GENTLE = "Nothing to make up"
GOODBYE = "It has been quiet here"
HELLO_AGAIN = "Hello again"
DAY = timedelta(days=1)


async def last_text(house: House, person: int) -> str:
    return (await house.texts(person))[-1]


async def live_through(house: House, since: date, days: int) -> dict[date, list[str]]:
    """Let days pass, morning and evening; return what Alice got on each."""
    seen = max((m["message_id"] for m in await house.cards(ALICE)), default=0)
    found: dict[date, list[str]] = {}
    for n in range(days):
        day = since + n * DAY
        for hour, minute in ((6, 0), (18, 30)):
            await house.sim.clock_to(datetime(*day.timetuple()[:3], hour, minute, 5, tzinfo=UTC))
            new = await house.cards(ALICE, after=seen)
            found.setdefault(day, []).extend(text_of(message) for message in new)
            seen = max([seen, *(m["message_id"] for m in new)])
    return found


# -- later --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "minutes"), [("15 minutes", 15), ("1 hour", 60), ("Later today", 180)]
)
async def test_a_card_comes_back_when_it_was_asked_to(
    house: House, label: str, minutes: int
) -> None:
    await house.sim.clock_to(MORNING)
    await house.sim.tap(ALICE, "Later")
    await house.sim.tap(ALICE, label)
    back = MORNING + timedelta(minutes=minutes)
    assert f"comes back at {back + timedelta(hours=1):%H:%M}" in await last_text(house, ALICE)
    await house.sim.clock_to(back - timedelta(minutes=1))
    assert len(await house.cards(ALICE)) == 1
    await house.sim.clock_to(back + timedelta(seconds=20))
    assert len(await house.cards(ALICE)) == 2
    assert "We did it" in labels((await house.cards(ALICE))[-1])
    await house.sim.advance(timedelta(hours=2))
    assert len(await house.cards(ALICE)) == 2
    assert len(await house.cards(BOB)) == 1, "Bob did not ask for it"


async def test_the_latest_wish_counts(house: House) -> None:
    """Two taps on an old screen: the card comes back once."""
    await house.sim.clock_to(MORNING)
    await house.sim.tap(ALICE, "Later")
    card = (await house.cards(ALICE))[-1]
    choices = {
        b["text"]: b["callback_data"]
        for row in card["reply_markup"]["inline_keyboard"]
        for b in row
    }
    await house.sim.forge(ALICE, card, choices["15 minutes"])
    await house.sim.forge(ALICE, card, choices["1 hour"])
    await house.sim.advance(timedelta(minutes=20))
    assert len(await house.cards(ALICE)) == 1
    await house.sim.advance(timedelta(minutes=45))
    assert len(await house.cards(ALICE)) == 2


async def test_a_snoozed_card_that_was_answered_meanwhile_stays_away(house: House) -> None:
    await house.sim.clock_to(MORNING)
    await house.sim.tap(ALICE, "Later")
    await house.sim.tap(ALICE, "1 hour")
    await house.sim.tap(BOB, "We did it")
    await house.sim.advance(timedelta(hours=2))
    assert len(await house.cards(ALICE)) == 1


async def test_yesterdays_card_is_not_snoozed(house: House) -> None:
    await house.sim.clock_to(BEDTIME)
    card = (await house.cards(ALICE))[-1]
    await house.sim.clock_to(BEDTIME + timedelta(hours=6))
    await house.sim.tap(ALICE, "Later", card)
    answer = await house.sim.tap(ALICE, "15 minutes", card)
    assert answer and answer["show_alert"]
    assert house.deliveries(ALICE, state="planned") == []


# -- the night ----------------------------------------------------------------------------------


async def test_a_late_card_waits_for_the_end_of_the_night(house: House) -> None:
    """Alice's card is for five; the bot is away and back at twenty to six."""
    office = house.app.office
    await timing.set_reminder(office, visitor(ALICE), 1, Slot.MORNING, 5 * 60, is_on=True)
    await house.close()
    house.clock.move_to(datetime(2027, 1, 12, 4, 40, tzinfo=UTC))
    await house.reopen()
    assert await house.cards(ALICE) == []
    await house.sim.clock_to(datetime(2027, 1, 12, 5, 0, 1, tzinfo=UTC))
    assert "Socks on" in await last_text(house, ALICE)


async def test_an_early_bird_gets_the_card_on_time(house: House) -> None:
    """Five in the morning is in the quiet hours, and it is what Alice chose."""
    office = house.app.office
    await timing.set_reminder(office, visitor(ALICE), 1, Slot.MORNING, 5 * 60, is_on=True)
    await house.sim.clock_to(datetime(2027, 1, 12, 4, 0, 5, tzinfo=UTC))
    assert "Socks on" in await last_text(house, ALICE)


async def test_a_late_bedtime_card_does_not_wake_anybody(house: House) -> None:
    await house.close()
    house.clock.move_to(datetime(2027, 1, 11, 21, 30, tzinfo=UTC))  # half past ten at night
    await house.reopen()
    assert await house.cards(ALICE) == []
    assert house.deliveries(ALICE)[0]["reason"] == "quiet hours"


async def test_a_snoozed_card_comes_on_time_also_at_night_and_never_late(house: House) -> None:
    await house.sim.clock_to(BEDTIME + timedelta(hours=2, minutes=5))
    for person in (ALICE, BOB):
        await house.sim.tap(person, "Later")
        await house.sim.tap(person, "15 minutes")
    await house.sim.faults("http500", user_id=BOB, method="sendMessage", times=None)
    await house.sim.advance(timedelta(minutes=15, seconds=5))
    assert len(await house.cards(ALICE)) == 2, "ten to ten: she asked for it a moment ago"
    await house.sim.advance(timedelta(minutes=30))
    await house.sim.clear_faults()
    await house.sim.advance(timedelta(minutes=10))
    assert len(await house.cards(BOB)) == 1, "half past ten: too late to be kind"


# -- silence ------------------------------------------------------------------------------------


async def test_silence_is_met_with_less_and_less(house: House) -> None:
    days = await live_through(house, date(2027, 1, 12), 18)
    gentle = [day for day, texts in days.items() if any(GENTLE in text for text in texts)]
    goodbye = [day for day, texts in days.items() if any(GOODBYE in text for text in texts)]
    assert gentle == [date(2027, 1, 17)], "after five silent days, once"
    assert goodbye == [date(2027, 1, 26)], "after fourteen"
    assert [len(texts) for texts in days.values()] == [2] * 14 + [1] + [0] * 3
    quiet = [t for t in await house.texts(NORA) if "Quiet" in t and "two weeks" in t]
    assert len([t for t in quiet if "Alice" in t]) == 1
    assert len([t for t in quiet if "Bob" in t]) == 1


async def test_an_answer_begins_the_count_anew(house: House) -> None:
    await live_through(house, date(2027, 1, 12), 5)
    await house.sim.tap(BOB, "Not today")
    days = await live_through(house, date(2027, 1, 17), 5)
    assert not any(GENTLE in text for texts in days.values() for text in texts)
    days = await live_through(house, date(2027, 1, 22), 2)
    assert any(GENTLE in text for texts in days.values() for text in texts)


async def test_a_program_of_one_day_a_week_is_not_silent(house: House, family: Family) -> None:
    """Answered each Tuesday: nobody is told that nothing has to be made up."""
    await house.app.office.db.write(
        lambda tx: tx.run("UPDATE assignments SET weekdays = 2, ends_on = NULL")
    )
    for week in range(4):
        tuesday = date(2027, 1, 12) + timedelta(weeks=week)
        texts = (await live_through(house, tuesday, 1))[tuesday]
        assert texts and not any(GENTLE in text or GOODBYE in text for text in texts)
        for _ in range(2):
            await house.sim.tap(ALICE, "We did it")


async def test_resting_reminders_come_again_with_a_warm_word_and_stay(house: House) -> None:
    await house.app.office.db.write(lambda tx: tx.run("UPDATE assignments SET ends_on = NULL"))
    await live_through(house, date(2027, 1, 12), 16)
    await house.sim.tap(ALICE, "Let them come again")
    days = await live_through(house, date(2027, 1, 28), 14)
    texts = [text for day in days.values() for text in day]
    assert HELLO_AGAIN in texts[0] and not any(HELLO_AGAIN in text for text in texts[1:])
    assert len(texts) == 28 and not any(GOODBYE in text for text in texts)


async def test_a_holiday_is_no_silence(house: House) -> None:
    """Three days of cards, then three weeks of rest until a date."""
    await live_through(house, date(2027, 1, 12), 3)
    await timing.pause(house.app.office, visitor(ALICE), 1, date(2027, 2, 5))
    away = await live_through(house, date(2027, 1, 15), 21)
    assert not any(away.values())
    back = await live_through(house, date(2027, 2, 5), 3)
    texts = [text for day in back.values() for text in day]
    assert HELLO_AGAIN in texts[0], "the way back is warm"
    assert not any(word in text for text in texts[1:] for word in (HELLO_AGAIN, GENTLE, GOODBYE))
    assert len(texts) == 6


async def test_the_way_back_is_warm_also_when_the_first_card_comes_days_later(
    house: House,
) -> None:
    await house.app.office.db.write(lambda tx: tx.run("UPDATE assignments SET weekdays = 4"))
    await timing.pause(house.app.office, visitor(ALICE), 1, date(2027, 1, 18))
    days = await live_through(house, date(2027, 1, 18), 3)
    wednesday = days.pop(date(2027, 1, 20))
    assert HELLO_AGAIN in wednesday[0] and HELLO_AGAIN not in wednesday[1]
    assert not any(days.values())


async def test_a_long_block_is_no_silence(house: House) -> None:
    await live_through(house, date(2027, 1, 12), 2)
    await house.sim.block(ALICE)
    await live_through(house, date(2027, 1, 14), 20)
    await house.sim.block(ALICE, blocked=False)
    days = await live_through(house, date(2027, 2, 3), 2)
    assert not any(GOODBYE in text for texts in days.values() for text in texts)
    assert days[date(2027, 2, 3)]


async def test_no_opening_line_comes_two_days_in_a_row(house: House) -> None:
    days = await live_through(house, date(2027, 1, 12), 13)
    for slot, at in ((Slot.MORNING, 0), (Slot.BEDTIME, 1)):
        first = [texts[at].split("\n")[0] for texts in days.values()]
        known = [line.split("{")[0] for line in OPENINGS[slot]]
        assert all(text.startswith((*known, GENTLE)) for text in first)
        assert all(one != other for one, other in pairwise(first))
