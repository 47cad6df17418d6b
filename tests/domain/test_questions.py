"""Forms ask for the first thing that is missing, so Back, a restart and a second tap are free."""

from typing import Any

import pytest

from bot.domain import invite
from bot.domain.assign_form import Page, back_to, page_before, page_of
from bot.domain.people import Role, clean_name
from bot.domain.welcome import Question, next_question

# -- assigning --------------------------------------------------------------------------------


def test_the_form_comes_to_the_first_thing_that_is_missing():
    answers: dict[str, Any] = {}
    pages = []
    for field, value in (("client", 1), ("goal", ""), ("area", "x"), ("activity", "y")):
        pages.append(page_of(answers, asks_goal=True))
        answers[field] = value
    pages.append(page_of(answers, asks_goal=True))
    assert pages == [Page.CLIENTS, Page.GOAL, Page.AREAS, Page.AREA, Page.CONFIRM]
    assert page_of({"client": 1}, asks_goal=False) is Page.AREAS
    assert page_of({"client": 1, "words": "zip"}, asks_goal=False) is Page.FOUND


@pytest.mark.parametrize("looked", ["area", "words"])
@pytest.mark.parametrize("asks_goal", [True, False])
@pytest.mark.parametrize("has_choice", [True, False])
def test_back_leads_page_by_page_to_the_first(looked: str, asks_goal: bool, has_choice: bool):
    answers: dict[str, Any] = {"client": 1, "goal": "g", looked: "x", "activity": "y", "weeks": 2}
    page, seen = page_of(answers, asks_goal=asks_goal), []
    while (
        before := page_before(page, answers, asks_goal=asks_goal, has_choice=has_choice)
    ) is not None:
        answers = back_to(answers, before)
        assert back_to(answers, before) == answers, "twice is once"
        page = page_of(answers, asks_goal=asks_goal)
        assert page is before
        seen.append(page)
    expected = [Page.FOUND if looked == "words" else Page.AREA, Page.AREAS]
    expected += [Page.GOAL] if asks_goal else []
    expected += [Page.CLIENTS] if has_choice else []
    assert seen == expected
    assert "weeks" not in answers, "what was changed was about that activity"


# -- the way in --------------------------------------------------------------------------------


def asked(role: Role, *, languages: int, is_settled: bool) -> list[Question]:
    answers: dict[str, object] = {}
    found = []
    while (
        question := next_question(answers, role, languages=languages, is_settled=is_settled)
    ) is not None:
        found.append(question)
        answers[question] = "x"
    return found


Q = Question


@pytest.mark.parametrize(
    ("role", "languages", "is_settled", "left_out"),
    [
        (Role.FAMILY, 3, False, set()),
        (Role.FAMILY, 1, False, {Q.LANGUAGE}),
        (Role.SELF, 3, False, {Q.RELATION}),
        (Role.SCHOOL, 3, False, {Q.RELATION, Q.BEDTIME}),
        (Role.FAMILY, 3, True, {Q.LANGUAGE, Q.ZONE}),
        (Role.SELF, 1, True, {Q.LANGUAGE, Q.RELATION, Q.ZONE}),
    ],
)
def test_only_what_is_not_known_is_asked(role, languages, is_settled, left_out):
    found = asked(role, languages=languages, is_settled=is_settled)
    assert found == [question for question in Question if question not in left_out]
    assert Question.CONSENT in found, "whatever else is known, everybody is asked this"


# -- invitations and names ----------------------------------------------------------------------


def test_a_start_parameter_carries_its_token_and_nothing_else_is_one():
    assert invite.token_of(invite.payload("abc_-9")) == "abc_-9"
    for other in ("", "abc", "I-abc", "x-abc"):
        assert invite.token_of(other) is None


def test_a_token_cannot_be_read_from_what_is_stored():
    assert invite.token_hash("abc") == invite.token_hash("abc")
    assert "abc" not in invite.token_hash("abc")
    assert len({invite.token_hash(token) for token in ("abc", "abd", "abc ")}) == 3


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Sunny", "Sunny"),
        ("  Sunny \n  Day ", "Sunny Day"),
        ("\x00\u202eevil\u200b", "evil"),
        ("👨‍👩‍👧 Lu", "👨 👩 👧 Lu"),
        ("x" * 99, "x" * 40),
        ("a" * 39 + " b", "a" * 39),
        ("\u2028\t", ""),
        ("نور", "نور"),
    ],
)
def test_a_name_is_one_line_that_cannot_turn_the_text_around(typed: str, kept: str):
    assert clean_name(typed) == kept
