"""Which cards a flag blocks or asks about, row by row of the brief's table (2.3)."""

from collections.abc import Mapping

import pytest

from bot.catalog import Catalog, effects_of, gates_for, load
from tests.content_tools import CONTENT


@pytest.fixture(scope="module")
def library() -> Catalog:
    return load([CONTENT])


def all_no(library: Catalog, **answers: str) -> dict[str, str]:
    """Return "no" to every flag but those named."""
    return dict.fromkeys(library.flags, "no") | {
        name.replace("_", "-"): answer for name, answer in answers.items()
    }


def split(library: Catalog, answers: Mapping[str, str]) -> tuple[set[str], set[str]]:
    """Return the cards that are blocked, and those to confirm."""
    gates = {card.id: library.gates_for(card, answers) for card in library.activities.values()}
    return (
        {card for card, gate in gates.items() if gate.blocked},
        {card for card, gate in gates.items() if gate.confirm},
    )


def coded(library: Catalog, *codes: str) -> set[str]:
    return {c.id for c in library.activities.values() if not set(codes).isdisjoint(c.safe)}


def in_areas(library: Catalog, *areas: str) -> set[str]:
    return {card.id for card in library.activities.values() if card.area in areas}


#: flag, codes to confirm, areas to confirm, cards to confirm, cards that are blocked
ROWS: list[tuple[str, str, str, str, str]] = [
    ("seizures", "WATER SEIZ BREATH SPIN", "", "", "heavy-lap-pad"),
    ("seizures-absence", "", "", "", "heavy-lap-pad mouth-bubbles"),
    (
        "neck",
        "AAI",
        "",
        "dress-coat-on heavy-animal-walk",
        "move-cushion-landing move-star-jumps",
    ),
    ("heart-lungs", "HEART CLEAR BREATH", "", "", "heavy-lap-pad"),
    (
        "bones",
        "LOAD FRAGILE CLEAR SHUNT",
        "",
        "",
        "move-cushion-landing move-star-jumps heavy-animal-walk heavy-lap-pad",
    ),
    ("joints", "HYPERMOB", "", "", ""),
    ("shunt", "SHUNT", "", "move-rock-roll heavy-animal-walk", ""),
    ("mouthing", "EYES SALT CHOKE", "", "hands-tweezers touch-dry-bin", "hands-coin-post"),
    ("allergy-skin", "ALLERGY SKIN HOT", "", "", ""),
    ("skin-or-feeling", "", "", "", "heavy-lap-pad"),
    ("circulation", "", "falls", "groom-nails", ""),
    ("shoulder", "SHLDR", "", "", "heavy-wall-push heavy-animal-walk"),
    (
        "dizziness",
        "FALL HYPOTENSION",
        "adult-adl falls",
        "",
        "falls-sit-stand falls-counter-balance setup-walker-check",
    ),
    (
        "exertion",
        "PEM",
        "heavy-work movement motor falls arm-hand",
        "school-move-break sleep-squeeze-stretch calm-squeeze-let-go",
        "",
    ),
    ("safeguarding", "", "", "", ""),
    (
        "trauma",
        "",
        "",
        (
            "feel-body-detective feel-school-morning calm-long-out-breath calm-squeeze-let-go "
            "sleep-squeeze-stretch groom-nails groom-bath-shower heavy-lap-pad"
        ),
        "",
    ),
]


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_a_flag_blocks_and_asks_as_the_brief_says(library, row):
    flag, codes, areas, cards, blocked = row
    answers = all_no(library, **{flag: "yes"})
    stops = set(blocked.split())
    asks = coded(library, *codes.split()) | in_areas(library, *areas.split()) | set(cards.split())
    assert split(library, answers) == (stops, asks - stops)


def test_no_to_everything_lets_every_card_pass(library):
    assert split(library, all_no(library)) == (set(), set())


def test_a_swallowing_difficulty_blocks_drinks_and_food_until_a_plan_is_recorded(library):
    answers = all_no(library, swallowing="yes")
    stops = coded(library, "DYSPH")
    assert {"meal-spoon", "meal-pour-drink", "mouth-chew-choice"} <= stops
    assert split(library, answers) == (stops, coded(library, "EAT") - stops)
    answers["swallow-plan"] = "yes"
    assert split(library, answers) == (set(), coded(library, "EAT", "DYSPH"))


def test_a_crisis_asks_about_feelings_and_blocks_sharp_tools_and_cords_until_supervised(library):
    answers = all_no(library, crisis="yes")
    stops = coded(library, "SHARP", "CORD")
    asks = coded(library, "MH") | in_areas(library, "feelings")
    assert {"cut-snips", "dress-laces", "groom-nails"} <= stops
    assert split(library, answers) == (stops, asks - stops)
    answers["supervised-tools"] = "yes"
    assert split(library, answers) == (set(), asks | stops)


def test_what_is_not_known_asks_first_and_never_blocks(library):
    for flag in [flag.id for flag in library.flags.values() if flag.part_of is None]:
        yes = split(library, all_no(library, **{flag: "yes"}))
        for answers in (all_no(library, **{flag: "unknown"}), all_no(library, **{flag: "maybe"})):
            assert split(library, answers) == (set(), yes[0] | yes[1]), flag
    blocked, asks = split(library, {})
    assert blocked == set()
    assert "move-star-jumps" in asks


def test_a_part_is_not_asked_when_the_whole_is_not_there(library):
    bubbles = library.activities["mouth-bubbles"]
    answers = all_no(library, seizures="no", seizures_absence="unknown")
    assert library.gates_for(bubbles, answers) == gates_for(bubbles, {}, {})
    answers = all_no(library, seizures="yes", seizures_absence="unknown")
    reasons = library.gates_for(bubbles, answers).confirm
    assert [(reason.flag, reason.known) for reason in reasons] == [
        ("seizures", True),
        ("seizures-absence", False),
    ]


def test_a_reason_says_what_to_leave_out_and_what_would_clear_it(library):
    tweezers = library.activities["hands-tweezers"]
    (reason,) = library.gates_for(tweezers, all_no(library, mouthing="yes")).confirm
    assert reason.label == "Mouths or eats things that are not food, or is under 3"
    assert reason.notes == (
        "Only large tongs and large soft pieces, nothing small.",
        "Only the version without small parts.",
    )
    wall = library.activities["heavy-wall-push"]
    (stop,) = library.gates_for(wall, all_no(library, shoulder="yes")).blocked
    assert stop.cleared_by is not None
    assert stop.cleared_by.id == "shoulder-steps"
    cleared = all_no(library, shoulder="yes", shoulder_steps="yes")
    assert library.gates_for(wall, cleared).blocked == ()


def test_the_lap_weight_is_blocked_by_each_flag_that_its_safety_text_names(library):
    pad = library.activities["heavy-lap-pad"]
    for flag in ("seizures", "heart-lungs", "bones", "skin-or-feeling"):
        assert library.gates_for(pad, all_no(library, **{flag: "yes"})).blocked, flag


def test_a_safeguarding_plan_keeps_the_family_timeline_apart(library):
    effects = effects_of(library.flags, all_no(library, safeguarding="yes"))
    assert effects.on == {"worries-to-safeguarding", "no-shared-timeline"}
    assert effects.ask == frozenset()
    effects = effects_of(library.flags, all_no(library, exertion="unknown"))
    assert effects.ask == {"no-automatic-step-up"}
    assert effects.on == frozenset()
