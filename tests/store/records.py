"""A small practice in the store: Nora treats Sunny, Alice and Bob care, one card is assigned."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypeVar

from bot.domain.people import Role, Stage
from bot.domain.program import Program
from bot.domain.rhythm import EVERY_DAY, Slot
from bot.store import clients, people, programs
from bot.store.database import Tx

T = TypeVar("T")
Change = Callable[[Tx], T]

NOW: Final = 1_764_000_000_000
MONDAY: Final = date(2026, 11, 23)


@dataclass(frozen=True, slots=True)
class Records:
    """The ids of what is there."""

    nora: int
    alice: int
    bob: int
    client: int
    program: Program
    card: int


def fill(tx: Tx) -> Records:
    """Write the small practice."""
    nora, alice, bob = (
        people.add(tx, number, name, "en", "Europe/Berlin", NOW).id
        for number, name in ((1, "Nora"), (2, "Alice"), (3, "Bob"))
    )
    people.make_therapist(tx, nora, NOW)
    client = clients.add(tx, "Sunny", Stage.CHILD, low_demand=False, by=nora, now=NOW, origin=1)
    people.add_link(tx, client.id, nora, Role.THERAPIST, NOW)
    people.add_link(tx, client.id, alice, Role.FAMILY, NOW + 1)
    people.add_link(tx, client.id, bob, Role.FAMILY, NOW + 2)
    program = programs.begin_program(tx, client.id, nora, NOW)
    programs.keep_revision(tx, "dress-socks-on", "r1", "{}", NOW)
    card = assign(tx, program, nora, origin=2)
    assert card is not None
    return Records(nora, alice, bob, client.id, program, card)


def assign(tx: Tx, program: Program, by: int, **other: Any) -> int | None:
    """Assign "Socks on" for every morning, or what `other` says."""
    values: dict[str, Any] = {
        "activity_id": "dress-socks-on",
        "revision": "r1",
        "slot": Slot.MORNING,
        "weekdays": EVERY_DAY,
        "starts_on": MONDAY,
        "ends_on": None,
        "note": None,
        "now": NOW,
    }
    return programs.add_assignment(tx, program, by=by, **{**values, **other})
