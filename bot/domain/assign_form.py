"""The guided way to assign: which question comes next is the first one without an answer."""

from collections.abc import Mapping
from enum import StrEnum


class Field(StrEnum):
    """What is asked, in this order; weeks and note have a default and are offered at the end."""

    CLIENT = "client"
    AREA = "area"
    ACTIVITY = "activity"
    SLOT = "slot"
    DAYS = "days"


def next_field(answers: Mapping[str, object]) -> Field | None:
    """Return the first question without an answer, or None when it can be confirmed."""
    return next((f for f in Field if f not in answers), None)


def last_answered(answers: Mapping[str, object]) -> Field | None:
    """Return the question that "back" leads to; the client stays."""
    return next((f for f in reversed(Field) if f is not Field.CLIENT and f in answers), None)


def back_to(answers: Mapping[str, object], field: Field) -> dict[str, object]:
    """Return the answers without those from a question on; the client stays.

    It names the question, so that going back to it twice is going back once.
    """
    later = list(Field)[list(Field).index(field) :]
    return {k: v for k, v in answers.items() if k == Field.CLIENT or k not in later}
