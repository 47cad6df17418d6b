"""What pydantic found wrong, said so that a therapist who edits a card can mend it."""

from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.catalog.models import (
    ID_PATTERN,
    PICTURE_PATTERN,
    REVISION_PATTERN,
    SAFETY_PATTERN,
    SOURCE_PATTERN,
    Model,
)
from bot.catalog.problems import Problem
from bot.catalog.source import Document, Location, field_name, kind

_Said = tuple[str, str]


def explain(
    error: ValidationError, model: type[Model], document: Document, at: str = ""
) -> Iterator[Problem]:
    """Yield one problem for each thing that pydantic found in a file.

    Args:
        error: what pydantic raised.
        model: the outermost model, for guessing at misspelt fields.
        document: the file.
        at: the entry of the file that was validated, when it was not the whole file.
    """
    found = error.errors(include_url=False)
    for details in found:
        if _follows_from_another(details, found, model):
            continue
        where: Location = (*((at,) if at else ()), *details["loc"])
        where = tuple(part for part in where if part != "[key]")
        reason, fix = _say(details, model)
        yield document.problem(where, reason, fix)


def _follows_from_another(
    details: ErrorDetails, found: list[ErrorDetails], model: type[Model]
) -> bool:
    """Tell whether mending another mistake mends this one: one slip is told once."""
    where = details["loc"]
    if details["type"] == "too_short":
        return any(other["loc"][: len(where)] == where != other["loc"] for other in found)
    if details["type"] == "missing":
        unknown = [other for other in found if other["type"] == "extra_forbidden"]
        return any((_meant(other, model),) == where for other in unknown)
    return False


def _say(details: ErrorDetails, model: type[Model]) -> _Said:
    say = _SAYINGS.get(details["type"])
    if say is not None:
        return say(details)
    if details["type"] == "extra_forbidden":
        return _unknown_field(details, model)
    return details["msg"], ""


def _unknown_field(details: ErrorDetails, model: type[Model]) -> _Said:
    meant = _meant(details, model)
    return (
        "is not a field that is known here",
        f"did you mean `{meant}`?" if meant else "take it out",
    )


def _meant(details: ErrorDetails, model: type[Model]) -> str | None:
    if len(details["loc"]) > 1:
        return None
    close = get_close_matches(str(details["loc"][0]), model.model_fields, n=1, cutoff=0.7)
    return close[0] if close else None


def _context(details: ErrorDetails) -> Mapping[str, Any]:
    return details.get("ctx", {})


def _missing(details: ErrorDetails) -> _Said:
    return "is missing", f"add `{field_name(details['loc'][-1:])}:`"


def _wrong_kind(wanted: str, fix: str) -> Callable[[ErrorDetails], _Said]:
    def say(details: ErrorDetails) -> _Said:
        return f"is {kind(details['input'])}, not {wanted}", fix

    return say


def _choice(details: ErrorDetails) -> _Said:
    return f"is {details['input']!r}", f"write {_context(details)['expected']}"


def _pattern(details: ErrorDetails) -> _Said:
    looks = _LOOKS.get(_context(details)["pattern"], "check its spelling")
    return f"is {details['input']!r}", looks


def _blank(details: ErrorDetails) -> _Said:
    return "is empty", "write something here"


def _empty(details: ErrorDetails) -> _Said:
    return "is empty", "add at least one entry"


def _too_many(details: ErrorDetails) -> _Said:
    context = _context(details)
    return f"holds {context['actual_length']} entries", f"it holds {context['max_length']}"


def _too_long(details: ErrorDetails) -> _Said:
    reason = f"{len(str(details['input']))} characters"
    return reason, f"it holds {_context(details)['max_length']}"


def _low(details: ErrorDetails) -> _Said:
    return f"is {details['input']}", f"the least is {_context(details)['ge']}"


def _high(details: ErrorDetails) -> _Said:
    return f"is {details['input']}", f"the most is {_context(details)['le']}"


_LOOKS = {
    ID_PATTERN: "write it in small letters with hyphens, such as dress-socks-on",
    SAFETY_PATTERN: "write a code of safety.yaml, such as CONSENT",
    SOURCE_PATTERN: "write a code of sources.yaml, such as DCD19",
    REVISION_PATTERN: "write the 12 signs that `content check` names",
    PICTURE_PATTERN: "write an OpenMoji code such as 1F9E6",
}
_LIST = _wrong_kind("a list", "put each entry on its own line after a dash")
_DATE = _wrong_kind("a date", "write it as 2025-01-31")
_FIELDS = _wrong_kind("fields", "write `field: value` on lines of their own")

_SAYINGS: dict[str, Callable[[ErrorDetails], _Said]] = {
    "missing": _missing,
    "string_type": _wrong_kind("text", "put it in quotes"),
    "int_type": _wrong_kind("a whole number", "write digits only"),
    "bool_type": _wrong_kind("true or false", "write true or false"),
    "tuple_type": _LIST,
    "dict_type": _FIELDS,
    "model_type": _FIELDS,
    "model_attributes_type": _FIELDS,
    "date_type": _DATE,
    "date_from_datetime_parsing": _DATE,
    "literal_error": _choice,
    "string_pattern_mismatch": _pattern,
    "string_too_short": _blank,
    "string_too_long": _too_long,
    "too_short": _empty,
    "too_long": _too_many,
    "greater_than_equal": _low,
    "less_than_equal": _high,
}
