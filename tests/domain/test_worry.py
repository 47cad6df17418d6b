"""What a worry rests, who hears of it, and which words open the help card."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.people import Role, Stage
from bot.domain.practice import Kept, Practice, ReadingHours, Setting, clean_number
from bot.domain.rhythm import SCHOOL_DAYS, Weekdays
from bot.domain.worry import (
    SELF_ADULT,
    SELF_CHILD,
    About,
    HelpWords,
    Reader,
    Rest,
    dialable,
    is_own,
    kept_when_halved,
    placeholders,
    readers,
    self_harm_code,
    without_gaps,
)

CARD = {"card": "heavy-wall-push", "area": "heavy-work", "codes": ("LOAD", "BREATH")}


@pytest.mark.parametrize(
    ("rest", "at_hand", "taken"),
    [
        (Rest(), True, False),
        (Rest(item=True), True, True),
        (Rest(item=True), False, False),
        (Rest(everything=True), False, True),
        (Rest(areas=frozenset({"heavy-work"})), False, True),
        (Rest(areas=frozenset({"oral"})), True, False),
        (Rest(codes=frozenset({"BREATH"})), False, True),
        (Rest(codes=frozenset({"WATER"})), False, False),
        (Rest(cards=frozenset({"heavy-wall-push"})), False, True),
    ],
)
def test_a_rest_takes_what_it_names_and_nothing_else(
    rest: Rest, at_hand: bool, taken: bool
) -> None:
    assert rest.takes(at_hand=at_hand, **CARD) is taken  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("about", "role", "stage", "code"),
    [
        (About.CLIENT, Role.FAMILY, Stage.CHILD, SELF_CHILD),
        (About.CLIENT, Role.SCHOOL, Stage.TEEN, SELF_CHILD),
        (About.CLIENT, Role.FAMILY, Stage.ADULT, SELF_ADULT),
        (About.WRITER, Role.FAMILY, Stage.CHILD, SELF_ADULT),
        (About.CLIENT, Role.SELF, Stage.TEEN, SELF_CHILD),
        (About.WRITER, Role.SELF, Stage.TEEN, SELF_CHILD),
        (About.CLIENT, Role.SELF, Stage.ADULT, SELF_ADULT),
        (About.CLIENT, None, None, SELF_ADULT),
        (About.WRITER, None, None, SELF_ADULT),
    ],
)
def test_talk_of_self_harm_goes_by_whose_it_is_and_their_age(
    about: About, role: Role | None, stage: Stage | None, code: str
) -> None:
    assert self_harm_code(about, role, stage) == code


def test_the_writer_is_the_person_when_they_say_me_or_the_program_is_theirs() -> None:
    assert is_own(About.WRITER, Role.FAMILY) and is_own(About.CLIENT, Role.SELF)
    assert not is_own(About.CLIENT, Role.FAMILY) and not is_own(About.CLIENT, None)


def test_somebody_more_is_told_only_when_the_writer_cares_for_somebody() -> None:
    tell, caring = [Reader.THERAPIST, Reader.URGENT], [Reader.SAFEGUARDING, Reader.URGENT]
    assert readers(tell, caring, About.CLIENT, Role.FAMILY) == tuple(tell)
    assert readers(tell, caring, About.WRITER, Role.SELF) == tuple(tell)
    assert readers(tell, caring, About.WRITER, Role.FAMILY) == (*tell, Reader.SAFEGUARDING)


def test_halving_keeps_one_card_and_the_caregivers_own_one_first() -> None:
    assert kept_when_halved([]) is None
    assert kept_when_halved([(7, "dressing")]) == 7
    assert kept_when_halved([(7, "dressing"), (8, "sleep")]) == 7
    assert kept_when_halved([(7, "dressing"), (8, "caregiver"), (9, "sleep")]) == 8


def test_a_paragraph_with_an_empty_number_is_left_out() -> None:
    text = ("Call {EMERGENCY} now.", "Or this line: {CRISIS}.", "Stay with them.")
    facts = {"EMERGENCY": "112", "CRISIS": None}
    assert without_gaps(text, facts) == ("Call {EMERGENCY} now.", "Stay with them.")
    assert without_gaps(text, {**facts, "CRISIS": "988"}) == text
    assert without_gaps(text, {**facts, "CRISIS": ""}) == without_gaps(text, facts)


def test_a_brace_without_its_half_is_refused() -> None:
    assert placeholders("Call {EMERGENCY} or {CRISIS}") == {"EMERGENCY", "CRISIS"}
    with pytest.raises(ValueError, match="expected"):
        placeholders("Call {EMERGENCY")


@pytest.mark.parametrize(
    ("kept", "dialled"),
    [
        ("112", ("112",)),
        ("999 or 112", ("999", "112")),
        ("10177, or 112 from a mobile", ("10177", "112")),
        ("13 11 14", ("131114",)),
        ("+49 (30) 12-34", ("+49301234",)),
        ("", ()),
    ],
)
def test_numbers_are_copied_as_a_phone_takes_them(kept: str, dialled: tuple[str, ...]) -> None:
    assert dialable(kept) == dialled


WORDS = HelpWords(frozenset({"can't breathe", "pain", "self-harm", "hit him"}))


@pytest.mark.parametrize(
    "text",
    [
        "She can't breathe well",
        "she CAN\N{RIGHT SINGLE QUOTATION MARK}T   breathe",
        "cant breathe",
        "Pain.",
        "talk of self-harm, again",
        "they hit\nhim",
        "\N{FULLWIDTH LATIN SMALL LETTER P}ain",
    ],
)
def test_a_word_opens_the_help_card_however_it_is_typed(text: str) -> None:
    assert WORDS.are_in(text)


@pytest.mark.parametrize(
    "text", ["", "painting a spain map", "Hit himself", "a lovely day", "🙂" * 9]
)
def test_other_words_do_not(text: str) -> None:
    assert not WORDS.are_in(text)


def test_no_words_find_nothing() -> None:
    assert not HelpWords(frozenset()).are_in("pain")


@given(st.text(max_size=300), st.text(alphabet=" .,!?\n", min_size=1, max_size=5))
def test_a_word_is_found_in_any_company_and_nothing_raises(around: str, gap: str) -> None:
    WORDS.are_in(around)
    assert WORDS.are_in(f"{around}{gap}self-harm{gap}{around}")


# -- the practice ---------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["112", "999 or 112", " 13 11 14 ", "text HOME to 741741"])
def test_a_number_is_kept_as_people_say_it(typed: str) -> None:
    assert clean_number(typed) == typed.strip()


@pytest.mark.parametrize("typed", ["", "9", "call me", "\u0661\u0661\u0662", "1" * 61])
def test_what_cannot_be_dialled_is_no_number(typed: str) -> None:
    assert clean_number(typed) is None


@given(st.text(max_size=80))
def test_no_typed_number_breaks_a_line_or_a_limit(typed: str) -> None:
    kept = clean_number(typed)
    assert kept is None or (len(kept) <= 60 and kept.isprintable())


def test_only_what_is_confirmed_is_certain() -> None:
    kept = {Setting.EMERGENCY: Kept("112", 1), Setting.CRISIS: Kept("988", 1, 7, 2)}
    practice = Practice(kept, "Europe/Berlin")
    assert practice.value(Setting.EMERGENCY) == "112"
    assert practice.certain(Setting.EMERGENCY) is None
    assert practice.certain(Setting.CRISIS) == "988"
    assert practice.certain(Setting.POISON) is None
    assert practice.promise is None and practice.hours is None


@given(st.integers(1, 127), st.integers(0, 1439), st.integers(1, 1440))
def test_reading_hours_are_read_as_they_were_kept(mask: int, begin: int, length: int) -> None:
    if begin + length <= 1440:
        hours = ReadingHours(Weekdays(mask), begin, begin + length)
        assert ReadingHours.of(hours.text) == hours


def test_hours_that_end_before_they_begin_are_refused() -> None:
    with pytest.raises(ValueError, match="begin before they end"):
        ReadingHours(SCHOOL_DAYS, 600, 600)
