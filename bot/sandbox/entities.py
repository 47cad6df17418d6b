"""Entities keep Telegram's invariants: UTF-16 offsets, sorted, no empty ones, code holds nothing.

What overlaps wrongly is dropped or cut here, silently, as Telegram does.
"""

import re
from bisect import bisect_left
from typing import Any

from telegram.constants import MessageEntityType, MessageLimit

Entity = dict[str, Any]

SPLITTABLE = frozenset(
    {
        MessageEntityType.BOLD.value,
        MessageEntityType.ITALIC.value,
        MessageEntityType.UNDERLINE.value,
        MessageEntityType.STRIKETHROUGH.value,
        MessageEntityType.SPOILER.value,
    }
)
BLOCKQUOTES = frozenset(
    {MessageEntityType.BLOCKQUOTE.value, MessageEntityType.EXPANDABLE_BLOCKQUOTE.value}
)
CODE = frozenset({MessageEntityType.CODE.value, MessageEntityType.PRE.value})

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
# Telegram turns control characters into spaces and removes these characters altogether.
_REMOVED = re.compile("[\r\u2028-\u202e\u0333\u033f\u030a]")
_CONTROL = {code: " " for code in range(33) if code not in {10, 13, 32}}
_HAS_CONTROL = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f]")


def utf16_length(text: str) -> int:
    """Return the length of `text` in UTF-16 code units, the unit of every offset."""
    if text.isascii():
        return len(text)
    return len(text) + len(_ASTRAL.findall(text))


def sort_key(entity: Entity) -> tuple[int, int, int]:
    """Order entities by start, the outer one first."""
    kind = entity["type"]
    rank = 0 if kind in BLOCKQUOTES else 2 if kind in SPLITTABLE else 1
    return entity["offset"], -entity["length"], rank


def fix_entities(entities: list[Entity]) -> list[Entity]:
    """Return the entities sorted, without empty, doubled or forbidden overlaps."""
    entities = sorted((e for e in entities if e["length"] > 0), key=sort_key)
    if len(entities) < 2:
        return entities
    quotes = _without_overlaps([e for e in entities if e["type"] in BLOCKQUOTES])
    solid = _without_overlaps(
        [e for e in entities if e["type"] not in SPLITTABLE and e["type"] not in BLOCKQUOTES]
    )
    solid = [e for e in solid if not any(_crosses(e, quote) for quote in quotes)]
    soft = _merged([e for e in entities if e["type"] in SPLITTABLE])
    for code in (e for e in solid if e["type"] in CODE):
        soft = [piece for entity in soft for piece in _outside(entity, code)]
    return sorted([*quotes, *solid, *soft], key=sort_key)


def add_detected(entities: list[Entity], found: list[Entity]) -> list[Entity]:
    """Return `entities` with the automatically found ones that touch nothing solid."""
    if not found:
        return entities
    quotes = [e for e in entities if e["type"] in BLOCKQUOTES]
    solid = [e for e in entities if e["type"] not in SPLITTABLE and e["type"] not in BLOCKQUOTES]
    free = [
        e
        for e in found
        if not any(_overlaps(e, other) for other in solid)
        and not any(_crosses(e, quote) for quote in quotes)
    ]
    return sorted([*entities, *free], key=sort_key) if free else entities


def clean(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Replace control characters, remove what Telegram removes, and trim white space."""
    if _HAS_CONTROL.search(text):
        text = text.translate(_CONTROL)
    if _REMOVED.search(text):
        text, entities = _remove_characters(text, entities)
    return _trim(text, entities)


def limit_count(entities: list[Entity]) -> list[Entity]:
    """Keep as many entities as Telegram keeps in one message."""
    return entities[: MessageLimit.MESSAGE_ENTITIES.value]


def _remove_characters(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    removed = [utf16_length(text[: found.start()]) for found in _REMOVED.finditer(text)]
    moved = []
    for entity in entities:
        start = entity["offset"]
        end = start + entity["length"]
        new_start = start - bisect_left(removed, start)
        new_end = end - bisect_left(removed, end)
        moved.append({**entity, "offset": new_start, "length": new_end - new_start})
    return _REMOVED.sub("", text), fix_entities(moved)


def _trim(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Cut white space at both ends; at the start only as far as the first entity."""
    text = text.rstrip(" \n")
    if not entities:
        return text.lstrip(" \n"), entities
    end = utf16_length(text)
    cut = min(len(text) - len(text.lstrip(" \n")), entities[0]["offset"])
    trimmed = []
    for entity in entities:
        length = min(entity["offset"] + entity["length"], end) - entity["offset"]
        if length > 0:
            trimmed.append({**entity, "offset": entity["offset"] - cut, "length": length})
    return text[cut:], sorted(trimmed, key=sort_key)


def _without_overlaps(entities: list[Entity]) -> list[Entity]:
    kept = []
    end = 0
    for entity in entities:
        if entity["offset"] >= end:
            end = entity["offset"] + entity["length"]
            kept.append(entity)
    return kept


def _merged(entities: list[Entity]) -> list[Entity]:
    """Join entities of one kind that overlap or touch."""
    last: dict[str, Entity] = {}
    kept: list[Entity] = []
    for entity in entities:
        before = last.get(entity["type"])
        if before is not None and entity["offset"] <= before["offset"] + before["length"]:
            end = max(before["offset"] + before["length"], entity["offset"] + entity["length"])
            before["length"] = end - before["offset"]
        else:
            last[entity["type"]] = copy = dict(entity)
            kept.append(copy)
    return kept


def _outside(entity: Entity, hole: Entity) -> list[Entity]:
    """Return the parts of `entity` before and after `hole`."""
    start, end = entity["offset"], entity["offset"] + entity["length"]
    hole_start, hole_end = hole["offset"], hole["offset"] + hole["length"]
    if end <= hole_start or start >= hole_end:
        return [entity]
    parts = []
    if start < hole_start:
        parts.append({**entity, "length": hole_start - start})
    if end > hole_end:
        parts.append({**entity, "offset": hole_end, "length": end - hole_end})
    return parts


def _overlaps(one: Entity, other: Entity) -> bool:
    return bool(
        one["offset"] < other["offset"] + other["length"]
        and other["offset"] < one["offset"] + one["length"]
    )


def _crosses(entity: Entity, quote: Entity) -> bool:
    """Tell whether the entity is partly in and partly out of the quotation."""
    inside = (
        quote["offset"] <= entity["offset"]
        and entity["offset"] + entity["length"] <= quote["offset"] + quote["length"]
    )
    return not inside and _overlaps(entity, quote)
