"""One content file becomes plain data with line numbers, or a problem; nothing in it is run.

Only what the library needs of YAML is read: text, whole numbers, true/false, null, lists and
mappings. There are no tags, anchors or dates, so `on: no` means the words "on" and "no".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import yaml

from bot.catalog.problems import Problem

MAX_BYTES = 64 * 1024
MAX_DEPTH = 12
Location = tuple[str | int, ...]
Value: TypeAlias = "str | int | bool | list[Value] | dict[str, Value] | None"

_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,8})")
_WORDS: dict[str, Value] = {"true": True, "false": False, "null": None, "~": None, "": None}
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Document:
    """A file that could be read: its mapping, and the line of every place in it."""

    file: str
    data: dict[str, Value]
    lines: dict[Location, int]

    def problem(self, where: Location, reason: str, fix: str = "") -> Problem:
        """Return a problem at a place in this file, with the nearest known line."""
        known = where
        while known and known not in self.lines:
            known = known[:-1]
        return Problem(self.file, field_name(where), reason, fix, self.lines.get(known))


class _RefusedError(Exception):
    """The text is YAML, but not of the kind that the library reads."""

    def __init__(self, field: str, reason: str, fix: str, line: int | None) -> None:
        super().__init__(reason)
        self.field, self.reason, self.fix, self.line = field, reason, fix, line


def field_name(where: Location) -> str:
    """Return a place as people write it: `("steps", 2)` is `steps[2]`."""
    name = ""
    for part in where:
        name += f"[{part}]" if isinstance(part, int) else f".{part}" if name else part
    return name


def read(path: Path) -> Document | Problem:
    """Read one YAML file; what cannot be read comes back as a problem, never as an error."""
    file = path.as_posix()
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        return Problem(file, "", f"cannot be read ({error.strerror})", "check the file's rights")
    return read_bytes(file, raw)


def read_bytes(file: str, raw: bytes) -> Document | Problem:
    """Read the bytes of one YAML file, wherever they come from; `file` is for the problems."""
    if len(raw) > MAX_BYTES:
        return Problem(file, "", f"is over {MAX_BYTES // 1024} KB", "one file holds one card")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return Problem(file, f"line {line}", "is not UTF-8 text", "save the file as UTF-8", line)
    try:
        return _document(file, text)
    except _RefusedError as refused:
        return Problem(file, refused.field, refused.reason, refused.fix, refused.line)
    except yaml.YAMLError as error:
        return _syntax(file, error)


def _document(file: str, text: str) -> Document:
    builder = _Builder(yaml.parse(text, Loader=_LOADER))
    data = builder.build()
    if not isinstance(data, dict):
        fix = "write one `field: value` on each line"
        raise _RefusedError("", f"holds {kind(data)}, not fields", fix, None)
    return Document(file, data, builder.lines)


def _syntax(file: str, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark is not None else None
    reason = getattr(error, "problem", None) or getattr(error, "reason", None) or "cannot be read"
    fix = "check the spaces and colons there, or put the text in quotes"
    return Problem(file, f"line {line}" if line else "", f"is not YAML ({reason})", fix, line)


def kind(value: object) -> str:
    """Return what a value from a file is, in words."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true or false"
    names = {str: "text", int: "a number", list: "a list", dict: "fields"}
    return names.get(type(value), "something else")


class _Builder:
    """Turns parser events into data, and remembers where each thing stands."""

    def __init__(self, events: Iterator[yaml.Event]) -> None:
        self._events = events
        self.lines: dict[Location, int] = {}

    def build(self) -> Value:
        value: Value = None
        documents = 0
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _refused(event, "a second document begins", "take out the `---`")
                value = self._value(next(self._events), ())
        return value

    def _value(self, event: yaml.Event, where: Location) -> Value:
        self.lines[where] = _number(event)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _refused(event, "uses an anchor (& or *)", "write the text out in full")
        if tag := getattr(event, "tag", None):
            raise _refused(event, f"uses the tag {tag}", "take it out")
        if len(where) > MAX_DEPTH:
            raise _refused(event, "is nested too deep", "check the dashes")
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(where)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(where)
        return _scalar(event)

    def _list(self, where: Location) -> list[Value]:
        items: list[Value] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._value(event, (*where, len(items))))
        return items

    def _mapping(self, where: Location) -> dict[str, Value]:
        fields: dict[str, Value] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise _refused(event, "has a list as a name", "a field's name is one word")
            key = event.value
            place = (*where, key)
            if key in fields:
                reason = f"is there twice (lines {self.lines[place]} and {_number(event)})"
                raise _RefusedError(field_name(place), reason, "keep one", _number(event))
            fields[key] = self._value(next(self._events), place)
            self.lines[place] = _number(event)
        return fields


def _number(event: yaml.Event) -> int:
    mark = event.start_mark
    return mark.line + 1 if mark is not None else 1


def _refused(event: yaml.Event, reason: str, fix: str) -> _RefusedError:
    line = _number(event)
    return _RefusedError(f"line {line}", reason, fix, line)


def _scalar(event: yaml.Event) -> Value:
    text = str(getattr(event, "value", ""))
    if getattr(event, "style", None):
        return text
    if text in _WORDS:
        return _WORDS[text]
    return int(text) if _NUMBER.fullmatch(text) else text
