"""Lays a language's words over the English library, field by field.

A translation counts only for the English text it was made from: when that text changes, the card
is English again until somebody has looked, because an old safety text may be a wrong one.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TypeVar

from bot.catalog import build, rules_cards, tone
from bot.catalog.catalog import Catalog
from bot.catalog.collect import Pile, Translation
from bot.catalog.library import Library, nearest, said
from bot.catalog.models import Content, Model, fingerprint
from bot.catalog.source import Document, Location, Value
from bot.catalog.translations import (
    ActivityText,
    AreaText,
    FlagText,
    LearnText,
    ProgramText,
    SafetyText,
    Translated,
)

C = TypeVar("C", bound=Content)
M = TypeVar("M", bound=Model)
_FREE = frozenset({"of", "search"})
_Tell = Callable[[Location, str, str], None]


@dataclass(frozen=True, slots=True)
class _Words:
    """One translated entry: its words, and where in which file they stand."""

    text: Translated
    translation: Translation
    at: Location


@dataclass(frozen=True, slots=True)
class _Desk:
    """What the translating of one language needs."""

    language: str
    library: Library
    pile: Pile

    def tell(self, words: _Words, where: Location, reason: str, fix: str) -> None:
        document = words.translation.document
        self.pile.problems.append(document.problem((*words.at, *where), reason, fix))


def translated(english: Catalog, language: str, library: Library, pile: Pile) -> Catalog:
    """Return the library with a language's words; problems of the files are added to the pile."""
    desk = _Desk(language, library, pile)
    activities = _files(desk, "activities", english.activities, ActivityText)
    learn = _files(desk, "learn", english.learn, LearnText)
    programs = _files(desk, "programs", english.programs, ProgramText)
    version = replace(
        english,
        language=language,
        activities=MappingProxyType(activities),
        learn=MappingProxyType(learn),
        programs=MappingProxyType(programs),
        areas=MappingProxyType(_entries(desk, "areas", english.areas, AreaText)),
        flags=MappingProxyType(_entries(desk, "flags", english.flags, FlagText)),
        safety=MappingProxyType(_safety(desk, english.safety)),
    )
    _check_cards(desk, english, version)
    return version


def _files(
    desk: _Desk, kind: str, entries: Mapping[str, C], model: type[Translated]
) -> dict[str, C]:
    found: dict[str, list[_Words]] = {}
    for one in _of(desk, kind):
        text = build.validated(model, one.document.data, one.document, desk.pile.problems)
        if text is not None:
            found.setdefault(one.name, []).append(_Words(text, one, ()))
    return _laid(desk, kind, entries, found)


def _entries(
    desk: _Desk, kind: str, entries: Mapping[str, C], model: type[Translated]
) -> dict[str, C]:
    return _laid(desk, kind, entries, _of_shared(desk, kind, model, ()))


def _of(desk: _Desk, kind: str) -> list[Translation]:
    every = desk.pile.translations
    return [one for one in every if one.language == desk.language and one.kind == kind]


def _of_shared(
    desk: _Desk, kind: str, model: type[Translated], under: Location
) -> dict[str, list[_Words]]:
    """Return the translated entries of a shared file, by id; `under` is where they stand."""
    found: dict[str, list[_Words]] = {}
    for one in _of(desk, kind):
        data: Value = one.document.data
        for part in under:
            data = data.get(str(part), {}) if isinstance(data, dict) else {}
        for name, fields in (data if isinstance(data, dict) else {}).items():
            at = ".".join([*map(str, under), name])
            text = build.validated(model, fields, one.document, desk.pile.problems, at=at)
            if text is not None:
                found.setdefault(name, []).append(_Words(text, one, (at,)))
    return found


def _laid(
    desk: _Desk, kind: str, entries: Mapping[str, C], found: Mapping[str, list[_Words]]
) -> dict[str, C]:
    """Return every entry, in the language where there are fitting words."""
    _tell_strangers(desk, kind, entries, found)
    return {
        name: _over(desk, entry, words)
        if (words := _fitting(desk, kind, name, entry.revision, found.get(name, ())))
        else entry
        for name, entry in entries.items()
    }


def _tell_strangers(
    desk: _Desk, kind: str, known: Mapping[str, object], found: Mapping[str, list[_Words]]
) -> None:
    there = desk.pile.readable()
    for name, every in found.items():
        for words in every if name not in known and name not in there else ():
            reason = f"there is no {name} in {kind}"
            desk.tell(words, (), reason, nearest(name, known) or "check its name")


