"""A practice's own card is looked at as hard as ours: its words ask for their safety texts."""

import pytest

from tests.content_tools import card, override, told

NAME = "activities/calm/calm-own-idea.yaml"
STEP = "  - Find a comfortable position. Let the shoulders be loose."
SAFE = "safe: [BREATH, HEART]"


def own_card(step: str, safe: str = SAFE) -> str:
    """Return a card of a practice that has one unusual step."""
    text = card("activities/calm/calm-long-out-breath.yaml")
    text = text.replace("id: calm-long-out-breath", "id: calm-own-idea")
    assert STEP in text and SAFE in text
    return text.replace(STEP, f"  - {step}").replace(SAFE, safe)


HAZARDS = [
    (
        "Put the weighted pad on the lap.",
        [
            "safe: WEIGHT is missing; the card uses a weight ('weighted' in steps); add `- WEIGHT`",
            (
                "safe: NOWEIGHT_SLEEP is missing; the card uses a weight ('weighted' in steps); "
                "add `- NOWEIGHT_SLEEP`"
            ),
            (
                "gate: is missing; the card uses a weight ('weighted' in steps); "
                "write what a therapist confirms before assigning it"
            ),
        ],
    ),
    (
        "Pour cups of water in the bath.",
        ["safe: WATER is missing; the card takes place in water ('in the bath' in steps)"],
    ),
    (
        "Suck the drink up through a straw.",
        ["safe: DYSPH is missing; the card is about drinking ('through a straw' in steps)"],
    ),
    (
        "Sort the beads by colour.",
        ["safe: CHOKE is missing; the card uses small parts ('beads' in steps)"],
    ),
    (
        "Swing in the hammock.",
        [
            "safe: SPIN is missing; the card swings or spins ('hammock' in steps)",
            "safe: SEIZ is missing; the card swings or spins ('hammock' in steps)",
        ],
    ),
    (
        "Lay the affected arm on a pillow.",
        [
            (
                "safe: SHLDR is missing; "
                "the card moves an arm affected by a stroke ('affected arm' in steps)"
            )
        ],
    ),
    (
        "Stand on one leg.",
        ["safe: FALL is missing; the card asks for balance at a support ('on one leg' in steps)"],
    ),
    ("Fill the kettle.", ["safe: HOT is missing; the card uses heat ('kettle' in steps)"]),
    (
        "Cut it with the scissors.",
        ["safe: SHARP is missing; the card uses a sharp tool ('scissors' in steps)"],
    ),
    (
        "Ride the bike to the corner.",
        [
            "safe: ROAD is missing; the card goes on wheels ('bike' in steps)",
            "safe: HELMET is missing; the card goes on wheels ('bike' in steps)",
        ],
    ),
    (
        "Bounce on the trampoline.",
        [
            (
                "steps[0]: names 'trampoline', which this library leaves out; "
                "instead: cushions on the floor, one person at a time"
            )
        ],
    ),
    (
        "Put a star on the reward chart.",
        [
            (
                "steps[0]: names 'reward chart', which this library leaves out; "
                "instead: effort that is noticed aloud"
            )
        ],
    ),
    (
        "Hang the chew necklace on.",
        [
            (
                "steps[0]: names 'chew necklace', which this library leaves out; "
                "instead: a one-piece chew tool held in the hand, set by the therapist"
            )
        ],
    ),
]


@pytest.mark.parametrize(("step", "messages"), HAZARDS, ids=[case[0] for case in HAZARDS])
def test_a_dangerous_word_asks_for_its_safety_text(tmp_path, step, messages):
    found = told(override(tmp_path, own_card(step), NAME))
    assert len(found) == len(messages)
    for problem, message in zip(found, messages, strict=True):
        assert problem.startswith(f"{NAME}: {message}")


def test_the_safety_text_quiets_the_question(tmp_path):
    text = own_card("Sort the beads by colour.", "safe: [BREATH, HEART, CHOKE]")
    assert told(override(tmp_path, text, NAME)) == []


def test_a_word_inside_another_word_is_no_hazard(tmp_path):
    assert told(override(tmp_path, own_card("Whistle like a hobbit in Spindrift."), NAME)) == []


def test_a_practice_may_name_hazards_of_its_own(tmp_path):
    rule = "hazards:\n  - {words: [bonfire], codes: [HOT], because: uses a flame}\n"
    override(tmp_path, rule, "safety.yaml")
    text = own_card("Light the bonfire.")
    assert (
        f"{NAME}: safe: HOT is missing; the card uses a flame ('bonfire' in steps); add `- HOT`"
        in (told(override(tmp_path, text, NAME)))
    )
