"""Reads what follows /program and a client's name: socks-on bedtime, pause socks-on until ...

Forgiving in form, exact in effect: one line is about one activity, and a word that is not
understood means that nothing is changed.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from bot.domain.program import MOST_WEEKS, NOTE_LIMIT
from bot.domain.program_change import OPEN, REASON_LIMIT, Edit, Field
from bot.domain.rhythm import Slot
from bot.domain.running import Running, named_by
from bot.domain.typed_assign import words_of
from bot.domain.typed_when import Problem, read_when


class Verb(StrEnum):
    """What is to be done with an activity, beside changing when it is."""

    PAUSE = "pause"
    RESUME = "resume"
    END = "end"


_VERBS: Final = {
    "pause": Verb.PAUSE,
    "rest": Verb.PAUSE,
    "resume": Verb.RESUME,
    "continue": Verb.RESUME,
    "end": Verb.END,
    "finish": Verb.END,
}
_FILLERS: Final = frozenset({"the", "for", "to", "on", "at", "it", "as"})
_LONG: Final = re.compile(r"^(\d{1,4})-?(?:(w|wks?|weeks?)|d|days?)$", re.ASCII)
_SLOT_WORDS: Final = {
    "morning": Slot.MORNING,
    "afternoon": Slot.AFTERNOON,
    "after-school": Slot.AFTERNOON,
    "bedtime": Slot.BEDTIME,
    "evening": Slot.BEDTIME,
    "anytime": Slot.ANYTIME,
    "any-time": Slot.ANYTIME,
}


@dataclass(frozen=True, slots=True)
class TypedChange:
    """What was understood.

    Attributes:
        assignment: the activity that is meant.
        edits: what to change; empty with no problem means: open it.
        problems: (code, the words); nothing is changed when there are any.
        meant: the activities that the name fits, when there are several.
    """

    assignment: int | None = None
    edits: tuple[Edit, ...] = ()
    problems: tuple[Problem, ...] = ()
    meant: tuple[int, ...] = ()


@dataclass(slots=True)
class _Reading:
    words: list[str]
    today: date
    edits: list[Edit] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    meant: tuple[int, ...] = ()


def parse_change(line: str, program: Sequence[Running], today: date) -> TypedChange:
    """Read a line about one activity of a program; the client's name is off already.

    Args:
        line: the typed words after the client's name.
        program: what is running.
        today: the family's local date.
    """
    head, tail = _split(line)
    is_note = bool(head.casefold().split()[-1:] == ["note"]) and tail is not None
    reading = _Reading(words_of(head)[: -1 if is_note else None], today)
    verb = _verb(reading, program)
    one = _activity(reading, program)
    verb = verb or _verb(reading, ())
    if verb is None:
        _when(reading)
    else:
        _do(reading, verb, None if is_note else tail)
    if is_note:
        _note(reading, tail or "")
    elif tail is not None and verb is not Verb.END:
        reading.problems.append(("word", tail))
    if one is None and not reading.meant:
        reading.edits.clear()
    # The first day moves the last one along, so it is set before a last day that was said.
    edits = sorted(reading.edits, key=lambda edit: edit.field is not Field.START)
    return TypedChange(one, tuple(edits), tuple(reading.problems), reading.meant)


def starts_with_activity(line: str, program: Sequence[Running]) -> bool:
    """Say whether a line begins with an activity of the program, or with a verb and one."""
    words = words_of(_split(line)[0])
    rest = words[1:] if words and words[0].casefold() in _VERBS else words
    return bool(named_by(words, program)[0] or named_by(rest, program)[0])


def _split(line: str) -> tuple[str, str | None]:
    head, colon, tail = line.partition(":")
    return head, tail.strip() if colon else None


def _verb(reading: _Reading, program: Sequence[Running]) -> Verb | None:
    """Take a verb off the front, unless the words there are an activity's name."""
    if not reading.words or (program and named_by(reading.words, program)[0]):
        return None
    verb = _VERBS.get(reading.words[0].casefold())
    if verb is not None:
        reading.words = reading.words[1:]
    return verb


