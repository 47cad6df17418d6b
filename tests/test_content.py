"""The library that ships is sound, and a slip in a card is told so that it can be mended."""

import re
from pathlib import Path

import pytest

from bot.catalog import Activity, Catalog, ContentError, cards, check, counts, load, rules
from tests.content_tools import CONTENT, SOCKS, card, override, told
from tests.reading_age import grade

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
    assert found["activities"] == len(list((CONTENT / "activities").rglob("*.yaml"))) >= 98
    assert found["programs"] == len(list((CONTENT / "programs").glob("*.yaml"))) == 13
    assert found["learn"] == len(list((CONTENT / "learn").glob("*.yaml"))) >= 12
    assert list(found)[:4] == ["activities", "areas", "programs", "learn"]


def test_the_cards_that_the_first_library_lacked_are_there(library):
    assert library.activities.keys() >= {
        "cap-plan-together",
        "cap-strengths-not-yet",
        "feel-school-morning",
        "move-star-jumps",
        "school-ask-break",
        "school-gentle-switch",
        "school-move-break",
        "setup-bathroom-aids",
        "setup-walker-check",
        "setup-wheelchair-comfort",
        "write-copy-board",
    }


def test_a_sensory_day_is_spread_over_the_day_and_is_for_noticing(library):
    program = library.programs["prog-sensory-day"]
    assert {item.slot for item in program.items} == {"morning", "afternoon", "bedtime"}
    areas = {library.activities[item.activity].area for item in program.items}
    assert areas >= {"heavy-work", "movement", "calm"}
    minutes = sum(library.activities[item.activity].minutes * item.days for item in program.items)
    assert minutes <= 120
    assert program.why_more is None
    assert "before and after" in program.start_small


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


def test_a_tired_reader_of_eleven_can_read_every_card(library):
    for activity in library.activities.values():
        said = [activity.why, *activity.steps, activity.watch, activity.low.idea]
        assert grade(" ".join([*said, *activity.low.lines])) <= 6, activity.id


def test_a_stop_sign_asks_for_one_thing_at_a_time(library):
    for activity in library.activities.values():
        for sign in activity.stop:
            assert not re.search(r"\b(?:stop|see|call|tell)\b[^.]*,? and (?:stop|tell|pause)", sign)


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
        "picture: round the heel",
        "1F50E-1F50E",
        "pictures[5].codes[0]: OpenMoji has no picture 1F50E-1F50E; openmoji.org lists the codes",
    ),
    (
        "a picture code in another spelling",
        "picture: round the heel",
        "0031-20E3",
        "pictures[5].codes[0]: OpenMoji has no picture 0031-20E3; write 0031-FE0F-20E3",
    ),
    (
        "a picture code that is none",
        "picture: over the toes",
        "foot",
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
        "picture: to the heel",
        "27A1, 27A1, 27A1, 27A1",
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
        "picture: pull up",
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
        "picture: to the heel",
        "2705",
        "pictures[4].codes[0]: is a number, not text; put it in quotes",
    ),
]


@pytest.mark.parametrize(
    ("old", "new", "message"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN]
)
def test_a_slip_in_a_card_is_told_exactly(tmp_path, old, new, message):
    assert told(override(tmp_path, changed(old, new))) == [f"{SOCKS}: {message}"]


def changed(old: str, new: str) -> str:
    """Return the socks card with one slip in it: a text, or the codes of the picture named."""
    text = card()
    if not old.startswith("picture: "):
        assert old in text
        return text.replace(old, new, 1)
    label = f"    label: {old.removeprefix('picture: ')}\n"
    slip = f"  - codes: [{new}]\n{label}" if new else ""
    changed_text, times = re.subn(rf"  - codes: \[[^]]*]\n{label}", slip, text)
    assert times == 1
    return changed_text


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


def test_the_readme_names_every_field_of_a_card_and_every_file():
    text = (CONTENT / "README.md").read_text(encoding="utf-8")
    fields = {name for name in Activity.model_fields if f"`{name}`" not in text}
    assert fields - {"enabled"} == set()
    assert "`enabled: false`" in text
    files = [path.name for path in CONTENT.glob("*.yaml")]
    assert [name for name in files if f"`{name}`" not in text] == []
