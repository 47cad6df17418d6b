"""Reads the content folders into one catalog; a practice's own folder wins file by file.

Every problem is collected before anything is refused, so that an editor mends them in one go.
"""

from collections.abc import Sequence
from pathlib import Path
from types import MappingProxyType

from bot.catalog import build, locales, rules
from bot.catalog.catalog import Catalog, by_area
from bot.catalog.collect import Pile, collect
from bot.catalog.library import Library
from bot.catalog.models import Activity, Area, Learn, ProgramTemplate
from bot.catalog.problems import ContentError, Problem
from bot.catalog.shared_models import Flag, Source


def load(dirs: Sequence[Path]) -> Catalog:
    """Return the catalog of the content folders, the later ones winning.

    Translations are merged once, here: `Catalog.in_language` only looks one up.

    Raises:
        ContentError: something in the folders is wrong; it carries every problem that stops the
            start. A stale translation does not: its card falls back to English.
    """
    catalog, problems = _gather(dirs)
    stopping = [problem for problem in problems if problem.stops]
    if stopping:
        raise ContentError(stopping)
    return catalog


def check(dirs: Sequence[Path]) -> list[Problem]:
    """Return every problem of the content folders, in file order; none means all is well."""
    return _gather(dirs)[1]


def _gather(dirs: Sequence[Path]) -> tuple[Catalog, list[Problem]]:
    pile = collect(dirs)
    sources: build.Sources = {}
    areas = build.entries(pile, "areas", Area, sources)
    safety = build.safety(pile, sources)
    catalog = Catalog(
        activities=MappingProxyType(
            by_area(build.files(pile, "activities", Activity, sources), areas)
        ),
        areas=MappingProxyType(areas),
        safety=MappingProxyType(safety.texts),
        programs=MappingProxyType(build.files(pile, "programs", ProgramTemplate, sources)),
        learn=MappingProxyType(build.files(pile, "learn", Learn, sources)),
        sources=MappingProxyType(build.entries(pile, "sources", Source, sources)),
        flags=MappingProxyType(build.entries(pile, "flags", Flag, sources)),
        words=MappingProxyType(build.search_words(pile)),
        rules=safety,
        tone=MappingProxyType(build.tone(pile)),
    )
    library = Library(catalog, safety, catalog.tone, sources)
    pile.problems.extend(rules.problems(library, readable=pile.readable()))
    catalog = _with_languages(catalog, library, pile)
    return catalog, sorted(pile.problems, key=lambda problem: problem.file)


def _with_languages(catalog: Catalog, library: Library, pile: Pile) -> Catalog:
    """Return the English catalog, with one beside it for each language that has words."""
    versions: dict[str, Catalog] = {}
    english = catalog.beside(versions)
    versions[english.language] = english
    for language in sorted({translation.language for translation in pile.translations}):
        versions[language] = locales.translated(english, language, library, pile)
    return english
