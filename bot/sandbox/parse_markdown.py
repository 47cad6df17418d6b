"""Reads MarkdownV2 as Telegram does: every reserved character outside its use is refused."""

from dataclasses import dataclass

from bot.sandbox.detect import link_entity
from bot.sandbox.entities import Entity, utf16_length
from bot.sandbox.errors import ApiError, unparsable

_RESERVED = frozenset("_*[]()~`>#+-=|{}.!\n")
_INSIDE_CODE = frozenset("`")
_SPACES = frozenset(" \t\r\n\v")
_SIMPLE = {"*": "bold", "~": "strikethrough", "[": "text_link"}
# The names that complaints use.
_NAMES = {
    "bold": "Bold",
    "italic": "Italic",
    "underline": "Underline",
    "strikethrough": "Strikethrough",
    "spoiler": "Spoiler",
    "code": "Code",
    "pre": "Pre",
    "text_link": "TextUrl",
    "custom_emoji": "CustomEmoji",
    "blockquote": "BlockQuote",
}


@dataclass(slots=True)
class _Open:
    """An entity that waits for its end."""

    kind: str
    argument: str
    offset: int
    begin: int
    piece: int


def parse_markdown_v2(source: str) -> tuple[str, list[Entity]]:
    """Return the plain text and its entities.

    Raises:
        ApiError: The markup is broken, worded as Telegram words it.
    """
    return _Reader(source).read()


