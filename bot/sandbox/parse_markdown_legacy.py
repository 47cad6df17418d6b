"""Reads the old Markdown mode as Telegram does: nothing nests, four characters can be escaped."""

from bot.sandbox.detect import link_entity
from bot.sandbox.entities import Entity, utf16_length
from bot.sandbox.errors import unparsable

_MARKS = frozenset("_*`[")
_SPACES = frozenset(" \t\r\n\v")
_KINDS = {"_": "italic", "*": "bold", "`": "code"}


def parse_markdown(source: str) -> tuple[str, list[Entity]]:
    """Return the plain text and its entities.

    Raises:
        ApiError: An entity has no end.
    """
    if not _MARKS.intersection(source):
        return source, []
    return _Reader(source).read()


class _Reader:
    """One pass over one source."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.pieces: list[str] = []
        self.length = 0
        self.entities: list[Entity] = []

    def read(self) -> tuple[str, list[Entity]]:
        while self.at < len(self.source):
            character = self.source[self.at]
            if character == "\\" and self.source[self.at + 1 : self.at + 2] in _MARKS:
                self._add(self.source[self.at + 1])
                self.at += 2
            elif character in _MARKS:
                self._entity(character)
            else:
                self._add(character)
                self.at += 1
        return "".join(self.pieces), self.entities

    def _add(self, text: str) -> None:
        self.pieces.append(text)
        self.length += utf16_length(text)

    def _entity(self, mark: str) -> None:
        begin, offset = self.at, self.length
        end_mark = "]" if mark == "[" else mark
        entity: Entity | None = {"type": _KINDS.get(mark, "text_link")}
        if self.source.startswith("```", self.at):
            end_mark = "```"
            entity = {"type": "pre", **self._language()}
        else:
            self.at += 1
        end = self.source.find(end_mark, self.at)
        if end < 0:
            where = len(self.source[:begin].encode())
            raise unparsable(f"Can't find end of the entity starting at byte offset {where}")
        text = self.source[self.at : end]
        self.at = end + len(end_mark)
        if mark == "[":
            entity = link_entity(self._address(text))
        self._add(text)
        if entity is not None and self.length > offset:
            self.entities.append({**entity, "offset": offset, "length": self.length - offset})

    def _address(self, text: str) -> str:
        """Step over `(address)`; without one the text itself is the address."""
        if not self.source.startswith("(", self.at):
            return text
        end = self.source.find(")", self.at)
        end = len(self.source) if end < 0 else end
        address = self.source[self.at + 1 : end]
        self.at = end + 1
        return address

    def _language(self) -> Entity:
        """Step over three backticks, the language after them, and one line end."""
        self.at += 3
        end = self.at
        while end < len(self.source) and self.source[end] not in _SPACES | {"`"}:
            end += 1
        language: Entity = {}
        if self.at < end < len(self.source) and self.source[end] != "`":
            language = {"language": self.source[self.at : end]}
            self.at = end
        for line_end in ("\r\n", "\n\r", "\n", "\r"):
            if self.source.startswith(line_end, self.at):
                self.at += len(line_end)
                break
        return language
