"""People's words are data: they shrink, wrap or end in an ellipsis, and never become markup."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.pictures import (
    Choice,
    CutOuts,
    Face,
    FirstThen,
    Ladder,
    Page,
    ProgramSheet,
    SheetItem,
    StepCard,
    Strip,
)
from bot.pictures.words import LONGEST, sentence, settled
from tests.pictures.conftest import Draw
from tests.pictures.look import card, edge_is_free, faces, ink, opened, pdf_pages

HOSTILE = {
    "code": '#eval("1 + 1") #panic("drawn as code") #import "/etc/passwd"',
    "markup": "*bold* _slant_ = Heading #pagebreak() <label> @reference",
    "brackets": "]]] ))) }}} [[[ ((( {{{ $x^2$ $ `raw` ```",
    "slashes": "\\ \\n \\u{0} // comment /* never closed",
    "quotes": "\" ' ‘ ’ “ ” {{name}} %s {0}",
    "controls": "bell\x07 zero\x00 escape\x1b[31m\r\n\ttab\x85",
    "unpaired": "half \ud83d of a pair",
    "emoji": "😀 🧦 👨‍👩‍👧 🏳️‍🌈 👍🏽 ❤️",
    "no letters in the fonts": "日本語 한국어 ไทย 𓀀",
    "right to left": "ارتدِ الجوارب then גרביים",
    "direction tricks": "abc \u202etxet neddih\u202c \u2066x",
    "marks": "Z̷̢̛̤a̸̧̛l̶̨̛g̵̢̛o̴ " * 8,
    "a word without end": "W" * 500,
    "many words": "word " * 120,
    "emoji without end": "🧦" * 250,
    "joined without end": "ب" * 500,
    "only spaces": "   \u00a0 \u2003 ",
    "nothing": "",
}


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_hostile_words_stay_inside_a_step_card(words: str, draw: Draw) -> None:
    spec = StepCard(words, words, 1, 3, words[:40], words=words, codes=("1F9E6",))
    image = opened(draw(spec))
    assert image.size == (1080, 1350)
    assert edge_is_free(image)
    assert ink(image) > 0.002


def everywhere(words: str) -> list[Page]:
    """The words in every place of every other picture that takes some."""
    face = Face(words, ("1F9E6", "2B06"))
    item = SheetItem(words, words, words, words, ("1F9E6",))
    return [
        Strip(words, (face,) * 7),
        FirstThen(face, Face(words)),
        Choice(face, Face(words), words),
        CutOuts(words, (face,) * 5),
        Ladder(words, (face,) * 8),
        ProgramSheet(words, words, (item,) * 4, (words,) * 3, "https://t.me/x"),
    ]


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_hostile_words_stay_inside_every_other_picture(words: str, draw: Draw) -> None:
    for spec in everywhere(words):
        picture = draw(spec)
        if picture.startswith(b"%PDF-"):
            assert pdf_pages(picture) == 1, type(spec).__name__
        else:
            assert edge_is_free(opened(picture), 4), type(spec).__name__


def test_code_in_words_is_shown_not_run(draw: Draw) -> None:
    shown = opened(draw(card("#upper[x]")))
    assert ink(shown) > ink(opened(draw(card("X")))), (
        "the sign, the word and the brackets are there"
    )
    assert draw(card("#upper[x]")) != draw(card("X"))


def test_a_long_label_is_smaller_and_a_short_one_large(draw: Draw) -> None:
    short, long = (
        opened(draw(StepCard("", label, 1, 40, "", codes=()))) for label in ("on", "on " * 60)
    )
    rows = [
        sum(ink(each.crop((0, y, 1080, y + 4))) > 0 for y in range(0, 1350, 4))
        for each in (short, long)
    ]
    assert 5 < rows[0] < rows[1], "few rows of large letters, many of small ones"


def test_a_name_with_an_emoji_shows_the_emoji(draw: Draw) -> None:
    assert draw(card("socks 🧦")) != draw(card("socks 🧤"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("جورب", "قميص"),
        ("גרב", "כובע"),
        ("носок", "шапка"),
        ("κάλτσα", "σκούφος"),
        ("Čižma", "Čižme"),
    ],
    ids=["Arabic", "Hebrew", "Cyrillic", "Greek", "Latin"],
)
def test_scripts_beyond_english_have_letters(one: str, other: str, draw: Draw) -> None:
    """Letters that no font has become equal boxes; then these two would look the same."""
    size = max(len(one), len(other))
    assert draw(card(one.ljust(size, ".").replace(".", ""))) != draw(card(other))


def test_words_are_one_line_without_what_has_no_shape() -> None:
    assert settled(" a\n\tb\x00\u202ec ") == "a bc"


def test_a_very_long_text_ends_in_an_ellipsis() -> None:
    text = settled("word " * 1000)
    assert len(text) <= LONGEST
    assert text.endswith("…")


def test_only_a_run_without_end_gets_breaks() -> None:
    assert "\u200b" not in settled("Donaudampfschiff fahren, self-regulation!")
    assert "\u200b" in settled("x" * 30)
    assert settled("x" * 30).replace("\u200b", "") == "x" * 30


def test_a_telephone_number_keeps_its_order_from_right_to_left(draw: Draw) -> None:
    assert settled("هاتف +1 555 0100") == "هاتف \u2066+1 555 0100\u2069"
    assert settled("7 of 12, at 7:30") == "7 of 12, at 7:30"
    spec = replace(card("+1 555 0100"), direction="rtl")
    assert draw(spec) != draw(replace(spec, label="0100 555 1+"))


def test_a_label_begins_with_a_capital_and_keeps_the_rest() -> None:
    assert sentence("T-shirt up and off") == "T-shirt up and off"
    assert sentence("thumbs in") == "Thumbs in"
    assert sentence("") == ""


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(words=st.text(max_size=80))
def test_any_words_can_be_drawn(words: str, draw: Draw) -> None:
    assert edge_is_free(opened(draw(FirstThen(Face(words, ("1F9E6",)), Face(words)))), 4)


def test_seven_steps_and_one_step_are_both_a_strip(draw: Draw) -> None:
    heights = [opened(draw(Strip("Socks", faces(count)))).height for count in (1, 4, 7, 12)]
    assert heights == sorted(heights)
