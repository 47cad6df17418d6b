"""Boards, feelings, sheets: what stands where, in both directions, on both papers."""

from dataclasses import fields, replace

import pytest

from bot.pictures import (
    Captions,
    Choice,
    CutOuts,
    Direction,
    Face,
    FeelingsStrip,
    FirstThen,
    Ladder,
    Page,
    Paper,
    ProgramSheet,
    SheetItem,
    SoFar,
    SoFarRow,
    Strip,
)
from bot.pictures.keys import is_private
from bot.pictures.payload import payload
from bot.pictures.pictograms import SIGNS, drawable, drawing, shape
from bot.pictures.press import Press
from bot.pictures.qr import qr_svg
from bot.pictures.typefaces import HOUSE, typefaces
from tests.pictures.conftest import Draw
from tests.pictures.look import (
    card,
    centre_of,
    edge_is_free,
    faces,
    ink,
    is_green,
    opened,
    pdf_pages,
    pdf_size,
)

BROCCOLI = Face("broccoli", ("1F966",))
SOCK = Face("sock", ("1F9E6",))
ITEM = SheetItem("Socks on", "Morning", "Every day", "4 minutes", ("1F9E6",))
SHEET = ProgramSheet("Maya", "Socks without tears", (ITEM,), ("Riverside",), "https://t.me/x")


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize(
    "spec",
    [FirstThen(BROCCOLI, SOCK), Choice(BROCCOLI, SOCK), Strip("Both", (BROCCOLI, SOCK))],
    ids=lambda spec: type(spec).__name__,
)
def test_what_comes_first_stands_where_reading_begins(
    spec: Page, direction: Direction, draw: Draw
) -> None:
    image = opened(draw(replace(spec, direction=direction)))
    across, _ = centre_of(image, is_green)
    assert (across < 0.5) == (direction == "ltr")
    assert edge_is_free(image, 6)


def test_the_two_of_a_choice_are_equally_large(draw: Draw) -> None:
    image = opened(draw(Choice(SOCK, SOCK, "Which one?")))
    half = image.width // 2
    shares = [ink(image.crop((x, 250, x + half - 50, 600))) for x in (0, half + 50)]
    assert shares[0] == pytest.approx(shares[1], rel=0.1)


def test_a_board_without_pictures_shows_its_words(draw: Draw) -> None:
    assert ink(opened(draw(FirstThen(Face("socks"), Face("story"))))) > 0.01


def test_feelings_are_told_without_colour(draw: Draw) -> None:
    image = opened(draw(FeelingsStrip()))
    paper = (245, 239, 229)
    colours = image.getcolors(maxcolors=100_000)
    assert colours
    for _, (red, green, blue) in colours:  # type: ignore[misc]
        mixed_with_paper = max(abs(red - green), abs(green - blue), abs(red - blue)) <= 18
        assert (red, green, blue) == paper or mixed_with_paper


def test_feelings_use_the_bots_own_scale() -> None:
    said = payload(FeelingsStrip(), ())["rows"]
    assert [(row["name"], [face["label"] for face in row["faces"]]) for row in said] == [
        ("Energy", ["Low", "Middle", "High"]),
        ("Comfort", ["Not OK", "OK", "Good"]),
    ]


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_prints_fit_the_paper(paper: Paper, draw: Draw) -> None:
    width, height = (595.28, 841.89) if paper == "a4" else (612, 792)
    for spec in (SHEET, CutOuts("Socks", faces(7)), Ladder("Socks", faces(7))):
        pdf = draw(replace(spec, paper=paper))
        upright = (height, width) if isinstance(spec, Ladder) else (width, height)
        assert pdf_size(pdf) == pytest.approx(upright)
        assert pdf_pages(pdf) == 1


def test_a_crowded_sheet_flows_on_rather_than_over(draw: Draw) -> None:
    items = tuple(replace(ITEM, title=f"Card {n}", slot=f"Slot {n}") for n in range(8))
    assert pdf_pages(draw(replace(SHEET, items=items))) == 2


def test_an_empty_sheet_is_still_a_sheet(draw: Draw) -> None:
    assert pdf_pages(draw(ProgramSheet("Maya", "", ()))) == 1


