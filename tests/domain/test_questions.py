"""Forms ask for the first thing that is missing, so Back, a restart and a second tap are free."""

import itertools
from typing import Any

import pytest

from bot.domain import invite
from bot.domain.assign_form import Field, back_to, last_answered, next_field
from bot.domain.people import Role, clean_name
from bot.domain.welcome import Question, next_question

FULL: dict[str, Any] = dict.fromkeys(Field, "x")


# -- assigning --------------------------------------------------------------------------------


def test_the_form_asks_in_order_and_then_wants_to_be_confirmed():
    answers: dict[str, Any] = {}
    asked = []
    while (field := next_field(answers)) is not None:
        asked.append(field)
        answers[field] = "x"
    assert asked == list(Field)


@pytest.mark.parametrize("answered", range(1, len(Field)))
def test_back_leads_to_the_last_answer_but_never_to_the_client(answered: int):
    answers = dict(itertools.islice(FULL.items(), answered))
    last = last_answered(answers)
    if answered == 1:
        assert last is None
    else:
        assert last is list(Field)[answered - 1]
        assert next_field(back_to(answers, last)) is last


@pytest.mark.parametrize("field", Field)
def test_going_back_twice_to_a_question_is_going_back_once(field: Field):
    once = back_to({**FULL, "note": "kept"}, field)
    assert back_to(once, field) == once
    assert once[Field.CLIENT] == "x" and once["note"] == "kept"


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
        (Role.SCHOOL, 3, False, {Q.RELATION}),
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
