"""Finds what Telegram marks by itself (commands, links, mentions, tags) and judges addresses."""

import re

from bot.sandbox.entities import Entity, utf16_length

_WORTH_A_LOOK = re.compile(r"[@/#$]|\w\.\w")
_COMMAND = re.compile(
    r"(?<![\w/<>])/([A-Za-z0-9_]{1,64})(?:@([A-Za-z0-9_]{3,32}))?(?![\w/<>])", re.ASCII
)
_MENTION = re.compile(r"(?<![\w@/.])@[A-Za-z0-9_]{4,32}(?!\w)")
_HASHTAG = re.compile(r"(?<![\w#@/])#(?=\w*[^\W\d_])\w{1,256}(?![\w#])")
_CASHTAG = re.compile(r"(?<![\w$])\$[A-Z]{1,8}(?![\w$])")
_EMAIL = re.compile(
    r"(?<![\w.+%@/-])[\w+%-][\w.+%-]{0,63}@(?:[\w-]{1,63}\.){1,8}[A-Za-z]{2,24}(?!\w)"
)
_URL = re.compile(
    r"(?<![\w@.$])(?:(https?|ftp|tonsite)://)?"
    r"((?:[\w-]{1,63}\.){1,16}(?:[^\W\d_]{2,24}|xn--[\w-]{1,59}|\d{1,3}))(?::\d{1,5})?(?![\w@])"
    r"(?:[/?#][^\s<>«»\"]*)?",
    re.IGNORECASE,
)
_DEEP_LINK = re.compile(r"(?<!\w)(?:tg|ton)://[\w.?=&%/@+-]+", re.IGNORECASE)
_TRAILING = ".,:;!?'\")]}…`"
# Without a scheme only an ending that people know makes a word with a dot a link.
_ENDINGS = re.compile(
    "com|org|net|edu|gov|int|info|biz|app|dev|io|me|ai|co|eu|uk|us|ca|au|nz|ie|de|fr|es|it|pt|nl"
    "|be|at|ch|se|no|dk|fi|is|pl|cz|sk|hu|ro|bg|gr|hr|rs|si|ua|ru|by|kz|tr|il|ir|in|cn|jp|kr|tw|hk"
    "|sg|my|th|vn|id|ph|br|ar|mx|cl|za|ng|ke|eg|ae|sa|online|site|store|blog|health|care|page|link"
    "|xyz|club|shop|tech|news|wiki",
    re.IGNORECASE,
)

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://", re.ASCII)
_HTTP = re.compile(
    r"(?:(https?)://)?(?:[^/?#@\s]*@)?(\[[0-9A-Fa-f:.]+\]|[^/?#:\s@]*)(?::(\d{1,5}))?([/?#]\S*)?",
    re.IGNORECASE,
)
_USER = re.compile(r"tg://user/?\?id=(\d{1,19})", re.IGNORECASE)
_INNER_SCHEMES = frozenset({"tg", "ton", "tonsite"})


def find_entities(text: str) -> list[Entity]:
    """Return what Telegram finds in plain text by itself, in order, without overlaps."""
    if _WORTH_A_LOOK.search(text) is None:
        return []
    spans = [("email", found.start(), found.end()) for found in _EMAIL.finditer(text)]
    spans += [("url", found.start(), found.end()) for found in _DEEP_LINK.finditer(text)]
    spans += _urls(text)
    spans += [("bot_command", found.start(), found.end()) for found in _COMMAND.finditer(text)]
    spans += [("mention", found.start(), found.end()) for found in _MENTION.finditer(text)]
    spans += [("hashtag", found.start(), found.end()) for found in _HASHTAG.finditer(text)]
    spans += [("cashtag", found.start(), found.end()) for found in _CASHTAG.finditer(text)]
    return _as_entities(text, spans)


def check_url(url: str) -> str:
    """Return the address as Telegram keeps it.

    Raises:
        ValueError: It is no address that a button or a link may carry; the message says why.
    """
    url = url.strip()
    scheme = _SCHEME.match(url)
    if scheme is not None and scheme.group(1).lower() in _INNER_SCHEMES:
        return url
    if scheme is not None and scheme.group(1).lower() not in {"http", "https"}:
        raise ValueError("Unsupported URL protocol")
    found = _HTTP.fullmatch(url)
    host = "" if found is None else found.group(2)
    if found is not None and not host:
        raise ValueError("URL host is empty")
    if found is None or ("." not in host.strip(".") and not host.startswith("[")):
        raise ValueError("Wrong HTTP URL")
    if found.group(3) is not None and not 0 < int(found.group(3)) < 65536:
        raise ValueError("Wrong HTTP URL")
    if scheme is None:
        url = f"http://{url}"
    return url if found.group(4) is not None else f"{url}/"


def user_link(url: str) -> int | None:
    """Return the id in a `tg://user?id=` link."""
    found = _USER.match(url.strip())
    return None if found is None else int(found.group(1))


def link_entity(url: str) -> Entity | None:
    """Return what a link on a text becomes, or None when Telegram leaves it out."""
    user_id = user_link(url)
    if user_id is not None:
        return {"type": "text_mention", "user": {"id": user_id}}
    try:
        return {"type": "text_link", "url": check_url(url)}
    except ValueError:
        return None


def _urls(text: str) -> list[tuple[str, int, int]]:
    spans = []
    for found in _URL.finditer(text):
        host = found.group(2)
        ending = host.rsplit(".", 1)[-1]
        if found.group(1) is None and _ENDINGS.fullmatch(ending) is None:
            continue
        end = found.start() + len(found.group().rstrip(_TRAILING))
        spans.append(("url", found.start(), end))
    return spans


def _as_entities(text: str, spans: list[tuple[str, int, int]]) -> list[Entity]:
    entities: list[Entity] = []
    taken = 0
    # Of two at the same place the longer one stands, and of equals the one found first.
    for kind, start, end in sorted(spans, key=lambda span: (span[1], -span[2])):
        if start >= taken:
            taken = end
            entities.append(
                {
                    "offset": utf16_length(text[:start]),
                    "length": utf16_length(text[start:end]),
                    "type": kind,
                }
            )
    return entities
