"""Every kind of button that there is, as somebody would forge it who knows a family's numbers."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import date, timedelta
from enum import StrEnum

from bot.handlers.tables import TAPS
from bot.views import routes
from bot.views.codec import get_fields
from bot.views.routes import Route
from tests.journeys.practice import Practice
from tests.journeys.steps import Family


def every_route(practice: Practice, family: Family) -> list[Route]:
    """Return each kind of route, with Sunny's numbers and every choice there is."""
    drafts = [row["id"] for row in practice.rows("SELECT id FROM drafts")] or [1]
    invites = [row["id"] for row in practice.rows("SELECT id FROM invites")] or [1]
    found: list[Route] = []
    for kind in TAPS:
        variants: list[list[object]] = [[]]
        for field, of in zip(fields(kind), get_fields(kind), strict=True):  # type: ignore[arg-type]
            values = _values(field.name, of, family, drafts, invites)
            variants = [[*before, value] for before in variants for value in values]
        found += [kind(*values) for values in variants]
    return [route for route in found if _is_about_others(route)]


def _values(
    name: str, of: type, family: Family, drafts: list[int], invites: list[int]
) -> Sequence[object]:
    if of is bool:
        return False, True
    if of is date:
        return family.today, family.today + timedelta(days=1), date.max
    if issubclass(of, StrEnum):
        return list(of)
    named: dict[str, Sequence[object]] = {
        "client": [family.client],
        "assignment": [family.socks, family.lights],
        "draft": drafts,
        "invite": invites,
        "person": [2, 3],
        "flag": ["seizures"],
        "answer": ["yes", "no"],
        "message": [1, 15],
        "role": ["family", "self", "school", "therapist"],
        "page": ["note", "slot"],
        "mark": ["-"],
        "part": ["client"],
        "field": ["consent", "nickname", "client", "note", "name", "likes"],
        "value": ["yes", str(family.client)],
        "region": ["-", "Europe"],
        "activity": ["own-grandpa-s-lamp", "dress-socks-on"],
        "day": [9],  # no such weekday, likewise
        "begin": [1500],  # no time of a day: their own quiet hours are theirs to set
    }
    return named.get(name, [0, 15] if of is int else ["nothing/such"])


def _is_about_others(route: Route) -> bool:
    """Leave out the forms that everybody may begin for themselves."""
    return not (isinstance(route, routes.Zones) and route.region == "-")
