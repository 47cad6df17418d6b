"""The library in another language: field by field, never older than the English it stands for."""

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.catalog import Catalog, ContentError, check, load
from bot.catalog.locales import safety_revision
from tests.content_tools import CONTENT, SOCKS, card, override, told

HOME = "locales/de"
CARD = f"{HOME}/activities/dressing/dress-socks-on.yaml"
LEARN = f"{HOME}/learn/learn-what-is-ot.yaml"

SOCKS_IN_GERMAN = """\
of: {of}
title: Socken anziehen
steps:
  - Setz dich an eine Wand. Hol einen Fuß zu den Händen.
  - Dreh die Socke mit der Ferse nach unten. Steck die Daumen hinein.
  - Raff die Socke bis zur Spitze.
  - Zieh sie über alle fünf Zehen.
  - Zieh sie bis zur Ferse.
  - Zieh sie um die Ferse.
  - Zieh sie hoch. Wackle mit den Zehen.
low:
  idea: Zuerst Sockenpuppen.
stop:
  - Schmerz in einer Zehe oder im Knöchel.
  - Spuren auf der Haut, die länger als 20 Minuten bleiben.
evidence:
  note: Die ganze Tätigkeit zu üben ist gut belegt.
search: [Strümpfe, Strumpf]
"""


@pytest.fixture(scope="module")
def library() -> Catalog:
    return load([CONTENT])


def translated(folder: Path, library: Catalog, text: str = SOCKS_IN_GERMAN) -> Path:
    """Lay a German card over the library, made from the present English text."""
    of = library.activities["dress-socks-on"].revision
    return override(folder, text.replace("{of}", of), CARD)


def test_a_card_is_read_in_its_language_and_what_is_missing_in_english(tmp_path, library):
    german = load([CONTENT, translated(tmp_path, library)]).in_language("de")
    socks = german.activities["dress-socks-on"]
    english = library.activities["dress-socks-on"]
    assert german.language == "de"
    assert socks.title == "Socken anziehen"
    assert socks.steps[3] == "Zieh sie über alle fünf Zehen."
    assert socks.low.idea == "Zuerst Sockenpuppen."
    assert socks.low.lines == english.low.lines
    assert socks.evidence.note == "Die ganze Tätigkeit zu üben ist gut belegt."
    assert (socks.evidence.light, socks.evidence.sources) == ("green", english.evidence.sources)
    assert socks.why == english.why
    assert (socks.safe, socks.age_min, socks.pictures) == (
        english.safe,
        english.age_min,
        english.pictures,
    )
    assert german.activities["dress-zip"] is load([CONTENT]).activities["dress-zip"] or (
        german.activities["dress-zip"] == library.activities["dress-zip"]
    )


def test_a_translation_keeps_the_id_and_the_revision_of_the_english(tmp_path, library):
    german = load([CONTENT, translated(tmp_path, library)]).in_language("de")
    for name, activity in library.activities.items():
        assert german.activities[name].revision == activity.revision
    assert list(german.activities) == list(library.activities)


def test_a_language_is_found_by_its_code_and_else_is_english(tmp_path, library):
    own = load([CONTENT, translated(tmp_path, library)])
    german = own.in_language("de")
    assert own.in_language("de-AT") is german
    assert own.in_language("DE_ch") is german
    assert german.in_language("en") is own.in_language("en")
    assert german.in_language("de") is german
    for unknown in ("fr", "", "x", "den"):
        assert own.in_language(unknown).activities["dress-socks-on"].title == "Socks on"


def test_search_finds_the_translated_words(tmp_path, library):
    own = load([CONTENT, translated(tmp_path, library)])
    assert own.in_language("de").search("Strümpfe")[0].id == "dress-socks-on"
    assert own.in_language("de").search("socken")[0].title == "Socken anziehen"
    assert own.search("Strümpfe") == []


