"""Row `drawing_tap_p99_ms`: how long taps wait while step cards are drawn; at most 250.

From the tap to its answer and its edited card, whichever comes later; 99 of 100 are faster.
"""

import asyncio

from bench.drawing import tap_p99_ms
from bench.row import Row, middle


def run(runs: int) -> Row:
    """Tap with and without drawing, `runs` times."""
    with_it, without, drawn = [], [], []
    for _ in range(runs):
        waited, pictures = asyncio.run(tap_p99_ms(drawing=True))
        with_it.append(waited)
        drawn.append(float(pictures))
        without.append(asyncio.run(tap_p99_ms(drawing=False))[0])
        print(
            f"  {waited:.0f} ms over {pictures} pictures, {without[-1]:.0f} ms without", flush=True
        )
    return Row(
        name="drawing_tap_p99_ms",
        unit="ms",
        ours=middle(with_it),
        peers={"ours, nothing drawn": middle(without) or 0.0},
        runs=runs,
        also={"pictures drawn meanwhile": middle(drawn) or 0.0},
    )
