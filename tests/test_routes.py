"""Where buttons lead: a route fits in 64 bytes and comes back as it was; nothing else passes."""

from dataclasses import fields
from datetime import date
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalog import load
from bot.domain import zones
from bot.domain.assign_form import CHANGEABLE, LOOKING, Field, Page
from bot.domain.client_form import Detail
from bot.domain.people import Relation, Role, Stage
from bot.domain.welcome import NO_REMINDER, Question
from bot.handlers.tables import TAPS
from bot.services.client_details import NAME, PACE, STAGE
from bot.services.client_details import NOTHING as UNSAID
from bot.services.flags import ANSWERS
from bot.services.precautions import MARK_LENGTH, NOTHING
from bot.settings import Settings
from bot.views import routes, settings
from bot.views.assign import ALL_AREAS
from bot.views.assign_choices import CHOICES
from bot.views.codec import LARGEST_ID, LIMIT_BYTES, get_fields
from bot.views.routes import KINDS, Route, decode, encode

# A Telegram id and a database id stay far below this: a billion rows.
LARGE = 2**31
LONGEST_DATE = date(2026, 12, 31)
LIBRARY = load(Settings(_env_file=None).content_dirs)
LONGEST_ZONE = max(zones.known_zones(), key=len)

#: The longest value of each text field, from where the buttons are made.
WORDS: dict[tuple[str, str], list[str]] = {
    ("SetLanguage", "language"): ["en", "yue"],
    ("SetZone", "zone"): list(zones.known_zones()),
    ("Zones", "region"): [*settings.REGION_NAMES, "-"],
    ("Welcome", "field"): list(Question),
    ("Welcome", "value"): [LONGEST_ZONE, NO_REMINDER, *Relation],
    ("ClientDraft", "field"): ["stage", "pace"],
    ("ClientDraft", "value"): ["usual", "low", *Stage],
    ("Invite", "role"): list(Role),
    ("AskAbout", "field"): [NAME, STAGE, PACE, *Detail],
    ("SetAbout", "field"): [NAME, STAGE, PACE, *Detail],
    ("SetAbout", "value"): [UNSAID, "the name alone" * 2, *Stage],
    ("AskFlag", "flag"): list(LIBRARY.flags),
    ("SetFlag", "flag"): list(LIBRARY.flags),
    ("SetFlag", "answer"): list(ANSWERS),
    ("AssignDraft", "field"): [*Field, *CHANGEABLE, *LOOKING, "days_so_far"],
    ("AssignDraft", "value"): [str(LARGE)],
    ("BeginPlan", "template"): ["x" * 32],
    ("PlanChange", "field"): ["slot", "days", "weeks", "goal"],
    ("AssignBack", "field"): list(Page),
    ("AssignPage", "page"): [*CHOICES, ALL_AREAS, "-"],
    ("AssignChecked", "mark"): [NOTHING, "f" * MARK_LENGTH],
    ("AssignThis", "activity"): list(LIBRARY.activities),
    ("CompleteLine", "part"): ["client", "activity"],
    ("CompleteLine", "value"): [str(LARGE), *LIBRARY.activities],
}


def values(kind: type[Route], name: str, of: type) -> list[Any]:
    if of is int:
        return [0, LARGE]
    if of is bool:
        return [False, True]
    if of is date:
        return [LONGEST_DATE]
    if issubclass(of, StrEnum):
        return list(of)
    return WORDS.get((kind.__name__, name), ["x" * 12])


def examples(kind: type[Route]) -> list[Route]:
    """Return the route with every value of each field, the others at their longest."""
    columns = [
        values(kind, field.name, of)
        for field, of in zip(fields(kind), get_fields(kind), strict=True)  # type: ignore[arg-type]
    ]
    make: Any = kind
    longest = [max(column, key=lambda value: len(str(value))) for column in columns]
    made: list[Route] = [make(*longest)]
    for at, column in enumerate(columns):
        made += [make(*longest[:at], value, *longest[at + 1 :]) for value in column]
    return made


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.__name__)
def test_a_route_fits_and_comes_back_as_it_was(kind: type[Route]):
    for route in examples(kind):
        data = encode(route)
        assert 1 <= len(data.encode()) <= LIMIT_BYTES
        assert decode(data) == route


def test_every_activity_and_area_of_the_library_fits():
    for name in (*LIBRARY.activities, *LIBRARY.areas):
        for field in (Field.ACTIVITY, *LOOKING[:1]):
            route = routes.AssignDraft(LARGE, field, name)
            assert decode(encode(route)) == route


def test_each_route_has_a_code_of_its_own_and_somebody_who_answers_it():
    every = {kind.__name__ for kind in Route.__subclasses__()}
    assert every == {kind.__name__ for kind in KINDS.values()}, "two have the same code"
    assert set(TAPS) == set(KINDS.values())


def test_what_does_not_fit_is_a_fault_of_ours_and_said_at_once():
    with pytest.raises(ValueError, match="callback data over 64 bytes"):
        encode(routes.SetZone("Atlantis/" + "x" * 60))


@pytest.mark.parametrize(
    "data",
    [
        "",
        ":",
        "nowhere",
        "t",
        "t:",
        "t:1:2",
        "t:-1",
        "t:+1",
        "t:1.0",
        "t: 1",
        "t:١",
        "t:²",
        f"t:{LARGEST_ID + 1}",
        "t:" + "9" * 5000,
        "c:1:2026-02-30",
        "c:1:20260301",
        "c:1:2026-3-1",
        "a:1:2026-03-01:missed:c",
        "rs:1:morning:420:2",
        "rs:1:morning:420:true",
        "T:1",
    ],
)
def test_forged_data_is_no_route(data: str):
    assert decode(data) is None


@given(st.text(max_size=80))
def test_whatever_comes_in_nothing_breaks(data: str):
    found = decode(data)
    assert found is None or decode(encode(found)) == found


@given(
    st.sampled_from(sorted(KINDS)),
    st.lists(
        st.one_of(
            st.integers(-(2**70), 2**70).map(str),
            st.dates().map(str),
            st.sampled_from(
                ["0", "1", "done", "morning", "c", "en", "Europe/Berlin", "2026-W48-2"]
            ),
            st.text(max_size=12),
        ),
        max_size=6,
    ),
)
def test_a_known_code_with_any_parts_is_read_whole_or_not_at_all(code: str, parts: list[str]):
    found = decode(":".join([code, *parts]))
    assert found is None or type(found) is KINDS[code]
