"""Row `sheet_ms`: a program's sheet for the fridge from asking to PDF, uncached; at most 400."""

from bench.draw import milliseconds, row, sheets
from bench.row import Row
from bot.catalog import Catalog
from bot.pictures import Studio


def run(runs: int) -> Row:
    """Draw each program's sheet, `runs` times in a new studio."""
    return row("sheet_ms", runs, _measure)


async def _measure(studio: Studio, catalog: Catalog) -> list[float]:
    return await milliseconds(studio, sheets(catalog))
