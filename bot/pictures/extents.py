"""How much of its square each drawing fills, measured once by scripts/measure_pictograms.py.

OpenMoji draws a coin and a bed on the same square; on a picture both are to be equally easy to see.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

EXTENTS_FILE: Final = Path(__file__).with_name("extents.txt")
#: OpenMoji's square, in its own units.
SIDE: Final = 72
_TONES: Final = tuple(f"-1F3F{digit}" for digit in "BCDEF")


@dataclass(frozen=True, slots=True)
class Extent:
    """Where a drawing's ink is, in OpenMoji's units from the top left."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Return how wide the ink is."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Return how high the ink is."""
        return self.bottom - self.top


_WHOLE: Final = Extent(0, 0, SIDE, SIDE)


def extent(code: str) -> Extent:
    """Return a drawing's extent; the whole square for one that was never measured."""
    for tone in _TONES:
        code = code.replace(tone, "")
    return load_extents().get(code, _WHOLE)


@cache
def load_extents() -> dict[str, Extent]:
    """Return every measured drawing's extent; read once."""
    rows = (line.split() for line in EXTENTS_FILE.read_text(encoding="ascii").splitlines())
    return {code: Extent(*map(float, edges)) for code, *edges in rows}
