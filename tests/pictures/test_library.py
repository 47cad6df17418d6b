"""Every activity of the library comes out as pictures within Telegram's and the printer's limits.

One step of each activity and everything else is drawn always; every single step with
EVERY_PICTURE=1.
"""

import os
from itertools import count

import pytest

from bot.catalog import Activity, Catalog
from bot.pictures import ProgramSheet, SheetItem, cut_outs_of, ladder_of, step_card_of, strip_of
from tests.pictures.conftest import CONTENT, Draw
from tests.pictures.look import edge_is_free, ink, opened, pdf_pages, pdf_size

AREAS = sorted(folder.name for folder in (CONTENT / "activities").iterdir())
EVERY = bool(os.environ.get("EVERY_PICTURE"))
A4 = (595.28, 841.89)
BLANK = 0.002


def cards(catalog: Catalog, area: str) -> list[Activity]:
    return [card for card in catalog.activities.values() if card.area == area and card.enabled]


def step_picture(card: Activity, number: int, draw: Draw) -> None:
    place = f"{number} of {len(card.steps)}"
    spec = step_card_of(card, number, place=place, words=card.steps[number - 1])
    png = draw(spec)
    image = opened(png)
    assert image.size == (1080, 1350)
    assert len(png) < 300_000
    assert ink(image) > BLANK
    assert edge_is_free(image)


@pytest.mark.parametrize("area", AREAS)
def test_a_step_of_each_activity_fits_a_telegram_photo(
    area: str, catalog: Catalog, draw: Draw
) -> None:
    for turn, card in zip(count(), cards(catalog, area), strict=False):
        step_picture(card, 1 + turn % len(card.steps), draw)


@pytest.mark.skipif(not EVERY, reason="half a minute; set EVERY_PICTURE=1")
@pytest.mark.parametrize("area", AREAS)
def test_every_step_of_each_activity_fits_a_telegram_photo(
    area: str, catalog: Catalog, draw: Draw
) -> None:
    for card in cards(catalog, area):
        for number in range(1, len(card.steps) + 1):
            step_picture(card, number, draw)


@pytest.mark.parametrize("area", AREAS)
def test_each_strip_is_a_photo_that_telegram_takes(area: str, catalog: Catalog, draw: Draw) -> None:
    for card in cards(catalog, area):
        png = draw(strip_of(card))
        image = opened(png)
        assert image.width == 1080, card.id
        assert 600 < image.height < 2200, card.id
        assert len(png) < 400_000, card.id
        assert ink(image) > BLANK, card.id
        assert edge_is_free(image, 6), card.id


@pytest.mark.parametrize("area", AREAS)
def test_each_activity_prints_on_one_page(area: str, catalog: Catalog, draw: Draw) -> None:
    for card in cards(catalog, area):
        pdf = draw(cut_outs_of(card))
        assert pdf_pages(pdf) == 1, card.id
        assert pdf_size(pdf) == pytest.approx(A4), card.id
        assert len(pdf) < 500_000, card.id


def test_each_chain_prints_as_a_ladder_on_its_side(catalog: Catalog, draw: Draw) -> None:
    chained = [card for card in catalog.activities.values() if card.chain]
    assert len(chained) >= 10
    for card in chained:
        pdf = draw(ladder_of(card))
        assert pdf_pages(pdf) == 1, card.id
        assert pdf_size(pdf) == pytest.approx(A4[::-1]), card.id


def test_an_activity_without_a_chain_has_no_ladder(catalog: Catalog) -> None:
    card = next(card for card in catalog.activities.values() if card.chain is None)
    with pytest.raises(ValueError, match=card.id):
        ladder_of(card)


def test_a_step_that_is_not_there_is_no_card(catalog: Catalog) -> None:
    card = catalog.activities["dress-socks-on"]
    for number in (0, len(card.steps) + 1):
        with pytest.raises(IndexError, match="no step"):
            step_card_of(card, number, place="")


def test_each_program_is_one_page_for_the_fridge(catalog: Catalog, draw: Draw) -> None:
    for program in catalog.programs.values():
        items = [(item, catalog.activities[item.activity]) for item in program.items]
        spec = ProgramSheet(
            "Maya",
            program.goal,
            tuple(
                SheetItem(card.title, item.slot, f"{item.days} days", card.low.idea, picture.codes)
                for item, card in items
                for picture in card.pictures[:1]
            ),
            ("Riverside Therapy", "Anna Berg", "+1 555 0100"),
            "https://t.me/home_program_bot?start=maya",
        )
        assert pdf_pages(draw(spec)) == 1, program.id