def test_items_of_one_part_of_the_day_stand_under_one_heading() -> None:
    items = (ITEM, replace(ITEM, title="Shoes"), replace(ITEM, slot="Bedtime"))
    groups = payload(replace(SHEET, items=items), ())["groups"]
    assert [(group["slot"], len(group["items"])) for group in groups] == [
        ("Morning", 2),
        ("Bedtime", 1),
    ]


def test_a_sheet_says_its_language_and_title_to_a_screen_reader(draw: Draw) -> None:
    pdf = draw(replace(SHEET, language="he", direction="rtl"))
    assert b"/Lang(he)" in pdf
    assert b"/Title(Home program: Maya)" in draw(SHEET)


@pytest.mark.parametrize("language", ["", "#x", "klingon", "x" * 300, "en\n"])
def test_an_odd_language_tag_draws_all_the_same(language: str, draw: Draw) -> None:
    assert draw(replace(card(), language=language))


def test_the_house_typeface_is_the_one_that_is_used(draw: Draw) -> None:
    assert typefaces().families[0] == HOUSE
    assert b"AtkinsonHyperlegible-Bold" in draw(SHEET)


def test_every_picture_names_where_the_pictograms_come_from(draw: Draw) -> None:
    silent = replace(Captions(), credit="")
    for spec in (card(), SHEET, FeelingsStrip(), Strip("Socks", faces(3)), Choice(SOCK, SOCK)):
        assert "OpenMoji" in payload(spec, ())["captions"]["credit"]
        assert draw(spec) != draw(replace(spec, captions=silent)), type(spec).__name__


def test_captions_are_said_in_another_language() -> None:
    said = Captions.said(str.upper)
    assert said.first == "FIRST"
    assert all(getattr(said, each.name).isupper() for each in fields(said))


def test_a_code_without_a_drawing_is_left_out(draw: Draw) -> None:
    assert drawable(("1F9E6", "FFFFF", "../../etc/passwd", "1F9E6.svg")) == ("1F9E6",)
    assert draw(card(codes=("1F9E6", "FFFFF"))) == draw(card(codes=("1F9E6",)))
    with pytest.raises(KeyError):
        drawing("../1F9E6")


def test_a_sign_is_smaller_beside_a_thing_and_whole_alone() -> None:
    def widths(*codes: str) -> list[float]:
        faces = payload(Strip("x", (Face("y", codes),)), ())["faces"]
        return [each["width"] for each in faces[0]["codes"]]

    assert "2B06" in SIGNS
    (alone,) = widths("2B06")
    _, beside = widths("1F9E6", "2B06")
    assert beside == alone / 2
    assert widths("2935", "2194") == [shape("2935")[0], shape("2194")[0]]


def test_the_same_spec_is_the_same_picture_on_another_day(draw: Draw) -> None:
    another = Press()
    for spec in (card(), SHEET, Ladder("Socks", faces(5)), FeelingsStrip()):
        assert another.draw(spec, photos=False) == draw(spec)


def test_a_qr_code_has_its_three_corners() -> None:
    svg = qr_svg("https://t.me/home_program_bot?start=abc")
    for corner in ("M0,0h", "M0,6h", "M6,0h", "M6,6h"):
        assert corner in svg
    assert "M7,7h" not in svg, "the finder pattern stands free"


def test_a_link_too_long_for_a_camera_is_refused() -> None:
    with pytest.raises(ValueError, match="QR code"):
        qr_svg("https://example.org/" + "x" * 300)


ROWS = (
    SoFarRow(Face("Socks on", ("1F9E6",)), 8, "It began with “Some hands-on help”, and less fits"),
    SoFarRow(Face("A cosy spot that belongs to them", ("1F6CB", "1F319")), 44),
    SoFarRow(Face("Wall pushes", ()), 300, "More comfortable afterwards, 12 times"),
)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_look_back_grows_by_dots_that_are_all_alike(direction: Direction, draw: Draw) -> None:
    spec = SoFar("So far · Sunny", "On 8 days something was tried.", ROWS, direction=direction)
    image = opened(draw(spec))
    assert edge_is_free(image, 6)
    fewer = SoFar(spec.title, spec.line, (replace(ROWS[0], days=1),), direction=direction)
    more = SoFar(spec.title, spec.line, ROWS[:1], direction=direction)
    assert ink(opened(draw(more))) > ink(opened(draw(fewer))), "each day leaves its dot"
    assert is_private(spec), "it tells of one family"
