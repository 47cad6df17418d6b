"""Reads HTML text as Telegram does: the same tags, the same leniency, the same complaints.

Offsets in complaints are bytes of the UTF-8 source; offsets of entities are UTF-16 code units of
the parsed text.
"""

import re
from dataclasses import dataclass

from bot.sandbox.detect import link_entity
from bot.sandbox.entities import Entity, utf16_length
from bot.sandbox.errors import ApiError, unparsable
from bot.sandbox.references import decode_all, decode_reference

_SIMPLE = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
}
_TAGS = frozenset({*_SIMPLE, "a", "pre", "code", "blockquote", "tg-emoji", "tg-time"})

_MARK = re.compile("[<&]")
_TAG_NAME = re.compile(r"[^ \t\r\n\v>]*")
_SPACE = re.compile(r"[ \t\r\n\v]*")
_ATTRIBUTE = re.compile(r"[^ \t\r\n\v=>/\"']*")
_TOKEN = re.compile(r"[A-Za-z0-9.-]*")


@dataclass(slots=True)
class _Open:
    """A start tag that waits for its end: where it began, in UTF-16 units and in pieces."""

    tag: str
    argument: str
    offset: int
    piece: int


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Return the plain text and its entities.

    Raises:
        ApiError: The markup is broken, worded as Telegram words it.
    """
    if "\0" in source:
        raise unparsable("Text must not contain null bytes")
    if _MARK.search(source) is None:
        return source, []
    return _Reader(source).read()


class _Reader:
    """One pass over one source."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.pieces: list[str] = []
        self.length = 0
        self.open: list[_Open] = []
        self.entities: list[Entity] = []

    def read(self) -> tuple[str, list[Entity]]:
        at = 0
        while (mark := _MARK.search(self.source, at)) is not None:
            begin = mark.start()
            self._add(self.source[at:begin])
            if self.source[begin] == "&":
                decoded = decode_reference(self.source, begin)
                text, at = decoded if decoded is not None else ("&", begin + 1)
                self._add(text)
            elif self.source.startswith("</", begin):
                at = self._end_tag(begin)
            else:
                at = self._start_tag(begin)
        self._add(self.source[at:])
        if self.open:
            tag = self.open[-1].tag
            raise unparsable(f'Can\'t find end tag corresponding to start tag "{tag}"')
        for entity in self.entities:
            if entity["type"] == "code" or not entity.get("language", "-"):
                entity.pop("language")
        return self._text(), self.entities

    def _text(self) -> str:
        text = "".join(self.pieces)
        if not text.isascii():
            # Two numeric references may spell one character as a surrogate pair.
            try:
                text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
            except UnicodeDecodeError as error:
                raise unparsable(
                    "Text contains invalid Unicode characters after decoding HTML entities, "
                    "check for unmatched surrogate code units"
                ) from error
        return text

    def _add(self, text: str) -> None:
        if text:
            self.pieces.append(text)
            self.length += utf16_length(text)

    def _at(self, begin: int) -> int:
        return len(self.source[:begin].encode())

    def _unclosed(self, begin: int, tag: str | None = None) -> ApiError:
        name = "" if tag is None else f' "{tag}"'
        return unparsable(f"Unclosed start tag{name} at byte offset {self._at(begin)}")

    def _start_tag(self, begin: int) -> int:
        name = _TAG_NAME.match(self.source, begin + 1)
        if name is None or name.end() == len(self.source):
            raise self._unclosed(begin)
        tag = name.group().lower()
        if tag not in _TAGS:
            raise unparsable(f'Unsupported start tag "{tag}" at byte offset {self._at(begin)}')
        argument, end = self._attributes(tag, begin, name.end())
        if tag == "span" and argument != "spoiler":
            raise unparsable(
                f'Tag "span" must have class "tg-spoiler" at byte offset {self._at(begin)}'
            )
        self.open.append(_Open(tag, argument, self.length, len(self.pieces)))
        return end

    def _attributes(self, tag: str, begin: int, at: int) -> tuple[str, int]:
        """Return the argument of the tag (a link, a language ...) and where the tag ends."""
        argument = ""
        while self.source[at : at + 1] != ">":
            at = self._skip(at)
            if self.source[at : at + 1] == ">":
                break
            name = _ATTRIBUTE.match(self.source, at)
            if name is None or not name.group():
                raise unparsable(
                    f'Empty attribute name in the tag "{tag}" at byte offset {self._at(begin)}'
                )
            at = self._skip(name.end())
            if at == len(self.source):
                raise self._unclosed(begin, tag)
            if self.source[at] != "=":
                value = ""
            else:
                value, at = self._value(tag, begin, self._skip(at + 1))
            argument = _argument(tag, name.group(), value, argument)
        return argument, at + 1

    def _value(self, tag: str, begin: int, at: int) -> tuple[str, int]:
        if at == len(self.source):
            raise self._unclosed(begin, tag)
        quote = self.source[at]
        if quote not in "'\"":
            token = _TOKEN.match(self.source, at)
            end = at if token is None else token.end()
            if end == len(self.source):
                raise self._unclosed(begin)
            if self.source[end] not in " \t\r\n\v>":
                raise unparsable(f"Unexpected end of name token at byte offset {self._at(at)}")
            return self.source[at:end].lower(), end
        end = self.source.find(quote, at + 1)
        if end < 0 or end + 1 == len(self.source):
            raise self._unclosed(begin)
        return decode_all(self.source[at + 1 : end]), end + 1

    def _skip(self, at: int) -> int:
        space = _SPACE.match(self.source, at)
        return at if space is None else space.end()

    def _end_tag(self, begin: int) -> int:
        if not self.open:
            raise unparsable(f"Unexpected end tag at byte offset {self._at(begin)}")
        name = _TAG_NAME.match(self.source, begin + 2)
        at = self._skip(begin + 2 if name is None else name.end())
        if self.source[at : at + 1] != ">":
            raise unparsable(f"Unclosed end tag at byte offset {self._at(begin)}")
        found = "" if name is None else name.group().lower()
        opened = self.open.pop()
        if found and found != opened.tag:
            raise unparsable(
                f"Unmatched end tag at byte offset {self._at(begin)}, "
                f'expected "</{opened.tag}>", found "</{found}>"'
            )
        if self.length > opened.offset:
            self._close(opened)
        return at + 1

    def _close(self, opened: _Open) -> None:
        entity: Entity = {"offset": opened.offset, "length": self.length - opened.offset}
        if opened.tag in _SIMPLE:
            self.entities.append({"type": _SIMPLE[opened.tag], **entity})
        elif opened.tag == "blockquote":
            kind = "expandable_blockquote" if opened.argument else "blockquote"
            self.entities.append({"type": kind, **entity})
        elif opened.tag == "a":
            url = opened.argument or "".join(self.pieces[opened.piece :])
            link = link_entity(url)
            if link is not None:
                self.entities.append({**link, **entity})
        elif opened.tag == "tg-emoji":
            if not opened.argument.isascii() or not opened.argument.isdigit():
                raise unparsable("Invalid custom emoji identifier specified")
            self.entities.append(
                {"type": "custom_emoji", **entity, "custom_emoji_id": opened.argument}
            )
        elif opened.tag in {"pre", "code"}:
            self._close_code(opened, entity)

    def _close_code(self, opened: _Open, entity: Entity) -> None:
        """Join `pre` and `code` around the same text: together they name the language."""
        last = self.entities[-1] if self.entities else None
        same = last is not None and all(last[key] == entity[key] for key in entity)
        if last is not None and same and opened.tag == "pre" and last["type"] == "code":
            last["type"] = "pre"
            return
        if last is not None and same and opened.tag == "code" and last["type"] == "pre":
            if opened.argument:
                last["language"] = opened.argument
            return
        self.entities.append({"type": opened.tag, **entity, "language": opened.argument})


def _argument(tag: str, name: str, value: str, before: str) -> str:
    """Return what the tag keeps of one attribute."""
    if (tag, name) in {("a", "href"), ("tg-emoji", "emoji-id")}:
        return value
    if (tag, name) == ("blockquote", "expandable"):
        return "1"
    if (tag, name) == ("code", "class") and value.startswith("language-"):
        return value.removeprefix("language-")
    if (tag, name) == ("span", "class") and value.startswith("tg-"):
        return value.removeprefix("tg-")
    return before
