"""Onboarding, the assign wizard and a check-in, as a list of single updates."""

from collections.abc import Awaitable, Callable
from typing import Final

from tests.journeys.practice import ALICE, NORA
from tests.journeys.steps import token_in
from tests.screen import labels, text_of
from tests.sim import Sim

Step = Callable[[Sim], Awaitable[object]]


def _says(who: int, text: str) -> tuple[int, Step]:
    return who, lambda sim: sim.send(who, text)


def _taps(who: int, label: str) -> tuple[int, Step]:
    return who, lambda sim: sim.tap(who, label, wait_s=0)


async def _follow_link(sim: Sim) -> None:
    await sim.start(ALICE, token_in(text_of(await sim.last(NORA))))


async def _tap_first(sim: Sim) -> None:
    card = await sim.last(ALICE)
    await sim.tap(ALICE, labels(card)[0], card, wait_s=0)


#: (who, what they do), an update each.
STORY: Final[tuple[tuple[int, Step], ...]] = (
    _says(NORA, "/start"),
    _says(NORA, "/newclient"),
    _says(NORA, "Sunny"),
    _taps(NORA, "Child"),
    _taps(NORA, "The usual way"),
    _taps(NORA, "Assign an activity"),
    _says(NORA, "Mornings without hurry"),
    _says(NORA, "getting dressed"),
    _taps(NORA, "Back"),
    _taps(NORA, "Dressing"),
    _taps(NORA, "Socks on"),
    _taps(NORA, "✎ Morning"),
    _taps(NORA, "Back"),
    _taps(NORA, "✎ 4 weeks"),
    _taps(NORA, "6 weeks"),
    _taps(NORA, "✎ Write a note"),
    _says(NORA, "By the front door"),
    _taps(NORA, "Assign it"),
    _taps(NORA, "Invite the family"),
    (ALICE, _follow_link),
    _taps(ALICE, "Yes, that is all right"),
    _taps(ALICE, "Parent"),
    _taps(ALICE, "Yes, it is"),
    _says(ALICE, "7:05"),
    _taps(ALICE, "20:00"),
    _says(ALICE, "/today"),
    _taps(ALICE, "Socks on"),
    _taps(ALICE, "We did it"),
    _taps(ALICE, "Add a bit more"),
    _taps(ALICE, "I showed how"),
    _taps(ALICE, "Write a note"),
    _says(ALICE, "She laughed"),
    _taps(ALICE, "Some of it"),
    _taps(ALICE, "Something worried me"),
    _taps(ALICE, "Pain or skin marks"),
    (ALICE, _tap_first),
)
