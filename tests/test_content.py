"""The library that ships is sound, and a slip in a card is told so that it can be mended."""

import re
from pathlib import Path

import pytest

from bot.catalog import Catalog, ContentError, cards, check, counts, load, rules
from tests.content_tools import CONTENT, SOCKS, card, override, told

SENTENCE_END = re.compile(r"[.!?](?:\s|$)")


@pytest.fixture(scope="module")
def library() -> Catalog:
    return load([CONTENT])


def test_the_library_has_no_problem():
    assert [str(problem) for problem in check([CONTENT])] == []


def test_the_counts_say_what_there_is(library):
    found = counts(library)
    assert found["areas"] == 27
    assert found["safety"] == 49
    assert found["activities"] == len(list((CONTENT / "activities").rglob("*.yaml")))
    assert found["programs"] == len(list((CONTENT / "programs").glob("*.yaml")))


def test_every_step_and_card_fits_its_screen(library):
    for activity in library.activities.values():
        assert len(activity.title) <= 60
        assert all(len(step) <= 300 for step in activity.steps), activity.id
        assert len(cards.folded(activity)) <= 900, activity.id
        assert len(cards.whole(activity, library.safety_texts(activity))) <= 3500, activity.id


def test_the_whole_card_holds_every_safety_text_and_stop_sign(library):
    for activity in library.activities.values():
        whole = cards.whole(activity, library.safety_texts(activity))
        assert all(library.safety[code] in whole for code in activity.safe)
        assert all(sign in cards.folded(activity) for sign in activity.stop)
        assert all(whole.index(sign) < whole.index(activity.steps[0]) for sign in activity.stop)


def test_sentences_are_short(library):
    for activity in library.activities.values():
        text = " ".join([activity.why, *activity.steps, activity.watch])
        sentences = [part for part in SENTENCE_END.split(text) if part.strip()]
        words = sum(len(sentence.split()) for sentence in sentences)
        assert words / len(sentences) < 14, activity.id


def test_thin_evidence_comes_with_notice_before_and_after(library):
    for activity in library.activities.values():
        if activity.evidence.light == "yellow":
            assert "before and after" in activity.evidence.note, activity.id


def test_steps_carry_no_numbers_of_their_own(library):
    for activity in library.activities.values():
        assert not [step for step in activity.steps if re.match(r"\d", step)], activity.id


def test_the_lap_weight_ships_switched_off_with_its_whole_gate(library):
    lap_pad = library.activities["heavy-lap-pad"]
    assert not lap_pad.enabled
    assert lap_pad.gate is not None
    for sign in ("age under 4", "remove it alone", "breathing", "fracture", "pregnancy"):
        assert sign in lap_pad.gate


def test_the_limits_are_the_ones_the_docs_name():
    assert (rules.STEP_HOLDS, rules.WHOLE_HOLDS, rules.FOLDED_HOLDS) == (300, 3500, 900)


