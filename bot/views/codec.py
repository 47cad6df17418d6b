"""Callback data <-> typed routes: at most 64 bytes, and nothing forged gets past the parser.

A route names the state that is wanted, never a change ("on", not "toggle"): the same tap twice
does the same thing once.
"""

from dataclasses import fields
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, ClassVar, get_type_hints

LIMIT_BYTES = 64
LARGEST_ID = 2**53


class Route:
    """Where a button leads; each kind is a frozen dataclass with a short `code`."""

    __slots__ = ()
    code: ClassVar[str]


def encode(route: Route) -> str:
    """Return the callback data of a route.

    Raises:
        ValueError: it does not fit in 64 bytes.
    """
    parts = [route.code]
    for name in _names(type(route)):  # type: ignore[arg-type]
        value = getattr(route, name)
        parts.append(str(int(value)) if isinstance(value, bool) else str(value))
    data = ":".join(parts)
    if len(data.encode()) > LIMIT_BYTES:
        raise ValueError(f"callback data over {LIMIT_BYTES} bytes: {data}")
    return data


def decode(data: str, kinds: dict[str, type[Route]]) -> Route | None:
    """Return the route that callback data names, or None when it is none of ours."""
    code, *parts = data.split(":")
    kind = kinds.get(code)
    if kind is None:
        return None
    wanted = get_fields(kind)  # type: ignore[arg-type]
    if len(parts) != len(wanted):
        return None
    try:
        return kind(*(_read(part, of) for part, of in zip(parts, wanted, strict=True)))
    except ValueError:
        return None


@cache
def get_fields(kind: type[Route]) -> tuple[type, ...]:
    """Return the types of a route's fields, in order."""
    hints = get_type_hints(kind)
    return tuple(hints[field.name] for field in fields(kind))  # type: ignore[arg-type]


@cache
def _names(kind: type[Route]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))  # type: ignore[arg-type]


def _read(part: str, kind: type) -> Any:
    if kind is int:
        if not part.isascii() or not part.isdigit() or int(part) > LARGEST_ID:
            raise ValueError(part)
        return int(part)
    if kind is bool:
        return {"0": False, "1": True}[part] if part in ("0", "1") else _refuse(part)
    if kind is date:
        return date.fromisoformat(part) if len(part) == 10 else _refuse(part)
    if issubclass(kind, StrEnum):
        return kind(part)
    return part


def _refuse(part: str) -> Any:
    raise ValueError(part)
