"""A card on its way out and in again: the very same; and what a step's emoji becomes."""

import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.catalog import Activity, load
from bot.catalog.emoji import label_of, numbered, pictured
from bot.catalog.models import OWN
from bot.catalog.own import look_at_data, look_at_file, wanted_codes
from bot.catalog.pictures import known_codes
from bot.catalog.rules_cards import LABEL_HOLDS
from bot.catalog.search import Index
from bot.catalog.source import Document, read_bytes
from bot.catalog.writing import as_yaml
from bot.domain import own_activity
from bot.domain.own_activity import own_id
from tests.content_tools import CONTENT

LIBRARY = load([CONTENT])
SOCKS = LIBRARY.activities["dress-socks-on"]
TEXT = st.text(min_size=1, max_size=60).filter(lambda text: text.strip() != "")


@pytest.mark.parametrize("card", LIBRARY.activities.values(), ids=lambda card: card.id)
def test_every_card_goes_out_and_comes_back_the_same(card: Activity):
    looked = look_at_file(as_yaml(card).encode(), f"{card.id}.yaml", LIBRARY, lambda one: one)
    assert looked.problems == ()
    assert looked.activity == card
    assert looked.activity.revision == card.revision


@settings(deadline=None)
@example("X\x85\u2028\ufeffz", ["tab\there", "# no comment", "a: b", "- dash", "'"])
@given(TEXT, st.lists(TEXT, min_size=1, max_size=5))
def test_whatever_somebody_writes_comes_back_as_it_was(words: str, steps: list[str]):
    card = Activity.model_validate(
        {**_fields(SOCKS), "why": words, "steps": tuple(steps), "search": ("null", "12", "no")}
    )
    document = read_bytes("x.yaml", as_yaml(card).encode())
    assert isinstance(document, Document)
    assert Activity.model_validate_json(_json(document.data)) == card


def test_a_sound_card_that_was_put_together_here_has_no_problems_and_its_tone_is_only_told():
    data = SOCKS.model_dump(mode="json") | {"why": "You must do this."}
    looked = look_at_data(data, LIBRARY)
    assert looked.activity is not None
    assert [(one.field, one.reason, one.line) for one in looked.warnings] == [
        ("why", "says 'must'", None)
    ]


def test_the_area_the_model_and_the_words_say_which_safety_texts_a_card_has_to_have():
    card = SOCKS.model_copy(
        update={
            "id": "own-x",
            "based_on": "dress-buttons",
            "area": "scissors",
            "steps": ("Blow a feather.",),
        }
    )
    wanted = wanted_codes(card, LIBRARY)
    assert wanted["SHARP"] == "scissors"
    assert wanted["MAGNET"] == "dress-buttons"
    assert "breathing in a set way ('blow' in steps)" in wanted["BREATH"]


@pytest.mark.parametrize(
    ("typed", "step", "codes"),
    [
        ("👕 Put the shirt flat.", "Put the shirt flat.", ("1F455",)),
        ("Wash ✋🏽 well.", "Wash well.", ("270B-1F3FD",)),
        ("☀️ Sun up.", "Sun up.", ("2600",)),
        ("❤ Hug.", "Hug.", ("2764",)),
        ("👨‍👩‍👧 Together.", "Together.", ("1F468-200D-1F469-200D-1F467",)),
        ("🧦👣🦶🧦 All.", "🧦 All.", ("1F9E6", "1F463", "1F9B6")),
        ("🧦", "🧦", ("1F9E6",)),
        ("1. Two words.", "1. Two words.", ()),
        ("靴下をはく。", "靴下をはく。", ()),
    ],
)
def test_an_emoji_in_a_step_becomes_its_picture(typed: str, step: str, codes: tuple[str, ...]):
    assert pictured(typed) == (step, codes)


@settings(deadline=None)
@given(st.text(max_size=300))
def test_whatever_is_typed_its_pictures_are_there_and_its_label_fits(text: str):
    step, codes = pictured(text)
    assert set(codes) <= known_codes()
    assert len(codes) <= 3
    assert len(label_of(step)) <= LABEL_HOLDS


def test_a_step_without_an_emoji_has_its_number():
    assert numbered(1) == ("0031-FE0F-20E3",)
    assert all(set(numbered(number)) <= known_codes() for number in range(1, 13))


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Grandpa's lamp", "own-grandpa-s-lamp"),
        ("  Über-Mütze 2 ", "own-uber-mutze-2"),
        ("靴下", "own-activity"),
        ("own-already-ours", "own-already-ours"),
        ("x" * 60, "own-" + "x" * 28),
        ("123", "own-123"),
    ],
)
def test_an_own_activity_is_called_by_its_title(words: str, name: str):
    assert own_id(words, lambda _: False) == name
    Activity.model_validate({**_fields(SOCKS), "id": name})


def test_two_of_one_name_are_told_apart():
    taken = {"own-lamp", "own-lamp-2", "own-" + "x" * 28}
    assert own_id("Lamp", taken.__contains__) == "own-lamp-3"
    assert own_id("x" * 60, taken.__contains__) == "own-" + "x" * 26 + "-2"
    assert own_activity.PREFIX == OWN


def test_a_search_finds_own_cards_as_if_the_index_were_made_anew():
    own = {
        "own-lamp": SOCKS.model_copy(update={"id": "own-lamp", "title": "Paper moon"}),
        "own-off": SOCKS.model_copy(update={"id": "own-off", "enabled": False}),
    }
    together = LIBRARY.with_own(own)
    assert [card.id for card in together.search("paper moon", limit=1)] == ["own-lamp"]
    assert "own-lamp" not in {card.id for card in LIBRARY.search("paper moon", limit=9)}
    anew = Index(together.activities.values(), together.areas, together.words, "en")
    for words in ("zipper", "sock", "heel", "before school calm", "paper moon"):
        found = {card.id for card in together.search(words, limit=6)}
        assert found == {card.id for card in anew.best(words, limit=6)}, words
        assert "own-off" not in found
    assert together.in_language("de").activities["own-lamp"].title == "Paper moon"


def _fields(card: Activity) -> dict[str, object]:
    return {name: getattr(card, name) for name in Activity.model_fields}


def _json(data: object) -> str:
    return json.dumps(data)
