"""Reads the content folders into one catalog; a practice's own folder wins file by file.

Every problem is collected before anything is refused, so that an editor mends them in one go.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from bot.catalog import rules
from bot.catalog.catalog import Catalog
from bot.catalog.explain import explain
from bot.catalog.models import (
    Activity,
    Area,
    Model,
    ProgramTemplate,
    SafetyFile,
    ToneRow,
)
from bot.catalog.problems import ContentError, Problem
from bot.catalog.source import Document, Value, read

M = TypeVar("M", bound=Model)
_TONE = TypeAdapter(dict[str, tuple[ToneRow, ...]])


def load(dirs: Sequence[Path]) -> Catalog:
    """Return the catalog of the content folders, the later ones winning.

    Raises:
        ContentError: something in the folders is wrong; it carries every problem.
    """
    library, problems = _gather(dirs)
    if problems:
        raise ContentError(problems)
    return library


def check(dirs: Sequence[Path]) -> list[Problem]:
    """Return every problem of the content folders, in file order; none means it can be used."""
    return _gather(dirs)[1]


@dataclass(slots=True)
class _Pile:
    """What was found so far: the winning document of each file id, and the problems."""

    documents: dict[str, dict[str, Document]] = field(default_factory=dict)
    single: dict[str, list[Document]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def _gather(dirs: Sequence[Path]) -> tuple[Catalog, list[Problem]]:
    pile = _Pile()
    for folder in dirs:
        _collect(folder, pile)
    for name in ("areas", "safety", "tone"):
        if not pile.single.get(name) and dirs:
            reason, fix = "is missing", "put it back from the released content"
            pile.problems.append(Problem((dirs[0] / f"{name}.yaml").as_posix(), "", reason, fix))
    sources: rules.Sources = {}
    areas = _areas(pile, sources)
    safety = _safety(pile)
    activities = _models(pile, "activities", Activity, sources)
    programs = _models(pile, "programs", ProgramTemplate, sources)
    catalog = Catalog(
        activities=MappingProxyType(_by_area(activities, areas)),
        areas=MappingProxyType(areas),
        safety=MappingProxyType(safety.texts),
        programs=MappingProxyType(programs),
    )
    library = rules.Library(catalog, safety.floor, _tone(pile), sources)
    pile.problems.extend(rules.problems(library, readable=_readable(pile)))
    return catalog, sorted(pile.problems, key=lambda problem: problem.file)


def _readable(pile: _Pile) -> frozenset[str]:
    """Return the ids of every file that is there, sound or not, so one mistake is told once."""
    return frozenset(name for found in pile.documents.values() for name in found)


def _by_area(activities: dict[str, Activity], areas: Mapping[str, Area]) -> dict[str, Activity]:
    order = {area_id: place for place, area_id in enumerate(areas)}
    return dict(
        sorted(activities.items(), key=lambda card: (order.get(card[1].area, len(order)), card[0]))
    )


def _collect(folder: Path, pile: _Pile) -> None:
    if not folder.is_dir():
        pile.problems.append(
            Problem(folder.as_posix(), "", "is not a folder", "check CONTENT_DIR for a slip")
        )
        return
    for name in ("areas", "safety", "tone"):
        path = folder / f"{name}.yaml"
        if path.exists():
            document = _read(path, pile)
            if document is not None:
                pile.single.setdefault(name, []).append(document)
    for kind in ("activities", "programs"):
        _collect_kind(folder / kind, kind, pile)


def _collect_kind(folder: Path, kind: str, pile: _Pile) -> None:
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
            document = _read(path, pile)
            if document is not None:
                pile.documents.setdefault(kind, {})[path.stem] = document


def _read(path: Path, pile: _Pile) -> Document | None:
    found = read(path)
    if isinstance(found, Problem):
        pile.problems.append(found)
        return None
    return found


def _models(pile: _Pile, kind: str, model: type[M], sources: rules.Sources) -> dict[str, M]:
    found: dict[str, M] = {}
    for name, document in sorted(pile.documents.get(kind, {}).items()):
        entry = _validated(model, document.data, document, pile.problems)
        if entry is not None:
            found[name] = entry
            sources[name] = document
    return found


def _validated(
    model: type[M], data: Value, document: Document, problems: list[Problem], at: str = ""
) -> M | None:
    """Return the model, or tell what is wrong; JSON mode keeps lists and dates strict."""
    try:
        return model.model_validate_json(json.dumps(data))
    except ValidationError as error:
        problems.extend(explain(error, model, document, at=at))
        return None


def _areas(pile: _Pile, sources: rules.Sources) -> dict[str, Area]:
    areas: dict[str, Area] = {}
    for document in pile.single.get("areas", []):
        for area_id, fields in document.data.items():
            if not isinstance(fields, dict):
                reason, fix = "holds no fields", "write name, group, purpose, who and slot"
                pile.problems.append(document.problem((area_id,), reason, fix))
                continue
            data = {"id": area_id, **fields}
            area = _validated(Area, data, document, pile.problems, at=area_id)
            if area is not None:
                areas[area_id] = area
                sources[f"areas.{area_id}"] = document
    return areas


def _safety(pile: _Pile) -> SafetyFile:
    """Return all safety texts; a practice may reword one or add codes, but takes none away."""
    texts: dict[str, str] = {}
    floor: dict[str, tuple[str, ...]] = {}
    for document in pile.single.get("safety", []):
        found = _validated(SafetyFile, document.data, document, pile.problems)
        if found is not None:
            texts.update(found.texts)
            for name, codes in found.floor.items():
                floor[name] = tuple(dict.fromkeys((*floor.get(name, ()), *codes)))
    if pile.single.get("safety") and not texts:
        fix = "put it back from the released content"
        pile.problems.append(pile.single["safety"][0].problem(("texts",), "is empty", fix))
    return SafetyFile.model_construct(texts=texts, floor=floor)


def _tone(pile: _Pile) -> Iterable[ToneRow]:
    rows: list[ToneRow] = []
    for document in pile.single.get("tone", []):
        try:
            rows.extend(_TONE.validate_json(json.dumps(document.data)).get(rules.LANGUAGE, ()))
        except ValidationError as error:
            pile.problems.extend(explain(error, ToneRow, document))
    return rows
