"""From "sent" to "seen": the queue, the cards that come back, and what nobody looks at in time."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.practice import ContactSetting
from bot.services import practice_readers
from tests.journeys.house import LEAD, SPEECH, THERAPIST, URGENT, House, open_house
from tests.journeys.practice import ALICE, BOB
from tests.screen import labels, text_of

CHOKING = ("Breathing or choking", "Choking, blue, grey, or cannot breathe")
PAINFUL = ("Pain or skin marks", "Pain - sharp, over an hour, or at every try")
OTHER = ("Something else", "Another worry")
NIGHT = datetime(2027, 1, 11, 23, 30, tzinfo=UTC)  # half past midnight in Berlin
LATE = "Nobody has looked at this in time."


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path) as house:
        yield house


async def _tell_from_card(house: House, who: int, *path: str) -> None:
    await house.open_card(who)
    for label in ("Something worried me", *path):
        await house.sim.tap(who, label)


# -- sent and seen --------------------------------------------------------------------------------


async def test_the_family_sees_sent_then_seen_in_the_same_message(house: House) -> None:
    sim = house.sim
    await _tell_from_card(house, ALICE, *CHOKING)
    await sim.settle()  # the edit of the page is owed by the sending
    page = await sim.last(ALICE)
    assert "Nora (therapist): sent, Mon 11 Jan" in text_of(page)
    assert "Olga (the practice's urgent contact): sent" in text_of(page)
    answer = await sim.tap(ALICE, "Has it been seen?")
    assert answer and "Not seen yet" in answer["text"]
    await sim.tap(URGENT, "Seen")
    page = await sim.last(ALICE)
    assert "Seen by Olga, Mon 11 Jan" in text_of(page)
    assert "Has it been seen?" not in labels(page) and "phone on speaker" in text_of(page)
    assert "Seen by Olga" in await house.shown(THERAPIST), "the therapist's notice says so, too"
    assert "Seen" not in labels(await sim.last(THERAPIST))
    seen = house.practice.one("SELECT seen_by, seen_at FROM worries")
    await sim.send(THERAPIST, "/worries")
    await sim.tap(THERAPIST, "✓ Sunny · Emergency")
    assert house.practice.one("SELECT seen_by, seen_at FROM worries") == seen


async def test_the_advice_stays_in_the_chat_when_life_goes_on(house: House) -> None:
    sim = house.sim
    await _tell_from_card(house, ALICE, *CHOKING)
    page = await sim.last(ALICE)
    await sim.tap(ALICE, "Today's cards")
    day = await sim.last(ALICE)
    assert day["message_id"] != page["message_id"] and "Lights-down" in text_of(day)
    assert "phone on speaker" in await house.text_in(ALICE, page)
    messages = len(await sim.from_bot(ALICE))
    await sim.forge(ALICE, page, "wl:1")
    assert len(await sim.from_bot(ALICE)) == messages, "a second tap brings no second list"


async def test_an_answer_of_somebody_else_does_not_take_the_advice_away(house: House) -> None:
    sim = house.sim
    await sim.clock_to(datetime(2027, 1, 12, 6, 0, 5, tzinfo=UTC))
    reminder = await sim.last(ALICE)
    await sim.tap(ALICE, "Something worried me", reminder)
    first = await house.text_in(ALICE, reminder)
    await sim.tap(BOB, "We did it")
    assert await house.text_in(ALICE, reminder) == first
    for label in CHOKING:
        await sim.tap(ALICE, label, reminder)
    await sim.tap(BOB, "We did it")
    assert "phone on speaker" in await house.text_in(ALICE, reminder)


async def test_the_same_tap_twice_is_one_worry(house: House) -> None:
    sim = house.sim
    await sim.send(ALICE, "/worry")
    await sim.tap(ALICE, CHOKING[0])
    page = await sim.last(ALICE)
    await asyncio.gather(*(sim.tap(ALICE, CHOKING[1], page) for _ in range(4)))
    await house.tell(ALICE, *CHOKING)
    assert house.practice.count("worries") == 1
    assert house.practice.count("worry_tellings") == 2
    assert len([m for m in await sim.from_bot(THERAPIST) if "A worry" in text_of(m)]) == 1
    await sim.tap(THERAPIST, "Seen")
    await house.tell(ALICE, *CHOKING)
    assert house.practice.count("worries") == 2, "after somebody has looked it is news again"


async def test_another_caregiver_telling_the_same_is_another_worry(house: House) -> None:
    await house.tell(ALICE, *CHOKING)
    await house.tell(BOB, *CHOKING)
    assert house.practice.count("worries") == 2


async def test_a_restart_in_the_middle_changes_nothing(house: House) -> None:
    sim = house.sim
    await house.open_card(ALICE)
    for label in ("Something worried me", *CHOKING):
        await house.restart()
        await sim.tap(ALICE, label)
    assert "Who is told" in await house.shown(ALICE)
    await house.restart()
    await sim.tap(THERAPIST, "Seen")
    await house.restart()
    assert "Seen by Nora" in await house.shown(ALICE)
    assert house.practice.count("worries") == 1


async def test_an_emergency_is_told_at_night_and_a_mild_worry_in_the_morning(house: House) -> None:
    await house.sim.clock_to(NIGHT)
    await house.tell(ALICE, *OTHER)
    assert await house.told() == set(), "Nora sleeps"
    assert "Nora (therapist): on its way" in await house.shown(ALICE)
    await house.tell(ALICE, *CHOKING)
    assert await house.told() == {THERAPIST, URGENT}
    await house.sim.clock_to(datetime(2027, 1, 12, 5, 0, 10, tzinfo=UTC))
    told = [m for m in await house.sim.from_bot(THERAPIST) if "A worry" in text_of(m)]
    assert len(told) == 2


async def test_the_one_button_of_old_cards_still_tells(house: House) -> None:
    await house.open_card(ALICE)
    socks = house.cards["Sunny"]["socks"]
    await house.sim.forge(ALICE, await house.sim.last(ALICE), f"wt:{socks}:2027-01-11")
    assert house.practice.one("SELECT code, assignment_id FROM worries") == {
        "code": "RF-OTHER",
        "assignment_id": socks,
    }
    assert house.paused() == {"socks"} and await house.told() == {THERAPIST}


# -- the queue ------------------------------------------------------------------------------------


async def test_the_queue_has_the_most_urgent_unseen_one_first(house: House) -> None:
    sim = house.sim
    await house.add_client("Pip", cards=("lights", "coin"))
    await house.join(BOB, "Pip")
    await _tell_from_card(house, ALICE, *PAINFUL)
    await sim.advance(timedelta(minutes=20))
    await house.tell(
        ALICE, "New weakness or lost a skill", "A skill has gone - words, walking, hands, memory"
    )
    await sim.advance(timedelta(minutes=20))
    await sim.send(BOB, "/worry")
    for label in ("Pip", *CHOKING):
        await sim.tap(BOB, label)
    await sim.start(THERAPIST)
    home = await sim.last(THERAPIST)
    assert text_of(home).startswith("⚠️ 3 worries wait for you.")
    await sim.tap(THERAPIST, "Worries")
    queue = await sim.last(THERAPIST)
    wanted = ["Pip · Emergency", "Sunny · Today", "Sunny · Next working day"]
    assert labels(queue)[:3] == wanted
    await sim.tap(THERAPIST, "Sunny · Today")
    await sim.tap(THERAPIST, "Seen")
    await sim.tap(THERAPIST, "All worries")
    queue = await sim.last(THERAPIST)
    assert labels(queue)[:3] == [wanted[0], wanted[2], "✓ Sunny · Today"]
    assert "2 wait to be seen" in text_of(queue)
    await sim.send(URGENT, "/worries")
    assert labels(await sim.last(URGENT)) == ["Pip · Emergency", "Start page"], "only what is hers"
    await sim.send(SPEECH, "/worries")
    assert "None is waiting" in await house.shown(SPEECH)


async def test_cards_come_back_one_by_one_and_by_the_therapist_alone(house: House) -> None:
    sim = house.sim
    await _tell_from_card(house, ALICE, *CHOKING)
    assert house.paused() == {"socks", "bubbles", "spoon"}
    assert not {"Let the card come back"} & set(labels(await sim.last(ALICE)))
    worry = house.practice.one("SELECT id FROM worries")["id"]
    answer = await sim.forge(ALICE, await sim.last(ALICE), f"wb:{worry}")
    assert answer and answer["show_alert"], "not for the family to decide"
    socks = house.cards["Sunny"]["socks"]
    await sim.tap(URGENT, "Open the worry")
    assert not [label for label in labels(await sim.last(URGENT)) if "come back" in label]
    answer = await sim.forge(URGENT, await sim.last(URGENT), f"WR:{worry}:{socks}")
    assert answer and answer["show_alert"], "not her client"
    assert house.paused() == {"socks", "bubbles", "spoon"}

    await sim.tap(THERAPIST, "Seen")
    backs = [label for label in labels(await sim.last(THERAPIST)) if "come back" in label]
    assert len(backs) == 3
    await sim.tap(THERAPIST, "Let “Socks on” come back")
    assert house.paused() == {"bubbles", "spoon"}
    back = house.practice.one("SELECT back_by, back_at FROM worry_rests WHERE back_at IS NOT NULL")
    nora = house.practice.one("SELECT id FROM people WHERE telegram_id = ?", THERAPIST)["id"]
    assert back["back_by"] == nora and back["back_at"]
    audit = house.practice.rows("SELECT action FROM audit_events WHERE action LIKE 'worry%'")
    assert [row["action"] for row in audit] == [
        "worry told",
        "worry seen",
        f"worry card {socks} back",
    ]


async def test_resuming_in_the_program_ends_the_worrys_hold(house: House) -> None:
    sim = house.sim
    await _tell_from_card(house, ALICE, *PAINFUL)
    socks = house.cards["Sunny"]["socks"]
    await sim.forge(THERAPIST, await sim.last(THERAPIST), f"S:{socks}:active")
    assert house.paused() == set()
    assert house.practice.rows("SELECT * FROM worry_rests WHERE back_at IS NULL") == []


async def test_a_card_of_a_mild_worry_may_come_back_by_the_family_unless_another_holds_it(
    house: House,
) -> None:
    sim = house.sim
    await _tell_from_card(house, ALICE, *OTHER)
    mild = await sim.last(ALICE)
    assert house.paused() == {"socks"} and "Let the card come back" in labels(mild)
    await house.tell(
        BOB, "New weakness or lost a skill", "Sudden - face, arm, speech, sight, balance, headache"
    )
    await sim.tap(ALICE, "Let the card come back", mild)
    assert "socks" in house.paused(), "what another worry rests is the therapist's"
    await sim.forge(THERAPIST, await sim.last(THERAPIST), f"WR:2:{house.cards['Sunny']['socks']}")
    assert "socks" not in house.paused()

    await house.open_card(BOB)
    for label in ("Something worried me", *OTHER):
        await sim.tap(BOB, label)
    await sim.tap(BOB, "Let the card come back")
    assert "socks" not in house.paused() and "Back in the program: Socks on" in await house.shown(
        BOB
    )


async def test_what_the_therapist_paused_stays_the_therapists(house: House) -> None:
    sim = house.sim
    socks = house.cards["Sunny"]["socks"]
    await sim.send(THERAPIST, "/program Sunny")
    await sim.forge(THERAPIST, await sim.last(THERAPIST), f"S:{socks}:paused")
    await house.tell(
        ALICE,
        "New weakness or lost a skill",
        "Sudden - face, arm, speech, sight, balance, headache",
    )
    rests = house.practice.rows("SELECT assignment_id FROM worry_rests")
    assert socks not in {row["assignment_id"] for row in rests}


# -- who may read ---------------------------------------------------------------------------------


async def test_only_those_who_were_told_and_the_clients_therapists_may_read(house: House) -> None:
    sim = house.sim
    await house.tell(ALICE, *CHOKING)
    worry = house.practice.one("SELECT id FROM worries")["id"]
    before = house.practice.rows("SELECT * FROM worries")
    for who in (SPEECH, LEAD, BOB, ALICE):
        page = await sim.last(who)
        for data in (f"WC:{worry}", f"WS:{worry}", f"WR:{worry}:1", "WC:999", "W:0"):
            answer = await sim.forge(who, page, data)
            refused_it = answer and answer["show_alert"]
            empty = data == "W:0" and "None is waiting" in await house.text_in(who, page)
            assert refused_it or empty, (who, data)
    assert house.practice.rows("SELECT * FROM worries") == before
    await house.practice.app.database.write(
        lambda tx: tx.run(f"UPDATE people SET suspended_at = 1 WHERE telegram_id = {URGENT}")
    )
    answer = await sim.tap(URGENT, "Seen")
    assert answer and answer["show_alert"], "a suspended therapist's buttons stop at once"
    assert house.practice.rows("SELECT * FROM worries") == before


@pytest.mark.parametrize("who", [ALICE, BOB])
async def test_a_caregiver_types_worries_in_vain(house: House, who: int) -> None:
    await house.tell(ALICE, *CHOKING)
    await house.sim.send(who, "/worries")
    assert "not something I can open" in await house.shown(who)


# -- nobody looks ---------------------------------------------------------------------------------


async def test_after_the_promised_time_the_urgent_contact_is_told_once(house: House) -> None:
    sim = house.sim
    await house.promise(4)
    await house.tell(ALICE, "Someone may be hurt or unsafe")
    page = await sim.last(ALICE)
    assert "The practice looks at it by Mon 11 Jan, 13:00" in await house.shown(ALICE)
    await sim.advance(timedelta(hours=3, minutes=50))
    assert URGENT not in await house.told()
    await sim.advance(timedelta(minutes=15))
    assert await house.told(LATE) == {URGENT}
    await sim.settle()
    assert "Olga (told because nobody had looked in time): sent" in await house.shown(ALICE)
    await sim.advance(timedelta(hours=9))
    await house.restart()
    await sim.advance(timedelta(hours=9))
    late = [m for m in await sim.from_bot(URGENT) if LATE in text_of(m)]
    assert len(late) == 1
    await sim.tap(URGENT, "Seen")
    assert "Seen by Olga" in await house.text_in(ALICE, page)


async def test_an_urgent_contact_who_was_told_already_is_reminded(house: House) -> None:
    await house.promise(4)
    await house.tell(ALICE, *CHOKING)
    await house.sim.advance(timedelta(hours=4, minutes=2))
    assert await house.told(LATE) == {URGENT}
    assert len([m for m in await house.sim.from_bot(URGENT) if "A worry" in text_of(m)]) == 2


async def test_what_was_seen_in_time_goes_no_further(house: House) -> None:
    await house.promise(4)
    await house.tell(ALICE, *PAINFUL)
    await house.sim.tap(THERAPIST, "Seen")
    await house.sim.advance(timedelta(hours=30))
    assert await house.told(LATE) == set()


async def test_without_a_promise_no_time_is_told_and_nothing_goes_further(house: House) -> None:
    await house.tell(ALICE, *PAINFUL)
    assert "looks at it by" not in await house.shown(ALICE)
    await house.sim.advance(timedelta(days=3))
    assert await house.told(LATE) == set()


async def test_without_an_urgent_contact_the_administrators_are_told(house: House) -> None:
    await house.promise(4)
    await practice_readers.set_contact(
        house.practice.app.office, house.visitor(THERAPIST), ContactSetting.URGENT, 0
    )
    await house.tell(ALICE, *CHOKING)
    assert await house.told() == {THERAPIST}
    await house.sim.advance(timedelta(hours=5))
    assert await house.told(LATE) == {THERAPIST, URGENT, SPEECH, LEAD}


async def test_when_the_therapist_cannot_be_reached_somebody_else_hears_at_once(
    house: House,
) -> None:
    await house.sim.block(THERAPIST)
    await house.tell(ALICE, *PAINFUL)
    await house.sim.advance(timedelta(minutes=2))
    assert await house.told(LATE) == {URGENT}
    assert "Nora (therapist): on its way" in await house.shown(ALICE)


async def test_when_nobody_can_be_told_the_family_reads_so(house: House) -> None:
    await house.practice.app.database.write(
        lambda tx: tx.run("UPDATE people SET suspended_at = 1 WHERE therapist_since IS NOT NULL")
    )
    page = await house.tell(ALICE, *CHOKING)
    assert "Nobody could be told here. Please call the practice." in page
