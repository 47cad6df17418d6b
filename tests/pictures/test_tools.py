"""The two scripts beside the pictures: the contact sheet, and the measuring of pictograms."""

from bot.catalog import Catalog
from bot.pictures.extents import EXTENTS_FILE, Extent, extent
from bot.pictures.pictograms import drawable
from scripts.contact_sheet import pages
from scripts.measure_pictograms import measured
from tests.pictures.look import ink, opened, pdf_pages


def test_the_contact_sheet_shows_every_strip(catalog: Catalog) -> None:
    cards = [card for card in catalog.activities.values() if card.area == "dressing"]
    (page,) = pages(cards, "png")
    assert ink(opened(page)) > 0.01
    (pdf,) = pages(cards, "pdf")
    assert pdf_pages(pdf) == 1


def test_the_measures_are_those_of_the_installed_openmoji(catalog: Catalog) -> None:
    codes = sorted(
        {
            code
            for card in catalog.activities.values()
            for picture in card.pictures
            for code in picture.codes
        }
    )
    assert drawable(codes) == tuple(codes)
    found = dict(measured(codes[:40]))
    assert found == {code: extent(code) for code in codes[:40]}


def test_every_pictogram_of_the_library_was_measured(catalog: Catalog) -> None:
    known = {line.split()[0] for line in EXTENTS_FILE.read_text().splitlines()}
    for card in catalog.activities.values():
        for picture in card.pictures:
            assert known.issuperset(picture.codes), card.id


def test_a_drawing_that_was_never_measured_has_its_whole_square() -> None:
    assert extent("10FFFF") == Extent(0, 0, 72, 72)
    assert extent("1F44D-1F3FD") == extent("1F44D")