def test_a_stale_translation_falls_back_and_does_not_stop_the_start(tmp_path, library):
    stale = SOCKS_IN_GERMAN.replace("{of}", "0123456789ab")
    override(tmp_path, stale, CARD)
    own = load([CONTENT, tmp_path])
    assert own.in_language("de").activities["dress-socks-on"].title == "Socks on"
    revision = library.activities["dress-socks-on"].revision
    (problem,) = check([CONTENT, tmp_path])
    assert not problem.stops
    assert problem.line == 1
    assert told(tmp_path) == [
        (
            f"{CARD}: of: is 0123456789ab, but the English text is {revision} now; "
            f"look at the words again and write `of: {revision}`; until then it is in English"
        )
    ]


def test_a_practice_that_rewords_a_card_gets_no_blame_for_our_translation(tmp_path, library):
    ours, own = tmp_path / "ours", tmp_path / "own"
    translated(ours, library)
    override(own, card().replace("title: Socks on", "title: Cosy socks"))
    assert check([CONTENT, ours, own]) == []
    both = load([CONTENT, ours, own])
    assert both.in_language("de").activities["dress-socks-on"].title == "Cosy socks"


def test_a_later_folder_may_word_a_translation_anew(tmp_path, library):
    ours, own = tmp_path / "ours", tmp_path / "own"
    translated(ours, library)
    translated(own, library, "of: {of}\ntitle: Kuschelsocken\n")
    both = load([CONTENT, ours, own]).in_language("de")
    assert both.activities["dress-socks-on"].title == "Kuschelsocken"


def test_safety_texts_areas_programs_flags_and_learn_cards_are_translated_too(tmp_path, library):
    consent = safety_revision(library.safety["CONSENT"])
    override(
        tmp_path,
        f"texts:\n  CONSENT:\n    of: {consent}\n    text: Frag zuerst.\n",
        f"{HOME}/safety.yaml",
    )
    area = f"dressing:\n  of: {library.areas['dressing'].revision}\n  name: Anziehen\n"
    override(tmp_path, area, f"{HOME}/areas.yaml")
    flag = f"neck:\n  of: {library.flags['neck'].revision}\n  label: Instabiler Nacken\n"
    notes = "  notes:\n    dress-coat-on: Nur ein Arm nach dem anderen.\n"
    override(tmp_path, flag + notes, f"{HOME}/flags.yaml")
    program = library.programs["prog-calm-mornings"].revision
    name = f"{HOME}/programs/prog-calm-mornings.yaml"
    override(tmp_path, f"of: {program}\nname: Ruhige Morgen\n", name)
    learn = library.learn["learn-what-is-ot"].revision
    override(tmp_path, f"of: {learn}\ntitle: Was ist Ergotherapie?\n", LEARN)
    assert told(tmp_path) == []
    german = load([CONTENT, tmp_path]).in_language("de")
    assert german.safety_texts(german.activities["dress-socks-on"]) == ("Frag zuerst.",)
    assert german.safety["SKIN"] == library.safety["SKIN"]
    assert german.areas["dressing"].name == "Anziehen"
    assert german.programs["prog-calm-mornings"].name == "Ruhige Morgen"
    assert german.learn["learn-what-is-ot"].title == "Was ist Ergotherapie?"
    coat = german.activities["dress-coat-on"]
    (reason,) = [one for one in german.gates_for(coat, {}).confirm if one.flag == "neck"]
    assert (reason.label, reason.notes) == ("Instabiler Nacken", ("Nur ein Arm nach dem anderen.",))


SLIPS = [
    (
        "a step too few",
        "  - Zieh sie um die Ferse.\n",
        "",
        "steps: holds 6 entries, the English 7; write one for one, in the same order",
    ),
    (
        "a stop sign too few",
        "  - Schmerz in einer Zehe oder im Knöchel.\n",
        "",
        "stop: holds 1 entries, the English 2; write one for one, in the same order",
    ),
    (
        "a field that is no text",
        "title: Socken anziehen",
        "title: Socken anziehen\nminutes: 30",
        "minutes: is not a field that is known here; take it out",
    ),
    (
        "a text that the English has not",
        "title: Socken anziehen",
        "title: Socken anziehen\ngate: Schulter geprüft?",
        "gate: translates nothing; the English has no such text; take it out",
    ),
    (
        "a step that is too long",
        "  - Zieh sie um die Ferse.",
        f"  - {'Zieh. ' * 60}",
        "steps[5]: 359 characters; a card's step holds 300",
    ),
    ("no revision", "of: {of}\n", "", "of: is missing; add `of:`"),
    (
        "a revision that is none",
        "of: {of}",
        "of: yesterday",
        "of: is 'yesterday'; write the 12 signs that `content check` names",
    ),
]