def _fitting(
    desk: _Desk, kind: str, name: str, revision: str, every: list[_Words] | tuple[()]
) -> _Words | None:
    """Return the last translation of this very text, and tell of the stale ones.

    A practice that rewords a card in its own folder makes the shipped translation stale; that
    is nobody's mistake and is not told.
    """
    chosen = None
    home = desk.library.sources.get((kind, name))
    folder = desk.pile.folder_of.get(home.file, 0) if home else 0
    for words in every:
        if words.text.of == revision:
            chosen = words
        elif words.translation.folder >= folder:
            reason = f"is {words.text.of}, but the English text is {revision} now"
            fix = f"look at the words again and write `of: {revision}`; until then it is in English"
            document = words.translation.document
            stale = document.problem((*words.at, "of"), reason, fix)
            desk.pile.problems.append(replace(stale, stops=False))
    return chosen


def _over(desk: _Desk, entry: C, words: _Words) -> C:
    """Return an entry with the translated fields in place of the English ones."""
    revision = entry.revision

    def tell(where: Location, reason: str, fix: str) -> None:
        desk.tell(words, where, reason, fix)

    version = _merged(entry, words.text, tell, ())
    version.as_translation_of(revision)
    return version


def _merged(entry: M, text: Model, tell: _Tell, at: Location) -> M:
    update: dict[str, object] = {}
    for name in text.model_fields_set - {"of"}:
        english, mine = getattr(entry, name), getattr(text, name)
        where = (*at, name)
        if mine is None:
            continue
        if name not in _FREE and not english:
            tell(where, "translates nothing", "the English has no such text; take it out")
        elif isinstance(mine, tuple) and name not in _FREE and len(mine) != len(english):
            reason = f"holds {len(mine)} entries, the English {len(english)}"
            tell(where, reason, "write one for one, in the same order")
        else:
            update[name] = _value(english, mine, tell, where)
    return entry.model_copy(update=update)


def _value(english: object, mine: object, tell: _Tell, where: Location) -> object:
    if isinstance(english, Model) and isinstance(mine, Model):
        return _merged(english, mine, tell, where)
    if isinstance(english, dict) and isinstance(mine, dict):
        for name in mine.keys() - english.keys():
            tell((*where, name), "translates nothing", "the English has no such text; take it out")
        return {name: mine.get(name, text) for name, text in english.items()}
    if isinstance(english, tuple) and isinstance(mine, tuple):
        pairs = zip(english, mine, strict=False)
        if any(isinstance(entry, Model) for entry in mine):
            return tuple(_value(*pair, tell, (*where, place)) for place, pair in enumerate(pairs))
    return mine


def _safety(desk: _Desk, english: Mapping[str, str]) -> dict[str, str]:
    found = _of_shared(desk, "safety", SafetyText, ("texts",))
    _tell_strangers(desk, "safety", english, found)
    texts = dict(english)
    for code, text in english.items():
        words = _fitting(desk, "safety", code, safety_revision(text), found.get(code, ()))
        if words is not None and isinstance(words.text, SafetyText):
            texts[code] = words.text.text
    return texts


def safety_revision(text: str) -> str:
    """Return the revision of a safety text, as a translation's `of` names it."""
    return fingerprint(text)


def _check_cards(desk: _Desk, english: Catalog, version: Catalog) -> None:
    """Tell what is too long for its place, or says a word that the language leaves out."""
    words = tone.Tone(desk.library.tone.get(desk.language, ()))
    for name, activity in version.activities.items():
        if activity is english.activities[name]:
            continue
        document = _document(desk, "activities", name, activity.revision)
        for found in (
            *rules_cards.lengths(activity, version, rules_cards.TRANSLATED),
            *said(words, tone.activity_texts(activity)),
        ):
            if not found[0] or found[0][0] in document.data:
                desk.pile.problems.append(document.problem(*found))
    for name, learn in version.learn.items():
        if learn is not english.learn[name]:
            document = _document(desk, "learn", name, learn.revision)
            for found in said(words, tone.learn_texts(learn)):
                desk.pile.problems.append(document.problem(*found))


def _document(desk: _Desk, kind: str, name: str, revision: str) -> Document:
    """Return the file whose words were taken: the last one that was made from this text."""
    fitting = [
        one.document
        for one in _of(desk, kind)
        if one.name == name and one.document.data.get("of") == revision
    ]
    return fitting[-1]
