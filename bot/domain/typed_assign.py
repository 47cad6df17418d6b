"""Reads a therapist's typed line: /assign Sunny socks on morning mon wed fri 4w note: by the door.

Forgiving in form, exact in effect: what is not understood is named, and nothing is guessed.
"""

import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from bot.domain.program import DEFAULT_WEEKS, MOST_WEEKS, NOTE_LIMIT
from bot.domain.rhythm import EVERY_DAY, SCHOOL_DAYS, WEEKDAY_KEYS, WEEKEND, Slot, Weekdays

_SLOT_WORDS: Final = {
    "morning": Slot.MORNING,
    "mornings": Slot.MORNING,
    "afternoon": Slot.AFTERNOON,
    "afternoons": Slot.AFTERNOON,
    "after-school": Slot.AFTERNOON,
    "bedtime": Slot.BEDTIME,
    "evening": Slot.BEDTIME,
    "anytime": Slot.ANYTIME,
    "any": Slot.ANYTIME,
}
_DAY_GROUPS: Final = {
    "daily": EVERY_DAY,
    "everyday": EVERY_DAY,
    "every-day": EVERY_DAY,
    "school-days": SCHOOL_DAYS,
    "schooldays": SCHOOL_DAYS,
    "school": SCHOOL_DAYS,
    "weekdays": SCHOOL_DAYS,
    "weekend": WEEKEND,
    "weekends": WEEKEND,
}
_JOINED: Final = (
    ("after school", "after-school"),
    ("every day", "every-day"),
    ("school days", "school-days"),
    ("school mornings", "school-days morning"),
    ("school day", "school-days"),
)
_WEEKS: Final = re.compile(r"^(-?\d{1,6})(w|wk|wks|week|weeks)$")
_NOTE: Final = re.compile(r"\bnote\s*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TypedAssign:
    """What was understood; `problems` are (code, the words) and empty when all is clear."""

    client_id: int | None = None
    activity_id: str | None = None
    slot: Slot | None = None
    weekdays: Weekdays | None = None
    weeks: int = DEFAULT_WEEKS
    note: str | None = None
    problems: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class _Reading:
    words: list[str]
    problems: list[tuple[str, str]] = field(default_factory=list)


def parse_assign(
    line: str, clients: Mapping[int, str], activities: Mapping[str, str]
) -> TypedAssign:
    """Read what follows /assign.

    Args:
        line: the typed words, without the command.
        clients: the therapist's own clients, nickname by id.
        activities: the library, title by id.
    """
    head, note = _split_note(line)
    for loose, joined in _JOINED:
        head = re.sub(rf"\b{loose}\b", joined, head, flags=re.IGNORECASE)
    head = re.sub(r"(\d)\s+(w|wk|wks|week|weeks)\b", r"\1\2", head, flags=re.IGNORECASE)
    reading = _Reading(head.replace(",", " ").split())
    client_id = _client(reading, clients)
    activity_id = None
    slot, weekdays, weeks = None, None, None
    if client_id is not None:
        activity_id = _activity(reading, activities)
        slot, weekdays, weeks = _rest(reading)
    if note is not None and len(note) > NOTE_LIMIT:
        reading.problems.append(("note_long", str(len(note))))
        note = None
    return TypedAssign(
        client_id,
        activity_id,
        slot,
        weekdays,
        weeks or DEFAULT_WEEKS,
        note,
        tuple(reading.problems),
    )


def _split_note(line: str) -> tuple[str, str | None]:
    found = _NOTE.search(line)
    if found is None:
        return line, None
    return line[: found.start()], line[found.end() :].strip() or None


def _client(reading: _Reading, clients: Mapping[int, str]) -> int | None:
    """Take the longest run of leading words that is a client's nickname."""
    for size in range(len(reading.words), 0, -1):
        said = " ".join(reading.words[:size]).casefold()
        hits = [cid for cid, name in clients.items() if " ".join(name.split()).casefold() == said]
        if len(hits) == 1:
            reading.words = reading.words[size:]
            return hits[0]
        if hits:
            reading.problems.append(("client_twice", " ".join(reading.words[:size])))
            return None
    reading.problems.append(("client", reading.words[0] if reading.words else ""))
    return None


def _activity(reading: _Reading, activities: Mapping[str, str]) -> str | None:
    """Take the longest run of leading words that is a card's id or title."""
    names = {title.casefold(): aid for aid, title in activities.items()}
    names |= {aid.casefold(): aid for aid in activities}
    for size in range(len(reading.words), 0, -1):
        said = " ".join(reading.words[:size]).casefold()
        if said in names:
            reading.words = reading.words[size:]
            return names[said]
    title = list(itertools.takewhile(lambda word: not _is_schedule(word), reading.words))
    reading.words = reading.words[len(title) :]
    reading.problems.append(("activity", " ".join(title)))
    return None


def _is_schedule(word: str) -> bool:
    """Say whether a word is about when, so that a title has ended before it."""
    low = word.casefold()
    return (
        low in _SLOT_WORDS
        or low in _DAY_GROUPS
        or _WEEKS.match(low) is not None
        or _is_weekday(low)
    )


def _rest(reading: _Reading) -> tuple[Slot | None, Weekdays | None, int | None]:
    slots: list[Slot] = []
    mask = 0
    weeks: list[int] = []
    for word in (w.casefold() for w in reading.words):
        matched = _WEEKS.match(word)
        if word in _SLOT_WORDS:
            slots.append(_SLOT_WORDS[word])
        elif word in _DAY_GROUPS:
            mask |= _DAY_GROUPS[word].mask
        elif _is_weekday(word):
            mask |= 1 << WEEKDAY_KEYS.index(word[:3])
        elif matched is not None:
            weeks.append(int(matched[1]))
        else:
            reading.problems.append(("word", word))
    if len(set(slots)) > 1:
        reading.problems.append(("slots", " ".join(slots)))
    if len(set(weeks)) > 1 or not all(1 <= w <= MOST_WEEKS for w in weeks):
        reading.problems.append(("weeks", " ".join(map(str, weeks))))
    return (
        slots[0] if slots else None,
        Weekdays(mask) if mask else None,
        weeks[0] if weeks and 1 <= weeks[0] <= MOST_WEEKS else None,
    )


def _is_weekday(word: str) -> bool:
    full = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    return len(word) >= 3 and any((day + "s").startswith(word) for day in full)
