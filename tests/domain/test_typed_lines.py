"""Whatever line is typed, it changes exactly what it says or nothing.

`TYPED_LINES` says how many lines are made (CI makes 50,000). The oracle is in tests/line_maker.py.
"""

import os
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.program import NOTE_LIMIT
from bot.domain.typed_assign import TypedAssign, parse_assign, spell
from tests.line_maker import TODAY, make_line

LINES: Final = int(os.environ.get("TYPED_LINES", "4000"))
CLIENTS: Final = {
    1: "Sunny",
    2: "Little  Bear",
    3: "Twin",
    4: "twin",
    5: "Sunny Day",
    6: "Mo-Lee",
    7: "Monday",
}
CARDS: Final = {
    "dress-socks-on": "Socks on",
    "heavy-wall-push": "Wall pushes",
    "dress-zip": "Zip up the coat",
    "school-landing": "After-school landing",
    "sleep-lights-down": "Lights-down half hour",
    "groom-tidy": "Wash, dry & tidy",
    "care-two-minutes": "Two minutes for you",
    "feel-school-morning": "A body check on school mornings",
    "move-break": "A 2 minute break",
}


@settings(
    max_examples=LINES,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example],
)
@given(st.binary(min_size=96, max_size=96))
def test_a_line_says_exactly_what_it_says_or_nothing(source: bytes):
    line = make_line(source, CLIENTS, CARDS, longest_note=NOTE_LIMIT)
    typed = parse_assign(line.text, CLIENTS, CARDS, TODAY)
    assert (None if typed.problems else _said(typed)) == line.wanted, line.text
    if line.wanted is not None and typed.client_id != 4 and typed.activity_id:
        again = spell(CLIENTS[typed.client_id or 0], typed.activity_id, typed.when, typed.note)
        words = again.removeprefix("/assign ")
        assert _said(parse_assign(words, CLIENTS, CARDS, TODAY)) == _said(typed), again


@pytest.mark.parametrize(
    "name", ["Little - Bear", "little-bear", "LITTLE – BEAR -", "- Little Bear"]
)
def test_a_mark_within_a_name_is_no_word_of_it(name: str):
    typed = parse_assign(f"{name} care-two-minutes 1 min", CLIENTS, CARDS, TODAY)
    assert (typed.client_id, typed.activity_id, typed.problems) == (2, "care-two-minutes", ())


def _said(typed: TypedAssign) -> dict[str, Any]:
    when = typed.when
    found = {
        "client": typed.client_id,
        "activity": typed.activity_id,
        "slot": when.slot,
        "weekdays": when.weekdays and when.weekdays.mask,
        "weeks": when.weeks,
        "minutes": when.minutes,
        "place": when.place,
        "starts_on": when.starts_on,
        "note": typed.note,
    }
    return {name: value for name, value in found.items() if value is not None}
