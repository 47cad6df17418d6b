"""Names typed askew, full names, times of birth, days, and the one typed line about a client."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.caseload import QUIET_DAYS, Signs, Standing, standing
from bot.domain.client_form import (
    INTERESTS_LIMIT,
    Detail,
    looks_like_full_name,
    next_detail,
    read_birth,
    read_words,
)
from bot.domain.invite import over_at
from bot.domain.nearest import alike, exactly, nearest
from bot.domain.people import Role, Stage
from bot.domain.rhythm import Slot, local_date
from bot.domain.typed_client import TypedClient, parse_client
from bot.domain.typed_day import parse_day
from bot.domain.typed_invite import TypedInvite, parse_invite

MONDAY = date(2027, 1, 11)
NAMES = {1: "Sunny", 2: "Zoë", 3: "Kim the Great", 4: "Sonny", 5: "Robin", 6: "Pip"}


# -- finding a client ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "found"),
    [("sunny", [1]), ("  SUNNY ", [1]), ("zoe", [2]), ("kim  the great", [3]), ("sun", [])],
)
def test_a_name_is_known_without_its_case_and_accents(said: str, found: list[int]) -> None:
    assert exactly(said, NAMES) == found


def test_of_two_names_that_differ_in_an_accent_the_very_same_is_meant() -> None:
    assert exactly("Zoe", {1: "Zoë", 2: "Zoe"}) == [2]
    assert exactly("Zoé", {1: "Zoë", 2: "Zoe"}) == [1, 2]


@pytest.mark.parametrize(
    ("said", "first"), [("suny", 1), ("robyn", 5), ("the great kim", 3), ("pipp", 6), ("zo", 2)]
)
def test_the_nearest_names_are_three_and_the_best_comes_first(said: str, first: int) -> None:
    found = nearest(said, NAMES)
    assert len(found) == 3 and found[0] == first


def test_a_search_finds_the_beginning_of_a_name_and_nobody_for_nonsense() -> None:
    assert alike("so", NAMES, most=8)[0] == 4
    assert alike("xqzw", NAMES, most=8) == []


@given(st.text(max_size=60), st.dictionaries(st.integers(1, 99), st.text(max_size=40)))
def test_whatever_is_typed_the_answer_is_some_of_those_who_are_there(
    said: str, names: dict[int, str]
) -> None:
    for found in (exactly(said, names), nearest(said, names), alike(said, names, most=8)):
        assert len(set(found)) == len(found) and set(found) <= set(names)


# -- how it stands ------------------------------------------------------------------------------

LONG_AGO = MONDAY - timedelta(days=QUIET_DAYS)
GOING = Signs(LONG_AGO, True, True, LONG_AGO, True, 0)


@pytest.mark.parametrize(
    ("signs", "word"),
    [
        (GOING, Standing.GOING),
        (Signs(LONG_AGO, True, True, LONG_AGO, False, 0), Standing.QUIET),
        (Signs(LONG_AGO + timedelta(1), True, True, LONG_AGO, False, 0), Standing.GOING),
        (Signs(LONG_AGO, True, True, LONG_AGO + timedelta(1), False, 0), Standing.GOING),
        (Signs(LONG_AGO, False, True, LONG_AGO, True, 0), Standing.PAUSED),
        (Signs(LONG_AGO, True, True, None, True, 0), Standing.PAUSED),
        (Signs(None, False, True, LONG_AGO, False, 0), Standing.NEW),
        (Signs(LONG_AGO, True, False, None, False, 0), Standing.NEW),
        (Signs(None, False, False, None, False, 1), Standing.WORRY),
    ],
)
def test_each_client_has_one_plain_word(signs: Signs, word: Standing) -> None:
    assert standing(signs, MONDAY) is word


# -- names, births, days ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "is_full"),
    [
        ("Sunny", False),
        ("Sunny B", False),
        ("J. Miller", False),
        ("Kim the Great", False),
        ("my little bear", False),
        ("Robin 2", False),
        ("Anna Miller", True),
        ("anna miller", True),
        ("Miller, Anna", True),
        ("Anna-Lena O'Neill", True),
        ("Maria de Souza", True),
        ("Ludwig van Beethoven", True),
        ("محمد علي", True),
        ("Anna B. Miller", True),
    ],
)
def test_what_may_be_a_full_name_is_asked_about(name: str, is_full: bool) -> None:
    assert looks_like_full_name(name) is is_full


@pytest.mark.parametrize(
    ("said", "birth"),
    [
        ("2019", (2019, None)),
        (" 2019-05 ", (2019, 5)),
        ("5/2019", (2019, 5)),
        ("05.2019", (2019, 5)),
        ("May 2019", (2019, 5)),
        ("sept. 2019", (2019, 9)),
        ("2019 december", (2019, 12)),
        ("2027-01", (2027, 1)),
        ("2027-02", None),
        ("2028", None),
        ("1811", None),
        ("2019-13", None),
        ("2019-00", None),
        ("ju 2019", None),
        ("jumble 2019", None),
        ("٢٠١٩", None),
        ("seven", None),
        ("", None),
    ],
)
def test_a_time_of_birth_is_read_in_many_forms_and_never_guessed(
    said: str, birth: tuple[int, int | None] | None
) -> None:
    assert read_birth(said, MONDAY) == birth


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("Sunday", date(2027, 1, 17)),
        ("until sunday", date(2027, 1, 17)),
        ("mon", MONDAY),
        ("today", MONDAY),
        ("tomorrow", date(2027, 1, 12)),
        ("in 3 days", date(2027, 1, 14)),
        ("in 2 weeks", date(2027, 1, 25)),
        ("17.1.", date(2027, 1, 17)),
        ("17.1.2028", date(2028, 1, 17)),
        ("1.1.", date(2028, 1, 1)),
        ("17 jan", date(2027, 1, 17)),
        ("Jan 17th", date(2027, 1, 17)),
        ("17 January 2027", date(2027, 1, 17)),
        ("2027-01-31", date(2027, 1, 31)),
        ("29.2.2027", None),
        ("2027-13-01", None),
        ("s", None),
        ("17", None),
        ("whenever", None),
        ("in 99999 days", None),
        ("١٧.١.", None),
    ],
)
def test_a_day_is_read_as_people_type_it(said: str, day: date | None) -> None:
    assert parse_day(said, MONDAY) == day


@given(st.text(max_size=40), st.dates(date(1990, 1, 1), date(2190, 1, 1)))
def test_no_text_breaks_the_reading_of_a_day_or_a_birth(said: str, today: date) -> None:
    assert parse_day(said, today) is None or isinstance(parse_day(said, today), date)
    birth = read_birth(said, today)
    assert birth is None or birth[0] <= today.year


@pytest.mark.parametrize(
    "zone", ["Europe/Berlin", "Pacific/Apia", "America/New_York", "Asia/Tokyo"]
)
@given(st.dates(date(2011, 12, 20), date(2030, 1, 1)))
def test_a_last_day_is_whole_wherever_it_is(zone: str, day: date) -> None:
    end = over_at(day, zone)
    assert local_date(end - timedelta(seconds=1), zone) <= day
    assert local_date(end, zone) > day


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("", TypedInvite("")),
        ("Kim the Great", TypedInvite("Kim the Great")),
        ("school", TypedInvite("school")),
        ("Sunny School", TypedInvite("Sunny", Role.SCHOOL)),
        ("Sunny, himself", TypedInvite("Sunny", Role.SELF)),
        ("Sunny helper", TypedInvite("Sunny", is_helper=True)),
        ("Sunny helper until 17.1.", TypedInvite("Sunny", is_helper=True, until=date(2027, 1, 17))),
        ("Sunny helper soon", TypedInvite("Sunny", is_helper=True, problem="soon")),
        ("Sunny school now", TypedInvite("Sunny", Role.SCHOOL, problem="now")),
    ],
)
def test_whom_a_link_is_for_is_read_after_the_name(line: str, meant: TypedInvite) -> None:
    assert parse_invite(line, MONDAY) == meant


# -- the typed line -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("", TypedClient()),
        ("Sunny", TypedClient("Sunny")),
        ("Sunny child", TypedClient("Sunny", Stage.CHILD)),
        ("Kim the Great teen", TypedClient("Kim the Great", Stage.TEEN)),
        ("Child", TypedClient("Child")),
        (
            "Sunny child 2019-05 low demand likes: trains, dogs",
            TypedClient("Sunny", Stage.CHILD, "low", (2019, 5), interests="trains, dogs"),
        ),
        (
            "Sunny, ADULT; born: May 1960 they",
            TypedClient("Sunny", Stage.ADULT, birth=(1960, 5), pronoun="they"),
        ),
        (
            "Sunny born: long ago",
            TypedClient("Sunny", problems=(("birth", "long ago"),)),
        ),
        (
            "Sunny adult May 1960 they usual way pictures first",
            TypedClient("Sunny", Stage.ADULT, "usual", (1960, 5), "they", picture_only=True),
        ),
        (
            "Robin teen words: autistic person slots: Mornings and after school",
            TypedClient(
                "Robin",
                Stage.TEEN,
                words="autistic person",
                slots=frozenset({Slot.MORNING, Slot.AFTERNOON}),
            ),
        ),
        ("Sunny child zebra", TypedClient("Sunny", Stage.CHILD, problems=(("word", "zebra"),))),
        (
            "Sunny child teen",
            TypedClient("Sunny", Stage.CHILD, problems=(("stage_twice", "teen"),)),
        ),
        (
            "Sunny child slots: noon",
            TypedClient("Sunny", Stage.CHILD, problems=(("slots", "noon"),)),
        ),
        ("Sunny likes:", TypedClient("Sunny", problems=(("interests_empty", "0"),))),
        (
            "Sunny likes: " + "x" * (INTERESTS_LIMIT + 1),
            TypedClient("Sunny", problems=(("interests_long", str(INTERESTS_LIMIT + 1)),)),
        ),
        ("Sunny child 2031", TypedClient("Sunny", Stage.CHILD, problems=(("word", "2031"),))),
    ],
)
def test_a_typed_line_says_what_it_says(line: str, meant: TypedClient) -> None:
    assert parse_client(line, MONDAY) == meant


WORDS = st.sampled_from(
    [
        *("Sunny", "child", "teen", "2019", "2019-05", "May", "low-demand", "usual", "she"),
        *("likes:", "words:", "born:", "slots:", "morning", "trains", ",", "aac", "zebra", "\n"),
    ]
)


@given(st.lists(st.one_of(WORDS, st.text(max_size=8)), max_size=12))
def test_no_line_breaks_the_reading_and_what_is_clear_is_read_the_same_again(
    words: list[str],
) -> None:
    line = " ".join(words)
    once = parse_client(line, MONDAY)
    assert once == parse_client(f"  {line} ", MONDAY)
    if not once.problems:
        assert once.birth is None or once.birth[0] <= MONDAY.year
        assert not (once.stage and not once.name)


def test_the_questions_follow_each_other_to_an_end() -> None:
    seen = [Detail.BIRTH]
    while (following := next_detail(seen[-1])) is not None:
        seen.append(following)
    assert seen == list(Detail)


def test_words_are_kept_on_one_line_or_not_at_all() -> None:
    assert read_words(Detail.INTERESTS, "  trains \n and\u202e dogs ") == "trains and dogs"
    assert read_words(Detail.PRONOUN, " \n ") is None
    assert read_words(Detail.PRONOUN, "x" * 31) is None
