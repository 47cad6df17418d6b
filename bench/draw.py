"""What the picture rows share: the library's own cards and programs, drawn one after another."""

import asyncio
import time
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import Any

from bench.row import Row, middle
from bot.catalog import Catalog, load
from bot.pictures import Page, ProgramSheet, SheetItem, StepCard, Studio, step_card_of

_CONTENT = Path(__file__).parents[1] / "content"
_Measure = Callable[[Studio, Catalog], Coroutine[Any, Any, list[float]]]


def row(name: str, runs: int, measure: _Measure) -> Row:
    """Return the median over the runs' medians, in milliseconds."""
    catalog = load([_CONTENT])
    medians = [asyncio.run(_median(measure, catalog)) for _ in range(runs)]
    print(f"  {', '.join(f'{each:.3f}' for each in medians)} ms", flush=True)
    return Row(name=name, unit="ms", ours=middle(medians), runs=runs)


async def milliseconds(studio: Studio, specs: Sequence[Page]) -> list[float]:
    """Ask for each picture once, and return how long each took from asking to bytes."""
    taken = []
    for spec in specs:
        started = time.perf_counter()
        await studio.picture(spec)
        taken.append(1000 * (time.perf_counter() - started))
    return taken


def step_cards(catalog: Catalog) -> list[StepCard]:
    """Return two steps of each activity, as a family sees them, no two alike."""
    return [
        step_card_of(card, number, place=f"{number} of {len(card.steps)}", words=card.steps[at])
        for card in catalog.activities.values()
        for at, number in ((0, 1), (-1, len(card.steps)))
    ]


def sheets(catalog: Catalog) -> list[ProgramSheet]:
    """Return a sheet for the fridge of each program."""
    return [
        ProgramSheet(
            "Maya",
            program.goal,
            tuple(
                SheetItem(card.title, item.slot, "Mon, Wed, Fri", card.low.idea, card_codes)
                for item in program.items
                for card in (catalog.activities[item.activity],)
                for card_codes in (card.pictures[0].codes,)
            ),
            ("Riverside Therapy", "+1 555 0100"),
            f"https://t.me/home_program_bot?start={program.id}",
        )
        for program in catalog.programs.values()
    ]


async def _median(measure: _Measure, catalog: Catalog) -> float:
    studio = Studio()
    await studio.warm_up()
    try:
        return middle(await measure(studio, catalog)) or 0.0
    finally:
        await studio.close()
