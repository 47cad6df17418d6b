"""Whoever cannot be written to is left alone, and the therapist hears of it, once."""

from datetime import timedelta

import pytest

from bot.domain.people import Role
from bot.domain.rhythm import Slot
from bot.services import timing
from bot.store import invites, people
from bot.store.database import Tx
from tests.journeys.practice import ALICE, BOB, NORA, OLGA
from tests.journeys.steps import add_client, assign
from tests.schedule.house import BEDTIME, MORNING, House, visitor

GONE = "has blocked this bot or closed Telegram"


async def told(house: House, therapist: int) -> list[str]:
    """What a therapist was told about people who cannot be reached."""
    return [text for text in await house.texts(therapist) if GONE in text]


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        ("blocked", "blocked"),
        ("deactivated", "deactivated"),
        ("not_found", "chat not found"),
    ],
)
async def test_a_chat_that_is_gone_is_left_alone_and_the_therapist_hears_once(
    house: House, fault: str, why: str
) -> None:
    await house.sim.faults(fault, user_id=ALICE, method="sendMessage", times=None)
    await house.sim.clock_to(BEDTIME)
    assert house.person(ALICE)["unreachable_why"] == why
    before = await house.sim.last_call()
    await house.sim.clock_to(MORNING)
    calls = await house.sim.calls("sendMessage", after=before)
    assert ALICE not in {call["params"]["chat_id"] for call in calls}, "no second try"
    assert [r["reason"] for r in house.deliveries(ALICE)] == ["unreachable", "unreachable"]
    assert len(await told(house, NORA)) == 1
    assert len(await house.cards(BOB)) == 2, "Bob has his cards"


async def test_a_block_that_telegram_tells_of_is_told_once_too(house: House) -> None:
    before = await house.sim.last_call()
    await house.sim.block(ALICE)
    await house.sim.clock_to(BEDTIME)
    assert len(await told(house, NORA)) == 1
    calls = await house.sim.calls("sendMessage", after=before)
    assert ALICE not in {call["params"]["chat_id"] for call in calls}


async def test_reminders_come_again_by_themselves_after_an_unblock(house: House) -> None:
    await house.sim.block(ALICE)
    await house.sim.clock_to(BEDTIME)
    await house.sim.block(ALICE, blocked=False)
    assert house.person(ALICE)["unreachable_at"] is None
    await house.sim.clock_to(MORNING)
    assert "Socks on" in (await house.texts(ALICE))[-1]


async def test_a_word_from_somebody_thought_lost_brings_the_reminders_back(house: House) -> None:
    """The chat was not found once; Telegram never says that it is there again."""
    await house.sim.faults("not_found", user_id=ALICE, method="sendMessage")
    await house.sim.clock_to(BEDTIME)
    assert house.person(ALICE)["unreachable_at"] is not None
    await house.sim.send(ALICE, "/today")
    await house.sim.clock_to(MORNING)
    assert "Socks on" in (await house.texts(ALICE))[-1]


async def test_an_answer_that_cannot_be_shown_counts_as_well(house: House) -> None:
    await house.sim.faults("blocked", user_id=ALICE, method="sendMessage")
    await house.sim.send(ALICE, "/today")
    assert house.person(ALICE)["unreachable_why"] == "blocked"
    assert len(await told(house, NORA)) == 1


async def test_each_therapist_of_a_parent_of_two_hears_once(house: House) -> None:
    """Alice cares for Sunny (Nora's) and for Pip and Pop (both Olga's)."""
    for name in ("Pip", "Pop"):
        client = await add_client(house, OLGA, name)
        await assign(house, OLGA, f"{name} heavy-wall-push morning daily")
        await _link(house, ALICE, client)
    await house.sim.faults("blocked", user_id=ALICE, method="sendMessage", times=None)
    await house.sim.clock_to(MORNING)
    assert len(await told(house, NORA)) == 1
    assert len(await told(house, OLGA)) == 1


async def test_a_notice_waits_for_a_therapist_who_is_away(house: House) -> None:
    """Nora has blocked the bot herself: what she is owed is not forgotten."""
    await house.sim.block(NORA)
    await house.sim.block(ALICE)
    await house.sim.advance(timedelta(hours=3))
    assert await told(house, NORA) == []
    await house.sim.block(NORA, blocked=False)
    await house.sim.advance(timedelta(hours=1, minutes=1))
    assert len(await told(house, NORA)) == 1


async def test_a_notice_waits_for_the_morning(house: House) -> None:
    await house.sim.clock_to(BEDTIME + timedelta(hours=4))  # half past eleven at night
    await house.sim.block(ALICE)
    assert await told(house, NORA) == []
    await house.sim.clock_to(MORNING - timedelta(minutes=50))
    assert len(await told(house, NORA)) == 1


async def test_nobody_is_told_of_somebody_who_is_back_already(house: House) -> None:
    await house.sim.clock_to(BEDTIME + timedelta(hours=4))
    await house.sim.block(ALICE)
    await house.sim.block(ALICE, blocked=False)
    await house.sim.clock_to(MORNING)
    assert await told(house, NORA) == []
    (notice,) = house.deliveries(NORA)
    assert (notice["state"], notice["reason"]) == ("skipped", "nothing left")


async def test_a_chat_that_became_a_group_is_no_persons_chat(house: House) -> None:
    """`migrate_to_chat_id`: a person's own chat never moves, so nobody is there any more."""
    chat = {"id": ALICE, "type": "private", "first_name": "Alice"}
    moved = {"message_id": 1, "date": 1, "chat": chat, "migrate_to_chat_id": -100123}
    await house.sim.update({"message": moved})
    await house.sim.clock_to(BEDTIME)
    assert house.person(ALICE)["unreachable_why"] == "moved"
    assert len(await told(house, NORA)) == 1


async def _link(house: House, telegram_id: int, client: int) -> None:
    """Let somebody care for one more client."""
    office = house.app.office

    def write(tx: Tx) -> None:
        person = people.by_telegram_id(tx, telegram_id)
        assert person is not None
        people.add_link(tx, client, person.id, Role.FAMILY, office.now_ms())
        invites.add_consent(tx, person.id, client, "1", "en", office.now_ms())

    await office.db.write(write)
    await timing.set_reminder(office, visitor(telegram_id), client, Slot.MORNING, 420, is_on=True)
