"""A client's team: a colleague works along, covers a leave, takes over; the family hears of it."""

from datetime import timedelta

import pytest

from tests.journeys.practice import ALICE, BOB, NORA, OLGA, Practice
from tests.journeys.steps import Family
from tests.screen import labels, text_of


@pytest.fixture
async def olga(practice: Practice, family: Family) -> int:
    """Olga works here, and knows nothing of Sunny."""
    await practice.sim.start(OLGA)
    return int(practice.one("SELECT id FROM people WHERE telegram_id = ?", OLGA)["id"])


async def _sees_sunny(practice: Practice, who: int) -> bool:
    await practice.sim.send(who, "/clients")
    return any("Sunny" in label for label in labels(await practice.sim.last(who)))


async def test_a_colleague_works_along_and_the_family_hears_of_it(
    practice: Practice, family: Family, olga: int
) -> None:
    sim = practice.sim
    await sim.send(NORA, "/team Sunny")
    await sim.tap(NORA, "Bring in a colleague")
    await sim.tap(NORA, "Olga")
    await practice.restart()
    await sim.tap(NORA, "Works with me from now on")
    page = await sim.last(NORA)
    assert "Nora (you)\nOlga" in text_of(page)
    await sim.forge(NORA, page, f"2w:{family.client}:{olga}")
    await sim.settle()
    for who, words in ((OLGA, "You and Nora both work with Sunny"), (ALICE, "Olga works with")):
        told = [m for m in await sim.from_bot(who) if words in text_of(m)]
        assert len(told) == 1, who
    await sim.tap(OLGA, "Open Sunny")
    await sim.send(OLGA, "/program Sunny")
    assert "Socks" in text_of(await sim.last(OLGA))
    looks = practice.rows("SELECT * FROM audit_events WHERE action = 'opened'")
    assert len(looks) == 1 and looks[0]["person_id"] == olga
    await sim.send(NORA, "/audit Sunny")
    shown = text_of(await sim.last(NORA))
    assert "Olga looked for the first time" in shown and "Nora brought in Olga" in shown

    await sim.send(OLGA, "/team Sunny")
    await sim.tap(OLGA, "Leave this team")
    await sim.tap(OLGA, "Yes")
    assert not await _sees_sunny(practice, OLGA)
    answer = await sim.forge(NORA, await sim.last(NORA), f"2e:{family.client}:1:1")
    assert answer and "Somebody stays with each client" in answer["text"]
    assert await _sees_sunny(practice, NORA)


async def test_a_cover_begins_and_ends_by_itself(
    practice: Practice, family: Family, olga: int
) -> None:
    sim = practice.sim
    await sim.send(NORA, "/team Sunny")
    for label in ("Bring in a colleague", "Olga", "Covers while I am away", "Mon 18 Jan"):
        await sim.tap(NORA, label)
        await practice.restart()
    await sim.tap(NORA, "Sun 24 Jan")
    assert "Olga, covers from Mon 18 Jan to Sun 24 Jan" in text_of(await sim.last(NORA))
    await sim.settle()
    told = await sim.find(OLGA, "asks you to cover from Mon 18 Jan to Sun 24 Jan")
    assert "Open Sunny" not in labels(told), "it has not begun"
    assert "while your therapist is away" in text_of(await sim.find(ALICE, "Olga looks after"))
    assert not await _sees_sunny(practice, OLGA)
    for data in (f"K:{family.client}", f"2T:{family.client}", f"2y:{family.client}"):
        answer = await sim.forge(OLGA, told, data)
        assert answer and answer["show_alert"]

    await sim.advance(timedelta(days=7))
    assert await _sees_sunny(practice, OLGA)
    await sim.send(OLGA, "/team Sunny")
    page = await sim.last(OLGA)
    assert "Olga (you), covers until Sun 24 Jan" in text_of(page)
    assert "Bring in a colleague" not in labels(page), "a cover brings nobody in"
    nora = practice.one("SELECT id FROM people WHERE telegram_id = ?", NORA)["id"]
    answer = await sim.forge(OLGA, page, f"2e:{family.client}:{nora}:1")
    assert answer and answer["show_alert"], "nor sends anybody away"
    await sim.send(OLGA, "/checkins Sunny")
    assert "Sunny" in text_of(await sim.last(OLGA))

    await sim.advance(timedelta(days=6, hours=15))
    card = await sim.last(OLGA)
    answer = await sim.forge(OLGA, card, f"K:{family.client}")
    assert answer and answer["show_alert"], "the leave is over, and so is the cover"
    assert not await _sees_sunny(practice, OLGA)
    await sim.send(NORA, "/team Sunny")
    assert "Olga" not in text_of(await sim.last(NORA))


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("next week some time", "I did not read that as two dates. Try 20 Jan - 2 Feb."),
        ("1 Jan 2020 - 3 Jan 2020", "Those dates cannot be a cover"),
        ("2027-02-02 2027-01-20", "Those dates cannot be a cover"),
        ("20 Jan - 2 Feb 2030", "Those dates cannot be a cover"),
        ("31 Feb - 2 Mar", "I did not read that as two dates"),
    ],
)
async def test_dates_that_do_not_work_change_nothing_and_can_be_typed_again(
    practice: Practice, family: Family, olga: int, typed: str, answer: str
) -> None:
    sim = practice.sim
    await sim.send(NORA, "/team Sunny")
    for label in ("Bring in a colleague", "Olga", "Covers while I am away"):
        await sim.tap(NORA, label)
    await sim.send(NORA, typed)
    assert answer in text_of(await sim.last(NORA))
    assert practice.rows("SELECT 1 FROM care_links WHERE person_id = ?", olga) == []
    await sim.send(NORA, "20.1. - 2.2.")
    assert "Olga, covers from Wed 20 Jan to Tue 2 Feb" in text_of(await sim.last(NORA))


