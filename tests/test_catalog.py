"""The catalog as the rest of the bot uses it: overrides, revisions, and finding a card."""

from pathlib import Path

import pytest

from bot.catalog import Catalog, load
from tests.content_tools import CONTENT, card, override


@pytest.fixture(scope="module")
def library() -> Catalog:
    return load([CONTENT])


def test_a_practices_own_card_wins_and_the_rest_stays(tmp_path, library):
    override(tmp_path, card().replace("title: Socks on", "title: Cosy socks"))
    own = load([CONTENT, tmp_path])
    assert own.activities["dress-socks-on"].title == "Cosy socks"
    assert own.activities["dress-zip"] == library.activities["dress-zip"]
    assert list(own.activities) == list(library.activities)


def test_a_practice_may_reword_a_safety_text_and_loses_no_other(tmp_path, library):
    override(tmp_path, "texts:\n  CONSENT: Ask first, every time.\n", "safety.yaml")
    own = load([CONTENT, tmp_path])
    assert own.safety["CONSENT"] == "Ask first, every time."
    assert own.safety["SKIN"] == library.safety["SKIN"]
    assert own.safety_texts(own.activities["dress-socks-on"]) == ("Ask first, every time.",)


def test_a_switched_off_card_stays_known_but_is_not_offered(tmp_path):
    override(tmp_path, card().replace("review:", "enabled: false\nreview:"))
    own = load([CONTENT, tmp_path])
    assert not own.activities["dress-socks-on"].enabled
    assert "dress-socks-on" not in [activity.id for activity in own.in_area("dressing")]
    assert "dress-socks-on" not in [activity.id for activity in own.search("socks")]


def test_a_revision_stays_while_the_text_stays(tmp_path, library):
    before = library.activities["dress-socks-on"].revision
    assert load([CONTENT]).activities["dress-socks-on"].revision == before
    assert len(before) == 12
    assert int(before, 16) >= 0
    reviewed = "status: reviewed\n  by: AB\n  on: 2025-01-31"
    reordered = (
        card().replace("minutes: 4\n", "").replace("slot: morning", "slot: morning\nminutes: 4")
    )
    override(tmp_path, reordered.replace("status: draft", reviewed))
    own = load([CONTENT, tmp_path]).activities["dress-socks-on"]
    assert own.review.by == "AB"
    assert own.revision == before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Wriggle the toes.", "Wiggle the toes."),
        ("  - Pain in a toe or an ankle.", "  - Pain in a toe, a foot or an ankle."),
        ("minutes: 4", "minutes: 5"),
        ("label: pull up", "label: up it goes"),
    ],
)
def test_a_revision_changes_with_the_text(tmp_path, library, old, new):
    override(tmp_path, card().replace(old, new))
    own = load([CONTENT, tmp_path]).activities["dress-socks-on"]
    assert own.revision != library.activities["dress-socks-on"].revision


def test_revisions_are_each_their_own(library):
    revisions = {activity.revision for activity in library.activities.values()}
    assert len(revisions) == len(library.activities)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("zipper", "dress-zip"),
        ("zipr", "dress-zip"),
        ("ZIP!!", "dress-zip"),
        ("socks", "dress-socks-on"),
        ("sokcs", "dress-socks-on"),
        ("tshirt", "dress-tshirt-on"),
        ("lauundry basket", "heavy-basket"),
        ("brething", "calm-long-out-breath"),
        ("rucksack", "school-backpack"),
        ("dress-zip", "dress-zip"),
        ("the bedtime pictures", "sleep-picture-routine"),
    ],
)
def test_search_forgives_slips_of_the_finger(library, words, found):
    assert library.search(words)[0].id == found


@pytest.mark.parametrize("words", ["", "   ", "xyzzy", "\N{SOCKS}", "<b>&", "q" * 5000])
def test_search_finds_nothing_for_nothing(library, words):
    assert library.search(words) == []


def test_an_areas_name_finds_its_cards_and_no_more_than_asked(library):
    found = library.search("heavy work", limit=2)
    assert [activity.area for activity in found] == ["heavy-work", "heavy-work"]


def test_search_keeps_to_the_person_and_the_floor_age(library):
    for found in library.search("calm", limit=50, person="older"):
        assert "older" in found.people
    little = library.search("jumping", limit=50, age=3)
    assert "move-star-jumps" not in [found.id for found in little]
    assert all(found.floor_age <= 3 for found in little)
    bigger = library.search("jumping", person="child", age=5)
    assert "move-star-jumps" in [found.id for found in bigger]
    assert "arm-cup-practice" not in [found.id for found in library.search("stroke cup", age=8)]
    assert "arm-cup-practice" in [found.id for found in library.search("stroke cup", age=14)]


def test_a_number_of_minutes_keeps_long_cards_out_of_the_way(library):
    found = library.search("10 minutes before bed", limit=5)
    assert found
    assert all(one.minutes <= 10 for one in found[:3])
    assert all(one.slot in {"bedtime", "anytime"} for one in found[:3])
    assert library.search("5 minutes", limit=3)


def test_nothing_at_hand_finds_nothing(library):
    assert library.search("and the of to") == []


def test_an_area_lists_its_cards(library):
    areas = [activity.area for activity in library.in_area("sleep")]
    assert areas
    assert set(areas) == {"sleep"}
    assert library.in_area("no-such-area") == ()


def test_nothing_in_the_catalog_can_be_changed(library):
    with pytest.raises(TypeError):
        library.safety["CONSENT"] = ""
    with pytest.raises(ValueError, match="frozen"):
        library.activities["dress-zip"].title = "Other"


def test_a_practice_may_add_a_card_of_its_own(tmp_path):
    name = "activities/dressing/dress-mittens-on.yaml"
    text = card().replace("id: dress-socks-on", "id: dress-mittens-on")
    override(tmp_path, text.replace("title: Socks on", "title: Mittens on"), name)
    assert load([CONTENT, tmp_path]).search("mittens")[0].id == "dress-mittens-on"


def test_content_paths_may_be_given_as_they_are_typed(monkeypatch):
    monkeypatch.chdir(CONTENT.parent)
    assert load([Path("content")]).activities
