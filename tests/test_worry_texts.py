"""content/worries.yaml says what the brief's table says, and a slip in it stops the start."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.catalog import ContentError, load
from bot.catalog.worries import RED_FLAGS, Worries, check_worries, load_worries
from bot.domain.people import Client, Person, Role, Stage
from bot.domain.practice import Kept, Practice, Setting
from bot.domain.worry import About, Reader, Tier
from bot.services.worry_page import WorryPage
from bot.texts import load_texts
from bot.views import worry
from tests.content_tools import CONTENT

FALLBACK = "your local emergency number (112 works in much of the world)"
PRIVATE = {"RF-SELF-C", "RF-SELF-A", "RF-CARER", "RF-SAFE"}
#: Brief 4.5: the tiers of each code, as the table writes them.
TIERS = {
    "RF-BREATH": "E", "RF-SEIZ": "E/U", "RF-HEAD": "E/U", "RF-STROKE": "E", "RF-HEART": "E",
    "RF-NECK": "U/E", "RF-BURN": "E/U", "RF-SWALLOW": "E", "RF-PAIN": "T/U", "RF-SKIN": "T/U",
    "RF-EAT": "U/T", "RF-BREATHHOLD": "U/E", "RF-LOSS": "U", "RF-SELF-C": "E/U", "RF-SELF-A": "E",
    "RF-CARER": "E/U", "RF-SAFE": "U", "RF-REACT": "E/U", "RF-OTHER": "T",
}  # fmt: skip
#: Brief 4.5: the first screen, word for word.
CHOICES = (
    "Breathing or choking", "Seizure or fainting", "Fall, injury or burn", "Pain or skin marks",
    "New weakness or lost a skill", "Swallowed something", "Talk of self-harm or dying",
    "Someone may be hurt or unsafe", "I am at the end of my strength", "Something else",
)  # fmt: skip
#: Brief 4.6.7: no reassurance about symptoms, no diagnosis, no dose.
NEVER = ("probably", "do not worry", "don't worry", "nothing to worry", "it is normal", " mg",
    "should", "must", "sounds like", "is likely")  # fmt: skip


@pytest.fixture(scope="module")
def worries() -> Worries:
    return load_worries([CONTENT], load([CONTENT]))


def test_every_red_flag_of_the_brief_is_there_with_its_tiers(worries: Worries) -> None:
    assert set(RED_FLAGS) == set(TIERS) == set(worries.codes)
    assert {name: "/".join(code.tiers) for name, code in worries.codes.items()} == TIERS


def test_the_first_screen_has_the_ten_choices_and_the_second_one_tap_more(worries: Worries) -> None:
    assert tuple(choice.label for choice in worries.choices.values()) == CHOICES
    behind = {choice.label: choice.codes for choice in worries.choices.values()}
    assert behind["Breathing or choking"] == ("RF-BREATH", "RF-BREATHHOLD")
    assert behind["Seizure or fainting"] == ("RF-SEIZ", "RF-HEART")
    assert behind["Fall, injury or burn"] == ("RF-HEAD", "RF-BURN", "RF-PAIN")
    assert behind["Pain or skin marks"] == ("RF-PAIN", "RF-SKIN", "RF-NECK")
    assert behind["New weakness or lost a skill"] == ("RF-STROKE", "RF-NECK", "RF-LOSS")
    assert behind["Swallowed something"] == ("RF-SWALLOW",)
    assert set(behind["Talk of self-harm or dying"]) == {"RF-SELF-C", "RF-SELF-A"}
    assert behind["Someone may be hurt or unsafe"] == ("RF-SAFE",)
    assert behind["I am at the end of my strength"] == ("RF-CARER",)
    assert behind["Something else"] == ("RF-REACT", "RF-EAT", "RF-OTHER")


def test_the_therapist_is_always_told_and_the_others_as_the_brief_says(worries: Worries) -> None:
    for name, code in worries.codes.items():
        told = set(code.readers(About.CLIENT, Role.FAMILY))
        assert Reader.THERAPIST in told, name
        assert (Reader.URGENT in told) is (code.tier is Tier.EMERGENCY), name
        wants_lead = name in {"RF-SAFE", "RF-SELF-C", "RF-CARER"}
        assert (Reader.SAFEGUARDING in told) is wants_lead, name
        assert (Reader.SPEECH in told) is (name == "RF-EAT"), name
    own = worries.codes["RF-SELF-A"].readers
    assert Reader.SAFEGUARDING in own(About.WRITER, Role.FAMILY)
    assert Reader.SAFEGUARDING not in own(About.WRITER, Role.SELF)


def test_private_answers_are_the_four_of_the_brief(worries: Worries) -> None:
    assert {name for name, code in worries.codes.items() if code.private} == PRIVATE
    quiet = {name for name, code in worries.codes.items() if code.quiet}
    assert quiet == {"RF-SELF-C", "RF-SELF-A"}


def test_nothing_reassures_diagnoses_or_pushes(worries: Worries) -> None:
    said = " ".join(worries.messages()).lower()
    assert [words for words in NEVER if words in said] == []


def test_every_code_has_words_and_they_are_small_letters(worries: Worries) -> None:
    for name, code in worries.codes.items():
        words = code.words["en"]
        assert len(words) >= 5, name
        assert all(word == word.lower() for word in words), name
        assert all(worries.words.are_in(f"Today {word}, again") for word in words), name


def test_every_country_of_the_brief_has_its_number(worries: Worries) -> None:
    numbers = {code: country.emergency for code, country in worries.countries.items()}
    assert numbers["GB"] == "999 or 112" and numbers["US"] == numbers["MX"] == "911"
    assert numbers["AU"] == "000" and numbers["NZ"] == "111" and numbers["JP"] == "119"
    assert sum(number == "112" for number in numbers.values()) >= 26
    assert worries.countries["US"].crisis == worries.countries["CA"].crisis == "988"


# -- what people read ---------------------------------------------------------------------------


def _page(
    worries: Worries, name: str, about: About, role: Role | None, kept: dict[Setting, Kept]
) -> WorryPage:
    actor = Person(1, 1, "Alice", "en", "Europe/Berlin", is_therapist=False, is_admin=False)
    client = Client(1, "Sunny", Stage.CHILD) if role else None
    practice = Practice(kept, "Europe/Berlin")
    return WorryPage(actor, role, client, name, worries.codes[name], about, practice)


@pytest.mark.parametrize("name", RED_FLAGS)
@pytest.mark.parametrize("about", list(About))
@pytest.mark.parametrize("role", [Role.FAMILY, Role.SELF, None])
def test_no_page_ever_shows_a_gap(
    worries: Worries, name: str, about: About, role: Role | None
) -> None:
    say = load_texts([CONTENT], "en").say("en")
    numbers = {
        Setting.EMERGENCY: "999 or 112",
        Setting.CRISIS: "988",
        Setting.POISON: "0 800",
        Setting.PHONE: "0 900",
    }
    sure = {setting: Kept(value, 1, 1, 1) for setting, value in numbers.items()}
    unsure = {setting: Kept(value, 1) for setting, value in numbers.items()}
    without = [worry.page(say, _page(worries, name, about, role, kept)) for kept in ({}, unsure)]
    for screen in without:
        text = screen.text.striptags()
        assert FALLBACK in text and "{" not in text and "None" not in text
        assert not any(number in text for number in ("988", "0 800", "0 900", "999"))
        assert not any(one.copy for row in screen.rows for one in row), "no unconfirmed number"
    whole = worry.page(say, _page(worries, name, about, role, sure))
    text = whole.text.striptags()
    assert "999 or 112" in text and FALLBACK not in text
    assert ("988" in text) is name.startswith("RF-SELF")
    assert ("0 800" in text) is (name == "RF-SWALLOW")
    assert [one.copy for row in whole.rows for one in row if one.copy] == ["999", "112"]


@pytest.mark.parametrize("name", [name for name in RED_FLAGS if TIERS[name].startswith("E")])
def test_an_emergency_text_begins_with_the_number(worries: Worries, name: str) -> None:
    say = load_texts([CONTENT], "en").say("en")
    for role in (Role.FAMILY, Role.SELF):
        shown = worry.page(say, _page(worries, name, About.CLIENT, role, {})).text
        assert FALLBACK in shown.split("\n\n")[0]
        assert shown.startswith("<b>")


def test_an_adult_in_their_own_program_is_spoken_to_as_you(worries: Worries) -> None:
    say = load_texts([CONTENT], "en").say("en")
    others = {"RF-BREATH", "RF-STROKE"}  # "them" is who helps, and who answers the call
    for name in worries.codes:
        text = worry.page(say, _page(worries, name, About.CLIENT, Role.SELF, {})).text.lower()
        assert " they " not in text and " their " not in text, name
        assert name in others or " them " not in text, name


def test_the_call_card_lists_only_what_is_certain(worries: Worries) -> None:
    say = load_texts([CONTENT], "en").say("en")

    def card(kept: dict[Setting, Kept]) -> str:
        page = _page(worries, "RF-CARER", About.CLIENT, Role.FAMILY, kept)
        return str(worry.page(say, replace(page, has_call_card=True)).text.striptags())

    text = card({Setting.CRISIS: Kept("988", 1)})
    assert "findahelpline.com" in text and "988" not in text
    text = card({Setting.CRISIS: Kept("988", 1, 1, 1), Setting.PHONE: Kept("0 900", 1, 1, 1)})
    assert "988" in text and "findahelpline.com" not in text and "the practice: 0 900" in text


# -- a practice's own words ---------------------------------------------------------------------


def _told(folder: Path, text: str) -> list[str]:
    (folder / "worries.yaml").write_text(text, encoding="utf-8")
    found = check_worries([CONTENT, folder], load([CONTENT]))
    return [str(problem).removeprefix(f"{folder.as_posix()}/") for problem in found]


def test_a_practice_rewords_a_code_and_adds_words(tmp_path: Path) -> None:
    text = (
        "codes:\n  RF-OTHER:\n    tiers: [T]\n    label: Another worry\n"
        "    text: [We will call you.]\n    tell: [therapist]\n    words: {de: [Sorge]}\n"
    )
    assert _told(tmp_path, text) == []
    ours, theirs = load_worries([CONTENT, tmp_path]), load_worries([CONTENT])
    assert ours.codes["RF-OTHER"].text == ("We will call you.",)
    assert ours.words.are_in("Ich habe eine Sorge") and ours.words.are_in("help me")
    assert ours.revision != theirs.revision, "a confirmation does not count for other words"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("text: [Breathe.]", "text: begins without the emergency number"),
        ("text: ['Call {EMERGENCY} or {CRISIS}.']", "would be left out with its emergency number"),
        ("text: ['Call {EMERGENCY} or {DOCTOR}.']", "{DOCTOR} is nothing that can be filled in"),
        ("text: ['Call {EMERGENCY}. {now']", "has a brace without its other half"),
        ("tell: [urgent]", "tell: leaves out the therapist"),
        ("tell: [therapist]", "tell: leaves out the urgent contact"),
        ("rest: {areas: [lunch]}", "'lunch' is not there"),
        ("tiers: [X]", "write 'E', 'U' or 'T'"),
        (f"label: {'x' * 61}", "61 characters; a button holds 60"),
        (f"text: ['Call {{EMERGENCY}}. {'x' * 1200}']", "is too long to be read in need"),
    ],
)
def test_a_slip_in_a_safety_text_is_told(tmp_path: Path, text: str, problem: str) -> None:
    entry = {
        "tiers": "tiers: [E]",
        "label": "label: Choking",
        "text": "text: ['Call {EMERGENCY}.']",
        "tell": "tell: [therapist, urgent]",
    }
    entry[text.partition(":")[0]] = text
    lines = "".join(f"    {line}\n" for line in entry.values())
    (found,) = _told(tmp_path, f"codes:\n  RF-BREATH:\n{lines}")
    assert found.startswith("worries.yaml: codes.RF-BREATH.") and problem in found


def test_a_choice_without_a_code_and_a_code_without_a_choice_are_told(tmp_path: Path) -> None:
    text = "choices:\n  other:\n    label: Something else\n    codes: [RF-REACT, RF-EAT, RF-ODD]\n"
    told = _told(tmp_path, text)
    assert any("'RF-ODD' is not a code" in one for one in told)
    assert any("RF-OTHER: is behind no choice" in one for one in told)


def test_without_the_file_the_bot_does_not_start(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"worries\.yaml: is missing"):
        load_worries([tmp_path])
    (tmp_path / "worries.yaml").write_text("codes: {}\n", encoding="utf-8")
    with pytest.raises(ContentError, match=r"codes\.RF-BREATH: is missing"):
        load_worries([tmp_path])