class _Reader:
    """One pass over one source."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.pieces: list[str] = []
        self.length = 0
        self.open: list[_Open] = []
        self.entities: list[Entity] = []
        self.in_quote = False
        self.at_line_start = True

    def read(self) -> tuple[str, list[Entity]]:
        while self.at < len(self.source):
            self._step()
        self._end_last_quote()
        if self.open:
            raise self._no_end(self.open[-1])
        return "".join(self.pieces), self.entities

    def _step(self) -> None:
        character = self.source[self.at]
        following = self.source[self.at + 1 : self.at + 2]
        if character == "\\" and following and 0 < ord(following) <= 126:
            self._add(following)
            self.at += 2
            return
        in_code = bool(self.open) and self.open[-1].kind in {"code", "pre"}
        if character not in (_INSIDE_CODE if in_code else _RESERVED):
            self._add(character)
            self.at += 1
        elif self._ends_entity(character):
            self._end(character)
        else:
            self._begin(character)

    def _add(self, text: str) -> None:
        self.pieces.append(text)
        self.length += utf16_length(text)
        if text != "\r":
            self.at_line_start = text == "\n"

    def _sees(self, text: str) -> bool:
        return self.source.startswith(text, self.at)

    def _ends_entity(self, character: str) -> bool:
        if not self.open:
            return False
        next_line = self.source[self.at + 1 : self.at + 2]
        if self.in_quote and character == "\n" and next_line != ">":
            return True
        kind = self.open[-1].kind
        if kind == "italic":
            return character == "_" and not self._sees("__")
        marks = {
            "bold": "*",
            "code": "`",
            "pre": "```",
            "text_link": "]",
            "custom_emoji": "]",
            "underline": "__",
            "strikethrough": "~",
            "spoiler": "||",
        }
        return kind in marks and self._sees(marks[kind])

    def _begin(self, character: str) -> None:
        begin = self.at
        if character == "\n":
            self._add("\n")
            self.at += 1
            return
        if character == ">" and self.at_line_start and self.in_quote:
            self.at += 1
            return
        kind, argument = self._kind(character)
        self.open.append(_Open(kind, argument, self.length, begin, len(self.pieces)))

    def _kind(self, character: str) -> tuple[str, str]:
        """Step over the opening mark; return what it opens."""
        if self._sees("```"):
            self.at += 3
            return "pre", self._language()
        for mark, kind in (("__", "underline"), ("||", "spoiler"), ("![", "custom_emoji")):
            if self._sees(mark):
                self.at += 2
                return kind, ""
        kinds = {**_SIMPLE, "_": "italic", "`": "code"}
        if character == ">" and self.at_line_start:
            self.in_quote = True
            kinds[">"] = "blockquote"
        if character not in kinds:
            raise unparsable(
                f"Character '{character}' is reserved and must be escaped with the preceding '\\'"
            )
        self.at += 1
        return kinds[character], ""

    def _language(self) -> str:
        """Step over the language after three backticks, and over one line end."""
        end = self.at
        while end < len(self.source) and self.source[end] not in _SPACES | {"`"}:
            end += 1
        language = ""
        if end < len(self.source) and self.source[end] != "`":
            language = self.source[self.at : end]
            self.at = end
        for line_end in ("\r\n", "\n\r", "\n", "\r"):
            if self._sees(line_end):
                self.at += len(line_end)
                break
        return language

    def _end(self, character: str) -> None:
        if character == "\n" and self.in_quote:
            self._end_quote()
            return
        opened = self.open.pop()
        entity: Entity | None = {"type": opened.kind}
        if opened.kind == "text_link":
            self.at += 1
            shown = "".join(self.pieces[opened.piece :])
            entity = link_entity(self._address("URL") if self._sees("(") else shown)
        elif opened.kind == "custom_emoji":
            self.at += 1
            entity = self._emoji()
        else:
            self.at += {"pre": 3, "underline": 2, "spoiler": 2}.get(opened.kind, 1)
        if opened.argument:
            entity = {"type": "pre", "language": opened.argument}
        if entity is not None:
            self._close(opened, entity)

    def _address(self, what: str) -> str:
        """Step over `(address)`; return the address without its escapes."""
        begin = self.at + 1
        at = begin
        address = []
        while at < len(self.source) and self.source[at] != ")":
            following = self.source[at + 1 : at + 2]
            if self.source[at] == "\\" and following and 0 < ord(following) <= 126:
                at += 1
            address.append(self.source[at])
            at += 1
        if at >= len(self.source):
            raise unparsable(f"Can't find end of a {what} at byte offset {self._bytes(begin)}")
        self.at = at + 1
        return "".join(address)

    def _emoji(self) -> Entity:
        if not self._sees("("):
            raise unparsable("Custom emoji entity must contain a tg://emoji URL")
        address = self._address("custom emoji URL")
        identifier = address.removeprefix("tg://emoji?id=")
        if identifier == address or not (identifier.isascii() and identifier.isdigit()):
            raise unparsable("Custom emoji URL must have an emoji identifier")
        return {"type": "custom_emoji", "custom_emoji_id": identifier}

    def _end_quote(self) -> None:
        """End the quotation at a line end; an empty spoiler before it makes it expandable."""
        opened = self.open.pop()
        kind = "blockquote"
        if opened.kind == "spoiler" and self.source[opened.begin : self.at] in {"||", "||\r"}:
            kind = "expandable_blockquote"
            opened = self.open.pop()
        if opened.kind != "blockquote":
            raise self._no_end(opened)
        self.in_quote = False
        if self.at < len(self.source):
            self._add("\n")
            self.at += 1
        self._close(opened, {"type": kind})

    def _end_last_quote(self) -> None:
        if self.in_quote and self.open:
            last = self.open[-1]
            spoiler = last.kind == "spoiler" and last.begin == len(self.source) - 2
            if spoiler or last.kind == "blockquote":
                self._end_quote()

    def _close(self, opened: _Open, entity: Entity) -> None:
        if self.length > opened.offset:
            self.entities.append(
                {**entity, "offset": opened.offset, "length": self.length - opened.offset}
            )

    def _no_end(self, opened: _Open) -> ApiError:
        return unparsable(
            f"Can't find end of {_NAMES[opened.kind]} entity "
            f"at byte offset {self._bytes(opened.begin)}"
        )

    def _bytes(self, begin: int) -> int:
        return len(self.source[:begin].encode())
