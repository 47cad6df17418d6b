"""Finds the content files of all folders; a later folder wins file by file, nothing is skipped.

A file with a slip in its name or its place is told, because a card that silently does not load
looks to a practice like a card that was saved.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.catalog.problems import Problem
from bot.catalog.source import Document, read

#: One file each, named after its id.
KINDS = ("activities", "programs", "learn")
#: One file for all entries.
SHARED = ("areas", "safety", "tone", "sources", "flags", "search")
#: Shared files that a language may have its own words for.
TRANSLATED = ("areas", "safety", "flags")
SOURCE_LANGUAGE = "en"
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Translation:
    """One file under `locales/<language>/`, in the folder with this number."""

    language: str
    kind: str
    name: str
    folder: int
    document: Document


@dataclass(slots=True)
class Pile:
    """What was found so far, in folder order, and the problems."""

    documents: dict[str, dict[str, Document]] = field(default_factory=dict)
    shared: dict[str, list[Document]] = field(default_factory=dict)
    translations: list[Translation] = field(default_factory=list)
    #: The number of the folder that a file stands in.
    folder_of: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def readable(self) -> frozenset[str]:
        """Return the ids of every file that is there, sound or not, so one mistake is told once."""
        return frozenset(name for found in self.documents.values() for name in found)


def collect(dirs: Sequence[Path]) -> Pile:
    """Read every content file of the folders; what cannot be read becomes a problem."""
    pile = Pile()
    for number, folder in enumerate(dirs):
        if not folder.is_dir():
            reason, fix = "is not a folder", "check CONTENT_DIR for a slip"
            pile.problems.append(Problem(folder.as_posix(), "", reason, fix))
            continue
        for name in SHARED:
            document = _shared(folder / f"{name}.yaml", pile, number)
            if document is not None:
                pile.shared.setdefault(name, []).append(document)
        for kind in KINDS:
            for name, document in _kind(folder / kind, pile, number):
                pile.documents.setdefault(kind, {})[name] = document
        _languages(folder / "locales", pile, number)
    for name in SHARED:
        if not pile.shared.get(name) and dirs:
            reason, fix = "is missing", "put it back from the released content"
            pile.problems.append(Problem((dirs[0] / f"{name}.yaml").as_posix(), "", reason, fix))
    return pile


def _shared(path: Path, pile: Pile, number: int) -> Document | None:
    return _read(path, pile, number) if path.exists() else None


def _kind(folder: Path, pile: Pile, number: int) -> Iterator[tuple[str, Document]]:
    here: dict[str, str] = {}
    for path in sorted(folder.rglob("*")):
        if path.name.startswith(".") or path.suffix not in {".yaml", ".yml"} or path.is_dir():
            continue
        file = path.as_posix()
        if path.suffix == ".yml":
            pile.problems.append(Problem(file, "", "ends in .yml", f"name it {path.stem}.yaml"))
        elif path.stem in here:
            reason = f"{path.stem} is there already, in {here[path.stem]}"
            pile.problems.append(Problem(file, "id", reason, "give one of them another id"))
        else:
            here[path.stem] = file
            document = _read(path, pile, number)
            if document is not None:
                yield path.stem, document


def _languages(folder: Path, pile: Pile, number: int) -> None:
    for home in sorted(path for path in folder.glob("*") if path.is_dir()):
        files = [path for path in sorted(home.rglob("*")) if path.suffix in {".yaml", ".yml"}]
        if not files:
            continue
        language = language_code(home.name)
        if not _LANGUAGE.fullmatch(language) or language == SOURCE_LANGUAGE:
            fix = "name it by its code, such as de or pt-br; the English is in the cards"
            pile.problems.append(Problem(home.as_posix(), "", "is not a translation", fix))
            continue
        _language(home, language, pile, number)
        known = {home / kind for kind in KINDS}
        allowed = {home / f"{name}.yaml" for name in TRANSLATED}
        for path in files:
            if path not in allowed and known.isdisjoint(path.parents):
                fix = f"put it into {', '.join(KINDS)}, or name it as one of areas, safety, flags"
                pile.problems.append(Problem(path.as_posix(), "", "translates nothing", fix))


def _language(home: Path, language: str, pile: Pile, number: int) -> None:
    found = [(kind, name, doc) for kind in KINDS for name, doc in _kind(home / kind, pile, number)]
    for name in TRANSLATED:
        document = _shared(home / f"{name}.yaml", pile, number)
        if document is not None:
            found.append((name, "", document))
    pile.translations.extend(
        Translation(language, kind, name, number, document) for kind, name, document in found
    )


def language_code(name: str) -> str:
    """Return a language as the library writes it: `pt_BR` is `pt-br`."""
    return name.casefold().replace("_", "-")


def _read(path: Path, pile: Pile, number: int) -> Document | None:
    found = read(path)
    if isinstance(found, Problem):
        pile.problems.append(found)
        return None
    pile.folder_of[found.file] = number
    return found
