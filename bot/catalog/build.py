"""Turns collected files into models; one that does not fit is told, and left out of the pile."""

import json
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from bot.catalog.collect import SOURCE_LANGUAGE, Pile
from bot.catalog.explain import explain
from bot.catalog.models import Area, Model
from bot.catalog.problems import Problem
from bot.catalog.shared_models import Flag, SafetyFile, SearchWords, Source, ToneRow
from bot.catalog.source import Document, Value

M = TypeVar("M", bound=Model)
#: The winning file of each entry, by kind and id.
Sources = dict[tuple[str, str], Document]

_TONE: TypeAdapter[dict[str, tuple[ToneRow, ...]]] = TypeAdapter(dict[str, tuple[ToneRow, ...]])
_SHAPES: dict[type[Model], tuple[str, str]] = {
    Area: ("id", "name, group, purpose, who and slot"),
    Source: ("code", "what and status"),
    Flag: ("id", "label, and confirm or block"),
}


def validated(
    model: type[M], data: Value, document: Document, problems: list[Problem], at: str = ""
) -> M | None:
    """Return the model, or tell what is wrong; JSON mode keeps lists and dates strict."""
    try:
        return model.model_validate_json(json.dumps(data))
    except ValidationError as error:
        problems.extend(explain(error, model, document, at=at))
        return None


def files(pile: Pile, kind: str, model: type[M], sources: Sources) -> dict[str, M]:
    """Return the models of a kind that has one file for each entry, by id."""
    found: dict[str, M] = {}
    for name, document in sorted(pile.documents.get(kind, {}).items()):
        entry = validated(model, document.data, document, pile.problems)
        if entry is not None:
            found[name] = entry
            sources[kind, name] = document
    return found


def entries(pile: Pile, name: str, model: type[M], sources: Sources) -> dict[str, M]:
    """Return the models of a shared file, by their key; a later folder's entry wins."""
    found: dict[str, M] = {}
    key, fields = _SHAPES[model]
    for document in pile.shared.get(name, []):
        for entry_id, data in document.data.items():
            if not isinstance(data, dict):
                fix = f"write {fields}"
                pile.problems.append(document.problem((entry_id,), "holds no fields", fix))
                continue
            whole: Value = {**data, key: entry_id}
            entry = validated(model, whole, document, pile.problems, at=entry_id)
            if entry is not None:
                found[entry_id] = entry
                sources[name, entry_id] = document
    return found


def safety(pile: Pile, sources: Sources) -> SafetyFile:
    """Return all safety texts; a practice may reword one or add codes, but takes none away."""
    texts: dict[str, str] = {}
    floor: dict[str, tuple[str, ...]] = {}
    found = [
        (document, validated(SafetyFile, document.data, document, pile.problems))
        for document in pile.shared.get("safety", [])
    ]
    for document, file in found:
        if file is not None:
            texts.update(file.texts)
            sources.update({("safety", code): document for code in file.texts})
            for name, codes in file.floor.items():
                floor[name] = tuple(dict.fromkeys((*floor.get(name, ()), *codes)))
    if found and not texts:
        fix = "put it back from the released content"
        pile.problems.append(found[0][0].problem(("texts",), "is empty", fix))
    return SafetyFile.model_construct(
        texts=texts,
        floor=floor,
        hazards=tuple(rule for _, file in found if file for rule in file.hazards),
        left_out=tuple(rule for _, file in found if file for rule in file.left_out),
    )


def tone(pile: Pile) -> dict[str, tuple[ToneRow, ...]]:
    """Return the words to leave out, by language."""
    rows: dict[str, tuple[ToneRow, ...]] = {}
    for document in pile.shared.get("tone", []):
        try:
            found = _TONE.validate_json(json.dumps(document.data))
        except ValidationError as error:
            pile.problems.extend(explain(error, ToneRow, document))
            continue
        for language, more in found.items():
            rows[language] = (*rows.get(language, ()), *more)
    return rows


def search_words(pile: Pile) -> dict[str, SearchWords]:
    """Return what people type, by language; folders add to one another."""
    found: dict[str, SearchWords] = {SOURCE_LANGUAGE: SearchWords()}
    for document in pile.shared.get("search", []):
        for language, data in document.data.items():
            more = validated(SearchWords, data, document, pile.problems, at=language)
            if more is not None:
                found[language] = _joined(found.get(language, SearchWords()), more)
    return found


def _joined(first: SearchWords, more: SearchWords) -> SearchWords:
    slots = {slot: (*first.slots.get(slot, ()), *words) for slot, words in more.slots.items()}
    people = {one: (*first.people.get(one, ()), *words) for one, words in more.people.items()}
    return SearchWords(
        filler=(*first.filler, *more.filler),
        alike=(*first.alike, *more.alike),
        slots={**first.slots, **slots},
        people={**first.people, **people},
    )
