"""The answers of the form that assigns: what is taken, in which form, and what they come to."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from bot.catalog import Activity, Catalog
from bot.catalog.models import Person
from bot.domain.assign_form import CHANGEABLE, LOOKING, Field
from bot.domain.errors import Invalid
from bot.domain.people import Client, Stage
from bot.domain.program import (
    FARTHEST_START,
    GOAL_LIMIT,
    MOST_MINUTES,
    MOST_WEEKS,
    NOTE_LIMIT,
    Place,
)
from bot.domain.rhythm import EVERY_DAY, Slot, Weekdays
from bot.domain.typed_when import When
from bot.services.assign import Wish

FOUND: Final = 8
#: What an earlier form had come to, to go on with.
LEFT: Final = "left"
_LEAST: Final[Mapping[str, int]] = {
    Field.CLIENT: 1,
    "days": 1,
    "days_so_far": 0,
    "weeks": 1,
    "minutes": 1,
}
_MOST: Final[Mapping[str, int]] = {
    Field.CLIENT: 2**53,
    "days": EVERY_DAY.mask,
    "days_so_far": EVERY_DAY.mask,
    "weeks": MOST_WEEKS,
    "minutes": MOST_MINUTES,
}
WORDS_LIMIT: Final = 60
_PEOPLE: Final[Mapping[Stage, Person]] = {
    Stage.CHILD: "child",
    Stage.TEEN: "teen",
    Stage.ADULT: "adult",
}


def answer_of(
    catalog: Catalog, answers: Mapping[str, Any], field: str, value: str, today: date
) -> dict[str, Any]:
    """Return the answers with one more.

    Raises:
        Invalid: not one of the choices.
    """
    if field == LEFT and answers.get(LEFT):
        return dict(answers[LEFT])
    kept = dict(answers)
    if field in LOOKING:
        kept = {k: v for k, v in kept.items() if k not in LOOKING}
    if field == Field.ACTIVITY:
        kept = {k: v for k, v in kept.items() if k not in CHANGEABLE}
    kept.pop("days_so_far", None)
    kept.pop(LEFT, None)
    return kept | {field: _checked(catalog, field, value, today)}


def with_what_was_left(answers: Mapping[str, Any], left: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers of a new form, with those of one that was left on its last card."""
    whole = {k: v for k, v in left.items() if k in (*Field, *CHANGEABLE)}
    fits = answers.get(Field.CLIENT, left.get(Field.CLIENT)) == left.get(Field.CLIENT)
    if not {Field.CLIENT, Field.ACTIVITY} <= whole.keys() or not fits:
        return dict(answers)
    return {**answers, LEFT: whole}


def _checked(catalog: Catalog, field: str, value: str, today: date) -> object:
    """Return an answer in its stored form, or refuse it."""
    text = value.strip()
    if field in _LEAST:
        whole = int(value) if value.isascii() and value.isdigit() and len(value) < 16 else -1
        if _LEAST[field] <= whole <= _MOST[field]:
            return whole
    elif field in (Field.GOAL, "words"):
        kept = " ".join(text.split())[: GOAL_LIMIT if field == Field.GOAL else WORDS_LIMIT]
        if kept or field == Field.GOAL:
            return kept
    elif field == "note" and len(text) <= NOTE_LIMIT:
        return text
    elif _is_on_offer(catalog, field, value, today):
        return value
    raise Invalid("note_long" if field == "note" else "choice", value=len(value))


def _is_on_offer(catalog: Catalog, field: str, value: str, today: date) -> bool:
    match field:
        case "area":
            return bool(catalog.in_area(value))
        case Field.ACTIVITY:
            return value in catalog.activities and catalog.activities[value].enabled
        case "slot":
            return value in list(Slot)
        case "place":
            return value in list(Place)
        case "starts_on":
            return _is_ahead(value, today)
        case _:
            return False


def _is_ahead(value: str, today: date) -> bool:
    try:
        return len(value) == 10 and 0 <= (date.fromisoformat(value) - today).days <= FARTHEST_START
    except ValueError:
        return False


def wish_of(answers: Mapping[str, Any]) -> Wish:
    """Return what whole answers come to."""
    slot, days, place = answers.get("slot"), answers.get("days"), answers.get("place")
    starts_on = answers.get("starts_on")
    return Wish(
        answers[Field.CLIENT],
        answers[Field.ACTIVITY],
        When(
            Slot(slot) if slot else None,
            Weekdays(days) if days else None,
            answers.get("weeks"),
            answers.get("minutes"),
            Place(place) if place else None,
            date.fromisoformat(starts_on) if starts_on else None,
        ),
        answers.get("note") or None,
    )


def answers_of(wish: Wish) -> dict[str, Any]:
    """Return a wish as answers of the form; the goal is asked for afterwards."""
    when = wish.when
    said = {
        "slot": when.slot,
        "days": when.weekdays.mask if when.weekdays else None,
        "weeks": when.weeks,
        "minutes": when.minutes,
        "place": when.place,
        "starts_on": when.starts_on.isoformat() if when.starts_on else None,
        "note": wish.note,
    }
    whole = {Field.CLIENT: wish.client_id, Field.GOAL: None, Field.ACTIVITY: wish.activity_id}
    return whole | {k: v for k, v in said.items() if v is not None}


def found_by(catalog: Catalog, words: str, client: Client | None) -> tuple[Activity, ...]:
    """Return the cards that typed words find, those for somebody of the client's age first."""
    person = _PEOPLE[client.stage] if client else None
    first = catalog.search(words, limit=FOUND, person=person)
    others = [card for card in catalog.search(words, limit=FOUND) if card not in first]
    return tuple([*first, *others][:FOUND])