async def test_a_handover_comes_with_a_summary_and_leaves_nothing_behind(
    practice: Practice, family: Family, olga: int
) -> None:
    sim = practice.sim
    await sim.send(NORA, "/program Sunny")
    await sim.tap(NORA, "Write the goal")
    await sim.send(NORA, "Mornings that feel lighter")
    await sim.send(ALICE, "/today")
    for label in ("Socks on", "We did it", "Add a bit more", "Write a note"):
        await sim.tap(ALICE, label)
    await sim.send(ALICE, "Warmed the socks first")
    await sim.send(BOB, "/worry")
    for label in ("Something else", "Another worry"):
        await sim.tap(BOB, label)
    await sim.settle()
    await sim.send(NORA, "/team Sunny")
    for label in ("Bring in a colleague", "Olga", "Takes over for good"):
        await sim.tap(NORA, label)
    await practice.restart()
    page = await sim.last(NORA)
    await sim.tap(NORA, "Yes, hand over")
    await sim.forge(NORA, page, f"2o:{family.client}:{olga}:1")
    assert not await _sees_sunny(practice, NORA)
    await sim.settle()
    assert "Olga looks after Sunny's program from now on" in text_of(
        await sim.find(ALICE, "A therapist for Sunny")
    )
    await sim.tap(OLGA, "Read the summary")
    summary = text_of(await sim.last(OLGA))
    for words in (
        "Mornings that feel lighter",
        "Alice (parent), Bob (grandparent)",
        "Open worries",
        "Socks on, morning, every day ●",
        "Alice: Warmed the socks first",
        "safety questions are open",
    ):
        assert words in summary, words
    links = practice.rows(
        "SELECT person_id FROM care_links WHERE role = 'therapist' AND ended_at IS NULL"
    )
    assert [row["person_id"] for row in links] == [olga]


async def test_a_colleague_who_cares_at_home_is_not_made_the_therapist(
    practice: Practice, family: Family, olga: int
) -> None:
    sim = practice.sim
    alice = practice.one("SELECT id FROM people WHERE telegram_id = ?", ALICE)["id"]
    await practice.app.database.write(
        lambda tx: tx.run("UPDATE people SET therapist_since = 1 WHERE id = :p", p=alice)
    )
    await sim.send(NORA, "/team Sunny")
    page = await sim.last(NORA)
    for data in (f"2w:{family.client}:{alice}", f"2o:{family.client}:{alice}:1"):
        answer = await sim.forge(NORA, page, data)
        assert answer and "cares for this client at home" in answer["text"]
    roles = practice.rows("SELECT role FROM care_links WHERE person_id = ?", alice)
    assert [row["role"] for row in roles] == ["family"]
