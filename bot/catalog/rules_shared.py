"""What programs, learn cards, areas and person flags have to be: linked, short, within the load."""

import re
from collections.abc import Iterable, Iterator

from bot.catalog import tone
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
from bot.catalog.models import Learn, ProgramTemplate
from bot.catalog.problems import Problem
from bot.catalog.shared_models import Flag, Reach
from bot.catalog.source import Location

PROGRAM_HOLDS = 4
PROGRAM_MINUTES = 120
FIRST_WEEK_HOLDS = 2
#: Two minutes at a tired reader's 150 words a minute.
LEARN_WORDS = 300
LEARN_HOLDS = 3_500
LEARN_TITLE_HOLDS = 60
NOTE_WORDS = 80


def problems(library: Library, *, readable: frozenset[str]) -> Iterator[Problem]:
    """Yield what is wrong; `readable` names files whose own mistakes are told already."""
    catalog, words = library.catalog, library.words
    for name, program in catalog.programs.items():
        source = library.sources["programs", name]
        for found in (
            *identity(program.id, source),
            *_program(program, catalog, readable),
            *said(words, tone.program_texts(program)),
        ):
            yield source.problem(*found)
    for name, learn in catalog.learn.items():
        source = library.sources["learn", name]
        for found in (
            *identity(learn.id, source),
            *_learn(learn, catalog, readable),
            *review(learn.review),
            *said(words, tone.learn_texts(learn)),
        ):
            yield source.problem(*found)
    for area in catalog.areas.values():
        for found in said(words, tone.area_texts(area)):
            yield library.sources["areas", area.id].problem(*found)
    for flag in catalog.flags.values():
        for found in _flag(flag, catalog, readable):
            yield library.sources["flags", flag.id].problem((flag.id, *found[0]), *found[1:])


def _program(program: ProgramTemplate, catalog: Catalog, readable: frozenset[str]) -> Finds:
    if len(program.items) > PROGRAM_HOLDS:
        yield ("items",), f"{len(program.items)} activities", f"a program holds {PROGRAM_HOLDS}"
    minutes = 0
    for place, item in enumerate(program.items):
        activity = catalog.activities.get(item.activity)
        if activity is None:
            where = ("items", place, "activity")
            yield from _card(where, item.activity, catalog, readable)
            continue
        minutes += activity.minutes * item.days
        if item.days > activity.times_a_week:
            reason = f"{item.days} days; {activity.id} has at most {activity.times_a_week} a week"
            yield ("items", place, "days"), reason, "ask for fewer days"
        if item.week is not None and item.week > program.weeks:
            reason = f"week {item.week}; the program has {program.weeks}"
            yield ("items", place, "week"), reason, "let it join earlier"
    at_once = sum((item.week or place) == 1 for place, item in enumerate(program.items, start=1))
    if at_once > FIRST_WEEK_HOLDS:
        fix = f"the first week holds {FIRST_WEEK_HOLDS}; let others join in a later `week`"
        yield ("items",), f"{at_once} activities in week 1", fix
    if program.named is not None and program.named not in program.goal:
        yield ("named",), f"the goal does not speak of {program.named}", "write whom it speaks of"
    if minutes > PROGRAM_MINUTES and program.why_more is None:
        fix = f"a program holds {PROGRAM_MINUTES}; take some out, or say why in `why_more`"
        yield ("items",), f"{minutes} minutes a week", fix


def _learn(learn: Learn, catalog: Catalog, readable: frozenset[str]) -> Finds:
    yield from over(("title",), learn.title, "a learn card's title", LEARN_TITLE_HOLDS)
    texts = (learn.title, *learn.body, *learn.points)
    yield from over((), "\n\n".join((*texts, learn.practice_note or "")), "it", LEARN_HOLDS)
    count = _words(texts)
    if count > LEARN_WORDS:
        yield ("body",), f"{count} words", f"two minutes hold {LEARN_WORDS}"
    note = _words([learn.practice_note or ""])
    if note > NOTE_WORDS:
        yield ("practice_note",), f"{note} words", f"a note holds {NOTE_WORDS}"
    for place, name in enumerate(learn.activities):
        yield from _card(("activities", place), name, catalog, readable)
    yield from unknown(("sources",), learn.sources, catalog.sources, "a source", "sources.yaml")


def _words(texts: Iterable[str]) -> int:
    return sum(len(re.findall(r"\w+(?:['\u2019-]\w+)*", text)) for text in texts)


def _card(where: Location, name: str, catalog: Catalog, readable: frozenset[str]) -> Finds:
    if name not in catalog.activities and name not in readable:
        fix = nearest(name, catalog.activities) or "choose one of the library"
        yield where, f"there is no {name}", fix


def _flag(flag: Flag, catalog: Catalog, readable: frozenset[str]) -> Finds:
    for field, reach in (("confirm", flag.confirm), ("block", flag.block)):
        yield from _reach((field,), reach, catalog, readable)
    if flag.part_of is not None and flag.part_of not in catalog.flags:
        fix = nearest(flag.part_of, catalog.flags) or "flags.yaml lists the flags"
        yield ("part_of",), f"there is no flag {flag.part_of}", fix
    known = {**catalog.activities, **catalog.safety, **catalog.areas}
    for name in flag.notes:
        if name not in known and name not in readable:
            fix = nearest(name, known) or "write a card, a safety code or an area"
            yield ("notes", name), "is no card, safety code or area", fix


def _reach(where: Location, reach: Reach, catalog: Catalog, readable: frozenset[str]) -> Finds:
    codes = (*where, "codes")
    yield from unknown(codes, reach.codes, catalog.safety, "a safety code", "safety.yaml")
    yield from unknown((*where, "areas"), reach.areas, catalog.areas, "an area", "areas.yaml")
    for place, name in enumerate(reach.cards):
        yield from _card((*where, "cards", place), name, catalog, readable)