def _activity(reading: _Reading, program: Sequence[Running]) -> int | None:
    """Take the longest run of leading words that is an activity's name."""
    while reading.words and reading.words[0].casefold() in _FILLERS:
        if named_by(reading.words, program)[0]:
            break
        reading.words = reading.words[1:]
    hits, size = named_by(reading.words, program)
    if not hits:
        reading.problems.append(("activity", " ".join(reading.words[:4])))
        reading.words = []
        return None
    name, reading.words = " ".join(reading.words[:size]), reading.words[size:]
    if len(hits) > 1:
        slot = _SLOT_WORDS.get(reading.words[0].casefold()) if reading.words else None
        in_slot = [one for one in hits if one.slot is slot]
        if len(in_slot) != 1:
            reading.meant = tuple(one.assignment for one in hits)
            reading.problems.append(("twice", name))
            return None
        hits, reading.words = in_slot, reading.words[1:]
    return hits[0].assignment


def _when(reading: _Reading) -> None:
    """Read time of day, days, minutes, weeks, first and last day."""
    words = _take_until(reading, Field.UNTIL)
    when, problems = read_when(words, reading.today)
    reading.problems += problems
    if when.place is not None:
        reading.problems.append(("place", when.place))
    found: Mapping[Field, object] = {
        Field.SLOT: when.slot,
        Field.DAYS: when.weekdays.mask if when.weekdays else None,
        Field.MINUTES: when.minutes,
        Field.START: when.starts_on,
        Field.UNTIL: when.weeks,
    }
    if when.weeks and any(edit.field is Field.UNTIL for edit in reading.edits):
        reading.problems.append(("until", f"{when.weeks}w"))
        return
    reading.edits += [Edit(of, str(value)) for of, value in found.items() if value is not None]


def _do(reading: _Reading, verb: Verb, reason: str | None) -> None:
    match verb:
        case Verb.RESUME:
            reading.edits.append(Edit(Field.BACK))
        case Verb.END:
            if reason is not None and len(reason) > REASON_LIMIT:
                reading.problems.append(("reason_long", str(len(reason))))
            reading.edits.append(Edit(Field.END, reason or ""))
        case Verb.PAUSE:
            _pause(reading)
            return
    reading.problems += [("word", word) for word in reading.words]


def _pause(reading: _Reading) -> None:
    words = [w for w in _take_until(reading, Field.REST) if w.casefold() not in _FILLERS]
    for word in words:
        found = _LONG.match(word.casefold())
        if found is None or any(edit.field is Field.REST for edit in reading.edits):
            reading.problems.append(("word", word))
            continue
        days = int(found[1]) * (7 if found[2] else 1)
        if not 1 <= days <= MOST_WEEKS * 7:
            reading.problems.append(("pause_date", word))
            continue
        until = reading.today + timedelta(days=days)
        reading.edits.append(Edit(Field.REST, until.isoformat()))
    if not words and not reading.edits:
        reading.edits.append(Edit(Field.REST, OPEN))


def _take_until(reading: _Reading, of: Field) -> list[str]:
    """Take "until" and its date out of the words."""
    words = list(reading.words)
    low = [word.casefold() for word in words]
    if "until" not in low:
        return words
    place = low.index("until")
    said = words[place + 1] if place + 1 < len(words) else ""
    try:
        day = date.fromisoformat(said if len(said) == 10 else "")
        reading.edits.append(Edit(of, day.isoformat()))
    except ValueError:
        reading.problems.append(("date", said))
    return [*words[:place], *words[place + 2 :]]


def _note(reading: _Reading, note: str) -> None:
    if not note:
        reading.problems.append(("note_empty", ""))
    elif len(note) > NOTE_LIMIT:
        reading.problems.append(("note_long", str(len(note))))
    else:
        reading.edits.append(Edit(Field.NOTE, note))
