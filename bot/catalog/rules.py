"""What has to fit together across files before a family sees it: links, safety, length, load."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import PurePosixPath

from bot.catalog import cards, tone
from bot.catalog.catalog import Catalog
from bot.catalog.models import Activity, ProgramTemplate, ToneRow
from bot.catalog.pictures import known_codes, same_but_for_fe0f
from bot.catalog.problems import Problem
from bot.catalog.source import Document, Location

LANGUAGE = "en"
TITLE_HOLDS = 60
STEP_HOLDS = 300
LABEL_HOLDS = 30
FOLDED_HOLDS = 900
WHOLE_HOLDS = 3_500
PROGRAM_HOLDS = 4
PROGRAM_MINUTES = 120

Sources = dict[str, Document]
_Found = Iterator[tuple[Location, str, str]]


@dataclass(frozen=True, slots=True)
class Library:
    """Everything the rules look at: the catalog, the safety floor, the tone, and the files."""

    catalog: Catalog
    floor: Mapping[str, tuple[str, ...]]
    tone: Iterable[ToneRow]
    sources: Sources


def problems(library: Library, *, readable: frozenset[str]) -> Iterator[Problem]:
    """Yield what does not fit together; `readable` names files whose own mistakes are told."""
    words = tone.Tone(library.tone)
    for name, activity in library.catalog.activities.items():
        source = library.sources[name]
        for found in (
            *_identity(activity.id, source),
            *_place(activity, library.catalog, source),
            *_safety(activity, library),
            *_lengths(activity, library.catalog),
            *_pictures(activity),
            *_review(activity),
            *_said(words, tone.activity_texts(activity)),
        ):
            yield source.problem(*found)
    for name, program in library.catalog.programs.items():
        source = library.sources[name]
        for found in (
            *_identity(program.id, source),
            *_program(program, library.catalog, readable),
            *_said(words, tone.program_texts(program)),
        ):
            yield source.problem(*found)
    for area in library.catalog.areas.values():
        for found in _said(words, tone.area_texts(area)):
            yield library.sources[f"areas.{area.id}"].problem(*found)


def _identity(entry_id: str, source: Document) -> _Found:
    stem = PurePosixPath(source.file).stem
    if entry_id != stem:
        yield ("id",), f"is {entry_id!r} in a file named {stem}", f"write `id: {stem}`"


def _place(activity: Activity, catalog: Catalog, source: Document) -> _Found:
    folder = PurePosixPath(source.file).parent.name
    if catalog.areas and activity.area not in catalog.areas:
        fix = _nearest(activity.area, catalog.areas) or "areas.yaml lists the areas"
        yield ("area",), f"{activity.area!r} is not an area", fix
    elif activity.area != folder:
        fix = f"move the file to {activity.area}/, or write `area: {folder}`"
        yield ("area",), f"is {activity.area!r} in the folder {folder}", fix


def _safety(activity: Activity, library: Library) -> _Found:
    for place, code in enumerate(activity.safe):
        if library.catalog.safety and code not in library.catalog.safety:
            fix = _nearest(code, library.catalog.safety) or "safety.yaml lists the codes"
            yield ("safe", place), f"{code!r} is not a safety code", fix
        elif code in activity.safe[:place]:
            yield ("safe", place), f"{code} is there twice", "keep one"
    for name in (activity.area, activity.id):
        for code in library.floor.get(name, ()):
            if code not in activity.safe:
                reason = f"{code} is missing; the safety floor of {name} asks for it"
                yield ("safe",), reason, f"add `- {code}`"


def _lengths(activity: Activity, catalog: Catalog) -> _Found:
    yield from _over(("title",), activity.title, "a card's title", TITLE_HOLDS)
    for place, step in enumerate(activity.steps):
        yield from _over(("steps", place), step, "a card's step", STEP_HOLDS)
    for place, picture in enumerate(activity.pictures):
        where = ("pictures", place, "label")
        yield from _over(where, picture.label, "a picture's label", LABEL_HOLDS)
    yield from _over((), cards.folded(activity), "a folded card", FOLDED_HOLDS)
    texts = [catalog.safety.get(code, "") for code in activity.safe]
    yield from _over((), cards.whole(activity, texts), "a whole card", WHOLE_HOLDS)


def _over(where: Location, text: str, what: str, holds: int) -> _Found:
    if len(text) > holds:
        yield where, f"{len(text)} characters", f"{what} holds {holds}"


def _pictures(activity: Activity) -> _Found:
    if len(activity.pictures) != len(activity.steps):
        reason = f"{len(activity.pictures)} pictures for {len(activity.steps)} steps"
        yield ("pictures",), reason, "each step has one picture"
    for place, picture in enumerate(activity.pictures):
        for nth, code in enumerate(picture.codes):
            if code not in known_codes():
                same = same_but_for_fe0f(code)
                fix = f"write {same}" if same else "openmoji.org lists the codes"
                yield ("pictures", place, "codes", nth), f"OpenMoji has no picture {code}", fix


def _review(activity: Activity) -> _Found:
    review = activity.review
    if review.status == "reviewed" and (review.by is None or review.on is None):
        yield ("review",), "says reviewed, but not by whom and when", "add `by:` and `on:`"


def _program(program: ProgramTemplate, catalog: Catalog, readable: frozenset[str]) -> _Found:
    if len(program.items) > PROGRAM_HOLDS:
        yield ("items",), f"{len(program.items)} activities", f"a program holds {PROGRAM_HOLDS}"
    minutes = 0
    for place, item in enumerate(program.items):
        activity = catalog.activities.get(item.activity)
        if activity is None:
            if item.activity not in readable:
                fix = _nearest(item.activity, catalog.activities) or "choose one of the library"
                yield ("items", place, "activity"), f"there is no {item.activity}", fix
            continue
        minutes += activity.minutes * item.days
        if item.days > activity.times_a_week:
            reason = f"{item.days} days; {activity.id} has at most {activity.times_a_week} a week"
            yield ("items", place, "days"), reason, "ask for fewer days"
    if minutes > PROGRAM_MINUTES and program.why_more is None:
        fix = f"a program holds {PROGRAM_MINUTES}; take some out, or say why in `why_more`"
        yield ("items",), f"{minutes} minutes a week", fix


def _said(words: tone.Tone, texts: Iterable[tuple[Location, str]]) -> _Found:
    for where, text in texts:
        for word, instead in words.found(text):
            yield where, f"says {word!r}", f"instead: {instead}"


def _nearest(name: str, known: Iterable[str]) -> str:
    close = get_close_matches(name, list(known), n=1, cutoff=0.7)
    return f"did you mean {close[0]}?" if close else ""
