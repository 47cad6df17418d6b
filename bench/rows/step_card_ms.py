"""Row `step_card_ms`: one step card from asking to PNG, never drawn before; at most 80."""

from bench.draw import milliseconds, row, step_cards
from bench.row import Row
from bot.catalog import Catalog
from bot.pictures import Studio


def run(runs: int) -> Row:
    """Draw two steps of each activity, `runs` times in a new studio."""
    return row("step_card_ms", runs, _measure)


async def _measure(studio: Studio, catalog: Catalog) -> list[float]:
    return await milliseconds(studio, step_cards(catalog))
