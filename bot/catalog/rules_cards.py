"""What an activity card has to be: in its place, safe by the floor, short enough, pictured."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from bot.catalog import cards, hazards, tone
from bot.catalog.catalog import Catalog
from bot.catalog.library import (
    Finds,
    Library,
    identity,
    nearest,
    over,
    review,
    said,
    unknown,
)
from bot.catalog.models import OWN, Activity
from bot.catalog.pictures import known_codes, same_but_for_fe0f
from bot.catalog.problems import Problem
from bot.catalog.shared_models import SafetyFile
from bot.catalog.source import Document

TITLE_HOLDS = 60
STEP_HOLDS = 300
LABEL_HOLDS = 30
FOLDED_HOLDS = 900
WHOLE_HOLDS = 3_500


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a card may be as shown, in Telegram's units: a folded one and a whole one."""

    folded: int
    whole: int


ENGLISH = Limits(FOLDED_HOLDS, WHOLE_HOLDS)
#: Telegram's own limits are 1,024 and 4,096; other languages use the room that English leaves.
TRANSLATED = Limits(1_000, 4_000)


def problems(library: Library) -> Iterator[Problem]:
    """Yield what is wrong with the activities."""
    for name, activity in library.catalog.activities.items():
        source = library.sources["activities", name]
        for found in (
            *identity(activity.id, source),
            *_place(activity, library.catalog, source),
            *sound(activity, library.catalog, library.safety),
            *said(library.words, tone.activity_texts(activity)),
        ):
            yield source.problem(*found)


def sound(activity: Activity, catalog: Catalog, safety: SafetyFile) -> Finds:
    """Tell of what is wrong with a card itself, wherever it is kept; its tone is not looked at."""
    yield from _area(activity, catalog)
    yield from _safety(activity, catalog, safety)
    yield from hazards.found(activity, safety)
    yield from lengths(activity, catalog, ENGLISH)
    yield from _pictures(activity)
    yield from review(activity.review)
    where, known = ("evidence", "sources"), catalog.sources
    yield from unknown(where, activity.evidence.sources, known, "a source", "sources.yaml")
    if activity.based_on is not None and activity.based_on not in catalog.activities:
        fix = nearest(activity.based_on, catalog.activities) or "take it out"
        yield ("based_on",), f"there is no {activity.based_on}", fix


def _place(activity: Activity, catalog: Catalog, source: Document) -> Finds:
    folder = PurePosixPath(source.file).parent.name
    if activity.area != folder and (activity.area in catalog.areas or not catalog.areas):
        fix = f"move the file to {activity.area}/, or write `area: {folder}`"
        yield ("area",), f"is {activity.area!r} in the folder {folder}", fix
    if activity.id.startswith(OWN):
        fix = f"write another id, such as {activity.id.removeprefix(OWN)}"
        yield ("id",), f"begins with {OWN}, as those do that are made in the chat", fix


def _area(activity: Activity, catalog: Catalog) -> Finds:
    if catalog.areas and activity.area not in catalog.areas:
        fix = nearest(activity.area, catalog.areas) or "areas.yaml lists the areas"
        yield ("area",), f"{activity.area!r} is not an area", fix


def floor_of(activity: Activity, safety: SafetyFile) -> Iterator[tuple[str, str]]:
    """Yield the codes that a card's area and its ids ask for, each with who asks for it."""
    for name in (activity.area, *activity.names):
        for code in safety.floor.get(name, ()):
            yield code, name


def _safety(activity: Activity, catalog: Catalog, safety: SafetyFile) -> Finds:
    for place, code in enumerate(activity.safe):
        if catalog.safety and code not in catalog.safety:
            fix = nearest(code, catalog.safety) or "safety.yaml lists the codes"
            yield ("safe", place), f"{code!r} is not a safety code", fix
        elif code in activity.safe[:place]:
            yield ("safe", place), f"{code} is there twice", "keep one"
    for code, name in floor_of(activity, safety):
        if code not in activity.safe:
            reason = f"{code} is missing; the safety floor of {name} asks for it"
            yield ("safe",), reason, f"add `- {code}`"


def lengths(activity: Activity, catalog: Catalog, limits: Limits) -> Finds:
    """Tell of what does not fit its place on a screen."""
    yield from over(("title",), activity.title, "a card's title", TITLE_HOLDS)
    for place, step in enumerate(activity.steps):
        yield from over(("steps", place), step, "a card's step", STEP_HOLDS)
    for place, picture in enumerate(activity.pictures):
        where = ("pictures", place, "label")
        yield from over(where, picture.label, "a picture's label", LABEL_HOLDS)
    yield from over((), cards.folded(activity), "a folded card", limits.folded)
    texts = [catalog.safety.get(code, "") for code in activity.safe]
    yield from over((), cards.whole(activity, texts), "a whole card", limits.whole)


def _pictures(activity: Activity) -> Finds:
    if len(activity.pictures) != len(activity.steps):
        reason = f"{len(activity.pictures)} pictures for {len(activity.steps)} steps"
        yield ("pictures",), reason, "each step has one picture"
    for place, picture in enumerate(activity.pictures):
        for nth, code in enumerate(picture.codes):
            if code not in known_codes():
                same = same_but_for_fe0f(code)
                fix = f"write {same}" if same else "openmoji.org lists the codes"
                yield ("pictures", place, "codes", nth), f"OpenMoji has no picture {code}", fix
