"""So far: in words and as one picture, for the family and for the therapist; it only grows."""

import re
from datetime import date, timedelta

from bot.domain.check_in import Outcome
from bot.domain.details import Detail
from bot.store import check_ins
from bot.store.database import Tx
from tests.journeys.practice import ALICE, BOB, NORA, OLGA, Practice
from tests.journeys.steps import Family
from tests.screen import labels, text_of

FIRST = date(2026, 12, 1)
LEVELS = (4, 4, 4, 3, 2, 2, 2, 5)
BLAME = re.compile(r"%|streak|in a row|missed|only|not done|failed|percent", re.IGNORECASE)


async def fill(practice: Practice, family: Family) -> None:
    """Eight mornings with socks: less help as they go on, and one day with more."""
    office = practice.app.office

    def change(tx: Tx) -> None:
        alice = tx.value("SELECT id FROM people WHERE telegram_id = :t", t=ALICE)
        bob = tx.value("SELECT id FROM people WHERE telegram_id = :t", t=BOB)
        for day, level in enumerate(LEVELS):
            on = FIRST + timedelta(days=day)
            for who in (alice, bob) if day == 0 else (alice,):
                check_ins.upsert(
                    tx, assignment_id=family.socks, version=1, person_id=who, on=on,
                    outcome=Outcome.DONE, recalled=False, now=day + who,
                )  # fmt: skip
                check_ins.set_help(
                    tx, assignment_id=family.socks, person_id=who, on=on, level=level, now=day + who
                )
        for detail, value in (
            (Detail.BEFORE_COMFORT, "not_ok"),
            (Detail.AFTER_COMFORT, "good"),
            (Detail.ENJOYED, "liked"),
        ):
            check_ins.set_detail(
                tx, assignment_id=family.socks, person_id=alice, on=on, detail=detail,
                value=value, now=99,
            )  # fmt: skip

    await office.db.write(change)


async def test_a_look_back_in_words_and_as_one_picture(practice: Practice, family: Family) -> None:
    sim = practice.sim
    await sim.send(ALICE, "/progress")
    empty = text_of(await sim.last(ALICE))
    assert "Nothing is written down here yet, and that is fine." in empty
    assert labels(await sim.last(ALICE)) == ["Back to today"]
    await fill(practice, family)
    await sim.send(ALICE, "/progress")
    page = text_of(await sim.last(ALICE))
    assert page.startswith("So far · Sunny")
    assert "On 8 days something was tried. That stays." in page, "two answers are one day"
    assert "• Socks on: on 8 days" in page
    assert "it began with “Some hands-on help”, and “A word, look or point” has been enough" in page
    assert "more comfortable afterwards, once" in page
    assert "Liked" in page and "Lights" not in page
    assert not BLAME.search(page)
    await sim.tap(ALICE, "As a picture")
    shown = await sim.last(ALICE)
    assert shown.get("photo") and "That stays" in text_of(shown)
    await practice.restart()
    practice.may_fail.add("terminated by other getUpdates request")
    await sim.tap(ALICE, "In words")
    assert "Help that fitted" in text_of(await sim.last(ALICE))

    await sim.send(NORA, "/progress Sunny")
    assert text_of(await sim.last(NORA)).startswith("So far · Sunny")
    await sim.tap(NORA, "Open Sunny")
    await sim.tap(NORA, "So far")
    await sim.tap(NORA, "As a picture")
    assert (await sim.last(NORA)).get("photo")
    await sim.send(OLGA, "/progress Sunny")
    assert "Socks" not in await sim.screen(OLGA), "not on her caseload"
