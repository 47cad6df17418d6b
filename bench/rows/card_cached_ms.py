"""Row `card_cached_ms`: a step card that was drawn before, from asking to bytes; at most 2."""

from bench.draw import milliseconds, row, step_cards
from bench.row import Row
from bot.catalog import Catalog
from bot.pictures import Studio


def run(runs: int) -> Row:
    """Draw the cards, then ask for all of them again, `runs` times in a new studio."""
    return row("card_cached_ms", runs, _measure)


async def _measure(studio: Studio, catalog: Catalog) -> list[float]:
    cards = step_cards(catalog)
    await milliseconds(studio, cards)
    return await milliseconds(studio, cards)