BROKEN: list[tuple[str, str, str, str]] = [
    (
        "a step that is too long",
        "  - Pull it along the foot to the heel.",
        f"  - {'Pull it along. ' * 40}Pull it up.",
        "steps[4]: 611 characters; a card's step holds 300",
    ),
    (
        "a misspelt field",
        "stop:",
        "stopp:",
        "stopp: is not a field that is known here; did you mean `stop`?",
    ),
    (
        "a slot from another house",
        "slot: morning",
        "slot: noon",
        "slot: is 'noon'; write 'morning', 'afternoon', 'bedtime' or 'anytime'",
    ),
    (
        "minutes in words",
        "minutes: 4",
        "minutes: four",
        "minutes: is text, not a whole number; write digits only",
    ),
    (
        "an unknown safety code",
        "safe: [CONSENT]",
        "safe: [CONSENT, CHOCK]",
        "safe[1]: 'CHOCK' is not a safety code; did you mean CHOKE?",
    ),
    (
        "a word of the list to leave out",
        "  - Pull it along the foot to the heel.",
        "  - You must pull it to the heel.",
        "steps[4]: says 'must'; instead: could, might, one way is, if it suits, whenever",
    ),
    (
        "a picture that does not exist",
        "codes: [1F503]",
        "codes: [1F50E-1F50E]",
        "pictures[5].codes[0]: OpenMoji has no picture 1F50E-1F50E; openmoji.org lists the codes",
    ),
    (
        "a picture code in another spelling",
        "codes: [1F503]",
        "codes: [0031-20E3]",
        "pictures[5].codes[0]: OpenMoji has no picture 0031-20E3; write 0031-FE0F-20E3",
    ),
    (
        "a picture code that is none",
        "codes: [1F9B6]",
        "codes: [foot]",
        "pictures[3].codes[0]: is 'foot'; write an OpenMoji code such as 1F9E6",
    ),
    (
        "the id of another card",
        "id: dress-socks-on",
        "id: dress-sock",
        "id: is 'dress-sock' in a file named dress-socks-on; write `id: dress-socks-on`",
    ),
    (
        "a field that is there twice",
        "age_min: 3",
        "age_min: 3\ntitle: Socks",
        "title: is there twice (lines 3 and 6); keep one",
    ),
    (
        "an area that does not exist",
        "area: dressing",
        "area: dresing",
        "area: 'dresing' is not an area; did you mean dressing?",
    ),
    (
        "a safety code that is there twice",
        "safe: [CONSENT]",
        "safe: [CONSENT, CONSENT]",
        "safe[1]: CONSENT is there twice; keep one",
    ),
    (
        "more pictures for one step than fit",
        "codes: [27A1]",
        "codes: [27A1, 27A1, 27A1, 27A1]",
        "pictures[4].codes: holds 4 entries; it holds 3",
    ),
    (
        "an empty sentence",
        "title: Socks on",
        "title: ' '",
        "title: is empty; write something here",
    ),
    (
        "an empty list",
        "people: [child, teen]",
        "people: []",
        "people: is empty; add at least one entry",
    ),
    (
        "a picture too few",
        "  - codes: [2B06]\n    label: pull up\n",
        "",
        "pictures: 6 pictures for 7 steps; each step has one picture",
    ),
    (
        "a safety code taken away",
        "safe: [CONSENT]",
        "safe: [SKIN]",
        "safe: CONSENT is missing; the safety floor of dress-socks-on asks for it; add `- CONSENT`",
    ),
    (
        "a list written as text",
        "need:\n  - Loose short socks with a coloured heel\n  - A low step, or a wall to lean on\n",
        "need: socks\n",
        "need: is text, not a list; put each entry on its own line after a dash",
    ),
    (
        "a review without a name",
        "  status: draft",
        "  status: reviewed",
        "review: says reviewed, but not by whom and when; add `by:` and `on:`",
    ),
    (
        "a picture code that YAML reads as a number",
        "codes: [27A1]",
        "codes: [2705]",
        "pictures[4].codes[0]: is a number, not text; put it in quotes",
    ),
]


@pytest.mark.parametrize(
    ("old", "new", "message"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN]
)
def test_a_slip_in_a_card_is_told_exactly(tmp_path, old, new, message):
    assert old in card()
    text = card().replace(old, new, 1)
    assert told(override(tmp_path, text)) == [f"{SOCKS}: {message}"]


def test_problems_are_named_as_the_person_typed_the_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    override(Path("content"), card().replace("minutes: 4", "minutes: 400"))
    problem = check([CONTENT, Path("content")])[0]
    assert str(problem) == f"content/{SOCKS}: minutes: is 400; the most is 60"
    assert problem.line == 12


def test_load_refuses_and_tells_every_problem(tmp_path):
    override(tmp_path, card().replace("minutes: 4", "minutes: 0").replace("Socks on", "S" * 61))
    with pytest.raises(ContentError) as refused:
        load([CONTENT, tmp_path])
    assert [problem.field for problem in refused.value.problems] == ["minutes"]
    override(tmp_path, card().replace("title: Socks on", f"title: {'S' * 61}"))
    with pytest.raises(ContentError, match="61 characters; a card's title holds 60"):
        load([CONTENT, tmp_path])
