"""A safeguarding plan: caregivers read their own answers alone, and the lead hears of all."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.services import flags
from bot.views.routes import Card, encode
from tests.journeys.house import LEAD, THERAPIST, TODAY, House, open_house
from tests.journeys.practice import ALICE, BOB

MARKS = "Marks over 20 minutes, broken or numb skin"


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    """Nora's practice with its contacts; Sunny, with Alice and Bob."""
    async with open_house(tmp_path) as house:
        yield house


async def _flag(house: House, answer: str) -> None:
    office, nora = house.practice.app.office, house.visitor(THERAPIST)
    await flags.set_flag(office, nora, house.clients["Sunny"], "safeguarding", answer)


async def test_caregivers_do_not_see_each_others_answers_while_the_flag_is_on(
    house: House,
) -> None:
    sim = house.sim
    card = encode(Card(house.cards["Sunny"]["socks"], TODAY))
    await house.open_card(ALICE)
    await sim.tap(ALICE, "We did it")
    for answer, is_shared in (("unknown", True), ("yes", False), ("no", True)):
        await _flag(house, answer)
        await sim.send(BOB, "/today")
        await sim.forge(BOB, await sim.last(BOB), card)
        assert ("Alice" in await house.shown(BOB)) is is_shared, answer
        await sim.send(BOB, "/progress")
        assert ("Socks on" in await house.shown(BOB)) is is_shared, answer
    await sim.forge(ALICE, await sim.last(ALICE), card)
    assert "we did it" in await house.shown(ALICE)


async def test_the_safeguarding_lead_hears_of_every_worry_and_the_page_keeps_it_to_itself(
    house: House,
) -> None:
    await _flag(house, "yes")
    page = await house.tell(ALICE, "Pain or skin marks", MARKS)
    assert LEAD in await house.told()
    assert "Dora" not in page and "Nobody else is told." not in page
    assert "Others who care along do not see it." in page


async def test_without_the_flag_the_lead_hears_of_what_is_theirs_alone(house: House) -> None:
    page = await house.tell(ALICE, "Pain or skin marks", MARKS)
    assert LEAD not in await house.told()
    assert "Nobody else is told." in page
    page = await house.tell(BOB, "Someone may be hurt or unsafe")
    assert LEAD in await house.told() and "Dora" in page