@pytest.mark.parametrize(
    ("old", "new", "message"), [slip[1:] for slip in SLIPS], ids=[slip[0] for slip in SLIPS]
)
def test_a_slip_in_a_translation_is_told_exactly(tmp_path, library, old, new, message):
    assert old in SOCKS_IN_GERMAN
    translated(tmp_path, library, SOCKS_IN_GERMAN.replace(old, new, 1))
    assert told(tmp_path) == [f"{CARD}: {message}"]
    with pytest.raises(ContentError):
        load([CONTENT, tmp_path])


def test_the_pictures_words_are_translated_and_their_codes_stay(tmp_path, library):
    labels = "".join(f"  - label: Bild {number}\n" for number in range(1, 8))
    translated(tmp_path, library, f"of: {{of}}\npictures:\n{labels}")
    socks = load([CONTENT, tmp_path]).in_language("de").activities["dress-socks-on"]
    assert [picture.label for picture in socks.pictures][:2] == ["Bild 1", "Bild 2"]
    assert [picture.codes for picture in socks.pictures] == [
        picture.codes for picture in library.activities["dress-socks-on"].pictures
    ]


def test_the_tone_guide_of_the_language_is_kept(tmp_path, library):
    override(tmp_path, "de:\n  - use: könnte\n    leave_out: [musst]\n", "tone.yaml")
    said = SOCKS_IN_GERMAN.replace("Zieh sie bis zur Ferse.", "Du musst ziehen.")
    translated(tmp_path, library, said)
    assert told(tmp_path) == [f"{CARD}: steps[4]: says 'musst'; instead: könnte"]


def test_files_that_translate_nothing_are_told(tmp_path, library):
    translated(tmp_path, library)
    override(tmp_path, "of: 0123456789ab\n", f"{HOME}/activities/dress-mittens-on.yaml")
    override(tmp_path, "a: b\n", f"{HOME}/tone.yaml")
    override(tmp_path, "of: 0123456789ab\n", "locales/german/activities/dress-zip.yaml")
    override(tmp_path, "of: 0123456789ab\n", "locales/en/activities/dress-zip.yaml")
    override(tmp_path, 'msgid ""\nmsgstr ""\n', "locales/fr/bot.po")
    name = "name it by its code, such as de or pt-br; the English is in the cards"
    kinds = "put it into activities, programs, learn, or name it as one of areas, safety, flags"
    stranger = "there is no dress-mittens-on in activities; did you mean dress-shoes-on?"
    assert sorted(told(tmp_path)) == [
        f"{HOME}/activities/dress-mittens-on.yaml: {stranger}",
        f"{HOME}/tone.yaml: translates nothing; {kinds}",
        f"locales/en: is not a translation; {name}",
        f"locales/german: is not a translation; {name}",
    ]


def test_a_card_that_is_broken_itself_is_told_once_and_not_again_by_its_translation(
    tmp_path, library
):
    translated(tmp_path, library)
    override(tmp_path, card().replace("minutes: 4", "minutes: four"))
    assert told(tmp_path) == [f"{SOCKS}: minutes: is text, not a whole number; write digits only"]


def test_a_catalog_of_one_language_stays_what_it_was(library):
    assert library.in_language("de") == library
    assert replace(library, language="xx").language == "xx"


@given(noise=st.binary(max_size=200), at=st.integers(0, 1500))
@settings(max_examples=60, deadline=None)
def test_no_damage_to_a_translation_raises_anything(noise, at):
    whole = SOCKS_IN_GERMAN.encode()
    with tempfile.TemporaryDirectory() as folder:
        override(Path(folder), card(), SOCKS)
        override(Path(folder), whole[:at] + noise + whole[at:], CARD)
        assert isinstance(check([Path(folder)]), list)
