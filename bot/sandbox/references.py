"""Character references in HTML: only the four names and the numbers that Telegram knows."""

import re

_REFERENCE = re.compile(r"&(?:#x([0-9A-Fa-f]*)|#([0-9]*)|([A-Za-z]*))(;?)")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_LONGEST = 10


def decode_reference(source: str, at: int) -> tuple[str, int] | None:
    """Return the character that the reference at `at` stands for, and where it ends.

    None means that the ampersand is an ordinary character.
    """
    found = _REFERENCE.match(source, at)
    if found is None:
        return None
    hexadecimal, decimal, name, semicolon = found.groups()
    if name is not None:
        return (_NAMED[name], found.end()) if name in _NAMED else None
    if found.end() - at - len(semicolon) >= _LONGEST:
        return None
    code = int(hexadecimal or "0", 16) if hexadecimal is not None else int(decimal or "0")
    if code == 0 or code >= 0x10FFFF:
        return None
    return chr(code), found.end()


def decode_all(source: str) -> str:
    """Return `source` with every reference decoded."""
    at = 0
    pieces = []
    while (mark := source.find("&", at)) >= 0:
        decoded = decode_reference(source, mark)
        pieces.append(source[at:mark])
        text, at = decoded if decoded is not None else ("&", mark + 1)
        pieces.append(text)
    return "".join([*pieces, source[at:]])
