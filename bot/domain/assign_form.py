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


def step_back(answers: Mapping[str, object]) -> dict[str, object]:
    """Return the answers without the last one given; the client stays."""
    kept = dict(answers)
    for field in reversed(Field):
        if field is not Field.CLIENT and field in kept:
            del kept[field]
            break
    return kept
